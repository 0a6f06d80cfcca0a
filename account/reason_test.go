package account

import (
	"math/rand/v2"
	"net/netip"
	"reflect"
	"testing"

	"go4.org/netipx"
)

// TestAnswersWithoutReasonsAreThoseWithThem compares the short ways to an
// answer, of which most principals need no more, with the long ones.
func TestAnswersWithoutReasonsAreThoseWithThem(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	seen := map[Tri]int{}
	for range 600 {
		texts := []string{randomPolicy(rng), randomPolicy(rng)}
		b := NewBuilder()
		role := Roles.Add(b, Ident{Name: "r", ARN: "arn:aws:iam::111122223333:role/r"}, testOrigin)
		role.Boundary = LinkTo(Observed("", testOrigin, ""))
		role.Inline = ListOf(&InlinePolicy{Document: read(texts[0])}, &InlinePolicy{Document: read(texts[1])})
		role.Attached = ListOf[*Attachment]()
		a := b.Build()
		p := role.principal()
		got, want := a.Escalates(p, a.GrantsOf(p)), a.anyWay(p, a.GrantsOf(p))
		if got.Tri() != want.Tri() || !reflect.DeepEqual(got.Why(), want.Why()) {
			t.Fatalf("%v because of %v, want %v because of %v\n%s", got.Tri(), got.Why(), want.Tri(), want.Why(), texts)
		}
		seen[want.Tri()]++
		for action, op := range operations {
			ds, fresh := a.GrantsOf(p), Documents{read(texts[0]), read(texts[1])}
			for range 2 { // the second time the answer is the one that was kept
				asked := op.on("*")
				want := fresh[0].any(asked.allowedBy).Or(fresh[1].any(asked.allowedBy)).Tri()
				if got := ds.allow(asked).Tri(); got != want {
					t.Fatalf("%s is allowed: %v, want %v\n%s", action, got, want, texts)
				}
			}
		}
	}
	if seen[True] == 0 || seen[False] == 0 || seen[Unknown] == 0 {
		t.Errorf("the answers were %v", seen)
	}
}

func TestUsualQuestionsHaveNumbersOfTheirOwn(t *testing.T) {
	seen := map[int]string{}
	for action, op := range operations {
		if other, twice := seen[op.number]; twice || op.number < 0 || op.number >= questions/2 {
			t.Errorf("%s has the number %d, as has %q", action, op.number, other)
		}
		seen[op.number] = action
	}
}

func TestOnlyEqualTextsAreShared(t *testing.T) {
	b := NewBuilder()
	texts := []string{policy(allowAll), policy(allowAll), policy(denyAll), "{", "{"}
	for _, text := range texts {
		Policies.Add(b, Ident{}, testOrigin).Document = read(text)
	}
	long := make([]byte, largestDocument+1)
	for range 2 {
		Policies.Add(b, Ident{}, testOrigin).Document = read("x" + string(long))
	}
	d := []*policyText{}
	for p := range b.Build().Policies.All() {
		d = append(d, p.Document.text)
	}
	if d[0] != d[1] || d[0] == d[2] || d[2] == d[3] || d[3] != d[4] || d[3] == d[5] {
		t.Errorf("shared: %p", d)
	}
	if d[0].statements() == nil || d[3].statements() != nil || d[5].statements() != nil {
		t.Error("read in another way")
	}
}

// TestWorldIsCountedExactly compares with a count of all addresses.
func TestWorldIsCountedExactly(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	worlds := 0
	for range 3000 {
		var from sources
		var all netipx.IPSetBuilder
		for range rng.IntN(6) {
			addr := netip.AddrFrom4([4]byte{byte(rng.Uint32()), byte(rng.Uint32()), 0, 0})
			bits := rng.IntN(33)
			if rng.IntN(4) == 0 {
				addr = netip.AddrFrom16([16]byte{byte(rng.Uint32()), byte(rng.Uint32())})
				bits = rng.IntN(40)
			}
			p := netip.PrefixFrom(addr, bits)
			cidr := Observed(p.String(), testOrigin, "")
			from.add(&cidr)
			all.AddPrefix(p)
		}
		for _, p := range notPublic {
			all.RemovePrefix(p)
		}
		set, err := all.IPSet()
		if err != nil {
			t.Fatal(err)
		}
		var v4, v6 float64
		for _, p := range set.Prefixes() {
			four, six := countAddresses(p)
			v4, v6 = v4+four, v6+six
		}
		if from.world() != many(v4, v6) {
			t.Fatalf("%v: %v", from.prefixes, from.world())
		}
		if from.world() {
			worlds++
		}
	}
	if worlds == 0 || worlds == 3000 {
		t.Errorf("%d worlds", worlds)
	}
}

// TestRoom bounds what an attribute takes: an account has hundreds of
// thousands of them.
func TestRoom(t *testing.T) {
	for typ, most := range map[reflect.Type]uintptr{
		reflect.TypeFor[Value[bool]](): 32, reflect.TypeFor[Value[string]](): 48, reflect.TypeFor[Link](): 56,
		reflect.TypeFor[Document](): 40, reflect.TypeFor[Set[*Member]](): 72, reflect.TypeFor[Origin](): 48, reflect.TypeFor[Meta](): 200,
	} {
		if typ.Size() > most {
			t.Errorf("%v takes %d bytes, more than %d", typ, typ.Size(), most)
		}
	}
	v := Observed(true, testOrigin, "on")
	if n := testing.AllocsPerRun(100, func() { v.Is(true).And(v.Is(true)) }); n > 0 {
		t.Errorf("a question that nobody asks the reason of allocates %v times", n)
	}
}
