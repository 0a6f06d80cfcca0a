package plan_test

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// told lists what is said to differ from what Terraform last saw.
func told(a *account.Account) (all []string) {
	for d := range a.Drifted() {
		if d.Settled().Tri() != account.True || strings.Contains(d.String(), "the plan") {
			all = append(all, d.String())
		}
	}
	return all
}

func TestTerraformTellsOfDriftThatItFound(t *testing.T) {
	before, after := judged(t, "plan/drift", "")
	for name, a := range map[string]*account.Account{"before": before, "after": after} {
		all := told(a)
		if len(all) != 1 || strings.Count(all[0], "true in the state, false in the account") != 4 {
			t.Errorf("%s: %q", name, all)
		}
		if got := strings.Count(all[0], "the plan sets it to true"); (got == 4) != (name == "after") {
			t.Errorf("%s: %q", name, all)
		}
	}
	for d := range before.Drifted() {
		is(t, "before", d.Settled(), no)
	}
}

func TestDriftThatARefreshLeavesAlone(t *testing.T) {
	_, after := judged(t, "plan/refresh-only", "")
	for d := range after.Drifted() {
		is(t, d.String(), d.Settled(), no)
	}
	if len(told(after)) != 1 {
		t.Errorf("%q", told(after))
	}
}

func TestSettingThatWasDeletedOutside(t *testing.T) {
	before, after := judged(t, "plan/drift-deleted", "")
	for name, a := range map[string]*account.Account{"before": before, "after": after} {
		all := told(a)
		if len(all) != 1 || strings.Count(all[0], "true in the state, not set in the account") != 4 {
			t.Errorf("%s: %q", name, all)
		}
	}
}

func TestPlansWithoutDriftTellOfNone(t *testing.T) {
	for _, name := range []string{"plan/delete", "plan/deposed", "plan/move", "plan/no-changes"} {
		before, after := judged(t, name, "")
		if all := append(told(before), told(after)...); len(all) > 0 {
			t.Errorf("%s: %q", name, all)
		}
	}
}
