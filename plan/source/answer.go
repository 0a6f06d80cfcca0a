package source

import (
	"cmp"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Answer is what an attribute is, as far as the sources tell.
type Answer struct {
	// Exact says that the sources are understood and agree with the plan: the
	// attribute is Value if Known, and else the one of Targets, unchanged.
	Exact     bool
	Known     bool // only with Exact
	Value     jsontext.Value
	Sensitive bool // Value may be judged and not be shown
	// Targets are what the value may be. OneOf says that it is one of them
	// and nothing else; without it there may be more.
	Targets []Origin
	OneOf   bool
	// Parts are all attributes not known yet that the value depends on.
	Parts []Origin
	// Elements are the answers for the elements of a list or set that is
	// known to have just those; those of a set have no order, and may be equal.
	Elements []Answer
	// Why tells what stands in the way of an exact answer.
	Why string
}

// Evaluate tells what an attribute of an instance is. A path such as
// rule.0.status leads into nested blocks and values.
func (s *Sources) Evaluate(address, path string) (answer Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		if recover() != nil {
			answer = Answer{Why: "the sources cannot be evaluated"}
		}
	}()
	e := s.evaluation()
	v, p, why := e.attribute(address, path)
	if why != "" {
		return Answer{Why: why}
	}
	answer = e.answer(v, 0).checked(p.at(path), e)
	if answer.Why == partUnknown {
		answer.Why = e.explain(p, path, answer)
	}
	return answer
}

const partUnknown = "a part of the value is not known before apply"

// explain names what an attribute waits for, and where it stands.
func (e *evaluation) explain(p place, path string, a Answer) string {
	why := partUnknown
	if len(a.Parts) > 0 {
		why = "it is made from " + a.Parts[0].Address + "." + a.Parts[0].Path + ", which is not known before apply; apply that first, or write the reference alone"
	}
	if r, ok := e.line(p.block.Body, splitPath(path), p.env, p.known); ok {
		return at(r) + ": " + why
	}
	return why
}

// attribute evaluates one attribute of a block that can be trusted.
func (e *evaluation) attribute(address, path string) (cty.Value, place, string) {
	if e.off != "" {
		return cty.NilVal, place{}, e.off
	}
	p, why := e.find(address)
	if why == "" {
		why = e.trust(p)
	}
	if why != "" {
		return cty.NilVal, p, why
	}
	names := splitPath(path)
	if ignores(p.block.Body, names[0]) && !isTrue(part(p.known.unknown, names[0])) {
		return cty.NilVal, p, at(p.block.TypeRange) + ": ignore_changes keeps the value that " + names[0] + " had"
	}
	return e.at(p.block.Body, names, p.env, p.known), p, ""
}

func (p place) at(path string) planned {
	known := p.known
	for _, name := range splitPath(path) {
		known = known.below(name)
	}
	return known
}

func (e *evaluation) answer(v cty.Value, depth int) Answer {
	plain, marks := v.Unmark()
	deep := holeOf(e.deep(v))
	a := Answer{Parts: sorted(deep.origins), Sensitive: deep.secret}
	switch {
	case e.over || depth > maxNesting:
		a.Why = "the sources take too much work"
	case plain.IsKnown() && e.wholly(v):
		a.known(v, marks)
	case !plain.IsKnown():
		e.open(&a, marks)
	default:
		e.partly(&a, plain, depth)
		a.Why = cmp.Or(doubt(marks), a.Why)
	}
	if a.Exact = a.Exact && a.Why == ""; !a.Exact {
		a.Known, a.Value, a.Why = false, nil, cmp.Or(a.Why, partUnknown)
	}
	return a
}

func (e *evaluation) wholly(v cty.Value) bool {
	plain, _ := v.UnmarkDeep()
	return plain.IsWhollyKnown()
}

// known fills in a value that is known.
func (a *Answer) known(v cty.Value, marks cty.ValueMarks) {
	plain, deep := v.UnmarkDeep()
	raw, err := ctyjson.Marshal(plain, plain.Type())
	if err != nil {
		a.Why = "the value cannot be written"
		return
	}
	a.Known, a.Value, a.Why = true, raw, doubt(marks)
	a.Exact = !hasBag(deep)
}

// doubt is the reason in the marks of a value, if any.
func doubt(marks cty.ValueMarks) string {
	for _, m := range sortedMarks(marks) {
		switch m := m.(type) {
		case whyMark:
			return m.text
		case causeMark:
			return m.text
		}
	}
	return ""
}

// open fills in what a value may be that is not known yet.
func (e *evaluation) open(a *Answer, marks cty.ValueMarks) {
	a.Why = doubt(marks)
	text, ok := onlyText(marks)
	h := holeOf(marks)
	if ok {
		n, lone := e.lone(text)
		if !lone {
			a.Why = cmp.Or(a.Why, partUnknown)
			return
		}
		h = e.holes[n]
	}
	a.Targets = sorted(h.maybe)
	a.OneOf = h.closed && !uncertain(marks, h)
	a.Exact = ok && h.same && !doubtful(marks)
}

// uncertain tells whether a reason says more than that the choice is open.
func uncertain(marks cty.ValueMarks, h hole) bool {
	n := 0
	for m := range marks {
		if _, ok := m.(whyMark); ok {
			n++
		}
	}
	return n > 1 || n == 1 && len(h.maybe) < 2
}

// partly fills in a value of which parts are known.
func (e *evaluation) partly(a *Answer, plain cty.Value, depth int) {
	ty := plain.Type()
	if !ty.IsTupleType() && !ty.IsListType() && !ty.IsSetType() {
		return
	}
	a.Exact = true
	for _, item := range plain.AsValueSlice() {
		one := e.answer(item, depth+1)
		a.Elements = append(a.Elements, one)
		a.Exact = a.Exact && one.Exact
		a.Why = cmp.Or(a.Why, one.Why)
	}
}

// checked compares the answer with what the plan says of the attribute.
func (a Answer) checked(known planned, e *evaluation) Answer {
	if e.over {
		return Answer{Why: "the sources take too much work"}
	}
	if want, ok := known.text(); ok && a.Known {
		have, isText := primitive(scalar(a.Value))
		if isText && have != want && !sameJSON(have, want) {
			return Answer{Parts: a.Parts, Why: "the plan has another value than the sources"}
		}
	}
	if isTrue(known.unknown) && a.Known && a.Value.Kind() != 'n' {
		a.Exact, a.Known, a.Value, a.Why = false, false, nil, "the sources have a value that the plan does not know yet"
	}
	return a
}

func sorted(all []Origin) []Origin {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Path, b.Path))
	})
	return slices.Compact(all)
}
