package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Windows are the periods that an audit is about.
var Windows = records("window", "signed_by, signed_at, from, to, apply_roles (each with role), governed (each with service), rules (each with rule); signed by whoever answers for the audit",
	func(a *Account) *Set[*Window] { return &a.Windows })

// Window is a period that an audit is about, who may change things in it, and
// what is to be changed by nobody else.
type Window struct {
	Meta
	Signed   `aws:"-"`
	From     Value[string]         `aws:"from"`        // the first day
	To       Value[string]         `aws:"to"`          // the last day
	Roles    Set[*ApplyRole]       `aws:"apply_roles"` // that pipelines apply plans with
	Governed Set[*GovernedService] `aws:"governed"`    // services whose settings Terraform alone is to change
	Rules    Set[*MappedToRule]    `aws:"rules"`       // that are to have a verdict every day: those of tier 1
}

// ApplyRole is a role that a pipeline applies plans with.
type ApplyRole struct {
	Role Value[string] `aws:"role"` // its ARN
}

// GovernedService is a service whose settings Terraform alone is to change.
type GovernedService struct {
	Service Value[string] `aws:"service"` // as in the source of events: s3
}

// DailyVerdicts are what was found out about every rule on one day.
var DailyVerdicts = records("daily-verdicts", "signed_by, signed_at, day, source, verdicts (each with rule and verdict); written by the pipeline or the daily check",
	func(a *Account) *Set[*VerdictsOfDay] { return &a.DailyVerdicts })

// VerdictsOfDay is what was found out about every rule on one day.
type VerdictsOfDay struct {
	Meta
	Signed   `aws:"-"`
	Day      Value[string]      `aws:"day"`
	From     Value[string]      `aws:"source"` // gate, scheduled or config-history
	Verdicts Set[*DailyVerdict] `aws:"verdicts"`
}

// DailyVerdict is what was found out about one rule.
type DailyVerdict struct {
	Rule    Value[string] `aws:"rule"`
	Verdict Value[string] `aws:"verdict"` // introduced, left, fixed or holds; anything else is none
}

// NoWindow is the answer where no window is recorded.
func (a *Account) NoWindow() Bool { return lacking(Windows.Kind) }

// span is the part of the window that has passed.
func (a *Account) span(w *Window) (from, to time.Time, is Bool) {
	from, ok := moment(&w.From)
	if !ok {
		return from, to, unread(&w.From)
	}
	if to, ok = moment(&w.To); !ok {
		return from, to, unread(&w.To)
	}
	to = to.Add(day) // the end of the last day
	switch {
	case a.Recorded.IsZero():
		return from, to, Unsure(Fact{Subject: a.Label(), Path: "the time that records are compared with", Cause: NotCollected})
	case a.Recorded.Before(to):
		to = a.Recorded
	}
	if !from.Before(to) {
		return from, to, w.To.unclear(Unreadable)
	}
	return from, to, w.signed().Because(w.From.Fact(), w.To.Fact()).Because(w.signature()...)
}

// conclusive are the verdicts that say what was the case.
var conclusive = []string{"introduced", "left", "fixed", "holds"}

// Continuity tells whether every whole day of the window that has passed has a
// verdict of each of the rules, and lists the days and rules without.
func (a *Account) Continuity(w *Window) (kept Bool, gaps []string) {
	from, to, known := a.span(w)
	if known.Tri() != True {
		return known, nil
	}
	if a.DailyVerdicts.Len() == 0 {
		return lacking(DailyVerdicts.Kind), nil
	}
	all, rules := known, w.ruleIDs()
	all = all.And(w.Rules.Complete()).And(w.Rules.Exists(func(r *MappedToRule) Bool { return says(&r.Rule) }))
	first, last, missing := "", "", ""
	flush := func() {
		if missing != "" {
			gaps = append(gaps, days(first, last)+" "+missing)
		}
	}
	for d := from.Truncate(day); !d.Add(day).After(to); d = d.Add(day) {
		date := d.Format(time.DateOnly)
		is, lacks := a.judgedOn(date, rules)
		all = all.And(is)
		if lacks != missing {
			flush()
			first, missing = date, lacks
		}
		last = date
	}
	flush()
	return all.Because(w.signature()...), gaps
}

