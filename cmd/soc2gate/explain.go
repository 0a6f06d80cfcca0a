package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

func explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "say what a rule wants, why, and how to fix what it finds",
		ArgsUsage: "RULE",
		Action:    explain,
	}
}

func explain(c *cli.Context) error {
	if c.NArg() != 1 || c.Args().First() == "" {
		return usage("explain needs the id of one rule; `soc2gate rules` lists them")
	}
	id := c.Args().First()
	r := rules.Find(id)
	if r == nil {
		return usage("%q is not a rule%s", id, nearest(id))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\nseverity  %s, tier %d\n", r.ID, r.Title, r.Severity, r.Tier)
	for _, s := range r.Criteria {
		fmt.Fprintf(&b, "supports  %s %s: %s\n", s.Criterion, s.Criterion.Title(), s.Because)
	}
	fmt.Fprintf(&b, "why       %s\nfix       %s\nreads     %s", r.Why, r.Fix, reads(r, func(k account.Kind) string { return string(k) }))
	if _, err := fmt.Fprintln(c.App.Writer, b.String()); err != nil {
		return fmt.Errorf("write explanation: %w", err)
	}
	return nil
}

// noticeReads is what a rule reads that only tells what a change meets.
const noticeReads = "what the other rules read, of all that the plan has a hand in; it never blocks"

// reads lists what a rule looks at.
func reads(r *rules.Rule, show func(account.Kind) string) string {
	if r.Sort == rules.Notice {
		return noticeReads
	}
	kinds := make([]string, len(r.Reads))
	for i, k := range r.Reads {
		kinds[i] = show(k)
	}
	return strings.Join(kinds, ", ")
}

// nearest suggests the rules that have a word of the name in common.
func nearest(id string) string {
	var near []string
	for _, r := range rules.All() {
		for word := range strings.SplitSeq(id, "-") {
			if len(word) > 3 && strings.Contains(r.ID, word) && !slices.Contains(near, r.ID) {
				near = append(near, r.ID)
			}
		}
	}
	if len(near) == 0 {
		return "; `soc2gate rules` lists them"
	}
	return "; did you mean " + strings.Join(near, " or ") + "?"
}
