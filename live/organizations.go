package live

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.Organizations.Kind},
		where: global,
		calls: []any{organizations.DescribeOrganizationInput{}, organizations.ListRootsInput{}},
		read:  theOrganization,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.DelegatedAdministrators.Kind},
		where: management,
		calls: []any{organizations.ListDelegatedAdministratorsInput{}, organizations.ListDelegatedServicesForAccountInput{}},
		read:  delegatedAdministrators,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.OrganizationServiceAccesses.Kind},
		where: management,
		calls: []any{organizations.ListAWSServiceAccessForOrganizationInput{}},
		read:  serviceAccesses,
	})
)

// theOrganization asks which organization the account is in, which any of its
// accounts may, and what is enabled in its root, which few may. An answer that
// names no organization says nothing: of an account that is in none AWS says so
// with an error.
func theOrganization(r *reader) {
	answer := ask(r, organizations.NewFromConfig(r.config()).DescribeOrganization, &organizations.DescribeOrganizationInput{})
	o := or(answer.out.Organization, types.Organization{})
	by := answer.given(text(o.Id) != "")
	switch {
	case by.failed():
		r.miss(by.gap(r.region))
		return
	case by.absent:
		return
	}
	one := account.Organizations.Add(r.to, account.Ident{ARN: text(o.Arn), ID: text(o.Id)}, by.origin)
	put(&one.Features, word(o.FeatureSet), by)
	put(&one.Management, o.MasterAccountId, by)
	upper := organizations.NewFromConfig(r.session.upper.in(r.region))
	if r.session.upper != r.session.party {
		sameOrganization(r, upper, one.ID)
	}
	roots, gaps := allGiven(r, upper.ListRoots, &organizations.ListRootsInput{}, rootsOf)
	pages(&one.PolicyTypes, enabledTypes(roots, one.ID), gaps)
	if len(gaps) == 0 && !rootsOnlyOf(roots, one.ID) {
		one.PolicyTypes = one.PolicyTypes.Doubted(account.Gap{Call: operationOf(organizations.ListRootsInput{}).String(), Cause: account.Failed})
	}
}

// sameOrganization ends the session if the second role is of an organization that
// the account is not in: its policies would be taken for the account's.
func sameOrganization(r *reader, upper *organizations.Client, id string) {
	answer := ask(r, upper.DescribeOrganization, &organizations.DescribeOrganizationInput{})
	if theirs := text(or(answer.out.Organization, types.Organization{}).Id); theirs != "" && theirs != id {
		r.session.abort(&Refusal{
			WrongOrganization, "the management role is of organization " + theirs + ", and the account is in " + id,
			"pass a role of the organization that the account is in",
		})
	}
}

func rootsOf(o *organizations.ListRootsOutput) []types.Root { return o.Roots }

// rootsOnlyOf tells whether there is a root and all are of the organization:
// other credentials than those of its accounts would tell of another.
func rootsOnlyOf(roots []answer[types.Root], id string) bool {
	return len(roots) > 0 && !slices.ContainsFunc(roots, func(a answer[types.Root]) bool {
		return !strings.Contains(text(a.out.Arn), ":root/"+id+"/")
	})
}

func enabledTypes(roots []answer[types.Root], id string) []*account.EnabledPolicyType {
	var all []*account.EnabledPolicyType
	if !rootsOnlyOf(roots, id) {
		return nil
	}
	for _, root := range roots {
		for _, t := range root.out.PolicyTypes {
			if t.Status == types.PolicyTypeStatusEnabled {
				one := &account.EnabledPolicyType{}
				put(&one.Type, word(t.Type), root.told)
				all = append(all, one)
			}
		}
	}
	return all
}

func delegatedAdministrators(r *reader) {
	client := organizations.NewFromConfig(r.config())
	for d := range each(r, client.ListDelegatedAdministrators, &organizations.ListDelegatedAdministratorsInput{}, func(o *organizations.ListDelegatedAdministratorsOutput) []types.DelegatedAdministrator {
		return o.DelegatedAdministrators
	}) {
		in := &organizations.ListDelegatedServicesForAccountInput{AccountId: d.out.Id}
		for s := range each(r, client.ListDelegatedServicesForAccount, in, func(o *organizations.ListDelegatedServicesForAccountOutput) []types.DelegatedService {
			return o.DelegatedServices
		}) {
			id := text(d.out.Id) + "/" + text(s.out.ServicePrincipal)
			one := account.DelegatedAdministrators.Add(r.to, account.Ident{ID: id}, s.origin)
			put(&one.Account, d.out.Id, s.told)
			put(&one.Service, s.out.ServicePrincipal, s.told)
		}
	}
}

func serviceAccesses(r *reader) {
	for s := range each(r, organizations.NewFromConfig(r.config()).ListAWSServiceAccessForOrganization, &organizations.ListAWSServiceAccessForOrganizationInput{}, func(o *organizations.ListAWSServiceAccessForOrganizationOutput) []types.EnabledServicePrincipal {
		return o.EnabledServicePrincipals
	}) {
		one := account.OrganizationServiceAccesses.Add(r.to, account.Ident{ID: text(s.out.ServicePrincipal)}, s.origin)
		one.Enabled = account.Observed(true, s.origin, "")
	}
}
