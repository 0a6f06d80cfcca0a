package account

import (
	"sync"
	"sync/atomic"
	"unique"
)

// policyText is the text of a policy. It is read when somebody first asks, and
// the same text is read once, in however many policies it stands.
type policyText struct {
	text    string
	once    sync.Once
	clauses []*clause // nil if it makes no sense
	answers [questions / 16]atomic.Uint32
}

// questions is how many answers about a text are kept, two bits each.
const questions = 128

// newText keeps one copy of a text that many policies have. One that is longer
// than any policy can be is not kept.
func newText(text string) *policyText {
	if len(text) > largestDocument {
		return &policyText{}
	}
	return &policyText{text: unique.Make(text).Value()}
}

// statements returns what the text says, or nil if it makes no sense.
func (t *policyText) statements() []*clause {
	t.once.Do(func() {
		if clauses, err := readStatements(t.text); err == nil {
			t.clauses = clauses
		}
		t.text = ""
	})
	return t.clauses
}

// answer returns what was answered to a question before, or finds it out. Two
// who find it out at once find the same.
func (t *policyText) answer(question int, work func() Tri) Tri {
	word, shift := &t.answers[question/16], question%16*2
	if kept := word.Load() >> shift & 3; kept != 0 {
		return [...]Tri{Unknown, False, True}[kept-1]
	}
	tri := work()
	word.Or(uint32(tri+1) << shift)
	return tri
}

// library has every text of an account once.
type library map[string]*policyText

// shared returns the one copy of a text. One that was read already has no text
// left to be told by and stays as it is.
func (l library) shared(t *policyText) *policyText {
	if one, ok := l[t.text]; ok {
		return one
	}
	if t.text != "" {
		l[t.text] = t
	}
	return t
}
