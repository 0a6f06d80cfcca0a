package account

import "slices"

// Tri is a three-valued truth. Its zero value is Unknown, so that a fact
// nobody collected can never pass a rule.
type Tri uint8

// The truths of Kleene's logic.
const (
	Unknown Tri = iota
	False
	True
)

// String returns "unknown", "false" or "true".
func (t Tri) String() string { return [...]string{"unknown", "false", "true"}[t] }

// triOf is the truth that is known.
func triOf(truth bool) Tri {
	if truth {
		return True
	}
	return False
}

// and, or and not are the operators of Kleene's logic, for truths without
// reasons.
func (t Tri) and(o Tri) Tri { return Bool{tri: t}.And(Bool{tri: o}).tri }

func (t Tri) or(o Tri) Tri { return Bool{tri: t}.Or(Bool{tri: o}).tri }

func (t Tri) not() Tri { return Bool{tri: t}.Not().tri }

// Bool is a truth together with the facts that decided it.
type Bool struct {
	tri Tri
	why reason
}

// Known returns a decided truth.
func Known(truth bool, why ...Fact) Bool { return Bool{triOf(truth), given(why)} }

// Unsure returns an undecided truth; why names what would have to be known.
func Unsure(why ...Fact) Bool { return Bool{Unknown, given(why)} }

// Tri returns the truth without its reasons.
func (b Bool) Tri() Tri { return b.tri }

// Why returns the facts that decided the truth or, for an undecided one, the
// facts that are missing.
func (b Bool) Why() []Fact { return factsOf(b.why) }

// And is false if either side is, whatever the other turns out to be.
func (b Bool) And(o Bool) Bool { return b.join(o, False) }

// Or is true if either side is, whatever the other turns out to be.
func (b Bool) Or(o Bool) Bool { return b.join(o, True) }

// OrElse is Or with a right side that is only asked for when it matters.
func (b Bool) OrElse(o func() Bool) Bool {
	if b.tri == True {
		return b
	}
	return b.Or(o())
}

// AndThen is And with a right side that is only asked for when it matters.
func (b Bool) AndThen(o func() Bool) Bool {
	if b.tri == False {
		return b
	}
	return b.And(o())
}

// unsettled is an answer that is not known although the facts are: what follows
// from them cannot be told.
func (b Bool) unsettled() Bool {
	if b.tri == Unknown {
		return b
	}
	return Bool{Unknown, whenAsked(func() []Fact {
		facts := slices.Clone(b.Why())
		for i := range facts {
			facts[i].Value, facts[i].Cause = "", Conditional
		}
		return facts
	})}
}

// orUnsettled is the truth, but not known where it would be false.
func (b Bool) orUnsettled() Bool { return b.Or(b.unsettled()) }

// planned tells whether a fact that decided comes from the plan.
func (b Bool) planned() bool {
	return slices.ContainsFunc(b.Why(), func(f Fact) bool { return f.Origin.Source == FromPlan })
}

// Not turns true into false and leaves the unknown unknown.
func (b Bool) Not() Bool {
	switch b.tri {
	case True:
		b.tri = False
	case False:
		b.tri = True
	case Unknown:
	}
	return b
}

// Because adds facts that a reader needs in order to follow the truth.
func (b Bool) Because(why ...Fact) Bool { return b.because(given(why)) }

func (b Bool) because(why reason) Bool { return Bool{b.tri, join(why, b.why)} }

// join combines two truths where one side with the value wins decides alone.
func (b Bool) join(o Bool, wins Tri) Bool {
	switch {
	case b.tri == o.tri:
		return Bool{b.tri, join(b.why, o.why)}
	case b.tri == wins || (b.tri == Unknown && o.tri != wins):
		return b
	default:
		return o
	}
}

// Any is the disjunction of its arguments; it is false of none.
func Any(bs ...Bool) Bool {
	one := Known(false)
	for _, b := range bs {
		one = one.Or(b)
	}
	return one
}
