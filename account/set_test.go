package account_test

import (
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func ask(b account.Bool) account.Bool { return b }

func TestQuantifiersKnowAboutCompleteness(t *testing.T) {
	gap := account.Gap{Call: "x:List", Cause: account.Denied}
	var nobody account.Set[account.Bool]
	T, F, U := truth(yes, "t"), truth(no, "f"), truth(maybe, "u")
	for name, c := range map[string]struct {
		set                     account.Set[account.Bool]
		exists, every, complete account.Tri
	}{
		"nobody looked":         {nobody, maybe, maybe, maybe},
		"complete and empty":    {account.ListOf[account.Bool](), no, yes, yes},
		"all true":              {account.ListOf(T, T), yes, yes, yes},
		"all false":             {account.ListOf(F, F), no, no, yes},
		"mixed":                 {account.ListOf(T, F), yes, no, yes},
		"true and unknown":      {account.ListOf(T, U), yes, maybe, yes},
		"false and unknown":     {account.ListOf(F, U), maybe, no, yes},
		"all three":             {account.ListOf(U, F, T), yes, no, yes},
		"gap, true seen":        {account.PartOf(gap, T), yes, maybe, maybe},
		"gap, false seen":       {account.PartOf(gap, F), maybe, no, maybe},
		"gap, nothing seen":     {account.PartOf[account.Bool](gap), maybe, maybe, maybe},
		"complete, then a gap":  {account.ListOf(T).Doubted(gap), yes, maybe, maybe},
		"nobody, then one":      {nobody.With(F), maybe, no, maybe},
		"with and without":      {account.ListOf(T).With(F).Without(func(b account.Bool) bool { return b.Tri() == no }), yes, yes, yes},
		"where, still complete": {account.ListOf(T, F).Where(func(b account.Bool) bool { return b.Tri() == yes }), yes, yes, yes},
		"where, still with gap": {account.PartOf(gap, T, F).Where(func(b account.Bool) bool { return b.Tri() == no }), maybe, no, maybe},
	} {
		exists, every, complete := c.set.Exists(ask).Tri(), c.set.Every(ask).Tri(), c.set.Complete().Tri()
		if exists != c.exists || every != c.every || complete != c.complete {
			t.Errorf("%s: exists %v, every %v, complete %v; want %v, %v, %v", name, exists, every, complete, c.exists, c.every, c.complete)
		}
	}
}

func TestAnswersOfSetsHaveReasons(t *testing.T) {
	gap := account.Gap{Region: "eu-west-1", Call: "x:List", Cause: account.Throttled}
	for name, b := range map[string]account.Bool{
		"nobody": account.Set[account.Bool]{}.Exists(ask), "gap": account.PartOf[account.Bool](gap).Every(ask),
		"none": account.ListOf[account.Bool]().Exists(ask), "all": account.ListOf(truth(yes, "t")).Every(ask), "incomplete": account.PartOf[account.Bool](gap).Complete(),
	} {
		if len(b.Why()) == 0 {
			t.Errorf("%s: %v without a reason", name, b.Tri())
		}
		for _, f := range b.Why() {
			if b.Tri() == maybe && f.Cause == "" {
				t.Errorf("%s: undecided because of %v, which is known", name, f)
			}
		}
	}
	why := account.PartOf[account.Bool](gap).Exists(ask).Why()
	if why[0].Cause != account.Throttled || why[0].Origin.Ref != "x:List" || why[0].Subject != " in eu-west-1" {
		t.Errorf("%+v", why)
	}
}

func TestFirstDecidingItemIsTheReason(t *testing.T) {
	if got := account.ListOf(truth(no, "f"), truth(yes, "t"), truth(maybe, "u")).Exists(ask); subjects(got) != "t" {
		t.Errorf("%q", subjects(got))
	}
}

func TestSetsAreNotChangedByTheirMethods(t *testing.T) {
	s := account.ListOf(slices.Grow([]account.Bool{truth(yes, "a"), truth(no, "b")}, 8)...)
	s.Where(func(account.Bool) bool { return false })
	s.Without(func(account.Bool) bool { return true })
	x, y := s.With(truth(yes, "x")), s.With(truth(yes, "y"))
	s.Doubted(account.Gap{Cause: account.Denied})
	if s.Len() != 2 || s.Complete().Tri() != yes || subjects(x.Items()[2]) != "x" || subjects(y.Items()[2]) != "y" || subjects(s.Items()[0]) != "a" {
		t.Error("a method changed the set that it was called on")
	}
}

func encrypted(s *account.Snapshot) account.Bool { return s.Encrypted.Is(true) }

func TestAtAsksTheThingThatTheLinkNames(t *testing.T) {
	b := account.NewBuilder()
	for id, on := range map[string]bool{"a": true, "b": true, "c": false} {
		s := account.Snapshots.Add(b, account.Ident{ID: id, Address: "aws_ebs_snapshot." + id}, fromPlan)
		s.Encrypted = account.Observed(on, fromPlan, "")
	}
	snapshots := b.Build().Snapshots
	pending := account.Missing[string](account.AfterApply, fromPlan, "snapshot_id")
	one := func(ids ...string) account.Link {
		var addresses []string
		for _, id := range ids {
			addresses = append(addresses, "aws_ebs_snapshot."+id)
		}
		return account.LinkBy(pending, addresses)
	}
	named := func(s string) account.Link { return account.LinkTo(account.Observed(s, fromPlan, "")) }
	for name, c := range map[string]struct {
		link account.Link
		want account.Tri
	}{
		"by id": {named("a"), yes}, "by id, no": {named("c"), no}, "nobody has seen it": {named("z"), maybe}, "names nothing": {named(""), maybe},
		"exact": {one("b"), yes}, "exact, no": {one("c"), no}, "exact, not there": {one("z"), maybe},
		"either, both yes": {one("a", "b"), yes}, "either, they differ": {one("a", "c"), maybe}, "either, one not there": {one("a", "z"), maybe},
		"no idea": {account.LinkTo(pending), maybe}, "nobody looked": {account.Link{}, maybe},
	} {
		got := snapshots.At(c.link, encrypted)
		if got.Tri() != c.want {
			t.Errorf("%s: %v, want %v", name, got.Tri(), c.want)
		}
		if got.Tri() == maybe && (len(got.Why()) == 0 || got.Why()[0].Cause == "") {
			t.Errorf("%s: undecided without a cause: %v", name, got.Why())
		}
	}
}
