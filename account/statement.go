package account

import (
	"slices"
	"strconv"
	"strings"
)

// Statement is one statement of a policy document.
type Statement struct {
	*clause
	in *Document
}

// clause is what a statement says, wherever its text stands.
type clause struct {
	sid        string
	number     int
	effect     Tri // True allows, False denies
	principal  principal
	actions    element
	resources  element
	conditions []condition
	// muddled says that it is not even known whether there is a condition.
	muddled bool
	partial bool // a part of it is a Hole
}

// element is Action or Resource, or its opposite NotAction or NotResource.
type element struct {
	given    bool
	not      bool
	patterns []pattern
}

// Fact returns the statement as evidence of the document it stands in: what it
// allows or denies, under its Sid or else its number from 0.
func (s *Statement) Fact() Fact {
	f, name := s.in.present(), s.sid
	f.Value = s.summary()
	if name == "" || s.in.hidden {
		name = strconv.Itoa(s.number)
	}
	if s.in.hidden {
		f.Value = "(sensitive)"
	}
	f.Path = strings.TrimPrefix(f.Path+".Statement["+name+"]", ".")
	return f
}

// facts makes the statement the reason of an answer.
func (s *Statement) facts() []Fact { return []Fact{s.Fact()} }

// doubt is an answer that is not known because something about the statement
// is not.
func (s *Statement) doubt(cause Cause) Bool {
	return Bool{Unknown, &doubtful{s, cause}}
}

// doubtful is the reason that something about a statement is not known.
type doubtful struct {
	*Statement
	cause Cause
}

func (d *doubtful) facts() []Fact {
	f := d.Fact()
	f.Value, f.Cause = "", d.cause
	return []Fact{f}
}

// Allow tells whether the statement allows; otherwise it denies.
func (s *Statement) Allow() Bool { return s.tri(s.effect) }

// Plain tells whether the statement holds without any condition.
func (s *Statement) Plain() Bool {
	if s.muddled {
		return s.unclear()
	}
	return s.tri(triOf(len(s.conditions) == 0))
}

// tri turns the truth of a part of the statement into one with its fact.
func (s *Statement) tri(t Tri) Bool {
	if t == Unknown {
		return s.unclear()
	}
	return Bool{t, s}
}

// unclear is an answer that hangs on a part of the statement that is not known
// yet, or else on a policy variable or a condition.
func (s *Statement) unclear() Bool {
	if s.partial {
		return s.doubt(AfterApply)
	}
	return s.doubt(Conditional)
}

func (e element) texts() []string {
	all := make([]string, len(e.patterns))
	for i, p := range e.patterns {
		all[i] = p.text
	}
	return all
}

// summaryLimit is how much of a statement evidence shows.
const summaryLimit = 120

// summary is the statement in words, without the values of its conditions.
func (s *clause) summary() string {
	words := []string{s.verb(), s.actions.summary()}
	if s.resources.given {
		words = append(words, "on", s.resources.summary())
	}
	if s.principal.given {
		words = append(words, "to", s.principal.summary())
	}
	for i, c := range s.conditions {
		words = append(words, [...]string{"if", "and"}[min(i, 1)], c.name)
	}
	return show(strings.Join(words, " "))
}

func (s *clause) verb() string {
	return [...]string{True: "Allow", False: "Deny", Unknown: "(unknown effect)"}[s.effect]
}

func (e element) summary() string {
	list := strings.Join(e.texts(), ", ")
	if e.not {
		return "all but " + list
	}
	return list
}

// placeholders says in words what stands for something that is not known yet.
var placeholders = strings.NewReplacer(Hole, "(unknown)", NewName, "(new)")

// show makes text from a document fit to be read: placeholders named, control
// characters gone, cut to a length.
func show(text string) string {
	text = placeholders.Replace(text)
	runes := slices.DeleteFunc([]rune(text), func(r rune) bool { return r < ' ' || r == 0x7f })
	if len(runes) > summaryLimit {
		runes = append(runes[:summaryLimit-1], '…')
	}
	return string(runes)
}
