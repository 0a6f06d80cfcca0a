package gate

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// noticed judges a notice about one volume, which the change has a hand in or
// not.
func noticed(check func(*account.Volume) account.Bool, before, after *account.Value[bool], touch bool) []Finding {
	rule := volumes(check)
	rule.Sort = rules.Notice
	b := account.NewBuilder()
	from := &account.Origin{Source: account.FromLive}
	id := account.Ident{ID: "vol-1"}
	account.Volumes.At(b, id, from).Encrypted = *before
	a := b.Clone()
	v := account.Volumes.At(a, id, from)
	v.Encrypted = *after
	if touch {
		account.Touch(v)
	}
	found := Decide([]*rules.Rule{rule}, b.Build(), a.Build())
	Policy{ByRule: map[string]Enforcement{"test": Hard}}.Enforce(found)
	return found
}

// TestANoticeStandsInNobodysWay has every pair of answers.
func TestANoticeStandsInNobodysWay(t *testing.T) {
	is := func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) }
	sides := []*account.Value[bool]{encrypted(true, account.FromPlan), encrypted(false, account.FromPlan), unknown(account.FromPlan)}
	for _, before := range sides {
		for _, after := range sides {
			found := noticed(is, before, after, true)
			if len(found) != 1 || found[0].Blocks {
				t.Errorf("%v then %v: %+v", before, after, found)
			}
			if d := Conclude(found, nil); d.Exit != ExitCannotTell || d.Reason != ReasonNothing {
				t.Errorf("%v then %v: a notice alone decides: %+v", before, after, d)
			}
			if found := noticed(is, before, after, false); len(found) != 0 {
				t.Errorf("%v then %v: the change has no hand in it: %+v", before, after, found)
			}
		}
	}
}

func TestNoticesThatHoldAreNoReasonToAllow(t *testing.T) {
	if d := (Judgement{Held: 2, noticed: 2}).Conclude(nil); d.Exit != ExitCannotTell {
		t.Errorf("%+v", d)
	}
	if d := (Judgement{Held: 2, noticed: 1}).Conclude(nil); d.Exit != ExitAllow {
		t.Errorf("%+v", d)
	}
}

func TestANoticeThatFailsItselfIsUndecided(t *testing.T) {
	found := noticed(func(*account.Volume) account.Bool { panic("a rule with a fault") }, encrypted(true, account.FromLive), encrypted(true, account.FromLive), true)
	if len(found) != 1 || !found[0].Blocks {
		t.Errorf("%+v", found)
	}
}

// TestDriftIsNeverIntroduced lays every answer of the account over one of the
// state, and every change over that.
func TestDriftIsNeverIntroduced(t *testing.T) {
	live := map[string]string{"same": "true", "other": "false", "denied": `{"unknown":"denied"}`, "not collected": `{"unknown":"not-collected"}`}
	planned := map[string]func(*account.Volume){
		"left":         func(*account.Volume) {},
		"set":          func(v *account.Volume) { v.Encrypted = *encrypted(true, account.FromPlan) },
		"set to other": func(v *account.Volume) { v.Encrypted = *encrypted(false, account.FromPlan) },
		"unknown":      func(v *account.Volume) { v.Encrypted = *unknown(account.FromPlan) },
	}
	want := map[string]Verdict{
		"same left": Holds, "same set": Holds, "same set to other": Holds, "same unknown": Holds,
		"other left": Left, "other set": Fixed, "other set to other": Fixed, "other unknown": Undecided,
		"denied left": Undecided, "denied set": Holds, "denied set to other": Holds, "denied unknown": Undecided,
	}
	for answer, text := range live {
		for change, set := range planned {
			b := statedVolume(t, text)
			a := b.Clone()
			v := account.Volumes.At(a, account.Ident{ID: "vol-1"}, &account.Origin{Source: account.FromPlan})
			account.Touch(v)
			set(v)
			found := Decide([]*rules.Rule{rules.DriftSecurityAttribute}, b.Build(), a.Build())
			Policy{}.Enforce(found)
			name := answer + " " + change
			verdict, judged := want[name]
			if judged != (len(found) == 1) || judged && (found[0].Verdict != verdict || found[0].Blocks) {
				t.Errorf("%s: %+v", name, found)
			}
		}
	}
}

// statedVolume is a volume that Terraform's state says is encrypted, with the
// account's answer laid over it.
func statedVolume(t *testing.T, answer string) *account.Builder {
	t.Helper()
	b := account.NewBuilder()
	from := &account.Origin{Source: account.FromState, Ref: "aws_ebs_volume.v"}
	v := account.Volumes.Add(b, account.Ident{ID: "vol-1", Region: "us-east-1", Address: "aws_ebs_volume.v"}, from)
	v.Encrypted = account.Observed(true, from, "encrypted")
	rec, err := account.ReadRecording(strings.NewReader(`{"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z",
		"regions":["us-east-1"],"kinds":{"ec2.volumes":{"items":[{"Id":"vol-1","Region":"us-east-1","Encrypted":` + answer + `}]}}}`))
	if err == nil {
		err = rec.Fill(b)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}
