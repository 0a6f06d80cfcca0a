package report

import (
	"slices"
	"strings"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
)

// toKnow lists how to make known what keeps a finding undecided.
func (w writer) toKnow(f gate.Finding) []string {
	steps := []string{}
	if f.Verdict != gate.Undecided {
		return steps
	}
	if record := toRecord(f.Because, w.secrets); record != "" {
		steps = append(steps, record)
	}
	for _, fact := range f.Because {
		fact.Subject = w.secrets.Hide(fact.Subject)
		step := cure(fact)
		if why := w.why(fact); step != "" && why != "" {
			step += " (" + w.secrets.Hide(why) + ")"
		}
		if step != "" && !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	return steps
}

// why asks the plan what keeps the attribute behind a fact from being known.
func (w writer) why(f account.Fact) string {
	if f.Cause == account.AfterApply || f.Cause == account.Ambiguous {
		return w.guide.Why(f.Origin.Ref, f.Via)
	}
	return ""
}

// toRecord says in one step all that nobody has read yet.
func toRecord(facts []account.Fact, secrets Secrets) string {
	var missing []string
	for _, f := range facts {
		what := f.Path + " of " + secrets.Hide(f.Subject)
		if f.Path == "list" {
			what = f.Subject
		}
		if f.Cause == account.NotCollected && !slices.Contains(missing, what) {
			missing = append(missing, what)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return "record " + strings.Join(missing, ", ") + " and pass the recording with --account"
}

// cure says what to do about one fact that is not known.
func cure(f account.Fact) string {
	attribute := f.Origin.Ref
	if f.Via != "" {
		attribute += "." + f.Via
	}
	switch f.Cause {
	case account.NotCollected: // toRecord says it for all such facts at once
	case account.Denied:
		return "allow " + f.Origin.Ref + " to the role that reads the account, for " + f.Subject
	case account.DeniedBySCP:
		return "let the policies of the organization allow " + f.Origin.Ref + " to the role that reads the account, for " + f.Subject
	case account.DeniedBoundary:
		return "let the boundary or session policy of the role that reads the account allow " + f.Origin.Ref + ", for " + f.Subject
	case account.Throttled, account.TimedOut, account.Partial, account.Failed, account.Unreachable:
		return "read the account again: " + f.Origin.Ref + " gave no whole answer for " + f.Subject
	case account.NotApplicable:
		return "look at " + f.Subject + " yourself: AWS says that it has no " + f.Path
	case account.NotProvided:
		if f.Subject == "records" {
			return "provide " + f.Path + ": " + account.RecordNeeds()[strings.TrimSuffix(f.Path, ".json")] + "; pass its directory with --records (docs/records.md)"
		}
		return "add " + f.Path + " to the record " + f.Subject
	case account.AfterApply:
		return "write the value of " + attribute + " out, or apply first what it refers to"
	case account.LeftToAWS:
		return "set " + attribute + " instead of leaving it to AWS"
	case account.Ambiguous:
		return "let " + attribute + " name one resource, or write its name out"
	case account.Contested:
		return "let one resource alone set what " + f.Origin.Ref + " sets: another one in the plan sets it too, or takes it back"
	case account.Unreadable:
		return "check " + f.Path + " of " + f.Subject + ": its value makes no sense, or the plan shows only a hash of it"
	case account.Disagreement:
		return "record the account again and plan again: " + f.Subject + " is in the state and not in the account, or the other way round"
	case account.NotFollowed:
		return "plan " + f.Origin.Ref + " apart: what it does to " + f.Subject + " is not modelled"
	case account.DeferredToLater:
		return "apply this plan's other changes and plan again: " + f.Origin.Ref + " is deferred"
	case account.Conditional:
		return "say what the condition in " + f.Path + " of " + f.Subject + " is to allow, without one"
	}
	return ""
}
