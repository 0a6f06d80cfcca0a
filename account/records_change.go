package account

import "strings"

// Applies are the changes that were applied, one record each.
var Applies = records("apply", "signed_by, signed_at, plan_sha256, judged_plan_sha256, result_sha256, decision, judged_at, commit, judged_commit, approved_commit, "+
	"author, last_pusher, approver, approved_at, started_at, ended_at, session, changes; written by the pipeline for each apply",
	func(a *Account) *Set[*Apply] { return &a.Applies })

// Apply is a change that was applied: which plan, what was judged, and who
// approved it.
type Apply struct {
	Meta
	Signed         `aws:"-"`
	Plan           Value[string] `aws:"plan_sha256"`        // of the plan file that was applied
	JudgedPlan     Value[string] `aws:"judged_plan_sha256"` // of the one that the result names
	Result         Value[string] `aws:"result_sha256"`      // of the result as JSON
	Decision       Value[string] `aws:"decision"`           // of the result: allow, block or cannot-tell
	JudgedAt       Value[string] `aws:"judged_at"`          // RFC 3339, as the next ones
	Commit         Value[string] `aws:"commit"`             // that was applied
	JudgedCommit   Value[string] `aws:"judged_commit"`
	ApprovedCommit Value[string] `aws:"approved_commit"`
	Author         Value[string] `aws:"author"`
	LastPusher     Value[string] `aws:"last_pusher"`
	Approver       Value[string] `aws:"approver"`
	ApprovedAt     Value[string] `aws:"approved_at"`
	StartedAt      Value[string] `aws:"started_at"`
	EndedAt        Value[string] `aws:"ended_at"`
	Session        Value[string] `aws:"session"` // the name of the role session that applied it
	Changes        Value[int]    `aws:"changes"` // how many resources it changed
}

// NoApplies is the answer where no apply is recorded.
func (a *Account) NoApplies() Bool { return lacking(Applies.Kind) }

// Bound tells whether what was applied is what was judged and allowed before.
func (c *Apply) Bound() Bool {
	same := repeats(&c.Plan, &c.JudgedPlan).And(digestText(&c.Plan)).And(digestText(&c.Result))
	return c.signed().And(same).And(c.Decision.Is("allow")).And(notBefore(&c.StartedAt, &c.JudgedAt)).Because(c.signature()...)
}

// digestText tells whether a text is a SHA-256 as results give it.
func digestText(v *Value[string]) Bool {
	return v.Test(func(text string) bool {
		hex, ok := strings.CutPrefix(text, "sha256:")
		return ok && len(hex) == 64 && strings.Trim(hex, "0123456789abcdef") == ""
	})
}

// ApprovedByOther tells whether somebody approved what was applied who neither
// wrote it nor pushed it last, after it was judged and before it was applied.
func (c *Apply) ApprovedByOther() Bool {
	other := says(&c.Approver).And(says(&c.Author)).And(says(&c.LastPusher)).And(another(&c.Approver, &c.Author)).And(another(&c.Approver, &c.LastPusher))
	same := repeats(&c.Commit, &c.JudgedCommit).And(repeats(&c.Commit, &c.ApprovedCommit))
	inTime := notBefore(&c.ApprovedAt, &c.JudgedAt).And(notBefore(&c.StartedAt, &c.ApprovedAt))
	return c.signed().And(other).And(same).And(inTime).Because(c.signature()...)
}

// another tells whether two names are of two people; names of accounts on code
// hosts do not differ by case alone.
func another(v, from *Value[string]) Bool {
	other, known := from.Get()
	if !known {
		return Bool{Unknown, from}
	}
	return v.Test(func(name string) bool {
		return !strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(other))
	}).Because(from.Fact())
}

// OutOfBandTickets are the explanations of changes that no pipeline made.
var OutOfBandTickets = records("out-of-band-ticket", "signed_by, signed_at, event_id, ticket, reason; signed by whoever looked into the change",
	func(a *Account) *Set[*OutOfBandTicket] { return &a.OutOfBandTickets })

// OutOfBandTicket explains one call that changed something and that no pipeline
// made.
type OutOfBandTicket struct {
	Meta
	Signed `aws:"-"`
	Event  Value[string] `aws:"event_id"` // CloudTrail's id of the call
	Ticket Value[string] `aws:"ticket"`
	Reason Value[string] `aws:"reason"`
}

// explains tells whether the ticket is about the event.
func (t *OutOfBandTicket) explains(e *Event) Bool {
	return t.Event.Is(e.ID).And(says(&t.Ticket)).And(says(&t.Reason)).And(t.signed()).Because(t.signature()...)
}
