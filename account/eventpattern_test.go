package account

import "testing"

func routes(pattern string, all []Activity) Tri {
	answer := True
	for i := range all {
		r := &EventRule{Pattern: Observed(pattern, testOrigin, "")}
		r.Region = "us-east-1"
		answer = answer.and(r.matches(&all[i], "111122223333").Tri())
	}
	return answer
}

func TestEventPatternsOfGuardDuty(t *testing.T) {
	const from = `"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]`
	severity := func(s string) string { return `{` + from + `,"detail":{"severity":` + s + `}}` }
	for pattern, want := range map[string]Tri{
		`{"source":["aws.guardduty"]}`:                                  True,
		`{"source":[{"prefix":"aws."}]}`:                                True,
		`{"source":[{"wildcard":"aws.*duty"}]}`:                         True,
		`{"source":[{"anything-but":["aws.ec2"]}]}`:                     True,
		`{"source":[{"anything-but":{"prefix":"aws.guard"}}]}`:          False,
		`{"source":[{"anything-but":"aws.guardduty"}]}`:                 False,
		`{"source":[{"equals-ignore-case":"AWS.GuardDuty"}]}`:           True,
		`{"source":["aws.ec2"]}`:                                        False,
		`{"account":["111122223333"],` + from + `}`:                     True,
		`{"account":["444455556666"],` + from + `}`:                     False,
		`{"region":["us-east-1"],` + from + `}`:                         True,
		severity(`[{"numeric":[">=",7]}]`):                              True,
		severity(`[{"numeric":[">=",4,"<=",10]}]`):                      True,
		severity(`[{"numeric":[">=",7,"<",9]}]`):                        False,
		severity(`[{"numeric":[">",7]}]`):                               False,
		severity(`[{"numeric":[">=",8]}]`):                              False,
		severity(`[7,8,9,10]`):                                          Unknown,
		severity(`[8]`):                                                 False,
		severity(`["HIGH"]`):                                            False,
		severity(`[{"exists":true}]`):                                   True,
		severity(`[{"exists":false}]`):                                  False,
		severity(`[{"numeric":[">=","7"]}]`):                            Unknown,
		severity(`[{"cidr":"10.0.0.0/8"}]`):                             Unknown,
		severity(`[]`):                                                  Unknown,
		severity(`7`):                                                   Unknown,
		`{` + from + `,"detail":{"type":[{"prefix":"Recon"}]}}`:         Unknown,
		`{` + from + `,"detail":{"service":{"archived":[false]}}}`:      True,
		`{"$or":[{"source":["aws.ec2"]},{"source":["aws.guardduty"]}]}`: True,
		`{"$or":[{"source":["aws.ec2"]}],` + from + `}`:                 False,
		`{"detail.severity":[7]}`:                                       Unknown,
		`{}`:                                                            Unknown,
		`{"source":["aws.guardduty"],"source":["aws.guardduty"]}`:       Unknown,
		`nonsense`: Unknown,
		``:         False, // it has a schedule
	} {
		if got := routes(pattern, GuardDutyFindings()); got != want {
			t.Errorf("%s: %v, want %v", pattern, got, want)
		}
	}
}

func TestEventPatternsOfOtherActivity(t *testing.T) {
	hub := func(s string) string { return `{"source":["aws.securityhub"],"detail":{"findings":{` + s + `}}}` }
	api := func(s string) string { return `{"detail-type":["AWS API Call via CloudTrail"],"detail":{` + s + `}}` }
	for _, c := range []struct {
		pattern string
		all     []Activity
		want    Tri
	}{
		{hub(`"Severity":{"Label":["HIGH","CRITICAL"]}`), SecurityHubFindings(), True},
		{hub(`"Severity":{"Label":["HIGH","CRITICAL"]},"Workflow":{"Status":["NEW"]},"RecordState":["ACTIVE"]`), SecurityHubFindings(), True},
		{hub(`"Severity":{"Label":["CRITICAL"]}`), SecurityHubFindings(), False},
		{hub(`"Severity":{"Normalized":[{"numeric":[">=",70]}]}`), SecurityHubFindings(), True},
		{hub(`"Severity":{"Label":[{"anything-but":["LOW","INFORMATIONAL"]}]}`), SecurityHubFindings(), True},
		{hub(`"Severity":{"Label":["HIGH","CRITICAL"]},"ProductName":["GuardDuty"]`), SecurityHubFindings(), Unknown},
		{hub(`"Severity":["HIGH"]`), SecurityHubFindings(), Unknown},
		{api(`"eventSource":["cloudtrail.amazonaws.com"],"eventName":["CreateTrail","UpdateTrail","DeleteTrail","StopLogging"]`), TrailChanges(), True},
		{api(`"eventName":["DeleteTrail"]`), TrailChanges(), False},
		{api(`"eventName":[{"suffix":"Trail"},{"prefix":"Stop"}],"errorCode":[{"exists":false}]`), TrailChanges(), True},
		{api(`"userIdentity":{"type":["Root"]}`), RootUsage(), False}, // not when it signs in
		{`{"detail":{"userIdentity":{"type":["Root"]}}}`, RootUsage(), True},
	} {
		if got := routes(c.pattern, c.all); got != c.want {
			t.Errorf("%s: %v, want %v", c.pattern, got, c.want)
		}
	}
}
