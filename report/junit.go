package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/soc2gate/soc2gate/gate"
)

// The parts of a JUnit report, in the order that its schema asks for.
type (
	junitSuites struct {
		XMLName xml.Name     `xml:"testsuites"`
		Suites  []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Package    string          `xml:"package,attr"`
		ID         int             `xml:"id,attr"`
		Time       string          `xml:"time,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		Host       string          `xml:"hostname,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Properties junitProperties `xml:"properties"`
		Cases      []junitCase     `xml:"testcase"`
		Out        string          `xml:"system-out"`
		Err        string          `xml:"system-err"`
	}
	junitProperties struct {
		All []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string      `xml:"name,attr"`
		Class   string      `xml:"classname,attr"`
		Time    string      `xml:"time,attr"`
		Skipped *junitSkip  `xml:"skipped"`
		Error   *junitFault `xml:"error"`
		Failure *junitFault `xml:"failure"`
	}
	junitSkip struct {
		Message string `xml:"message,attr"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit renders every finding as a test: what is introduced and blocks
// fails, what blocks because nobody can tell is an error, and what blocks
// nothing is skipped. The first suite is the decision, so that no report of a
// plan that is not allowed is without a failure or an error.
func writeJUnit(w io.Writer, r Result, o Options) error {
	all := junitSuites{Suites: []junitSuite{decisionSuite(r)}}
	for _, group := range byRule(visible(r, o)) {
		all.Suites = append(all.Suites, ruleSuite(group))
	}
	for i := range all.Suites {
		all.Suites[i].finish(i, r, o)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write junit: %w", err)
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return fmt.Errorf("write junit: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("write junit: %w", err)
	}
	return nil
}

func decisionSuite(r Result) junitSuite {
	word, why := decision(r)
	one := junitCase{Name: "the plan may be applied", Class: "soc2gate.decision"}
	words := strings.ToLower(word) + ": " + why
	for _, limit := range r.Limits[:min(len(r.Limits), fewFacts)] {
		words += "; " + Clean(limit)
	}
	switch fault := (&junitFault{Message: words, Type: Clean(r.Reason)}); word {
	case "ALLOWED":
	case "BLOCKED":
		one.Failure = fault
	default:
		one.Error = fault
	}
	return junitSuite{Name: "decision", Package: "soc2gate", Cases: []junitCase{one}}
}

func ruleSuite(group []Finding) junitSuite {
	id := ruleID(group[0].Rule)
	suite := junitSuite{Name: xmlToken(id), Package: "soc2gate." + xmlToken(Clean(strings.Join(group[0].Criteria, " ")))}
	for _, f := range group {
		one := junitCase{Name: xmlToken(Clean(where(f))), Class: "soc2gate." + xmlToken(id)}
		detail := &junitFault{Message: mayBe(f) + Clean(f.Message), Type: Clean(f.Verdict), Text: details(f)}
		switch {
		case f.Blocks && f.Verdict == gate.Introduced.String():
			one.Failure = detail
		case f.Blocks:
			one.Error = detail
		case f.Verdict != gate.Holds.String() && f.Verdict != gate.Fixed.String():
			one.Skipped = &junitSkip{Message: Clean(f.Verdict) + ": " + detail.Message}
		}
		suite.Cases = append(suite.Cases, one)
	}
	return suite
}

// details are the place, the facts and the fix.
func details(f Finding) string {
	var lines []string
	if f.Source != nil {
		lines = append(lines, "at "+Clean(at(f)))
	}
	for i, fact := range f.Because {
		if i == fewFacts {
			lines = append(lines, fmt.Sprintf("and %d more", len(f.Because)-i))
			break
		}
		lines = append(lines, Clean(fact.String()))
	}
	for _, step := range f.ToKnow[:min(len(f.ToKnow), fewFacts)] {
		lines = append(lines, "to know: "+Clean(step))
	}
	return "\n" + strings.Join(append(lines, "fix: "+Clean(f.Fix)), "\n") + "\n"
}

// finish counts the cases and fills in what every suite has to say.
func (s *junitSuite) finish(id int, r Result, o Options) {
	at := r.Plan.Timestamp
	if at.IsZero() {
		at = time.Unix(0, 0)
	}
	s.ID, s.Time, s.Timestamp, s.Host, s.Tests = id, "0", at.UTC().Format("2006-01-02T15:04:05"), "localhost", len(s.Cases)
	for i := range s.Cases {
		s.Cases[i].Time = "0"
		switch {
		case s.Cases[i].Failure != nil:
			s.Failures++
		case s.Cases[i].Error != nil:
			s.Errors++
		case s.Cases[i].Skipped != nil:
			s.Skipped++
		}
	}
	if id == 0 {
		s.Properties.All = []junitProperty{
			{"decision", Clean(r.Decision)}, {"reason", Clean(r.Reason)}, {"plan", Clean(r.Plan.Digest)},
			{"account", Clean(r.Scope.Account)}, {"stack", o.Stack}, {"version", Clean(r.Tool.Version)},
		}
		if r.Scope.Synthetic {
			s.Properties.All = append(s.Properties.All, junitProperty{"synthetic", synthetic})
		}
	}
}

// xmlToken is a text without space at its ends or twice within, and never
// empty.
func xmlToken(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "unnamed"
	}
	return s
}
