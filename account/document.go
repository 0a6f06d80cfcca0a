package account

import (
	"fmt"
	"iter"
	"strings"
)

// Document is an IAM policy document: what an identity may do, who may assume
// a role, or who may use a resource. The zero Document is unknown: not
// collected.
type Document struct {
	state  documentState
	hidden bool
	cause  cause
	field  uint8 // of the place
	at     *place
	text   *policyText // if there is one
	via    word
	from   *Origin
}

// documentState says how much is known of a document.
type documentState uint8

const (
	documentUnknown documentState = iota
	documentAbsent
	documentUnreadable // there is one, and it makes no sense
	documentRead
)

// Hole stands in the text of a document for a part that is not known yet, in
// any string of it or in place of a whole element or statement. Every answer
// that depends on it is unknown.
const Hole = "\uE5C2"

// NewName stands in the text of a document for a name that AWS will give to a
// thing that does not exist yet: its ARN, id or unique id. It is one name,
// never a wildcard, so it keeps more answers known than Hole does. For the id
// of an account or an organization, write Hole.
const NewName = "\uE5C3"

// Conditional is the cause of an answer that hangs on a policy condition whose
// effect cannot be told from the document alone.
const Conditional Cause = "conditional"

// ReadDocument returns the document in a policy's text; no text is no policy.
// Text that AWS would not accept gives a document that is there and answers
// no question. Via is the Terraform attribute it was read from, or empty.
func ReadDocument(text string, from *Origin, via string) Document {
	if strings.TrimSpace(text) == "" {
		return NoDocument(from, via)
	}
	return Document{state: documentRead, text: newText(text), from: from, via: wordOf(via)}
}

// SecretDocument is ReadDocument for text that Terraform marks as sensitive:
// rules may judge it and no output may show it.
func SecretDocument(text string, from *Origin, via string) Document {
	d := ReadDocument(text, from, via)
	d.hidden = true
	return d
}

// NoDocument returns the document of something that has no policy.
func NoDocument(from *Origin, via string) Document {
	return Document{state: documentAbsent, from: from, via: wordOf(via)}
}

// UnknownDocument returns a document that is not known, and why.
func UnknownDocument(why Cause, from *Origin, via string) Document {
	return Document{cause: numberOf(why), from: from, via: wordOf(via)}
}

// Set reports whether any witness spoke of the document, be it to say that it
// cannot be known yet.
func (d Document) Set() bool { return d.from != nil }

// Present tells whether there is a policy, readable or not.
func (d Document) Present() Bool {
	switch d.read() {
	case documentAbsent:
		return Known(false, d.Fact())
	case documentUnreadable, documentRead:
		return Known(true, d.present())
	case documentUnknown:
	}
	return Unsure(d.Fact())
}

// read returns what is known of the document, whose text is read when it is
// first asked for.
func (d *Document) read() documentState {
	if d.state == documentRead && d.text.statements() == nil {
		return documentUnreadable
	}
	return d.state
}

// Statements yields the statements of a readable document in their order.
func (d Document) Statements() iter.Seq[*Statement] {
	return func(yield func(*Statement) bool) {
		for _, c := range d.clauses() {
			if !yield(&Statement{c, &d}) {
				return
			}
		}
	}
}

func (d *Document) clauses() []*clause {
	if d.state != documentRead {
		return nil
	}
	return d.text.statements()
}

// Fact returns the document as evidence: how much it says, never its text.
func (d Document) Fact() Fact {
	f := d.present()
	switch d.read() {
	case documentAbsent:
		f.Value = "no policy"
	case documentUnreadable:
		f.Value, f.Cause = "", Unreadable
	case documentUnknown:
		f.Value, f.Cause = "", d.cause.word()
		if f.Cause == "" {
			f.Cause = NotCollected
		}
	case documentRead:
	}
	return f
}

// present is the fact that there is a policy.
func (d Document) present() Fact {
	f := spot{d.at, d.field}.fact(d.from, d.via)
	f.Value = "policy that cannot be read"
	if d.read() == documentRead {
		n := len(d.clauses())
		f.Value = fmt.Sprintf("policy with %d statements", n)
		if n == 1 {
			f.Value = "policy with 1 statement"
		}
	}
	return f
}

// facts makes the document the reason of an answer.
func (d *Document) facts() []Fact { return []Fact{d.Fact()} }

// any tells whether ok is true of a statement of the document.
func (d *Document) any(ok func(*Statement) Bool) Bool {
	switch d.read() {
	case documentAbsent:
		return Bool{False, d}
	case documentUnknown, documentUnreadable:
		return Bool{Unknown, d}
	case documentRead:
	}
	found := Known(false)
	for _, c := range d.clauses() {
		found = found.Or(ok(&Statement{c, d}))
	}
	if found.Tri() == False {
		return Bool{False, &nowhere{d, found.why}}
	}
	return found
}

// nowhere is the reason that no statement of a document says something.
type nowhere struct {
	in  *Document
	why reason
}

func (n *nowhere) facts() []Fact {
	why := factsOf(n.why)
	return joinFacts([]Fact{n.in.Fact()}, why[:min(len(why), fewFacts)])
}
