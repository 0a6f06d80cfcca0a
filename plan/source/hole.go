package source

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// In a text, a value that is not known yet is a number between these two
// characters. Such texts never become values: a value with a part that is not
// known is an unknown value, and carries its text as a mark.
const (
	openHole  = '\uE5C0'
	closeHole = '\uE5C1'
)

// hasPrivate tells whether a text holds one of the characters that stand for
// unknown values, here or in package account: U+E5C0 to U+E5CF.
func hasPrivate(s string) bool {
	return strings.Contains(s, "\uE5C0") || strings.ContainsFunc(s, func(r rune) bool { return r >= 0xE5C0 && r <= 0xE5CF })
}

// hole is a value that is not known yet.
type hole struct {
	same    bool     // it is exactly the one origin
	origins []Origin // what it depends on
	maybe   []Origin // what it may be; complete only if closed
	closed  bool
	why     string // why it is not told exactly
	secret  bool
	encoded bool // jsonencode has written it, so that it cannot end the string it is in
	element bool // in JSON, it is a whole element and not the inside of a string
}

// The marks of values.
type (
	textMark   string   // of an unknown string: its text with holes
	originMark Origin   // of a value that depends on an attribute not known yet
	whyMark    struct { // of a value that could not be told
		text   string
		absent bool // because what the expression names is not there
	}
	causeMark  struct{ text string } // of a text: why a hole of it could not be told
	secretMark struct{}
	shapeMark  struct{} // of a tuple or an object that is a list, a set or a map in the plan
	bagMark    struct{} // of a tuple that is a set: nobody knows its order
	maybeMark  struct {
		Origin
		closed bool
	}
)

func (s *Sources) newHole(h hole) string {
	s.holes = append(s.holes, h)
	return string(openHole) + strconv.Itoa(len(s.holes)-1) + string(closeHole)
}

// holesIn returns the numbers of the holes in a text, in order.
func (s *Sources) holesIn(text string) []int {
	var all []int
	for {
		_, rest, found := strings.Cut(text, string(openHole))
		if !found {
			return all
		}
		number, rest, found := strings.Cut(rest, string(closeHole))
		n, err := strconv.Atoi(number)
		if !found || err != nil || n < 0 || n >= len(s.holes) {
			return all
		}
		all, text = append(all, n), rest
	}
}

// pending is an attribute that is not known yet.
func (s *Sources) pending(at Origin, ty cty.Type, secret bool) cty.Value {
	text := s.newHole(hole{same: true, origins: []Origin{at}, maybe: []Origin{at}, closed: true, secret: secret})
	return cty.UnknownVal(ty).WithMarks(cty.NewValueMarks(textMark(text), originMark(at)))
}

// ofText is the string with a text, unknown if the text has holes.
func (s *Sources) ofText(text string) cty.Value {
	if !strings.ContainsRune(text, openHole) {
		return cty.StringVal(text)
	}
	marks := cty.NewValueMarks(textMark(text))
	for _, n := range s.holesIn(text) {
		h := s.holes[n]
		for _, o := range h.origins {
			marks[originMark(o)] = struct{}{}
		}
		if h.why != "" {
			marks[causeMark{h.why}] = struct{}{}
		}
		if h.secret {
			marks[secretMark{}] = struct{}{}
		}
	}
	return cty.UnknownVal(cty.String).RefineNotNull().WithMarks(marks)
}

// textOf is the text of a string or of a value that is not known yet.
func (s *Sources) textOf(v cty.Value) (string, bool) {
	plain, marks := v.Unmark()
	if plain.IsKnown() {
		if plain.IsNull() || plain.Type() != cty.String || hasPrivate(plain.AsString()) {
			return "", false
		}
		return plain.AsString(), true
	}
	text, ok := onlyText(marks)
	if ok && !doubtful(marks) {
		return text, true
	}
	h := holeOf(marks)
	if n, lone := s.lone(text); ok && lone {
		h.maybe, h.closed = s.holes[n].maybe, false
	}
	return s.newHole(h), true
}

// onlyText returns the text of an unknown value, if it has exactly one.
func onlyText(marks cty.ValueMarks) (text string, ok bool) {
	n := 0
	for m := range marks {
		if t, is := m.(textMark); is {
			text, n = string(t), n+1
		}
	}
	return text, n == 1
}

// holeOf is what the marks of an unknown value tell of it.
func holeOf(marks cty.ValueMarks) hole {
	h := hole{closed: true}
	for _, m := range sortedMarks(marks) {
		switch m := m.(type) {
		case originMark:
			h.origins = append(h.origins, Origin(m))
		case maybeMark:
			h.closed = h.closed && m.closed
			if m.Address != "" {
				h.maybe = append(h.maybe, m.Origin)
			}
		case whyMark:
			if h.why == "" {
				h.why = m.text
			}
		case secretMark:
			h.secret = true
		}
	}
	h.closed = h.closed && len(h.maybe) > 0
	return h
}

// doubtful tells whether a value may be another one than it seems.
func doubtful(marks cty.ValueMarks) bool {
	for m := range marks {
		switch m.(type) {
		case whyMark, bagMark:
			return true
		}
	}
	return false
}