// ruleIDs are the rules that are to have a verdict every day.
func (w *Window) ruleIDs() []string {
	var ids []string
	for r := range w.Rules.All() {
		if id, known := r.Rule.Get(); known {
			ids = append(ids, id)
		}
	}
	return ids
}

func days(first, last string) string {
	if first == last {
		return first
	}
	return first + " to " + last
}

// judgedOn tells whether there is a verdict of each of the rules of one day, and
// which have none.
func (a *Account) judgedOn(date string, rules []string) (Bool, string) {
	verdict := map[string][]Bool{}
	whole := a.DailyVerdicts.Complete()
	for d := range a.DailyVerdicts.All() {
		on := d.Day.Is(date).And(d.signed())
		if on.Tri() == False {
			continue
		}
		whole = whole.And(on).And(d.Verdicts.Complete())
		for v := range d.Verdicts.All() {
			rule, known := v.Rule.Get()
			if !known {
				whole = whole.And(Bool{Unknown, &v.Rule})
			}
			told := on.And(v.Verdict.Test(func(s string) bool { return slices.Contains(conclusive, s) }))
			verdict[rule] = append(verdict[rule], told)
		}
	}
	return tally(date, rules, verdict, whole)
}

func tally(date string, rules []string, verdict map[string][]Bool, whole Bool) (Bool, string) {
	var lacks []string
	all := Known(true)
	for _, rule := range rules {
		is := Any(verdict[rule]...).Or(whole.Not())
		if is.Tri() != True {
			lacks = append(lacks, rule)
		}
		all = all.And(is)
	}
	if len(lacks) == len(rules) && len(rules) > 0 {
		return all.And(emptyDay(date, all)), "no verdict at all"
	}
	if len(lacks) > 0 {
		return all.And(emptyDay(date, all)), "none of " + strings.Join(lacks, ", ")
	}
	return all, ""
}

// emptyDay names the day that lacks something.
func emptyDay(date string, answer Bool) Bool {
	if answer.Tri() == False {
		return Known(false, Fact{Subject: "daily verdicts", Path: date, Value: "incomplete", Origin: Origin{Source: FromRecord}})
	}
	return answer
}

// historyDays is how far CloudTrail's event history reaches back (AWS
// documentation, 2026-11).
const historyDays = 90

// eventsSeen tells whether the events of the window that has passed were all read.
func (a *Account) eventsSeen(w *Window, from time.Time) Bool {
	reach := Known(true)
	if a.Recorded.Sub(from) > historyDays*day {
		reach = w.From.unclear(Partial)
	}
	return reach.And(a.Events.Complete()).And(w.Roles.Complete()).And(w.Governed.Complete())
}

// in tells whether the event changed something in the window.
func (e *Event) in(from, to time.Time) Bool {
	at, ok := moment(&e.Time)
	if !ok {
		return unread(&e.Time)
	}
	return Known(!at.Before(from) && at.Before(to), e.Time.Fact()).And(e.ReadOnly.Is(false))
}

// applied tells whether the event is one of a pipeline's role.
func (w *Window) applied(e *Event) Bool {
	return w.Roles.Exists(func(r *ApplyRole) Bool {
		arn, known := r.Role.Get()
		if !known {
			return Bool{Unknown, &r.Role}
		}
		return e.Issuer.Is(arn)
	})
}

// governs tells whether the event is about a service that Terraform alone is to
// change.
func (w *Window) governs(e *Event) Bool {
	return w.Governed.Exists(func(g *GovernedService) Bool {
		service, known := g.Service.Get()
		if !known {
			return Bool{Unknown, &g.Service}
		}
		return e.Source.Is(service + ".amazonaws.com")
	})
}

