package account

import "testing"

func TestServiceMay(t *testing.T) {
	const topic = "arn:aws:sns:us-east-1:111122223333:t"
	own := Boundary{Account: "111122223333"}
	grant := func(principal, rest string) string {
		return `"Effect":"Allow","Principal":` + principal + `,"Action":"sns:Publish","Resource":"` + topic + `"` + rest
	}
	const alarms, rules = `{"Service":"cloudwatch.amazonaws.com"}`, `{"Service":["events.amazonaws.com"]}`
	condition := func(c string) string { return `,"Condition":{` + c + `}` }
	for name, c := range map[string]struct {
		text           string
		alarms, events Tri
	}{
		"alarms":              {policy(grant(alarms, "")), True, False},
		"rules":               {policy(grant(rules, "")), False, True},
		"everybody":           {policy(grant(`"*"`, "")), True, True},
		"AWS's own":           {policy(grant(`{"AWS":"*"}`, condition(`"StringEquals":{"AWS:SourceOwner":"111122223333"}`))), True, False},
		"for our account":     {policy(grant(alarms, condition(`"StringEquals":{"aws:SourceAccount":"111122223333"}`))), True, False},
		"for another account": {policy(grant(alarms, condition(`"StringEquals":{"aws:SourceAccount":"444455556666"}`))), Unknown, False},
		"for one alarm":       {policy(grant(alarms, condition(`"ArnLike":{"aws:SourceArn":"arn:aws:cloudwatch:*:*:alarm:x"}`))), Unknown, False},
		"rules, conditional":  {policy(grant(rules, condition(`"StringEquals":{"aws:SourceAccount":"111122223333"}`))), False, Unknown},
		"an account":          {policy(grant(`{"AWS":"111122223333"}`, "")), False, False},
		"another action":      {policy(`"Effect":"Allow","Principal":` + alarms + `,"Action":"sns:Subscribe","Resource":"*"`), False, False},
		"another topic":       {policy(`"Effect":"Allow","Principal":` + alarms + `,"Action":"sns:*","Resource":"` + topic + `2"`), False, False},
		"denied":              {policy(grant(alarms, ""), `"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"`), False, False},
		"denied without TLS":  {policy(grant(alarms, ""), `"Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"*"`+condition(`"Bool":{"aws:SecureTransport":"false"}`)), True, False},
		"denied perhaps":      {policy(grant(alarms, ""), `"Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"*"`+condition(`"StringNotEquals":{"aws:PrincipalOrgID":"o-x"}`)), Unknown, False},
		"denied to others":    {policy(grant(alarms, ""), `"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"sns:Publish","Resource":"*"`), Unknown, False},
		"not known yet":       {policy(grant(`{"Service":"`+Hole+`"}`, "")), Unknown, Unknown},
		"no policy":           {"", False, False},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(c.text)
			expect(t, d.ServiceMay("cloudwatch.amazonaws.com", "sns:Publish", topic, own), c.alarms)
			expect(t, d.ServiceMay("events.amazonaws.com", "sns:Publish", topic, own), c.events)
			expect(t, UnknownDocument(Denied, testOrigin, "").ServiceMay("events.amazonaws.com", "sns:Publish", topic, own), Unknown)
		})
	}
}
