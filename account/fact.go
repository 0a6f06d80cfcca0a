package account

import (
	"fmt"
	"slices"
	"time"
)

// Source says which witness a fact comes from. The zero value is no witness.
type Source uint8

// The witnesses.
const (
	NoSource    Source = iota // nobody has looked
	FromPlan                  // what apply would set
	FromState                 // what Terraform last read
	FromLive                  // what the AWS API answered
	FromAWS                   // AWS's own default for a setting that nobody makes
	FromListed                // the listing of a whole kind of thing
	FromRefresh               // what Terraform found when it looked again before it planned
	FromRecord                // a record that somebody signed
)

// String returns the word used in reports and evidence.
func (s Source) String() string {
	return [...]string{"nobody", "plan", "state", "live", "aws-default", "listing", "refresh", "record"}[s]
}

// Origin says where a fact was read.
type Origin struct {
	Source Source
	// Ref is a Terraform address ("aws_cloudtrail.main") or an API operation
	// ("cloudtrail:GetTrailStatus").
	Ref string
	// At is the time of the API's answer, if the origin is live.
	At time.Time
}

// Fact is one attribute as it was observed, in the form that evidence keeps.
// Value never holds what Terraform marks as sensitive.
type Fact struct {
	Subject string
	Path    string // AWS's name of the attribute
	Value   string
	Cause   Cause  // why the value is not known; empty if it is
	Via     string // the Terraform attribute, if a plan or state is the origin
	Origin  Origin
}

// String returns the fact in one line: what, its value and the witness.
func (f Fact) String() string {
	value := f.Value
	if f.Cause != "" {
		value = "unknown: " + string(f.Cause)
	}
	from := f.Origin.Source.String()
	if f.Origin.Ref != "" {
		from += " " + f.Origin.Ref
	}
	if f.Via != "" {
		from += "." + f.Via
	}
	return fmt.Sprintf("%s %s = %s [%s]", f.Subject, f.Path, value, from)
}

// Cause says why something is not known. The empty cause means it is known.
type Cause string

// The causes, after the classes of AWS answers and of Terraform's plan.
const (
	NotCollected    Cause = "not-collected"     // nobody has asked
	Denied          Cause = "denied"            // AWS refused the read
	Throttled       Cause = "throttled"         // AWS slowed the read down until the budget was spent
	TimedOut        Cause = "timeout"           // no answer in time
	Partial         Cause = "partial"           // some pages of a list are missing
	Failed          Cause = "error"             // any other failure of the read
	AfterApply      Cause = "known-after-apply" // Terraform will know it once something else exists
	LeftToAWS       Cause = "left-to-aws"       // the author set nothing and AWS will choose
	Ambiguous       Cause = "ambiguous"         // it belongs to one of several things
	Contested       Cause = "contested"         // several resources of the plan set it, or set it and take it back
	Unreadable      Cause = "unreadable"        // there is a value, and it makes no sense
	Disagreement    Cause = "disagreement"      // Terraform's state and the account contradict each other
	NotFollowed     Cause = "not-followed"      // the plan changes it in a way that the model does not follow
	DeferredToLater Cause = "deferred"          // Terraform put the change off to a later plan
	DeniedBySCP     Cause = "denied-scp"        // a policy of the organization refused the read
	DeniedBoundary  Cause = "denied-boundary"   // a permissions boundary or session policy refused the read
	Unreachable     Cause = "unreachable"       // no answer came, or one that is not of the AWS API
	NotApplicable   Cause = "not-applicable"    // AWS says that a thing of this sort has no such attribute
	NotProvided     Cause = "not-provided"      // nobody has handed in the record that says it
)

// Unanswered tells whether somebody looked for the fact and got no answer.
func (f Fact) Unanswered() bool {
	return slices.Contains([]Cause{Denied, DeniedBySCP, DeniedBoundary, Throttled, Unreachable, TimedOut, Failed, Partial}, f.Cause)
}

// causeNumbers are the causes in the form that values keep.
var causeNumbers = []Cause{
	"", NotCollected, Denied, Throttled, TimedOut, Partial, Failed, AfterApply, LeftToAWS, Ambiguous, Contested, Unreadable,
	Disagreement, NotFollowed, DeferredToLater, Conditional, DeniedBySCP, DeniedBoundary, Unreachable, NotApplicable,
	NotProvided,
}

// cause is the number of a Cause. One that is not of the model is a failure of
// some sort, so that nothing passes for it.
type cause uint8

func numberOf(c Cause) cause {
	if i := slices.Index(causeNumbers, c); i >= 0 {
		return cause(i) //nolint:gosec // there are a few
	}
	return numberOf(Failed)
}

func (c cause) word() Cause { return causeNumbers[c] }

// causes lists what a recording may give as the cause of a gap.
var causes = map[Cause]bool{
	NotCollected: true, Denied: true, Throttled: true, TimedOut: true, Partial: true,
	Failed: true, Unreadable: true, Ambiguous: true, DeniedBySCP: true, DeniedBoundary: true, Unreachable: true,
	NotApplicable: true,
}
