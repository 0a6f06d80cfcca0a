package account

import (
	"regexp"
	"strings"
)

// alarmTerm is one alternative of a composite alarm's rule.
var alarmTerm = regexp.MustCompile(`^\s*ALARM\(\s*("([^"\\]+)"|[^\s"()]+)\s*\)\s*$`)

// risesWith tells whether a composite alarm goes off whenever the other does:
// its rule names it as an alternative. Rules that also have AND or NOT are not
// understood, nor are suppressed actions.
func (m *Alarm) risesWith(other *Alarm) Bool {
	rule, known := m.Rule.Get()
	if !known || rule == "" {
		return m.Rule.Is("").Not()
	}
	named := False
	for _, one := range strings.Split(rule, " OR ") {
		found := alarmTerm.FindStringSubmatch(one)
		if found == nil {
			return m.Rule.unclear(Conditional)
		}
		name := found[1]
		if found[2] != "" {
			name = found[2]
		}
		named = named.or(triOf(other.Answers(name)))
	}
	return m.Rule.answer(named == True).AndThen(func() Bool { return m.Suppressor.Is("").orUnsettled() })
}
