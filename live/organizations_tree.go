package live

import (
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.OrganizationalUnits.Kind, account.OrganizationAccounts.Kind},
	where: management,
	calls: []any{organizations.ListRootsInput{}, organizations.ListOrganizationalUnitsForParentInput{}, organizations.ListAccountsForParentInput{}},
	read:  organizationTree,
})

// organizationTree reads units and accounts from the roots down.
func organizationTree(r *reader) {
	client := organizations.NewFromConfig(r.config())
	var parents []*string
	for root := range each(r, client.ListRoots, &organizations.ListRootsInput{}, rootsOf) {
		parents = append(parents, root.out.Id)
	}
	for len(parents) > 0 {
		parent := parents[0]
		parents = append(parents[1:], below(r, client, parent)...)
	}
}

// below reads what is right below a root or a unit, and returns the units.
func below(r *reader, client *organizations.Client, parent *string) []*string {
	var units []*string
	for u := range each(r, client.ListOrganizationalUnitsForParent, &organizations.ListOrganizationalUnitsForParentInput{ParentId: parent}, func(o *organizations.ListOrganizationalUnitsForParentOutput) []types.OrganizationalUnit {
		return o.OrganizationalUnits
	}) {
		unit := account.OrganizationalUnits.Add(r.to, account.Ident{ARN: text(u.out.Arn), ID: text(u.out.Id)}, u.origin)
		linkGiven(&unit.Parent, parent, u.told)
		units = append(units, u.out.Id)
	}
	accountsBelow(r, client, parent)
	return units
}

// accountsBelow reads the accounts right below a root or a unit. What is missing
// of them is missing of no unit. Until September 2026 AWS told the state of an
// account as its Status (AWS API reference, 2026-11).
func accountsBelow(r *reader, client *organizations.Client, parent *string) {
	list, gaps := all(r, client.ListAccountsForParent, &organizations.ListAccountsForParentInput{ParentId: parent}, func(o *organizations.ListAccountsForParentOutput) []types.Account {
		return o.Accounts
	})
	for _, gap := range gaps {
		r.to.Miss(account.OrganizationAccounts.Kind, gap)
	}
	for _, a := range list {
		one := account.OrganizationAccounts.Add(r.to, account.Ident{ARN: text(a.out.Arn), ID: text(a.out.Id)}, a.origin)
		linkGiven(&one.Parent, parent, a.told)
		status := word(a.out.State)
		if status == nil {
			status = word(a.out.Status)
		}
		put(&one.Status, status, a.told)
	}
}
