package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/evidence"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/live"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
	"github.com/soc2gate/soc2gate/rules"
)

// judge lays the plan over the account and asks every rule about both sides.
// What holds is only counted unless it is asked for.
func judge(p *plan.Plan, rec *account.Recording, signed *evidence.Records, maxAge time.Duration, now time.Time, holds bool) (report.Result, error) {
	if reason, why := misfit(p, rec, maxAge, now); reason != "" {
		return misfits(p, rec, reason, why, now), nil
	}
	before, after, err := accounts(p, rec, signed)
	if err != nil {
		return report.Result{}, err
	}
	p.Release()
	found := gate.Judge(rules.All(), before, after, holds)
	gate.Policy{}.Enforce(found.Findings)
	return assemble(p, rec, found, now), nil
}

// unread is the result of an account that could not be read, or must not be.
func unread(p *plan.Plan, why *live.Refusal, now time.Time) report.Result {
	r := assemble(p, nil, gate.Judgement{}, now)
	r.Scope.Mode, r.Reason = "live", why.Reason
	r.Limits = append(r.Limits, why.Error())
	return r
}

// misfits is the result of a recording that cannot be judged by.
func misfits(p *plan.Plan, rec *account.Recording, reason, why string, now time.Time) report.Result {
	r := assemble(p, rec, gate.Judgement{}, now)
	r.Reason, r.Limits = reason, append(r.Limits, why)
	return r
}

// clockSkew is how far a recording may lie in the future, by clocks that go
// wrong, where its age matters.
const clockSkew = 5 * time.Minute

// misfit says why a recording cannot be judged by: it is too old, or of an
// account that the plan does not concern.
func misfit(p *plan.Plan, rec *account.Recording, maxAge time.Duration, now time.Time) (reason, why string) {
	if rec == nil {
		return "", ""
	}
	if age := now.Sub(rec.RecordedAt); maxAge > 0 && (age > maxAge || age < -clockSkew) {
		return gate.ReasonStale, fmt.Sprintf("the account was recorded at %s, which is not within the last %s", rec.RecordedAt.Format(time.RFC3339), maxAge)
	}
	named := p.Accounts()
	if len(named) > 0 && !slices.Contains(named, rec.Account) {
		return gate.ReasonWrongAccount, fmt.Sprintf("the recording is of account %s, and the plan is about %s", rec.Account, strings.Join(named, " and "))
	}
	return "", ""
}

// accounts builds the account before and after the plan.
func accounts(p *plan.Plan, rec *account.Recording, signed *evidence.Records) (before, after *account.Account, err error) {
	b := account.NewBuilder()
	if named := p.Accounts(); len(named) == 1 {
		b.ID = named[0]
	}
	if err := p.Before(b); err != nil {
		return nil, nil, usage("plan: %w", err)
	}
	if rec != nil {
		if err := rec.Fill(b); err != nil {
			return nil, nil, usage("account: %w", err)
		}
	}
	if signed != nil {
		if err := signed.Fill(b); err != nil {
			return nil, nil, usage("records: %w", err)
		}
	}
	overlay := b.Clone()
	if err := p.After(overlay); err != nil {
		return nil, nil, usage("plan: %w", err)
	}
	return b.Build(), overlay.Build(), nil
}

func assemble(p *plan.Plan, rec *account.Recording, found gate.Judgement, now time.Time) report.Result {
	limits := p.Limits()
	decision := found.Conclude(limits)
	secrets := report.NewSecrets(p.Secrets())
	findings := report.Findings(found.Findings, secrets, guide{p})
	counts := report.Count(findings)
	counts.Holds += found.Held
	asked := []report.Asked{}
	if found.ByRule != nil {
		asked = report.Ask(rules.All(), findings, found.ByRule)
	}
	r := report.Result{
		Schema: report.Schema, Decision: string(decision.Outcome), ExitCode: decision.Exit, Reason: decision.Reason,
		Scope:    report.Scope{Mode: "offline"},
		Plan:     planOf(p, secrets),
		Coverage: report.Coverage(p.Coverage()), Limits: secrets.HideAll(limits),
		Counts: counts, Rules: asked, Controls: report.Controls(asked), Findings: findings,
		Tool: report.Tool{Name: "soc2gate", Version: version(), Rules: len(rules.All())},
	}
	if !p.Timestamp.IsZero() {
		r.Plan.Age = ageOf(now.Sub(p.Timestamp))
	}
	if rec != nil {
		r.Scope = report.Scope{
			Mode: "recorded", Account: rec.Account, RecordedAt: rec.RecordedAt.UTC(), Age: ageOf(now.Sub(rec.RecordedAt)),
			Confirmed: slices.Contains(p.Accounts(), rec.Account), Caller: rec.Caller, Regions: rec.Regions, Synthetic: rec.Synthetic,
		}
	}
	return r
}

// ageOf rounds an age to what a person wants to know.
func ageOf(d time.Duration) string {
	switch {
	case d < -clockSkew:
		return "" // dated in the future
	case d < 0:
		return "0 minutes"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}
