package account

import (
	"slices"
	"strconv"
	"strings"
)

// Statement is one statement of a policy document.
type Statement struct {
	fact       Fact // what it allows or denies, once it is known where it stands
	sid        string
	number     int
	effect     Tri // True allows, False denies
	principal  principal
	actions    element
	resources  element
	conditions []condition
	// muddled says that it is not even known whether there is a condition.
	muddled bool
	partial bool   // a part of it is a Hole
	words   string // the statement as evidence shows it
}

// element is Action or Resource, or its opposite NotAction or NotResource.
type element struct {
	given    bool
	not      bool
	patterns []pattern
}

// Fact returns the statement as evidence: what it allows or denies, under its
// Sid or else its number from 0.
func (s *Statement) Fact() Fact { return s.fact }

// factIn returns the statement as evidence of the document it stands in.
func (s *Statement) factIn(d Document) Fact {
	f, name := d.present(), s.sid
	f.Value = s.words
	if name == "" || d.hidden {
		name = strconv.Itoa(s.number)
	}
	if d.hidden {
		f.Value = "(sensitive)"
	}
	f.Path = strings.TrimPrefix(d.path+".Statement["+name+"]", ".")
	return f
}

// doubt is the fact that something about the statement is not known.
func (s *Statement) doubt(cause Cause) Fact {
	f := s.Fact()
	f.Value, f.Cause = "", cause
	return f
}

// Allow tells whether the statement allows; otherwise it denies.
func (s *Statement) Allow() Bool { return s.tri(s.effect) }

// Plain tells whether the statement holds without any condition.
func (s *Statement) Plain() Bool {
	if s.muddled {
		return Unsure(s.unclear())
	}
	return s.tri(triOf(len(s.conditions) == 0))
}

// tri turns the truth of a part of the statement into one with its fact.
func (s *Statement) tri(t Tri) Bool {
	switch t {
	case True:
		return Known(true, s.Fact())
	case False:
		return Known(false, s.Fact())
	case Unknown:
	}
	return Unsure(s.unclear())
}

// unclear is the fact that an answer hangs on a part of the statement that is
// not known yet, or else on a policy variable or a condition.
func (s *Statement) unclear() Fact {
	if s.partial {
		return s.doubt(AfterApply)
	}
	return s.doubt(Conditional)
}

func triOf(truth bool) Tri {
	if truth {
		return True
	}
	return False
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
func (s *Statement) summary() string {
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

func (s *Statement) verb() string {
	return map[Tri]string{True: "Allow", False: "Deny", Unknown: "(unknown effect)"}[s.effect]
}

func (e element) summary() string {
	list := strings.Join(e.texts(), ", ")
	if e.not {
		return "all but " + list
	}
	return list
}

// show makes text from a document fit to be read: placeholders named, control
// characters gone, cut to a length.
func show(text string) string {
	text = strings.NewReplacer(Hole, "(unknown)", NewName, "(new)").Replace(text)
	runes := slices.DeleteFunc([]rune(text), func(r rune) bool { return r < ' ' || r == 0x7f })
	if len(runes) > summaryLimit {
		runes = append(runes[:summaryLimit-1], '…')
	}
	return string(runes)
}
