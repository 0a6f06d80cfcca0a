package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// lacks is a finding about a thing of which an attribute is not known.
func lacks(subject, path string, cause account.Cause) Finding {
	f := finding(gate.Undecided, false, account.Fact{Subject: subject, Path: path, Cause: cause})
	f.Subject = subject
	return Findings([]gate.Finding{f}, Secrets{}, secretive{})[0]
}

func TestWhatNobodyHasSeenIsGroupedByRule(t *testing.T) {
	var r Result
	for i := range 200 {
		r.Findings = append(r.Findings, lacks(fmt.Sprintf("arn:bucket-%03d", i), "BlockPublicAcls", account.NotCollected))
	}
	r.Findings = append(r.Findings, lacks("arn:denied", "BlockPublicAcls", account.Denied), lacks("arn:bucket-x", "Policy", account.NotCollected))
	var b strings.Builder
	if err := Write(&b, "text", r, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  a-rule: BlockPublicAcls is denied (1 subject: arn:denied)\n",
		"  a-rule: what decides is not-collected (201 subjects: arn:bucket-000, arn:bucket-001, arn:bucket-002 and 198 more)\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	if n := strings.Count(b.String(), "a-rule"); n != 2 {
		t.Errorf("the rule stands in %d lines", n)
	}
	var all strings.Builder
	if err := Write(&all, "json", r, Options{}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(all.String(), `"rule": "a-rule"`); n != 202 {
		t.Errorf("the JSON has %d findings", n)
	}
}

// TestOneReasonIsSaid keeps what is missing where it is the same for all.
func TestOneReasonIsSaid(t *testing.T) {
	r := Result{Findings: []Finding{lacks("a", "Policy", account.NotCollected), lacks("b", "Policy", account.NotCollected)}}
	var b strings.Builder
	if err := Write(&b, "text", r, Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "  a-rule: Policy is not-collected (2 subjects: a, b)\n") {
		t.Error(b.String())
	}
}

// TestNoRuleIsCutOutOfALine has more rules in one line than one text may have
// characters.
func TestNoRuleIsCutOutOfALine(t *testing.T) {
	var r Result
	for i := range 100 {
		f := lacks("a", "Policy", account.NotCollected)
		f.Rule = fmt.Sprintf("rule-%03d", i)
		r.Findings = append(r.Findings, f)
	}
	var b strings.Builder
	if err := Write(&b, "text", r, Options{}); err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		if want := fmt.Sprintf("rule-%03d", i); !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing", want)
		}
	}
	if !strings.Contains(b.String(), "rule-099: Policy is not-collected (1 subject: a)\n") {
		t.Error(b.String())
	}
}
