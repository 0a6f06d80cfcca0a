package account

import "fmt"

// Value is one attribute of a thing. The zero Value is unknown: not collected.
type Value[T comparable] struct {
	v      T
	known  bool
	hidden bool
	cause  cause
	field  uint8 // of the place
	at     *place
	via    word
	from   *Origin
}

// Observed returns a value that a witness gave. Via is the Terraform attribute
// it was read from, or empty.
func Observed[T comparable](v T, from *Origin, via string) Value[T] {
	return Value[T]{v: v, known: true, from: from, via: wordOf(via)}
}

// Secret returns a value that rules may test and no output may show.
func Secret[T comparable](v T, from *Origin, via string) Value[T] {
	return Value[T]{v: v, known: true, hidden: true, from: from, via: wordOf(via)}
}

// Missing returns a value that is not known, and why.
func Missing[T comparable](why Cause, from *Origin, via string) Value[T] {
	return Value[T]{cause: numberOf(why), from: from, via: wordOf(via)}
}

// Get returns the value and whether it is known.
func (v Value[T]) Get() (T, bool) { return v.v, v.known }

// Set reports whether any witness spoke of the value, be it to say that it
// cannot be known yet.
func (v Value[T]) Set() bool { return v.from != nil }

// Left tells whether the author set nothing, so that AWS chooses.
func (v Value[T]) Left() bool { return !v.known && v.cause.word() == LeftToAWS }

// Is tells whether the value equals want.
func (v *Value[T]) Is(want T) Bool { return v.answer(v.known && v.v == want) }

// Test tells whether the value satisfies ok, which is not called on an unknown.
func (v *Value[T]) Test(ok func(T) bool) Bool { return v.answer(v.known && ok(v.v)) }

// answer is a truth that rests on the value.
func (v *Value[T]) answer(truth bool) Bool {
	if !v.known {
		return Bool{Unknown, v}
	}
	return Bool{triOf(truth), v}
}

// Known tells whether the value is known.
func (v *Value[T]) Known() Bool { return Bool{triOf(v.known), v} }

// unclear is an answer that the value alone does not give, and why.
func (v *Value[T]) unclear(why Cause) Bool {
	f := v.Fact()
	f.Value, f.Cause = "", why
	return Unsure(f)
}

// facts makes the value the reason of an answer.
func (v *Value[T]) facts() []Fact { return []Fact{v.Fact()} }

// Fact returns the value as evidence.
func (v Value[T]) Fact() Fact {
	f := spot{v.at, v.field}.fact(v.from, v.via)
	switch {
	case !v.known:
		f.Cause = v.cause.word()
		if f.Cause == "" {
			f.Cause = NotCollected
		}
	case v.hidden:
		f.Value = "(sensitive)"
	default:
		f.Value = fmt.Sprint(v.v)
	}
	return f
}

// bind names the value after the attribute that holds it.
func (v *Value[T]) bind(to spot, _ library) { v.at, v.field = to.at, to.field }

// own has nothing to copy.
func (v *Value[T]) own() {}

// hide forgets the value for good, as if nobody had looked.
func (v *Value[T]) hide() { *v = Value[T]{at: v.at, field: v.field, cause: numberOf(NotCollected)} }

// doubt keeps that a witness spoke and drops what it said.
func (v *Value[T]) doubt(why Cause) {
	var zero T
	v.v, v.known, v.cause = zero, false, numberOf(why)
}

func (v *Value[T]) blame(by *Origin, via string) { v.from, v.via = by, wordOf(via) }
