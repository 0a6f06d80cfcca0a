package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	setARN   = "arn:aws:sso:::permissionSet/ssoins-1/ps-1"
	ofSetARN = `"instance_arn":"arn:aws:sso:::instance/ssoins-1","permission_set_arn":"` + setARN + `"`
	opsSet   = `{"arn":"` + setARN + `","id":"` + setARN + `,arn:aws:sso:::instance/ssoins-1","name":"ops","instance_arn":"arn:aws:sso:::instance/ssoins-1","session_duration":"PT8H"}`
	adminARN = "arn:aws:iam::aws:policy/AdministratorAccess"
	readARN  = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
	wideText = `"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"`
	// opsLive is the set as the account has it, with nothing granted.
	opsLive = `"sso.permission_sets":{"items":[{"Arn":"` + setARN + `","Name":"ops","Region":"us-east-1","SessionDuration":"PT8H","InlinePolicy":null,"AttachedManagedPolicies":[],"CustomerManagedPolicyReferences":[],"PermissionsBoundary":null,"PermissionsBoundaryReference":null}]}`
)

func theSet(t *testing.T, a *account.Account) *account.PermissionSet {
	t.Helper()
	if a.PermissionSets.Len() != 1 {
		t.Fatalf("permission sets %q", labels(a.PermissionSets))
	}
	return a.PermissionSets.Items()[0]
}

// TestPartsOfPermissionSets lays each part over a set that grants nothing, and
// takes it away again.
func TestPartsOfPermissionSets(t *testing.T) {
	inline := func(_ *account.Account, s *account.PermissionSet) account.Bool { return s.Inline.GrantsAdmin() }
	attached := (*account.Account).SetAttachesAdmin
	capped := func(a *account.Account, s *account.PermissionSet) account.Bool {
		return a.SetCapped(s)
	}
	for typ, c := range map[string]struct {
		values string
		ask    func(*account.Account, *account.PermissionSet) account.Bool
	}{
		"aws_ssoadmin_permission_set_inline_policy":       {`{` + ofSetARN + `,"inline_policy":` + wideText + `}`, inline},
		"aws_ssoadmin_managed_policy_attachment":          {`{` + ofSetARN + `,"managed_policy_arn":"` + adminARN + `"}`, attached},
		"aws_ssoadmin_customer_managed_policy_attachment": {`{` + ofSetARN + `,"customer_managed_policy_reference":[{"name":"wide","path":"/"}]}`, attached},
		"aws_ssoadmin_permissions_boundary_attachment":    {`{` + ofSetARN + `,"permissions_boundary":[{"managed_policy_arn":"` + readARN + `","customer_managed_policy_reference":[]}]}`, capped},
	} {
		const policies = `,"iam.policies":{"items":[{"Arn":"arn:aws:iam::123456789012:policy/wide","Name":"wide","PolicyDocument":` + wideText + `}]}`
		set, part := "aws_ssoadmin_permission_set.ops", typ+".p"
		come := made{prior: []string{was(set, opsSet)}, changes: []string{does("create", part, "null", c.values, `{"id":true}`)}}
		before, after := come.over(t, opsLive+policies)
		tri(t, typ+" before it comes", c.ask(before, theSet(t, before)), account.False)
		tri(t, typ+" comes", c.ask(after, theSet(t, after)), account.True)
		go1 := made{prior: []string{was(set, opsSet), was(part, c.values)}, changes: []string{does("delete", part, c.values, "null", `{}`)}}
		before, after = go1.over(t, policies[1:])
		tri(t, typ+" before it goes", c.ask(before, theSet(t, before)), account.True)
		if got := c.ask(after, theSet(t, after)); got.Tri() == account.True {
			t.Errorf("%s goes and is still there: %v", typ, got.Why())
		}
	}
}

