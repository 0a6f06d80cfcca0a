package plan_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const organization = "plan/organization"

func stops(d account.Document) account.Bool {
	for s := range d.Statements() {
		return s.Allow().Not()
	}
	return account.Known(false)
}

func TestDetachedAndKeptPolicies(t *testing.T) {
	before, after := judged(t, organization, "")
	if before.OrganizationAttachments.Len() != 3 {
		t.Fatalf("%q", called(before.OrganizationAttachments))
	}
	want(t, "detached", gone(after.OrganizationAttachments), "aws_organizations_policy_attachment.root")
	want(t, "deleted policies", gone(after.OrganizationPolicies))
	want(t, "policies", called(after.OrganizationPolicies), "aws_organizations_policy.guard", "aws_organizations_policy.stays")
	guard := the(t, after.OrganizationPolicies, "aws_organizations_policy.guard")
	is(t, "replaces content", guard.Former.Present(), yes)
	is(t, "denied", stops(guard.Content).And(stops(guard.Former)), yes)
	is(t, "content of before", the(t, before.OrganizationPolicies, "aws_organizations_policy.guard").Former.Present(), no)
}

func TestAttachmentsFindWhatIsNew(t *testing.T) {
	_, after := judged(t, organization, "")
	made := the(t, after.OrganizationAttachments, "aws_organizations_policy_attachment.new")
	unit := the(t, after.OrganizationalUnits, "aws_organizations_organizational_unit.new")
	is(t, "target", made.Target.To(unit), yes)
	is(t, "policy", made.Policy.To(the(t, after.OrganizationPolicies, "aws_organizations_policy.guard")), yes)
	is(t, "account", the(t, after.OrganizationAccounts, "aws_organizations_account.new").Parent.To(unit), yes)
	is(t, "unit", unit.Parent.To(the(t, after.OrganizationalUnits, "aws_organizations_organizational_unit.prod")), yes)
}

func TestTrustedAccessComesAndGoes(t *testing.T) {
	before, after := judged(t, organization, "")
	want(t, "before", called(before.OrganizationServiceAccesses), "cloudtrail.amazonaws.com", "config.amazonaws.com")
	want(t, "after", called(after.OrganizationServiceAccesses), "cloudtrail.amazonaws.com", "guardduty.amazonaws.com")
	want(t, "gone", gone(after.OrganizationServiceAccesses), "config.amazonaws.com")
	one := the(t, after.Organizations, "aws_organizations_organization.main")
	is(t, "service control policies", one.PolicyTypes.Exists(func(p *account.EnabledPolicyType) account.Bool { return p.Type.Is("SERVICE_CONTROL_POLICY") }), yes)
	is(t, "others", one.PolicyTypes.Exists(func(p *account.EnabledPolicyType) account.Bool { return p.Type.Is("BACKUP_POLICY") }), no)
}

func TestOneAccountAdministersSeveralServices(t *testing.T) {
	_, after := judged(t, organization, `"organizations.delegated_administrators":{"items":[{"Id":"210987654321/guardduty.amazonaws.com","AccountId":"210987654321","ServicePrincipal":"guardduty.amazonaws.com"}]}`)
	if after.DelegatedAdministrators.Len() != 3 { // Terraform would find that one is there already
		t.Errorf("%q", called(after.DelegatedAdministrators))
	}
}

const effective = `"organizations.effective_policies":{"items":[{"Id":"S3_POLICY","public_access_block_configuration":"all","selections":[]},{"Id":"BACKUP_POLICY","public_access_block_configuration":"","selections":[{"region":"us-east-1","tag_key":"Backup","tag_value":"daily"}]}]}`

func TestServiceControlPoliciesLeaveEffectivePoliciesAlone(t *testing.T) {
	before, after := judged(t, organization, effective)
	shut := func(a *account.Account) account.Bool {
		return a.OrganizationEffective.Exists(func(p *account.EffectivePolicy) account.Bool { return p.PublicAccessBlock.Is("all") })
	}
	is(t, "before", shut(before), yes)
	is(t, "after", shut(after), yes)
}
