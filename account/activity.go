package account

import (
	"math"
	"strings"
)

// Activity is something that happens in an account and of which there is an
// event: what is known of every such event. Events say more, and nothing is
// known here of that.
type Activity struct {
	source  string // of the event on EventBridge, empty if there are several
	detail  string // its detail-type
	home    bool   // it concerns a trail and is called in the trail's home region
	seldom  bool   // AWS documents it and hardly sends it
	members map[string]scalar
}

// scalar is a member of an event.
type scalar struct {
	kind   scalarKind
	text   string
	number float64
	truth  bool
}

type scalarKind uint8

const (
	scalarUnknown scalarKind = iota
	scalarAbsent             // no such event has the member
	scalarText
	scalarNumber
	scalarTruth
	scalarObject // it has members itself
)

func textScalar(s string) scalar    { return scalar{kind: scalarText, text: s} }
func numberScalar(n float64) scalar { return scalar{kind: scalarNumber, number: n} }

// at returns the member at a path such as userIdentity.type.
func (ev *Activity) at(path string) scalar {
	if s, ok := ev.members[path]; ok {
		return s
	}
	for name, s := range ev.members {
		if strings.HasPrefix(name, path+".") && s.kind != scalarAbsent {
			return scalar{kind: scalarObject}
		}
	}
	return scalar{}
}

// onBus is the activity as EventBridge wraps it: the record is its detail.
func (ev *Activity) onBus(account, region string) *Activity {
	wrapped := Activity{seldom: ev.seldom, members: map[string]scalar{"detail-type": textScalar(ev.detail)}}
	for path, s := range ev.members {
		wrapped.members["detail."+path] = s
	}
	for name, value := range map[string]string{"source": ev.source, "account": account, "region": region} {
		if value != "" {
			wrapped.members[name] = textScalar(value)
		}
	}
	return &wrapped
}

const viaAPI, viaSignIn = "AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail"

// comesUp is the event of the alarm's new state, of which EventBridge is told
// whether actions are enabled or not (AWS documentation, 2026-11).
func (m *Alarm) comesUp() Activity {
	ev := Activity{source: "aws.cloudwatch", detail: "CloudWatch Alarm State Change", members: map[string]scalar{"state.value": textScalar("ALARM")}}
	if m.Name != "" {
		ev.members["alarmName"] = textScalar(m.Name)
	}
	return ev
}

// TrailChanges are the calls that make, change, stop or delete a trail, as
// CloudTrail records them when they succeed (AWS documentation, 2026-11).
func TrailChanges() []Activity {
	var all []Activity
	for _, call := range []string{"CreateTrail", "UpdateTrail", "DeleteTrail", "StopLogging"} {
		all = append(all, Activity{source: "aws.cloudtrail", detail: viaAPI, home: true, members: map[string]scalar{
			"eventName": textScalar(call), "eventSource": textScalar("cloudtrail.amazonaws.com"),
			"eventType": textScalar("AwsApiCall"), "readOnly": {kind: scalarTruth},
			"errorCode": {kind: scalarAbsent}, "errorMessage": {kind: scalarAbsent},
		}})
	}
	return all
}

// RootUsage is what the root user does itself, by API calls and by signing in
// to the console. What a service does for it does not count, as in the CIS
// benchmark.
func RootUsage() []Activity {
	var all []Activity
	for _, by := range [][2]string{{"AwsApiCall", viaAPI}, {"AwsConsoleSignIn", viaSignIn}} {
		all = append(all, Activity{detail: by[1], members: map[string]scalar{
			"userIdentity.type": textScalar("Root"), "userIdentity.invokedBy": {kind: scalarAbsent}, "eventType": textScalar(by[0]),
		}})
	}
	return all
}

// GuardDutyFindings are findings of high severity, 7.0 to 8.9, and of critical
// severity, 9.0 to 10.0. GuardDuty mostly gives whole numbers (AWS
// documentation, 2026-11).
func GuardDutyFindings() []Activity {
	var all []Activity
	for tenths := 70; tenths <= 100; tenths++ {
		severity := math.Round(float64(tenths)) / 10
		all = append(all, Activity{
			source: "aws.guardduty", detail: "GuardDuty Finding", seldom: tenths%10 != 0,
			members: map[string]scalar{"severity": numberScalar(severity), "service.archived": {kind: scalarTruth}},
		})
	}
	return all
}

// SecurityHubFindings are new, active findings of high and critical severity.
// The normalized severity is 70 to 89 of the one and 90 to 100 of the other
// (AWS documentation, 2026-11).
func SecurityHubFindings() []Activity {
	var all []Activity
	for _, normalized := range []float64{70, 89, 90, 100} {
		label := "HIGH"
		if normalized >= 90 {
			label = "CRITICAL"
		}
		all = append(all, Activity{
			source: "aws.securityhub", detail: "Security Hub Findings - Imported",
			members: map[string]scalar{
				"findings.Severity.Label": textScalar(label), "findings.Severity.Normalized": numberScalar(normalized),
				"findings.RecordState": textScalar("ACTIVE"), "findings.Workflow.Status": textScalar("NEW"),
			},
		})
	}
	return all
}
