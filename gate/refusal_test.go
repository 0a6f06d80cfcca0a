package gate

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// TestARefusalThatOnlyApplyCanTell has what may leave open whether AWS refuses,
// for a refusal and for a control.
func TestARefusalThatOnlyApplyCanTell(t *testing.T) {
	fact := func(cause account.Cause) account.Fact {
		return account.Fact{Path: "Policy", Cause: cause, Origin: account.Origin{Source: account.FromPlan}}
	}
	told := account.Fact{Path: "BlockPublicPolicy", Value: "true", Origin: account.Origin{Source: account.FromLive}}
	for _, c := range []struct {
		name    string
		because []account.Fact
		blocks  bool
	}{
		{"known after apply", []account.Fact{told, fact(account.AfterApply)}, false},
		{"denied", []account.Fact{fact(account.Denied)}, true},
		{"not collected", []account.Fact{fact(account.NotCollected)}, true},
		{"an order that nobody knows", []account.Fact{fact(account.Conditional)}, true},
		{"known after apply, and denied", []account.Fact{fact(account.AfterApply), fact(account.Denied)}, true},
		{"for no reason", []account.Fact{told}, true},
	} {
		for _, sort := range []rules.Sort{rules.Refusal, rules.Control} {
			found := []Finding{{Rule: &rules.Rule{ID: "test", Sort: sort}, Verdict: Undecided, Touched: true, Because: c.because}}
			Policy{}.Enforce(found)
			if want := c.blocks || sort == rules.Control; found[0].Blocks != want {
				t.Errorf("%s, %v: blocks is %v", c.name, sort, found[0].Blocks)
			}
			if d := Conclude(found, nil); d.Exit != ExitCannotTell {
				t.Errorf("%s, %v: nothing else was judged, and it is %+v", c.name, sort, d)
			}
		}
	}
}
