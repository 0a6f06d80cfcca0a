package live

import (
	"errors"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofOrg, ofRoots          = "organizations:DescribeOrganization", "organizations:ListRoots"
	ofUnits, ofAccounts     = "organizations:ListOrganizationalUnitsForParent", "organizations:ListAccountsForParent"
	ofPolicies, ofContent   = "organizations:ListPolicies", "organizations:DescribePolicy"
	ofAttached, ofEffective = "organizations:ListTargetsForPolicy", "organizations:DescribeEffectivePolicy"
	ofAdmins, ofServices    = "organizations:ListDelegatedAdministrators", "organizations:ListDelegatedServicesForAccount"
	ofAccess                = "organizations:ListAWSServiceAccessForOrganization"

	theOrg     = `{"Organization": {"Id": "o-1", "Arn": "arn:aws:organizations::111111111111:organization/o-1", "FeatureSet": "ALL", "MasterAccountId": "111111111111", "AvailablePolicyTypes": []}}`
	orgRoots   = `{"Roots": [{"Id": "r-1", "Arn": "arn:aws:organizations::111111111111:root/o-1/r-1", "Name": "Root", "PolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}, {"Type": "TAG_POLICY", "Status": "PENDING_ENABLE"}]}]}`
	orgUnit    = `{"OrganizationalUnits": [{"Id": "ou-1", "Arn": "arn:aws:organizations::111111111111:ou/o-1/ou-1", "Name": "prod"}]}`
	noUnit     = `{"OrganizationalUnits": []}`
	orgAccount = `{"Accounts": [{"Id": "123456789012", "Arn": "arn:aws:organizations::111111111111:account/o-1/123456789012", "Email": "a@example.com", "Name": "a", "State": "ACTIVE"}]}`
	guard      = `{"Id": "p-1", "Arn": "arn:aws:organizations::111111111111:policy/o-1/service_control_policy/p-1", "Name": "guard", "Type": "SERVICE_CONTROL_POLICY", "AwsManaged": false}`
	orgItem    = `"Arn": "arn:aws:organizations::111111111111:organization/o-1", "Id": "o-1", "FeatureSet": "ALL", "MasterAccountId": "111111111111", "PolicyTypes": `
)

var _ = sample(fake{
	ofOrg: answers(theOrg), ofRoots: answers(orgRoots), ofUnits: answers(onlyBelow("r-1", orgUnit, noUnit)), ofAccounts: answers(onlyBelow("ou-1", orgAccount, `{"Accounts": []}`)),
	ofPolicies: answers(onlyOf("SERVICE_CONTROL_POLICY", guard)), ofContent: answers(`{"Policy": {"PolicySummary": ` + guard + `, "Content": "{\"Statement\": []}"}}`),
	ofAttached:  answers(`{"Targets": [{"TargetId": "ou-1", "Name": "prod", "Type": "ORGANIZATIONAL_UNIT"}]}`),
	ofEffective: answers(`{"EffectivePolicy": {"PolicyType": "S3_POLICY", "PolicyContent": "{\"s3_attributes\":{\"public_access_block_configuration\":\"all\"}}", "TargetId": "123456789012"}}`),
	ofAdmins:    answers(`{"DelegatedAdministrators": [{"Id": "222222222222", "Name": "security"}]}`), ofServices: answers(`{"DelegatedServices": [{"ServicePrincipal": "guardduty.amazonaws.com"}]}`),
	ofAccess: answers(`{"EnabledServicePrincipals": [{"ServicePrincipal": "config.amazonaws.com", "DateEnabled": 1795000000}]}`),
})

// says answers with one text where the request's body holds a word, and with
// another where it does not.
func says(word, then, otherwise string) func(*http.Request) refusal {
	return func(r *http.Request) refusal {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return refusal{status: http.StatusInternalServerError, body: err.Error()}
		}
		if strings.Contains(string(body), `"`+word+`"`) {
			return refusal{status: http.StatusOK, body: then}
		}
		return refusal{status: http.StatusOK, body: otherwise}
	}
}

func onlyBelow(parent, then, otherwise string) func(*http.Request) refusal {
	return says(parent, then, otherwise)
}

func onlyOf(kind, policy string) func(*http.Request) refusal {
	return says(kind, `{"Policies": [`+policy+`]}`, `{"Policies": []}`)
}

func no(call string) any { return refuses(call, http.StatusBadRequest, "AccessDeniedException", "no") }

