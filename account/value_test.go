package account_test

import (
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

var fromPlan = &account.Origin{Source: account.FromPlan, Ref: "aws_x.y"}

func TestValueStates(t *testing.T) {
	var nobody account.Value[bool]
	for name, c := range map[string]struct {
		v        account.Value[bool]
		isTrue   account.Tri
		known    account.Tri
		set      bool
		left     bool
		value    string
		cause    account.Cause
		fromPlan bool
	}{
		"nobody looked":  {nobody, maybe, no, false, false, "", account.NotCollected, false},
		"true":           {account.Observed(true, fromPlan, "on"), yes, yes, true, false, "true", "", true},
		"false":          {account.Observed(false, fromPlan, "on"), no, yes, true, false, "false", "", true},
		"secret":         {account.Secret(true, fromPlan, "on"), yes, yes, true, false, "(sensitive)", "", true},
		"after apply":    {account.Missing[bool](account.AfterApply, fromPlan, "on"), maybe, no, true, false, "", account.AfterApply, true},
		"left to AWS":    {account.Missing[bool](account.LeftToAWS, fromPlan, "on"), maybe, no, true, true, "", account.LeftToAWS, true},
		"without reason": {account.Missing[bool]("", fromPlan, "on"), maybe, no, true, false, "", account.NotCollected, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := c.v.Fact()
			if c.v.Is(true).Tri() != c.isTrue || c.v.Known().Tri() != c.known || c.v.Set() != c.set || c.v.Left() != c.left {
				t.Errorf("is true %v, known %v, set %v, left %v", c.v.Is(true).Tri(), c.v.Known().Tri(), c.v.Set(), c.v.Left())
			}
			if f.Value != c.value || f.Cause != c.cause || (f.Origin.Source == account.FromPlan) != c.fromPlan {
				t.Errorf("fact %+v", f)
			}
			if why := c.v.Is(true).Why(); len(why) != 1 || why[0] != f {
				t.Errorf("the answer rests on %v", why)
			}
		})
	}
}

func TestUnknownValueIsNeverTested(t *testing.T) {
	v := account.Missing[int](account.Denied, fromPlan, "")
	if got := v.Test(func(int) bool { t.Error("an unknown was tested"); return true }); got.Tri() != maybe {
		t.Errorf("%v", got.Tri())
	}
}

func TestFactsNameThingAttributeAndWitness(t *testing.T) {
	b := account.NewBuilder()
	trail := account.Trails.Add(b, account.Ident{Name: "audit", Region: "us-east-1"}, fromPlan)
	trail.Logging = account.Observed(true, fromPlan, "enable_logging")
	for tr := range b.Build().Trails.All() {
		if got, want := tr.Logging.Fact().String(), "audit IsLogging = true [plan aws_x.y.enable_logging]"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got, want := tr.MultiRegion.Fact().String(), "audit IsMultiRegionTrail = unknown: not-collected [nobody]"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestLinkInEachState(t *testing.T) {
	key := func(address string) *account.Key {
		return account.Keys.Add(account.NewBuilder(), account.Ident{ARN: "arn:k", ID: "k", Address: address, Aliases: []string{"k-alias"}}, fromPlan)
	}
	pending := account.Missing[string](account.AfterApply, fromPlan, "key")
	named := func(name string) account.Link { return account.LinkTo(account.Observed(name, fromPlan, "key")) }
	here := key("aws_kms_key.k")
	for name, c := range map[string]struct {
		link       account.Link
		to, absent account.Tri
	}{
		"by ARN":                    {named("arn:k"), yes, no},
		"by id":                     {named("k"), yes, no},
		"by another name":           {named("k-alias"), yes, no},
		"to another":                {named("arn:other"), no, no},
		"to nothing":                {named(""), no, yes},
		"sensitive":                 {account.LinkTo(account.Secret("k", fromPlan, "key")), yes, no},
		"nobody looked":             {account.Link{}, maybe, maybe},
		"pending, no idea":          {account.LinkTo(pending), maybe, maybe},
		"pending, exactly this":     {account.LinkBy(pending, []string{"aws_kms_key.k"}), yes, no},
		"pending, exactly another":  {account.LinkBy(pending, []string{"aws_kms_key.other"}), no, no},
		"pending, one of two":       {account.LinkBy(pending, []string{"aws_kms_key.k", "aws_kms_key.other"}), maybe, no},
		"pending, one of two other": {account.LinkBy(pending, []string{"aws_kms_key.x", "aws_kms_key.other"}), no, no},
	} {
		if got := c.link.To(here); got.Tri() != c.to {
			t.Errorf("%s: names it %v, want %v", name, got.Tri(), c.to)
		}
		if got := c.link.Absent(); got.Tri() != c.absent {
			t.Errorf("%s: absent %v, want %v", name, got.Tri(), c.absent)
		}
	}
	if f := account.LinkBy(pending, []string{"a.b", "a.c"}).Fact(); f.Cause != account.Ambiguous || !strings.Contains(f.Value, "a.b or a.c") {
		t.Errorf("%+v", f)
	}
	if f := account.LinkBy(pending, []string{"a.b"}).Fact(); f.Cause != "" || f.Value != "the new a.b" {
		t.Errorf("%+v", f)
	}
}

// TestThingWithoutNamesIsNamedByNoLink guards the empty name.
func TestThingWithoutNamesIsNamedByNoLink(t *testing.T) {
	k := account.Keys.Add(account.NewBuilder(), account.Ident{}, fromPlan)
	nowhere := account.LinkTo(account.Observed("", fromPlan, ""))
	if got := nowhere.To(k); got.Tri() != no {
		t.Errorf("a link to nothing names a thing without names: %v", got.Tri())
	}
	if k.Answers("") {
		t.Error("a thing answers to the empty name")
	}
}
