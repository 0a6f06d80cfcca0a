package account_test

import (
	"slices"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func labels[T account.Thing](s account.Set[T]) []string {
	var all []string
	for item := range s.All() {
		all = append(all, item.Base().Label())
	}
	return all
}

func TestThingIsFoundByAnyOfItsNames(t *testing.T) {
	b := account.NewBuilder()
	full := account.Ident{ARN: "arn:t", ID: "id", Name: "audit", Region: "us-east-1", Address: "aws_cloudtrail.t", Aliases: []string{"alias"}}
	made := account.Trails.Add(b, full, fromPlan)
	for name, id := range map[string]account.Ident{
		"ARN": {ARN: "arn:t"}, "id": {ID: "id"}, "name": {Name: "audit"}, "name as id": {ID: "audit"}, "id as ARN": {ARN: "id"}, "alias": {Aliases: []string{"alias"}},
		"address": {Address: "aws_cloudtrail.t"}, "name in its region": {Name: "audit", Region: "us-east-1"},
	} {
		if account.Trails.Find(b, id) != made {
			t.Errorf("not found by %s", name)
		}
	}
	for name, id := range map[string]account.Ident{
		"nothing": {}, "another name": {Name: "audit2"}, "another region": {Name: "audit", Region: "eu-west-1"}, "address as a name": {Name: "aws_cloudtrail.t"},
		"name as an address": {Address: "audit"}, "empty alias": {Aliases: []string{""}},
	} {
		if account.Trails.Find(b, id) != nil {
			t.Errorf("found by %s", name)
		}
	}
	if account.Buckets.Find(b, full) != nil {
		t.Error("found among things of another kind")
	}
}

func TestAtTeachesTheThingItsNewNames(t *testing.T) {
	b := account.NewBuilder()
	made := account.Trails.At(b, account.Ident{Name: "audit", Region: "us-east-1"}, fromPlan)
	again := account.Trails.At(b, account.Ident{ARN: "arn:t", Name: "audit", Region: "us-east-1"}, fromPlan)
	if made != again || account.Trails.Find(b, account.Ident{ARN: "arn:t"}) != made || b.Build().Trails.Len() != 1 {
		t.Error("one trail with two names is two")
	}
}

func TestSameNameInTwoRegionsNeverMerges(t *testing.T) {
	b := account.NewBuilder()
	for _, region := range []string{"us-east-1", "eu-west-1", "us-east-1"} {
		account.Trails.At(b, account.Ident{Name: "audit", Region: region}, fromPlan)
	}
	if got := b.Build().Trails.Len(); got != 2 {
		t.Errorf("%d trails, want 2", got)
	}
	if account.Trails.Find(b, account.Ident{Name: "audit"}) != nil {
		t.Error("without a region the name is of one of two, and one is picked")
	}
}

func TestTwoARNsAreTwoThings(t *testing.T) {
	b := account.NewBuilder()
	account.DataStores.At(b, account.Ident{ARN: "arn:aws:dynamodb:::table/x", Name: "x"}, fromPlan)
	account.DataStores.At(b, account.Ident{ARN: "arn:aws:redshift:::cluster/x", Name: "x"}, fromPlan)
	if got := labels(b.Build().DataStores); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestDropForgetAndReplace(t *testing.T) {
	b := account.NewBuilder()
	id := account.Ident{ID: "vol-1", Address: "aws_ebs_volume.v"}
	old := account.Volumes.Add(b, id, fromPlan)
	serial := old.Serial()
	account.Volumes.Forget(b, id)
	if account.Volumes.Find(b, account.Ident{Address: id.Address}) != nil || account.Volumes.Find(b, account.Ident{ID: "vol-1"}) == nil {
		t.Error("a forgotten thing goes by its address, or not by its id")
	}
	gone, was := account.Volumes.Drop(b, account.Ident{ID: "vol-1"})
	_, again := account.Volumes.Drop(b, id)
	if !was || account.Volumes.Has(b, account.Ident{ID: "vol-1"}) || again {
		t.Error("a dropped thing is still there")
	}
	account.ReplacedBy(gone, id.Address)
	account.Volumes.Bury(b, gone)
	made := account.Volumes.Add(b, account.Ident{Address: id.Address}, fromPlan)
	old, _ = account.Volumes.Removed(b, id.Address)
	account.Replace(made, old)
	if made.Serial() != serial || made.Fresh().Tri() != yes || !made.Touched() || !gone.Replaced() {
		t.Errorf("serial %d, want %d", made.Serial(), serial)
	}
	other := account.Volumes.Add(b, account.Ident{Address: "aws_ebs_volume.other"}, fromPlan)
	if other.Serial() == serial {
		t.Error("two things have one serial")
	}
	a := b.Build()
	if got := slices.Collect(a.Volumes.Removed()); len(got) != 1 || got[0].ID != "vol-1" || a.Volumes.Len() != 2 {
		t.Errorf("removed %d, left %q", len(got), labels(a.Volumes))
	}
}

func TestChangesToACloneNeverShowInTheOriginal(t *testing.T) {
	b := account.NewBuilder()
	v := account.Volumes.Add(b, account.Ident{ID: "v"}, fromPlan)
	v.Encrypted = account.Observed(true, fromPlan, "")
	account.Volumes.Add(b, account.Ident{ID: "dropped"}, fromPlan)
	account.Volumes.Listed(b)
	c := b.Clone()
	changed := account.Volumes.At(c, account.Ident{ID: "v", Name: "new-name"}, fromPlan)
	changed.Encrypted = account.Observed(false, fromPlan, "")
	account.Touch(changed)
	dropped, _ := account.Volumes.Drop(c, account.Ident{ID: "dropped"})
	account.Volumes.Bury(c, dropped)
	account.Volumes.Add(c, account.Ident{ID: "added"}, fromPlan)
	c.Miss(account.Volumes.Kind, account.Gap{Cause: account.DeferredToLater})
	account.Volumes.Each(c, func(v *account.Volume) { v.Region = "mars" })
	after, before := c.Build().Volumes, b.Build().Volumes
	if !slices.Equal(labels(before), []string{"dropped", "v"}) || !slices.Equal(labels(after), []string{"added", "v"}) {
		t.Errorf("before %q, after %q", labels(before), labels(after))
	}
	is(t, "complete", before.Complete(), yes)
	for one := range before.All() {
		if one.Touched() || one.Region != "" || one.Answers("new-name") {
			t.Errorf("%s was changed", one.Label())
		}
	}
	if account.Volumes.Find(b, account.Ident{ID: "added"}) != nil || account.Volumes.Find(b, account.Ident{Name: "new-name"}) != nil || len(slices.Collect(before.Removed())) != 0 {
		t.Error("the index of the original was changed")
	}
	is(t, "encrypted", before.Where(func(v *account.Volume) bool { return v.ID == "v" }).Every(func(v *account.Volume) account.Bool { return v.Encrypted.Is(true) }), yes)
}

func is(t *testing.T, what string, got account.Bool, want account.Tri) {
	t.Helper()
	if got.Tri() != want {
		t.Errorf("%s is %v, want %v; because %v", what, got.Tri(), want, got.Why())
	}
}

// TestFactsOfAnAccountDoNotChangeWhenAnotherIsBuilt drops the first of two
// rules in a clone; the second is then the first there, and there only.
func TestFactsOfAnAccountDoNotChangeWhenAnotherIsBuilt(t *testing.T) {
	b := account.NewBuilder()
	g := account.SecurityGroups.Add(b, account.Ident{ID: "sg-1"}, fromPlan)
	rule := func(cidr string) *account.Permission {
		return &account.Permission{CIDR: account.Observed(cidr, fromPlan, "cidr")}
	}
	g.Ingress = account.ListOf(rule("10.0.0.0/8"), rule("0.0.0.0/0"))
	before := b.Build()
	second := func() string {
		return slices.Collect(before.SecurityGroups.All())[0].Ingress.Items()[1].CIDR.Fact().String()
	}
	want := second()
	c := b.Clone()
	changed := account.SecurityGroups.At(c, account.Ident{ID: "sg-1", ARN: "arn:new-name"}, fromPlan)
	changed.Ingress = changed.Ingress.Without(func(p *account.Permission) bool { return p.CIDR.Is("10.0.0.0/8").Tri() == yes })
	c.Build()
	if got := second(); got != want {
		t.Errorf("a fact of the account before was %s and is now %s", want, got)
	}
}

func TestBuiltAccountIsFrozen(t *testing.T) {
	b := account.NewBuilder()
	account.Volumes.Add(b, account.Ident{ID: "v"}, fromPlan)
	a := b.Build()
	account.Volumes.At(b, account.Ident{ID: "v"}, fromPlan).Encrypted = account.Observed(true, fromPlan, "")
	for v := range a.Volumes.All() {
		is(t, "encrypted", v.Encrypted.Is(true), maybe)
	}
}