func TestOrganization(t *testing.T) {
	none := refuses(ofOrg, http.StatusBadRequest, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
	for name, c := range map[string]struct {
		organization, roots []any
		items, id           string
		gaps                []string
	}{
		"management account": {answers(theOrg), answers(orgRoots), `[{` + orgItem + `[{"Type": "SERVICE_CONTROL_POLICY"}]}]`, "o-1", nil},
		"member":             {answers(theOrg), answers(no(ofRoots)), `[{` + orgItem + `{"unknown": "denied", "call": "` + ofRoots + `"}}]`, "o-1", nil},
		"another's roots":    {answers(theOrg), answers(strings.ReplaceAll(orgRoots, "o-1", "o-2")), `[{` + orgItem + `{"unknown": "error", "call": "` + ofRoots + `"}}]`, "o-1", nil},
		"no roots":           {answers(theOrg), answers(`{"Roots": []}`), `[{` + orgItem + `{"unknown": "error", "call": "` + ofRoots + `"}}]`, "o-1", nil},
		"no organization":    {answers(none), nil, `[]`, "", nil},
		"empty organization": {answers(`{"Organization": {}}`), nil, `[]`, "", []string{gap(ofOrg, account.Failed)}},
		"refused":            {answers(no(ofOrg)), nil, `[]`, "", []string{gap(ofOrg, account.Denied)}},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofOrg: c.organization, ofRoots: c.roots}, account.Organizations.Kind)
			wantItems(t, rec, account.Organizations.Kind, c.items, c.gaps...)
			if rec.Organization != c.id {
				t.Errorf("the organization is %q", rec.Organization)
			}
		})
	}
}

func TestOrganizationTree(t *testing.T) {
	const unit = `{"Arn": "arn:aws:organizations::111111111111:ou/o-1/ou-1", "Id": "ou-1", "ParentId": "r-1"}`
	one := func(status string) string {
		return `{"Arn": "arn:aws:organizations::111111111111:account/o-1/123456789012", "Id": "123456789012", "ParentId": "ou-1", "Status": ` + status + `}`
	}
	units, below := answers(onlyBelow("r-1", orgUnit, noUnit)), func(answer string) []any { return answers(onlyBelow("ou-1", answer, `{"Accounts": []}`)) }
	for name, c := range map[string]struct {
		fake            fake
		units, accounts string
		unitGaps, gaps  []string
	}{
		"all":              {fake{ofUnits: units, ofAccounts: below(orgAccount)}, `[` + unit + `]`, `[` + one(`"ACTIVE"`) + `]`, nil, nil},
		"status only":      {fake{ofUnits: units, ofAccounts: below(strings.ReplaceAll(orgAccount, "State", "Status"))}, `[` + unit + `]`, `[` + one(`"ACTIVE"`) + `]`, nil, nil},
		"no status":        {fake{ofUnits: units, ofAccounts: below(strings.ReplaceAll(orgAccount, "State", "X"))}, `[` + unit + `]`, `[` + one(`{"unknown": "error", "call": "`+ofAccounts+`"}`) + `]`, nil, nil},
		"accounts refused": {fake{ofUnits: units, ofAccounts: answers(no(ofAccounts))}, `[` + unit + `]`, `[]`, nil, []string{gap(ofAccounts, account.Denied)}},
		"units refused":    {fake{ofUnits: answers(no(ofUnits)), ofAccounts: below(orgAccount)}, `[]`, `[]`, []string{gap(ofUnits, account.Denied)}, []string{gap(ofUnits, account.Denied)}},
		"roots refused":    {fake{ofRoots: answers(no(ofRoots))}, `[]`, `[]`, []string{gap(ofRoots, account.Denied)}, []string{gap(ofRoots, account.Denied)}},
		"no organization":  {fake{ofRoots: answers(refuses(ofRoots, http.StatusBadRequest, "AWSOrganizationsNotInUseException", ""))}, `[]`, `[]`, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if c.fake[ofRoots] == nil {
				c.fake[ofRoots] = answers(orgRoots)
			}
			rec, _ := recorded(t, c.fake, account.OrganizationalUnits.Kind, account.OrganizationAccounts.Kind)
			wantItems(t, rec, account.OrganizationalUnits.Kind, c.units, c.unitGaps...)
			wantItems(t, rec, account.OrganizationAccounts.Kind, c.accounts, c.gaps...)
		})
	}
}

func TestDelegationAndTrust(t *testing.T) {
	rec, _ := recorded(t, sampled, account.DelegatedAdministrators.Kind, account.OrganizationServiceAccesses.Kind)
	wantItems(t, rec, account.DelegatedAdministrators.Kind, `[{"Id": "222222222222/guardduty.amazonaws.com", "AccountId": "222222222222", "ServicePrincipal": "guardduty.amazonaws.com"}]`)
	wantItems(t, rec, account.OrganizationServiceAccesses.Kind, `[{"Id": "config.amazonaws.com", "Enabled": true}]`)
}

func TestManagementRoleOfAnotherOrganization(t *testing.T) {
	for theirs, refused := range map[string]bool{"o-exampleorgid": false, "o-another0000": true} {
		f := maps.Clone(sampled)
		described := func(id string) string {
			return `{"Organization": {"Id": "` + id + `", "Arn": "arn:aws:organizations::111111111111:organization/` + id + `", "FeatureSet": "ALL", "MasterAccountId": "111111111111"}}`
		}
		f["organizations:DescribeOrganization"] = answers(described("o-exampleorgid"), described(theirs))
		s, _ := openFake(t, f)
		other := *s.party
		s.upper = &other
		_, err := s.Record(Need{Kinds: []account.Kind{account.Organizations.Kind}, Regions: []string{testRegion}})
		var why *Refusal
		if errors.As(err, &why) != refused || refused && (why.Reason != WrongOrganization || !strings.Contains(why.Why, theirs)) {
			t.Errorf("%s: %v", theirs, err)
		}
	}
}
