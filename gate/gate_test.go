package gate

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// TestVerdictMatrix is the matrix of the design, cell by cell.
func TestVerdictMatrix(t *testing.T) {
	for _, c := range []struct {
		before, after State
		want          Verdict
	}{
		{Passes, Passes, Holds}, {Passes, Fails, Introduced}, {Passes, Unknown, Undecided},
		{Fails, Passes, Fixed}, {Fails, Fails, Left}, {Fails, Unknown, Undecided},
		{Unknown, Passes, Holds}, {Unknown, Fails, Introduced}, {Unknown, Unknown, Undecided},
		{Absent, Passes, Holds}, {Absent, Fails, Introduced}, {Absent, Unknown, Undecided},
	} {
		if got := verdict(c.before, c.after); got != c.want {
			t.Errorf("%v then %v is %v, want %v", c.before, c.after, got, c.want)
		}
	}
}

// judge runs one rule on accounts in which volumes are encrypted or not; nil
// is an account without the volume.
func judge(t *testing.T, rule *rules.Rule, before, after *account.Value[bool]) []Finding {
	t.Helper()
	b := account.NewBuilder()
	account.Volumes.Listed(b)
	from := &account.Origin{Source: account.FromLive}
	id := account.Ident{ID: "vol-1"}
	if before != nil {
		account.Volumes.At(b, id, from).Encrypted = *before
	}
	a := b.Clone()
	if after == nil {
		account.Volumes.Drop(a, id)
	} else {
		account.Volumes.At(a, id, from).Encrypted = *after
	}
	return Decide([]*rules.Rule{rule}, b.Build(), a.Build())
}

func encrypted(yes bool, source account.Source) *account.Value[bool] {
	v := account.Observed(yes, &account.Origin{Source: source}, "")
	return &v
}

func unknown(source account.Source) *account.Value[bool] {
	v := account.Missing[bool](account.Denied, &account.Origin{Source: source}, "")
	return &v
}

// volumes is a rule without any subtlety.
func volumes(check func(*account.Volume) account.Bool) *rules.Rule {
	return &rules.Rule{ID: "test", Severity: rules.High, Check: func(a *account.Account, r *rules.Report) {
		for v := range a.Volumes.All() {
			r.Require(v, check(v), "not encrypted")
		}
	}}
}

func TestDecidePairsBeforeWithAfter(t *testing.T) {
	rule := volumes(func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) })
	live, planned := account.FromLive, account.FromPlan
	for _, c := range []struct {
		name          string
		before, after *account.Value[bool]
		want          Verdict
		blocks        bool
	}{
		{"breaks", encrypted(true, live), encrypted(false, planned), Introduced, true},
		{"new and wrong", nil, encrypted(false, planned), Introduced, true},
		{"as it was", encrypted(false, live), encrypted(false, live), Left, false},
		{"mended", encrypted(false, live), encrypted(true, planned), Fixed, false},
		{"taken away", encrypted(false, live), nil, Fixed, false},
		{"fine", encrypted(true, live), encrypted(true, live), Holds, false},
		{"may break", encrypted(true, live), unknown(live), Undecided, true},
		{"unknown by the plan", unknown(live), unknown(planned), Undecided, true},
		{"unknown, and the plan has no hand in it", unknown(live), unknown(live), Undecided, false},
		{"was wrong, cannot tell what it becomes", encrypted(false, live), unknown(planned), Undecided, true},
	} {
		found := judge(t, rule, c.before, c.after)
		Policy{}.Enforce(found)
		if len(found) != 1 {
			t.Errorf("%s: %d findings", c.name, len(found))
			continue
		}
		if found[0].Verdict != c.want || found[0].Blocks != c.blocks {
			t.Errorf("%s: %v, blocks %v; want %v, %v", c.name, found[0].Verdict, found[0].Blocks, c.want, c.blocks)
		}
	}
}

func TestWhatHeldAndIsGoneIsNoFinding(t *testing.T) {
	rule := volumes(func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) })
	if found := judge(t, rule, encrypted(true, account.FromLive), nil); len(found) != 0 {
		t.Errorf("got %v", found)
	}
}

// TestAPanicIsUndecided keeps a broken rule from passing anything.
func TestAPanicIsUndecided(t *testing.T) {
	rule := volumes(func(*account.Volume) account.Bool { panic("a rule with a fault") })
	found := judge(t, rule, encrypted(true, account.FromLive), encrypted(true, account.FromLive))
	Policy{}.Enforce(found)
	if len(found) != 1 || found[0].Verdict != Undecided || !found[0].Blocks {
		t.Fatalf("got %+v", found)
	}
	if d := Conclude(found, nil); d.Exit != ExitCannotTell {
		t.Errorf("exit %d", d.Exit)
	}
}

func TestEnforcement(t *testing.T) {
	for _, c := range []struct {
		level   Enforcement
		verdict Verdict
		touched bool
		blocks  bool
	}{
		{Soft, Introduced, true, true}, {Hard, Introduced, true, true}, {Advisory, Introduced, true, false},
		{Soft, Undecided, true, true}, {Hard, Undecided, true, true}, {Advisory, Undecided, true, false},
		{Soft, Undecided, false, false}, {Hard, Undecided, false, false},
		{Soft, Left, true, false}, {Hard, Left, true, false}, {Hard, Fixed, true, false}, {Hard, Holds, true, false},
	} {
		found := []Finding{{Rule: &rules.Rule{ID: "r"}, Verdict: c.verdict, Touched: c.touched}}
		Policy{ByRule: map[string]Enforcement{"r": c.level}}.Enforce(found)
		if found[0].Blocks != c.blocks {
			t.Errorf("%v %v touched %v: blocks %v", c.level, c.verdict, c.touched, found[0].Blocks)
		}
	}
}