// OutOfBand tells whether everything that was changed in the window was changed
// by a pipeline or is explained, and lists what was not.
func (a *Account) OutOfBand(w *Window) (inBand Bool, list []string) {
	from, to, known := a.span(w)
	if known.Tri() != True {
		return known, nil
	}
	all := known.And(a.eventsSeen(w, from))
	for e := range a.Events.All() {
		fine := e.in(from, to).And(e.Error.Is("")).And(w.governs(e)).Not().Or(w.applied(e)).Or(e.byAWS()).OrElse(func() Bool {
			return a.OutOfBandTickets.Exists(func(t *OutOfBandTicket) Bool { return t.explains(e) })
		})
		if fine.Tri() == False {
			list = append(list, e.told())
		}
		all = all.And(fine)
	}
	return all.Because(w.signature()...), list
}

// byAWS tells whether a service of AWS made the call by itself: such a call has
// no user, or the session of a role that only the service may assume (AWS
// documentation, 2026-11).
func (e *Event) byAWS() Bool {
	nobody := e.User.Is("").And(e.Identity.Is(""))
	return nobody.Or(e.Issuer.Test(func(arn string) bool { return strings.Contains(arn, ":role"+serviceRoles) }))
}

// told is the event in a few words.
func (e *Event) told() string {
	who := cmp.Or(e.User.v, e.Identity.v, "somebody")
	return fmt.Sprintf("%s %s by %s (event %s)", e.Time.v, e.Name.v, who, e.ID)
}

// Reconciled tells whether the sessions of the pipeline's roles in the window
// are those of the recorded applies, and lists the differences.
func (a *Account) Reconciled(w *Window) (same Bool, list []string) {
	from, to, known := a.span(w)
	if known.Tri() != True {
		return known, nil
	}
	all := known.And(a.eventsSeen(w, from)).And(a.Applies.Complete())
	sessions := map[string]bool{}
	for e := range a.Events.All() {
		theirs := e.in(from, to).And(w.applied(e))
		recorded := theirs.Not().OrElse(func() Bool { return a.Applies.Exists(func(c *Apply) Bool { return c.made(e) }) })
		if session := e.User.v; recorded.Tri() == False && !sessions[session] {
			sessions[session] = true
			list = append(list, fmt.Sprintf("session %q of %s, from %s, has no apply", session, e.Issuer.v, e.Time.v))
		}
		all = all.And(recorded)
	}
	for c := range a.Applies.All() {
		there := c.empty(from, to).OrElse(func() Bool { return a.Events.Exists(func(e *Event) Bool { return w.applied(e).And(c.made(e)) }) })
		if there.Tri() == False {
			list = append(list, fmt.Sprintf("apply %s has no session in CloudTrail", c.ID))
		}
		all = all.And(there)
	}
	return all.Because(w.signature()...), list
}

// clockSkew is how far the clocks of a pipeline and of AWS may differ.
const clockSkew = 5 * time.Minute

// made tells whether the event is one of the apply: of its session, in its time.
func (c *Apply) made(e *Event) Bool {
	at, ok := moment(&e.Time)
	if !ok {
		return unread(&e.Time)
	}
	start, ok := moment(&c.StartedAt)
	if !ok {
		return unread(&c.StartedAt)
	}
	end, ok := moment(&c.EndedAt)
	if !ok {
		return unread(&c.EndedAt)
	}
	inTime := Known(!at.Before(start.Add(-clockSkew)) && !at.After(end.Add(clockSkew)), e.Time.Fact(), c.StartedAt.Fact(), c.EndedAt.Fact())
	return inTime.And(repeats(&e.User, &c.Session)).And(c.signed())
}

// empty tells whether the apply left no trace in the window: it was made at
// another time or changed nothing.
func (c *Apply) empty(from, to time.Time) Bool {
	start, ok := moment(&c.StartedAt)
	if !ok {
		return unread(&c.StartedAt)
	}
	return Known(start.Before(from) || !start.Before(to), c.StartedAt.Fact()).Or(c.Changes.Is(0))
}
