package account_test

import (
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	yes   = account.True
	no    = account.False
	maybe = account.Unknown
)

// truth is a truth whose one fact has the name.
func truth(t account.Tri, name string) account.Bool {
	fact := account.Fact{Subject: name}
	if t == account.Unknown {
		return account.Unsure(fact)
	}
	return account.Known(t == account.True, fact)
}

func subjects(b account.Bool) string {
	var all []string
	for _, f := range b.Why() {
		all = append(all, f.Subject)
	}
	slices.Sort(all)
	out := ""
	for _, s := range all {
		out += s
	}
	return out
}

// TestTruthTables has every pair of truths, the answer, and whose facts
// decided it.
func TestTruthTables(t *testing.T) {
	for _, c := range []struct {
		a, b    account.Tri
		and, or account.Tri
		whyAnd  string
		whyOr   string
	}{
		{yes, yes, yes, yes, "ab", "ab"},
		{yes, no, no, yes, "b", "a"},
		{yes, maybe, maybe, yes, "b", "a"},
		{no, yes, no, yes, "a", "b"},
		{no, no, no, no, "ab", "ab"},
		{no, maybe, no, maybe, "a", "b"},
		{maybe, yes, maybe, yes, "a", "b"},
		{maybe, no, no, maybe, "b", "a"},
		{maybe, maybe, maybe, maybe, "ab", "ab"},
	} {
		a, b := truth(c.a, "a"), truth(c.b, "b")
		for name, x := range map[string]struct {
			got  account.Bool
			want account.Tri
			why  string
		}{
			"and": {a.And(b), c.and, c.whyAnd}, "or": {a.Or(b), c.or, c.whyOr},
			"any": {account.Any(a, b), c.or, c.whyOr},
		} {
			if x.got.Tri() != x.want || subjects(x.got) != x.why {
				t.Errorf("%v %s %v = %v because of %q, want %v because of %q", c.a, name, c.b, x.got.Tri(), subjects(x.got), x.want, x.why)
			}
		}
	}
}

func TestNotTurnsTheTruthAndKeepsItsFacts(t *testing.T) {
	for from, to := range map[account.Tri]account.Tri{yes: no, no: yes, maybe: maybe} {
		if got := truth(from, "a").Not(); got.Tri() != to || subjects(got) != "a" {
			t.Errorf("not %v = %v because of %q", from, got.Tri(), subjects(got))
		}
	}
}

func TestZeroTruthIsUnknown(t *testing.T) {
	var b account.Bool
	if b.Tri() != maybe || b.Not().Tri() != maybe || account.Any().Tri() != no {
		t.Error("the zero values are not what they should be")
	}
	for tri, word := range map[account.Tri]string{yes: "true", no: "false", maybe: "unknown"} {
		if tri.String() != word {
			t.Errorf("%v", tri)
		}
	}
}

func TestBecauseAddsFactsOnceAndLeavesTheTruth(t *testing.T) {
	a := truth(no, "a")
	got := a.Because(account.Fact{Subject: "b"}, account.Fact{Subject: "a"})
	if got.Tri() != no || subjects(got) != "ab" || subjects(a) != "a" {
		t.Errorf("%v because of %q; the original because of %q", got.Tri(), subjects(got), subjects(a))
	}
}

// TestOperatorsNeverShareFacts would catch an append into a shared array.
func TestOperatorsNeverShareFacts(t *testing.T) {
	base := account.Known(true, slices.Grow([]account.Fact{{Subject: "a"}}, 8)...)
	x, y := base.And(truth(yes, "x")), base.And(truth(yes, "y"))
	if subjects(x) != "ax" || subjects(y) != "ay" || subjects(base) != "a" {
		t.Errorf("%q %q %q", subjects(x), subjects(y), subjects(base))
	}
}
