package account

import "testing"

// cisTrail is the pattern of the CIS benchmark for changes of trails, and
// cisRoot that for the use of root.
const (
	cisTrail = `{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }`
	cisRoot  = `{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }`
)

// matchesAll tells whether a pattern surely matches every event.
func matchesAll(pattern string, all []Activity) Tri {
	f := &MetricFilter{Pattern: Observed(pattern, testOrigin, "")}
	f.Transformed, f.Selection = Observed(false, testOrigin, ""), Observed("", testOrigin, "")
	answer := True
	for i := range all {
		answer = answer.and(f.Matches(&all[i]).Tri())
	}
	return answer
}

func TestFilterPatterns(t *testing.T) {
	for pattern, want := range map[string][2]Tri{ // changes of trails, use of root
		cisTrail:                     {True, Unknown},
		cisRoot:                      {Unknown, True},
		``:                           {True, True},
		`{$.eventName=*}`:            {True, Unknown},
		`{ $.eventName = "*Trail" }`: {False, Unknown},
		`{ $.eventName = *Trail || $.eventName = Stop* }`: {True, Unknown},
		`{ $.eventName = DeleteTrail }`:                   {False, Unknown},
		`{ $.eventSource = cloudtrail.amazonaws.com && ($.eventName = *Trail || $.eventName = "*Logging") }`: {True, Unknown},
		`{ $.eventSource = "cloudtrail.amazonaws.com" && $.errorCode NOT EXISTS }`:                           {True, Unknown},
		`{ $.eventSource = cloudtrail.amazonaws.com && $.userIdentity.arn != "*pipeline*" }`:                 {Unknown, Unknown},
		`{ $.eventName = X && $.eventName = Y || $.eventSource = cloudtrail* }`:                              {True, Unknown},
		`{ $.eventName = X && ($.eventName = Y || $.eventSource = cloudtrail*) }`:                            {False, Unknown},
		`{ $.userIdentity.type = Root }`:                                                                     {Unknown, True},
		`{ $.userIdentity.type = "root" }`:                                                                   {Unknown, False},
		`{ $.userIdentity.type = "Root" && $.eventType = AwsApiCall }`:                                       {Unknown, False},
		`{ $.userIdentity NOT EXISTS }`:                                                                      {Unknown, False},
		`{ $.userIdentity.invokedBy = "x" || $.userIdentity.type = "Root" }`:                                 {Unknown, True},
		`{ $.userIdentity.invokedBy != "x" }`:                                                                {Unknown, Unknown},
		`{ $.readOnly IS FALSE }`:                                                                            {True, Unknown},
		`{ $.readOnly IS TRUE }`:                                                                             {False, Unknown},
		`{ $.EventName = DeleteTrail }`:                                                                      {Unknown, Unknown},
		`{ $.eventName = %Trail|Logging% }`:                                                                  {Unknown, Unknown},
		`{ $.resources[0].type = "x" }`:                                                                      {Unknown, Unknown},
		`{ $.eventName = 5 }`:                                                                                {Unknown, Unknown},
		`{ $.eventName > a }`:                                                                                {Unknown, Unknown},
		`DeleteTrail`:                                                                                        {Unknown, Unknown},
		`{ $.eventName = }`:                                                                                  {Unknown, Unknown},
		`{ ($.eventName = * }`:                                                                               {Unknown, Unknown},
		`{ $.eventName = * ) }`:                                                                              {Unknown, Unknown},
		`{ $.eventName = * } x`:                                                                              {Unknown, Unknown},
		`{ $.eventName = "a\"b" || $.eventName = * }`:                                                        {Unknown, Unknown},
	} {
		if got := [2]Tri{matchesAll(pattern, TrailChanges()), matchesAll(pattern, RootUsage())}; got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
}

func TestFiltersThatPickEventsAreUnsure(t *testing.T) {
	ev := &TrailChanges()[0]
	whole := MetricFilter{Pattern: Observed("", testOrigin, ""), Transformed: Observed(false, testOrigin, ""), Selection: Observed("", testOrigin, "")}
	expect(t, whole.Matches(ev), True)
	for name, change := range map[string]func(*MetricFilter){
		"transformed":  func(f *MetricFilter) { f.Transformed = Observed(true, testOrigin, "") },
		"selected":     func(f *MetricFilter) { f.Selection = Observed(`@aws.region = "us-east-1"`, testOrigin, "") },
		"not known":    func(f *MetricFilter) { f.Pattern = Missing[string](Denied, testOrigin, "") },
		"nobody asked": func(f *MetricFilter) { f.Selection = Value[string]{} },
	} {
		f := whole
		change(&f)
		got := f.Matches(ev)
		expect(t, got, Unknown)
		for _, fact := range got.Why() {
			if fact.Cause == "" {
				t.Errorf("%s: undecided because of %v, which is known", name, fact)
			}
		}
	}
}

func TestNarrowedPatterns(t *testing.T) {
	for name, c := range map[string]struct {
		was, is string
		want    Tri
	}{
		"the same":             {cisTrail, cisTrail, False},
		"spaces and quotes":    {`{ $.a = b || ($.c = d) }`, `{($.a="b")||$.c="d"}`, False},
		"another order":        {`{ $.a = b || $.c = d }`, `{ $.c = d || $.a = b }`, False},
		"one more alternative": {`{ $.a = b }`, `{ $.a = b || $.c = d }`, False},
		"one alternative less": {`{ $.a = b || $.c = d }`, `{ $.c = d }`, True},
		"one more condition":   {`{ $.a = b }`, `{ $.a = b && $.c = d }`, Unknown},
		"everything before":    {``, `{ $.a = b }`, True},
		"everything now":       {`{ $.a = b }`, ``, False},
		"not understood":       {`ERROR`, `WARN`, Unknown},
	} {
		b := NewBuilder()
		MetricFilters.Add(b, Ident{ID: "g:f"}, testOrigin).Pattern = Observed(c.was, testOrigin, "")
		b.Build()
		after := b.Clone()
		MetricFilters.At(after, Ident{ID: "g:f"}, testOrigin).Pattern = Observed(c.is, &Origin{Source: FromPlan}, "")
		for f := range after.Build().MetricFilters.All() {
			if got := f.Narrowed().Tri(); got != c.want {
				t.Errorf("%s: %v, want %v", name, got, c.want)
			}
		}
	}
}