func TestConclude(t *testing.T) {
	introduced := Finding{Verdict: Introduced, Blocks: true}
	undecided := Finding{Verdict: Undecided, Blocks: true}
	unseen := Finding{Verdict: Undecided}
	left, holds := Finding{Verdict: Left}, Finding{Verdict: Holds}
	limits := []string{"not complete"}
	for _, c := range []struct {
		name   string
		found  []Finding
		limits []string
		exit   int
		reason string
	}{
		{"all holds", []Finding{holds}, nil, ExitAllow, ReasonNone},
		{"what is left never blocks", []Finding{left, holds}, nil, ExitAllow, ReasonNone},
		{"introduced", []Finding{holds, introduced, undecided}, nil, ExitBlock, ReasonIntroduced},
		{"introduced on a limited plan", []Finding{introduced}, limits, ExitBlock, ReasonIntroduced},
		{"only undecided", []Finding{holds, undecided}, nil, ExitCannotTell, ReasonUndecided},
		{"what nobody saw", []Finding{holds, unseen}, nil, ExitAllow, ReasonNone},
		{"a limited plan", []Finding{holds}, limits, ExitCannotTell, ReasonLimits},
		{"nothing decided", []Finding{unseen}, nil, ExitCannotTell, ReasonNothing},
		{"nothing at all", nil, nil, ExitCannotTell, ReasonNothing},
	} {
		d := Conclude(c.found, c.limits)
		if d.Exit != c.exit || d.Reason != c.reason {
			t.Errorf("%s: exit %d (%s), want %d (%s)", c.name, d.Exit, d.Reason, c.exit, c.reason)
		}
	}
}

// TestAFailureThatMayBeWorseIsUndecided has a volume that stays unencrypted, and
// a circumstance that made it matter less or did not.
func TestAFailureThatMayBeWorseIsUndecided(t *testing.T) {
	yes, no := account.Known(true), account.Known(false)
	unsure := func(source account.Source, cause account.Cause) account.Bool {
		return account.Unsure(account.Fact{Path: "use", Cause: cause, Origin: account.Origin{Source: source}})
	}
	denied, notAsked, toCome := unsure(account.FromLive, account.Denied), unsure(0, account.NotCollected), unsure(account.FromPlan, account.AfterApply)
	for _, c := range []struct {
		name    string
		was, is account.Bool
		touched bool // something of a kind that the rule reads
		want    Verdict
	}{
		{"ceases", yes, no, false, Introduced},
		{"stays", yes, yes, false, Left},
		{"comes", no, yes, false, Left},
		{"may have ceased", notAsked, no, false, Undecided},
		{"may cease", yes, denied, false, Undecided},
		{"may come", no, denied, false, Left},
		{"is not known, as before", notAsked, notAsked, true, Left},
		{"hangs on the plan", notAsked, toCome, false, Undecided},
		{"was refused, and the change has no hand in it", denied, denied, false, Left},
		{"was refused, and the change may have a hand in it", denied, denied, true, Undecided},
	} {
		before, after := account.NewBuilder(), account.NewBuilder()
		for b, at := range map[*account.Builder]string{before: "before", after: "after"} {
			v := account.Volumes.Add(b, account.Ident{ID: "vol-1"}, &account.Origin{Source: account.FromLive})
			v.ID = at
			if c.touched && b == after {
				account.Touch(account.Snapshots.Add(b, account.Ident{ID: "snap-1"}, &account.Origin{Source: account.FromPlan}))
			}
		}
		rule := &rules.Rule{ID: "test", Severity: rules.High, Reads: []account.Kind{account.Volumes.Kind, account.Snapshots.Kind}, Check: func(a *account.Account, r *rules.Report) {
			for v := range a.Volumes.All() {
				when := map[string]account.Bool{"before": c.was, "after": c.is}[v.ID]
				r.Require(v, account.Known(false), "not encrypted").Lower("unused", func() account.Bool { return when })
			}
		}}
		found := Decide([]*rules.Rule{rule}, before.Build(), after.Build())
		Policy{}.Enforce(found)
		if len(found) != 1 || found[0].Verdict != c.want || found[0].Blocks != (c.want == Undecided || c.want == Introduced) {
			t.Errorf("%s: %+v", c.name, found)
		}
	}
}

// TestTheChangeHasAHandInARegionThatItOpens, and in none that is in use already.
func TestTheChangeHasAHandInARegionThatItOpens(t *testing.T) {
	rule := &rules.Rule{ID: "test", Severity: rules.High, Check: func(a *account.Account, r *rules.Report) {
		for _, region := range a.RegionsInUse() {
			r.Require(a.In(region), account.Unsure(account.Fact{Path: "list", Cause: account.Denied}), "not watched")
		}
	}}
	b := account.NewBuilder()
	add := func(b *account.Builder, id, region string) *account.Volume {
		return account.Volumes.Add(b, account.Ident{ID: id, Region: region}, &account.Origin{Source: account.FromPlan})
	}
	add(b, "vol-1", "us-east-1")
	add(b, "vol-2", "eu-west-1")
	after := b.Clone()
	gone, _ := account.Volumes.Drop(after, account.Ident{ID: "vol-2", Region: "eu-west-1"})
	account.Volumes.Bury(after, gone)
	for _, region := range []string{"us-east-1", "eu-west-1", "eu-north-1"} {
		account.Create(add(after, "new in "+region, region))
	}
	found := Decide([]*rules.Rule{rule}, b.Build(), after.Build())
	for _, f := range found {
		if want := f.Subject == "account in eu-north-1"; f.Touched != want {
			t.Errorf("%s: touched %v, want %v", f.Subject, f.Touched, want)
		}
	}
	if len(found) != 3 {
		t.Errorf("%+v", found)
	}
}
