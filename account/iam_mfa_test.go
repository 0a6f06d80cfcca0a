package account

import "testing"

func TestDeniesWithoutMFA(t *testing.T) {
	const (
		deny    = `"Effect":"Deny","NotAction":["iam:CreateVirtualMFADevice","iam:EnableMFADevice","iam:GetUser","iam:List*","sts:GetSessionToken"],"Resource":"*"`
		without = `,"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}`
	)
	sparing := func(action string) string {
		return policy(`"Effect":"Deny","NotAction":["iam:EnableMFADevice","` + action + `"],"Resource":"*"` + without)
	}
	under := func(condition string) string { return policy(deny + `,"Condition":{` + condition + `}`) }
	for name, c := range map[string]struct {
		text string
		want Tri
		also Tri // of console sessions
	}{
		"as AWS documents it":           {policy(deny + without), True, True},
		"beside a grant of all":         {policy(allowAll, deny+without), True, True},
		"everything, nothing spared":    {policy(denyAll + without), True, True},
		"a bool that is no string":      {under(`"BoolIfExists":{"aws:multifactorauthpresent":[false]}`), True, True},
		"sessions only":                 {under(`"Bool":{"aws:MultiFactorAuthPresent":"false"}`), False, True},
		"keys only":                     {under(`"Null":{"aws:MultiFactorAuthPresent":"true"}`), False, False},
		"with MFA":                      {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}`), False, False},
		"no age":                        {under(`"Null":{"aws:MultiFactorAuthAge":"true"}`), True, True},
		"an age":                        {under(`"Null":{"aws:MultiFactorAuthAge":"false"}`), False, False},
		"too old or none":               {under(`"NumericGreaterThanIfExists":{"aws:MultiFactorAuthAge":"3600"}`), True, True},
		"too old":                       {under(`"NumericGreaterThan":{"aws:MultiFactorAuthAge":"3600"}`), False, False},
		"no condition at all":           {policy(deny), True, True},
		"but not for services":          {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"},"Bool":{"aws:ViaAWSService":"false"}`), True, True},
		"and for services only":         {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"},"Bool":{"aws:ViaAWSService":"true"}`), False, False},
		"somewhere only":                {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"},"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}`), Unknown, Unknown},
		"but not for one user":          {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"},"StringNotEquals":{"aws:username":"root"}`), Unknown, Unknown},
		"of several values":             {under(`"ForAllValues:BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}`), Unknown, Unknown},
		"spares what deactivates":       {sparing("iam:DeactivateMFADevice"), False, False},
		"spares a pattern over that":    {sparing("iam:*MFADevice"), False, False},
		"spares S3":                     {sparing("s3:*"), False, False},
		"spares roles":                  {sparing("sts:AssumeRole"), False, False},
		"spares everything":             {sparing("*"), False, False},
		"spares something not known":    {sparing(Hole), Unknown, Unknown},
		"one service":                   {policy(`"Effect":"Deny","Action":"ec2:*","Resource":"*"` + without), False, False},
		"one resource":                  {policy(`"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::a/*"` + without), False, False},
		"all but one resource":          {policy(`"Effect":"Deny","Action":"*","NotResource":"arn:aws:s3:::a/*"` + without), Unknown, Unknown},
		"a grant":                       {policy(allowAll + without), False, False},
		"a grant that asks for MFA":     {policy(allowAll + `,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`), False, False},
		"a condition that is not known": {policy(deny + `,"Condition":"` + Hole + `"`), Unknown, Unknown},
		"a value that is not known":     {under(`"BoolIfExists":{"aws:MultiFactorAuthPresent":"` + Hole + `"}`), Unknown, Unknown},
		"an effect that is not known":   {policy(`"Effect":"` + Hole + `","Action":"*","Resource":"*"` + without), Unknown, Unknown},
		"of another kind of policy":     {policy(denyAll + `,"Principal":"*"` + without), Unknown, Unknown},
		"no policy":                     {"", False, False},
		"unreadable":                    {"{", Unknown, Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).DeniesWithoutMFA(), c.want)
			expect(t, read(c.text).deniesSessions(), c.also)
		})
	}
}

func TestSelfServiceActionsAreReadAsPatterns(t *testing.T) {
	for _, p := range selfService {
		if len(p.tokens) != len([]rune(p.text)) {
			t.Errorf("%s has %d tokens", p.text, len(p.tokens))
		}
	}
}
