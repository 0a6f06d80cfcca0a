package plan

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestDetachingAManagementPolicyDoubtsWhatIsEffective: what is left in force
// Organizations alone can tell.
func TestDetachingAManagementPolicyDoubtsWhatIsEffective(t *testing.T) {
	const policy = `{"id":"p-1","arn":"arn:aws:organizations::1:policy/o-1/%/p-1","type":"%","content":"{}","skip_destroy":null}`
	const attached = `{"id":"r-1:p-1","policy_id":"p-1","target_id":"r-1","skip_destroy":null}`
	for typ, want := range map[string]account.Tri{"S3_POLICY": account.Unknown, "SERVICE_CONTROL_POLICY": account.True, "BACKUP_POLICY": account.True} {
		m := made{
			prior: []string{
				was("aws_organizations_policy.p", strings.ReplaceAll(policy, "%", typ)),
				was("aws_organizations_policy_attachment.a", attached),
			},
			changes: []string{does("delete", "aws_organizations_policy_attachment.a", attached, "null", "{}")},
		}
		p, b := m.load(t), account.NewBuilder()
		if err := p.Before(b); err != nil {
			t.Fatal(err)
		}
		live := &account.Origin{Source: account.FromLive}
		account.OrganizationEffective.At(b, account.Ident{ID: "S3_POLICY"}, live).PublicAccessBlock = account.Observed("all", live, "")
		if err := p.After(b); err != nil {
			t.Fatal(err)
		}
		got := b.Build().OrganizationEffective.Exists(func(p *account.EffectivePolicy) account.Bool { return p.PublicAccessBlock.Is("all") })
		if got.Tri() != want {
			t.Errorf("%s: %v, want %v", typ, got.Tri(), want)
		}
	}
}

// TestWhatSkipDestroyKeepsStaysAttached although its resource goes.
func TestWhatSkipDestroyKeepsStaysAttached(t *testing.T) {
	const attached = `{"id":"r-1:p-1","policy_id":"p-1","target_id":"r-1","skip_destroy":true}`
	_, after := made{
		prior:   []string{was("aws_organizations_policy_attachment.a", attached)},
		changes: []string{does("delete", "aws_organizations_policy_attachment.a", attached, "null", "{}")},
	}.built(t)
	same(t, "attachments", labels(after.OrganizationAttachments), []string{"r-1:p-1"})
	for range after.OrganizationAttachments.Removed() {
		t.Error("it is said to be detached")
	}
}

// TestADeletedLockUnlocks: the vault stays.
func TestADeletedLockUnlocks(t *testing.T) {
	const vault = `{"id":"v","arn":"arn:aws:backup:us-east-1:1:backup-vault:v","name":"v"}`
	const lock = `{"id":"v","backup_vault_name":"v","min_retention_days":7,"max_retention_days":null,"changeable_for_days":null}`
	before, after := made{
		prior:   []string{was("aws_backup_vault.v", vault), was("aws_backup_vault_lock_configuration.v", lock)},
		changes: []string{does("delete", "aws_backup_vault_lock_configuration.v", lock, "null", "{}")},
	}.built(t)
	for a, want := range map[*account.Account]account.Tri{before: account.True, after: account.False} {
		for v := range a.BackupVaults.All() {
			if got := v.Locked.Is(true); got.Tri() != want {
				t.Errorf("locked: %v, want %v", got.Tri(), want)
			}
		}
	}
}

// TestRemovedSelectionsAreRemembered for the rule that asks what they covered.
func TestRemovedSelectionsAreRemembered(t *testing.T) {
	const selection = `{"id":"s-1","name":"s","plan_id":"p-1","resources":["*"],"not_resources":[],"selection_tag":[],"condition":[]}`
	_, after := made{
		prior:   []string{was("aws_backup_selection.s", selection)},
		changes: []string{does("delete", "aws_backup_selection.s", selection, "null", "{}")},
	}.built(t)
	if after.BackupSelections.Len() != 0 {
		t.Errorf("%q", labels(after.BackupSelections))
	}
	for s := range after.BackupSelections.Removed() {
		if s.ID != "s-1" {
			t.Errorf("%q", s.ID)
		}
		return
	}
	t.Error("nothing was removed")
}

// TestChoicesOfTheRegionAreLaidOverThoseOfTheAccount, and outlive their resource.
func TestChoicesOfTheRegionAreLaidOverThoseOfTheAccount(t *testing.T) {
	stated := `{"id":"us-east-1","resource_type_opt_in_preference":{"EBS":true,"RDS":true}}`
	planned := `{"id":"us-east-1","resource_type_opt_in_preference":{"EBS":false,"RDS":true}}`
	for actions, want := range map[string]account.Tri{"update": account.False, "delete": account.True} {
		next := planned
		if actions == "delete" {
			next = "null"
		}
		_, after := made{
			prior:   []string{was("aws_backup_region_settings.r", stated)},
			changes: []string{does(actions, "aws_backup_region_settings.r", stated, next, "{}")},
		}.built(t)
		got := after.BackupRegionSettings.Exists(func(r *account.BackupRegionSetting) account.Bool {
			return r.OptIns.Exists(func(o *account.BackupOptIn) account.Bool { return o.Type.Is("EBS").And(o.On.Is(true)) })
		})
		if want == account.False && got.Tri() == account.True || want == account.True && got.Tri() != want {
			t.Errorf("%s: %v, want %v", actions, got.Tri(), want)
		}
	}
}
