package account

import (
	"fmt"
	"net/netip"
	"time"
)

// drifting is what an attribute of any type tells when what the account
// answered is compared with what Terraform last saw.
type drifting interface {
	// like compares with the same attribute as another witness gave it: true if
	// both mean the same, false only if they are known to differ.
	like(o field, by *namesakes) Tri
	// told tells whether the attribute is known, and why not.
	told() (bool, Cause)
	// witness returns the witness, nil if nobody spoke, and the Terraform attribute.
	witness() (*Origin, string)
	// said is the attribute in words; empty if there is nothing, or nothing known.
	said() string
	// secret tells whether Terraform marks any of it as sensitive.
	secret() bool
	// conceal keeps the attribute out of every output.
	conceal()
	// fact is the attribute as evidence.
	fact() Fact
	// toldBy tells whether the change sets the attribute: false if it is still as
	// the account, or the witness that is given, has it.
	toldBy(kept *Origin) Bool
}

// alike returns the same attribute of another copy of a thing as its own type.
func alike[F field](o field) F {
	same, ok := o.(F)
	if !ok {
		panic("account: attributes of two types are compared")
	}
	return same
}

func (v *Value[T]) like(o field, _ *namesakes) Tri {
	return v.compare(alike[*Value[T]](o), func(a, b T) bool { return a == b || sameText(fmt.Sprint(a), fmt.Sprint(b)) })
}

func (v *Value[T]) compare(o *Value[T], same func(a, b T) bool) Tri {
	if !v.known || !o.known {
		return Unknown
	}
	return triOf(same(v.v, o.v))
}

// sameText tells whether two texts are one address range or one time in two
// spellings.
func sameText(a, b string) bool {
	if p, err := netip.ParsePrefix(a); err == nil {
		q, err := netip.ParsePrefix(b)
		return err == nil && p.Masked() == q.Masked()
	}
	at, err := time.Parse(time.RFC3339, a)
	if err != nil {
		return false
	}
	other, err := time.Parse(time.RFC3339, b)
	return err == nil && at.Equal(other)
}

func (v *Value[T]) told() (bool, Cause) { return v.known, v.cause.word() }

func (v *Value[T]) witness() (*Origin, string) { return v.from, v.via.String() }

func (v *Value[T]) said() string {
	if v.hidden || !v.known {
		return v.Fact().Value
	}
	return fmt.Sprint(v.v)
}

func (v *Value[T]) toldBy(kept *Origin) Bool {
	return Bool{changed(v.known, v.from, kept), v}
}

// changed tells whether a value that the account had is now one of the plan.
func changed(known bool, now, kept *Origin) Tri {
	if !known || now == nil {
		return Unknown
	}
	return triOf(now != kept && now.Source != FromLive)
}

// link is the link itself, also of a type that embeds one.
func (l *Link) link() *Link { return l }

func (l *Link) like(o field, by *namesakes) Tri {
	return l.compare(&alike[interface {
		field
		link() *Link
	}](o).link().Value, func(a, b string) bool { return a == b || by != nil && !by.other(a, b) })
}

func (d *Document) like(o field, _ *namesakes) Tri {
	was := alike[*Document](o)
	if d.sameText(was) {
		return True
	}
	mine, ok := d.meaning()
	others, ok2 := was.meaning()
	if !ok || !ok2 {
		return Unknown
	}
	return triOf(mine.same(others))
}

func (d *Document) told() (bool, Cause) {
	if _, ok := d.meaning(); !ok && d.state == documentRead {
		return false, Unreadable
	}
	return d.state == documentRead || d.state == documentAbsent, d.cause.word()
}

func (d *Document) witness() (*Origin, string) { return d.from, d.via.String() }

// said is how much the document says.
func (d *Document) said() string {
	m, ok := d.meaning()
	switch {
	case !ok:
		return ""
	case d.hidden:
		return concealed
	case d.state == documentAbsent:
		return "no policy"
	case len(m) == 1:
		return "policy with 1 statement"
	}
	return fmt.Sprintf("policy with %d statements", len(m))
}

// toldBy is unknown of a document of which the plan leaves a part open.
func (d *Document) toldBy(kept *Origin) Bool {
	known := d.read() == documentRead || d.read() == documentAbsent
	for _, c := range d.clauses() {
		known = known && !c.partial
	}
	return Bool{changed(known, d.from, kept), d}
}

func (v *Value[T]) fact() Fact { return v.Fact() }

func (d *Document) fact() Fact { return d.Fact() }

func (s *Set[T]) fact() Fact { return s.listing() }

func (v *Value[T]) secret() bool { return v.hidden }

func (d *Document) secret() bool { return d.hidden }

func (v *Value[T]) conceal() { v.hidden = v.known }

func (d *Document) conceal() { d.hidden = d.state != documentUnknown }
