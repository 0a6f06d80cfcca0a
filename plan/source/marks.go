package source

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// sortedMarks orders marks, so that the same input gives the same output.
func sortedMarks(marks cty.ValueMarks) []any {
	return slices.SortedFunc(maps.Keys(marks), func(a, b any) int {
		return cmp.Compare(fmt.Sprintf("%T%v", a, a), fmt.Sprintf("%T%v", b, b))
	})
}

// depends keeps of marks what holds for every value that is made from the
// marked one: not what it is, only what it depends on.
func depends(marks ...cty.ValueMarks) cty.ValueMarks {
	kept := cty.ValueMarks{}
	for _, set := range marks {
		for m := range set {
			switch m := m.(type) {
			case originMark, whyMark, secretMark:
				kept[m] = struct{}{}
			case causeMark:
				kept[whyMark{text: m.text}] = struct{}{}
			}
		}
	}
	return kept
}

// only keeps the marks that say whether a value is secret.
func only(marks cty.ValueMarks) cty.ValueMarks {
	kept := cty.ValueMarks{}
	if _, ok := marks[secretMark{}]; ok {
		kept[secretMark{}] = struct{}{}
	}
	return kept
}

// derived is an unknown value made from marked ones.
func derived(ty cty.Type, marks ...cty.ValueMarks) cty.Value {
	return cty.UnknownVal(ty).WithMarks(depends(marks...))
}

// unclear is a value that could not be told, and why.
func (e *evaluation) unclear(why string) cty.Value {
	e.trouble++
	return cty.DynamicVal.Mark(whyMark{text: why})
}

// absent is the value of an expression that Terraform could not evaluate
// either, because it names what is not there.
func (e *evaluation) absent(why string) cty.Value {
	e.trouble++
	return cty.DynamicVal.Mark(whyMark{text: why, absent: true})
}

// soften makes of what is surely missing something that may be: where nobody
// knows yet whether it is evaluated at all.
func soften(marks cty.ValueMarks) cty.ValueMarks {
	softened := cty.ValueMarks{}
	for m := range marks {
		if why, ok := m.(whyMark); ok {
			m = whyMark{text: why.text}
		}
		softened[m] = struct{}{}
	}
	return softened
}

// deep returns all marks in a value.
func (e *evaluation) deep(v cty.Value) cty.ValueMarks {
	marks := cty.ValueMarks{}
	e.lower(v, opaque, marks)
	return marks
}

// absentIn tells whether a part of the value names what is not there.
func (e *evaluation) absentIn(v cty.Value) bool {
	for m := range e.deep(v) {
		if why, ok := m.(whyMark); ok && why.absent {
			return true
		}
	}
	return false
}
