package account

import (
	"slices"
	"testing"
)

func TestDeniesLess(t *testing.T) {
	deny := func(rest string) string { return policy(`"Effect":"Deny",` + rest) }
	stop := `"Action":["cloudtrail:StopLogging","cloudtrail:DeleteTrail"],"Resource":"*"`
	spare := func(roles string) string {
		return stop + `,"Condition":{"ArnNotLike":{"aws:PrincipalArn":[` + roles + `]}}`
	}
	regions := func(names string) string {
		return `"NotAction":["iam:*","sts:*"],"Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":[` + names + `]}}`
	}
	for name, c := range map[string]struct {
		was, is string
		want    Tri
	}{
		"the same":                   {deny(stop), deny(stop), False},
		"wider":                      {deny(stop), deny(`"Action":"cloudtrail:*","Resource":"*"`), False},
		"one action less":            {deny(stop), deny(`"Action":"cloudtrail:StopLogging","Resource":"*"`), True},
		"one pattern less":           {deny(`"Action":"cloudtrail:*","Resource":"*"`), deny(stop), True},
		"on one resource":            {deny(stop), deny(`"Action":"cloudtrail:*","Resource":"arn:aws:cloudtrail:*:*:trail/a"`), True},
		"split in two":               {deny(stop), policy(`"Effect":"Deny","Action":"cloudtrail:StopLogging","Resource":"*"`, `"Effect":"Deny","Action":"cloudtrail:Delete*","Resource":"*"`), False},
		"under a condition":          {deny(stop), deny(spare(`"arn:aws:iam::*:role/break-glass"`)), True},
		"without its condition":      {deny(spare(`"arn:aws:iam::*:role/break-glass"`)), deny(stop), False},
		"sparing more":               {deny(spare(`"arn:aws:iam::*:role/a"`)), deny(spare(`"arn:aws:iam::*:role/a","arn:aws:iam::*:role/b"`)), True},
		"sparing less by a pattern":  {deny(spare(`"arn:aws:iam::*:role/a*"`)), deny(spare(`"arn:aws:iam::*:role/ab"`)), False},
		"one region more":            {deny(regions(`"us-east-1"`)), deny(regions(`"us-east-1","eu-west-1"`)), True},
		"one region less":            {deny(regions(`"us-east-1","eu-west-1"`)), deny(regions(`"us-east-1"`)), False},
		"sparing a service more":     {deny(`"NotAction":"iam:*","Resource":"*"`), deny(`"NotAction":["iam:*","ec2:*"],"Resource":"*"`), True},
		"sparing a service less":     {deny(`"NotAction":["iam:*","ec2:*"],"Resource":"*"`), deny(`"NotAction":"iam:Get*","Resource":"*"`), False},
		"all but something else":     {deny(stop), deny(`"NotAction":"iam:*","Resource":"*"`), False},
		"all but that":               {deny(stop), deny(`"NotAction":"cloudtrail:*","Resource":"*"`), True},
		"allowed in place of denied": {deny(stop), policy(`"Effect":"Allow",` + stop), True},
		"a part to come":             {deny(stop), deny(`"Action":"` + Hole + `","Resource":"*"`), Unknown},
		"an exception to come":       {deny(spare(`"arn:aws:iam::*:role/a"`)), deny(spare(`"` + Hole + `"`)), Unknown},
		"nothing denied before":      {policy(`"Effect":"Allow",` + stop), deny(stop), False},
	} {
		t.Run(name, func(t *testing.T) {
			was, is := read(c.was), read(c.is)
			expect(t, is.DeniesLess(&was), c.want)
		})
	}
	was, gone, hidden := read(deny(stop)), NoDocument(testOrigin, ""), UnknownDocument(AfterApply, testOrigin, "")
	expect(t, gone.DeniesLess(&was), True)
	expect(t, hidden.DeniesLess(&was), Unknown)
	expect(t, was.DeniesLess(&gone), False)
	expect(t, was.DeniesLess(&hidden), Unknown)
}

func TestAllowsMore(t *testing.T) {
	allow := func(action string) string { return `"Effect":"Allow","Action":` + action + `,"Resource":"*"` }
	deny := func(action string) string { return `"Effect":"Deny","Action":` + action + `,"Resource":"*"` }
	for name, c := range map[string]struct {
		was, is string
		want    Tri
	}{
		"the same":          {policy(allow(`"s3:*"`)), policy(allow(`["s3:*"]`)), False},
		"less":              {policy(allow(`"s3:*"`)), policy(allow(`"s3:Get*"`)), False},
		"another service":   {policy(allow(`"s3:*"`)), policy(allow(`["s3:*","ec2:*"]`)), True},
		"everything":        {policy(allow(`"s3:*"`)), policy(allow(`"*"`)), True},
		"and denied":        {policy(allow(`"s3:*"`)), policy(allow(`["s3:*","ec2:*"]`), deny(`"ec2:*"`)), Unknown},
		"a Deny less":       {policy(allow(`"*"`), deny(`"iam:*"`)), policy(allow(`"*"`)), True},
		"a Deny more":       {policy(allow(`"*"`)), policy(allow(`"*"`), deny(`"iam:*"`)), False},
		"an action to come": {policy(allow(`"s3:*"`)), policy(allow(`"` + Hole + `"`)), Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			was, is := read(c.was), read(c.is)
			expect(t, is.AllowsMore(&was), c.want)
		})
	}
}

// TestADocumentThatWasReadIsToldInTheSameWords compares documents that nobody
// asked yet, and the same after other rules did.
func TestADocumentThatWasReadIsToldInTheSameWords(t *testing.T) {
	one, two := `"Effect":"Deny","Action":"s3:*","Resource":"*"`, `"Effect":"Allow","Action":"ec2:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}`
	for name, c := range map[string]struct {
		was, is string
		same    bool
	}{
		"the same":          {policy(one, two), policy(one, two), true},
		"in another order":  {policy(one, two), policy(two, one), true},
		"under another Sid": {policy(one, two), policy(`"Sid":"x",`+one, two), true},
		"one of them":       {policy(one, two), policy(one), false},
		"one more":          {policy(one), policy(one, two), false},
		"not known":         {policy(`"Effect":"Deny","Action":"` + Hole + `","Resource":"*"`), policy(`"Effect":"Deny","Action":"` + Hole + `","Resource":"*"`), false},
	} {
		was, is := read(c.was), read(c.is)
		fresh := is.AllowsMore(&was)
		words := fresh.Why()
		if again := is.AllowsMore(&was); !slices.Equal(words, again.Why()) || again.Tri() != fresh.Tri() {
			t.Errorf("%s: %v because of %v, and then %v because of %v", name, fresh.Tri(), words, again.Tri(), again.Why())
		}
		if is.repeats(&was) != c.same {
			t.Errorf("%s: the same is %v", name, !c.same)
		}
	}
}