func TestBoundaryOfASetThatIsACustomersOwn(t *testing.T) {
	const values = `{` + ofSetARN + `,"permissions_boundary":[{"managed_policy_arn":null,"customer_managed_policy_reference":[{"name":"edge","path":"/"}]}]}`
	m := made{prior: []string{was("aws_ssoadmin_permission_set.ops", opsSet)}, changes: []string{does("create", "aws_ssoadmin_permissions_boundary_attachment.b", "null", values, `{"id":true}`)}}
	for policy, want := range map[string]account.Tri{`"Allow","Action":"*"`: account.False, `"Allow","Action":"s3:*"`: account.True, ``: account.Unknown} {
		policies := ""
		if policy != "" {
			policies = `,"iam.policies":{"items":[{"Name":"edge","PolicyDocument":{"Statement":{"Effect":` + policy + `,"Resource":"*"}}}]}`
		}
		_, after := m.over(t, opsLive+policies)
		tri(t, policy, after.SetCapped(theSet(t, after)), want)
	}
}

func TestNewPermissionSetGrantsNothingByItself(t *testing.T) {
	const set, ref = "aws_ssoadmin_permission_set.ops", `"permission_set_arn":{"references":["aws_ssoadmin_permission_set.ops.arn","aws_ssoadmin_permission_set.ops"]}`
	m := made{changes: []string{does("create", set, "null", `{"name":"ops","instance_arn":"arn:aws:sso:::instance/ssoins-1","session_duration":null}`, `{"id":true,"arn":true,"created_date":true}`)}}
	_, after := m.built(t)
	s := theSet(t, after)
	tri(t, "grants", after.SetGrants(s).GrantsAdmin(), account.False)
	tri(t, "capped", after.SetCapped(s), account.False)
	tri(t, "an hour", s.SessionDuration.Is("PT1H"), account.True)

	m.conf = `"resources":[` + block(set, `"name":{"constant_value":"ops"}`) + `,` +
		block("aws_ssoadmin_managed_policy_attachment.a", ref+`,"managed_policy_arn":{"constant_value":"x"}`) + `,` +
		block("aws_ssoadmin_account_assignment.x", ref+`,"principal_id":{"constant_value":"u"}`) + `]`
	m.changes = append(m.changes,
		does("create", "aws_ssoadmin_managed_policy_attachment.a", "null", `{"managed_policy_arn":"`+adminARN+`"}`, `{"id":true,"permission_set_arn":true}`),
		does("create", "aws_ssoadmin_account_assignment.x", "null", `{"principal_id":"u","principal_type":"USER","target_id":"123456789012","target_type":"AWS_ACCOUNT"}`, `{"id":true,"permission_set_arn":true}`))
	_, after = m.over(t, `"sso.assignments":{"items":[]}`)
	s = theSet(t, after)
	tri(t, "administrators are attached by reference", after.SetAttachesAdmin(s), account.True)
	tri(t, "assigned by reference", after.Assigned(s), account.True)
}

func TestAssignmentOfTheStateIsThatOfTheAccount(t *testing.T) {
	id := account.AssignmentID("u", "GROUP", "123456789012", setARN, "arn:aws:sso:::instance/ssoins-1")
	values := `{"id":"` + id + `",` + ofSetARN + `,"principal_id":"u","principal_type":"GROUP","target_id":"123456789012","target_type":"AWS_ACCOUNT"}`
	m := made{
		prior:   []string{was("aws_ssoadmin_permission_set.ops", opsSet), was("aws_ssoadmin_account_assignment.x", values)},
		changes: []string{does("delete", "aws_ssoadmin_account_assignment.x", values, "null", `{}`)},
	}
	before, after := m.over(t, opsLive+`,"sso.assignments":{"items":[{"Id":"`+id+`","Region":"us-east-1","PermissionSetArn":"`+setARN+`","PrincipalType":"GROUP","PrincipalId":"u","AccountId":"123456789012"}]}`)
	if before.AccountAssignments.Len() != 1 || after.AccountAssignments.Len() != 0 {
		t.Errorf("assignments before %q, after %q", labels(before.AccountAssignments), labels(after.AccountAssignments))
	}
	tri(t, "assigned before", before.Assigned(theSet(t, before)), account.True)
	tri(t, "assigned after", after.Assigned(theSet(t, after)), account.False)
}
