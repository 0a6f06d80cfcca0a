package account

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
)

// randomLink is a link in one of all its states.
func randomLink(rng *rand.Rand, things int) Link {
	one := func() string { return fmt.Sprintf("aws_x.%d", rng.IntN(things)) }
	pending := Missing[string](AfterApply, testOrigin, "key")
	switch rng.IntN(8) {
	case 0:
		return Link{}
	case 1:
		return LinkTo(pending)
	case 2:
		return LinkBy(pending, []string{one()})
	case 3:
		return LinkBy(pending, []string{one(), one()})
	case 4:
		return LinkBy(pending, []string{one()}).Inexact()
	case 5:
		return LinkTo(Observed(fmt.Sprintf("alias/%d", rng.IntN(things)), testOrigin, ""))
	}
	return LinkTo(Observed(fmt.Sprintf("key-%d", rng.IntN(things+1)), testOrigin, ""))
}

// TestExistsNamingIsExists compares the answers that an index gives with those
// of a look at every item, reasons included.
func TestExistsNamingIsExists(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	seen := map[Tri]int{}
	for range 400 {
		b := NewBuilder()
		const things = 6
		for i := range things {
			k := Keys.Add(b, Ident{ID: fmt.Sprintf("key-%d", i), Address: fmt.Sprintf("aws_x.%d", i)}, testOrigin)
			if rng.IntN(2) == 0 {
				Aliases.Add(b, Ident{Name: fmt.Sprintf("alias/%d", i)}, testOrigin).Target = LinkTo(Observed(k.ID, testOrigin, ""))
			}
		}
		for i := range rng.IntN(12) {
			Volumes.Add(b, Ident{ID: fmt.Sprintf("vol-%d", i)}, testOrigin).Key = randomLink(rng, things)
		}
		if rng.IntN(3) > 0 {
			Volumes.Listed(b)
		}
		a := b.Build()
		for k := range a.Keys.All() {
			key := func(v *Volume) *Link { return &v.Key }
			got, want := usesKey(a, &a.Volumes, k, key), a.Volumes.Exists(func(v *Volume) Bool { return a.linksTo(&v.Key, k) })
			if got.Tri() != want.Tri() || !reflect.DeepEqual(got.Why(), want.Why()) {
				t.Fatalf("%v because of %v, want %v because of %v", got.Tri(), got.Why(), want.Tri(), want.Why())
			}
			seen[want.Tri()]++
		}
	}
	if seen[True] == 0 || seen[False] == 0 || seen[Unknown] == 0 {
		t.Errorf("the answers were %v", seen)
	}
}

// TestNamesOfThings compares the index of names with a look at every thing,
// while things come, go and change their names.
func TestNamesOfThings(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	x, things := newNames(0), []*Meta{}
	random := func() string { return fmt.Sprint(rng.IntN(40)) }
	for step := range 4000 {
		switch i := rng.IntN(len(things) + 1); {
		case i == len(things):
			things = append(things, &Meta{ID: random(), Name: random(), Address: random()})
			x.enter(i, things[i])
		case things[i] == nil:
		case rng.IntN(2) == 0:
			x.leave(i, things[i])
			things[i] = nil
		default:
			x.leave(i, things[i])
			things[i].aliases = []string{random()}
			x.enter(i, things[i])
		}
		if step%100 == 0 {
			x = x.clone()
		}
		n := name{random(), rng.IntN(2) == 0}
		var got, want []int
		for _, i := range x.named(n, nil) {
			if things[i].goesBy(n) {
				got = append(got, i)
			}
		}
		for i, m := range things {
			if m != nil && m.goesBy(n) {
				want = append(want, i)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d: %v go by %v, want %v", step, got, n, want)
		}
	}
}
