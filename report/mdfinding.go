package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/gate"
)

// full is all that a reviewer needs to know of one finding. What happens is its
// title; what the rule wants would read like the opposite.
func (m *markdown) full(n int, f Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%d. %s** · %s · %s · %s%s\\\n%s", n, capital(message(f)), mdProse(f.Severity), mdCriteria(f.Criteria), mdCode(f.Rule), m.mark(f), mdName(f))
	at, related := m.o.spots(f)
	if at != nil {
		b.WriteString(" at " + m.spot(*at))
	}
	for _, s := range related[:min(len(related), fewNames)] {
		word := "called from"
		if s.Inner {
			word = "within"
		}
		b.WriteString(", " + word + " " + m.spot(s))
	}
	if f.Region != "" {
		b.WriteString(", in " + mdCode(f.Region))
	}
	fmt.Fprintf(&b, "\n\n- %s: %s → **%s**\n", mdProse(f.Title), before(f), mdProse(f.After))
	for _, line := range slices.Concat(m.moves(f), m.steady(f), steps(f)) {
		b.WriteString("- " + line + "\n")
	}
	return b.String() + "\n"
}

// capital begins a title with a capital letter, unless a name begins it.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

func before(f Finding) string {
	if f.Before == gate.Absent.String() {
		return "new"
	}
	return mdProse(f.Before)
}

// moves tells which attributes go from one value to another.
func (m *markdown) moves(f Finding) []string {
	var lines []string
	for _, fact := range f.Because {
		was, ok := twin(fact, f.Was)
		if !ok || len(lines) == fewFacts {
			continue
		}
		line := fmt.Sprintf("%s goes from %s to %s", mdPath(f, fact), mdValue(was), mdValue(fact))
		if fact.Lines != nil {
			line += " at " + m.spot(m.o.spot(*fact.Lines))
		}
		lines = append(lines, line)
	}
	return lines
}

// twin is the same attribute with another value.
func twin(fact Fact, others []Fact) (Fact, bool) {
	for _, other := range others {
		if other.Subject == fact.Subject && other.Path == fact.Path {
			return other, other.Value != fact.Value || other.Unknown != fact.Unknown
		}
	}
	return Fact{}, false
}

// steady lists the other facts, by who says so.
func (m *markdown) steady(f Finding) []string {
	var lines []string
	for _, source := range []struct{ name, label string }{
		{"plan", "By the plan"}, {"state", "By the state"}, {"live", "By the account"}, {"listing", "By the listing"}, {"aws-default", "By AWS's default"},
	} {
		facts := byFact(f.Because, func(x Fact) bool {
			_, moves := twin(x, f.Was)
			return x.Source == source.name && !moves
		})
		if len(facts) > 0 {
			lines = append(lines, source.label+": "+mdFacts(f, facts))
		}
	}
	gone := byFact(f.Was, func(x Fact) bool {
		return !slices.ContainsFunc(f.Because, func(y Fact) bool { return y.Subject == x.Subject && y.Path == x.Path })
	})
	if f.Before == gate.Passes.String() && len(gone) > 0 {
		lines = append(lines, "Held before: "+mdFacts(f, gone))
	}
	return lines
}

func byFact(facts []Fact, ok func(Fact) bool) []Fact {
	return slices.DeleteFunc(slices.Clone(facts), func(x Fact) bool { return !ok(x) })
}

// steps tell what to do.
func steps(f Finding) []string {
	var lines []string
	for _, l := range f.Lowered {
		lines = append(lines, mdProse(f.Severity)+" only: "+mdProse(l.Reason))
	}
	for i, step := range f.ToKnow {
		if i == fewFacts {
			lines = append(lines, fmt.Sprintf("and %d more", len(f.ToKnow)-i))
			break
		}
		lines = append(lines, "To make it known: "+mdProse(step, names(f)...))
	}
	return append(lines, "Fix: "+mdProse(f.Fix))
}

// mdFacts lists facts, of which each names its thing once.
func mdFacts(f Finding, facts []Fact) string {
	var parts []string
	last := f.Subject
	for i, fact := range facts {
		if i == fewFacts {
			parts = append(parts, fmt.Sprintf("and %d more", len(facts)-i))
			break
		}
		text := mdPath(f, fact)
		if fact.Subject == last && last != f.Subject {
			text = "its " + mdCode(fact.Path)
		}
		parts, last = append(parts, mdFact(f, fact, text)), fact.Subject
	}
	return strings.Join(parts, ", ")
}

// existence is the path of facts about a thing as a whole: that it is deleted, say.
const existence = "existence"

// mdFact says what a value is, or what becomes of the thing as a whole.
func mdFact(f Finding, fact Fact, path string) string {
	switch {
	case fact.isCount():
		return mdProse(fact.counted())
	case fact.Path != existence || fact.Unknown != "":
		return path + " is " + mdValue(fact)
	case fact.Subject == f.Subject:
		return "it is " + mdProse(fact.Value)
	}
	return mdCode(fact.Subject) + " is " + mdProse(fact.Value)
}

func mdPath(f Finding, fact Fact) string {
	if fact.Subject == f.Subject || fact.Subject == "" {
		return mdCode(fact.Path)
	}
	if fact.isCount() {
		return "the number of " + mdCode(fact.Subject)
	}
	return mdCode(fact.Path) + " of " + mdCode(fact.Subject)
}

func mdValue(fact Fact) string {
	if fact.Unknown != "" {
		return "unknown (" + mdProse(fact.Unknown) + ")"
	}
	return mdCode(fact.Value)
}
