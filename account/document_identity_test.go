package account

import (
	"strings"
	"testing"
)

var testOrigin = &Origin{Source: FromLive, Ref: "iam:GetAccountAuthorizationDetails"}

// policy makes a document of statements, each given without its braces.
func policy(statements ...string) string {
	return `{"Version":"2012-10-17","Statement":[{` + strings.Join(statements, `},{`) + `}]}`
}

const (
	allowAll = `"Effect":"Allow","Action":"*","Resource":"*"`
	denyAll  = `"Effect":"Deny","Action":"*","Resource":"*"`
)

func read(text string) Document { return ReadDocument(text, testOrigin, "policy") }

func TestGrantsAdmin(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Tri
	}{
		"star on star":               {policy(allowAll), True},
		"statement without a list":   {`{"Statement":{` + allowAll + `}}`, True},
		"star colon star":            {policy(`"Effect":"Allow","Action":["*:*"],"Resource":["*"]`), True},
		"two stars":                  {policy(`"Effect":"Allow","Action":"**","Resource":"**"`), True},
		"question mark and star":     {policy(`"Effect":"Allow","Action":"?*:*?","Resource":"?*"`), True},
		"star among others":          {policy(`"Effect":"Allow","Action":["s3:Get*","*"],"Resource":["arn:aws:s3:::a","*"]`), True},
		"star as ARN":                {policy(`"Effect":"Allow","Action":"*","Resource":"arn:aws:*"`), True},
		"star as ARN of an account":  {policy(`"Effect":"Allow","Action":"*","Resource":"arn:aws:*:*:111122223333:*"`), True},
		"star as short ARN":          {policy(`"Effect":"Allow","Action":"*","Resource":"arn:aws:*:eu-west-1:*"`), True},
		"NotAction of a trifle":      {policy(`"Effect":"Allow","NotAction":"aws-portal:*","Resource":"*"`), True},
		"NotAction leaving one way":  {policy(`"Effect":"Allow","NotAction":["iam:Create*","iam:Put*"],"Resource":"*"`), True},
		"power user":                 {policy(`"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*"`), False},
		"power user and IAM":         {policy(`"Effect":"Allow","NotAction":"iam:*","Resource":"*"`, `"Effect":"Allow","Action":"IAM:*","Resource":"*"`), True},
		"NotAction of all":           {policy(`"Effect":"Allow","NotAction":"*","Resource":"*"`), False},
		"NotResource of one thing":   {policy(`"Effect":"Allow","Action":"*","NotResource":"arn:aws:s3:::a/*"`), True},
		"NotResource of all":         {policy(`"Effect":"Allow","Action":"*","NotResource":"*"`), False},
		"one service":                {policy(`"Effect":"Allow","Action":"s3:*","Resource":"*"`), False},
		"IAM alone":                  {policy(`"Effect":"Allow","Action":"iam:*","Resource":"*"`), False},
		"every read":                 {policy(`"Effect":"Allow","Action":["*:Get*","*:List*"],"Resource":"*"`), False},
		"one bucket":                 {policy(`"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::*"`), False},
		"deny":                       {policy(denyAll), False},
		"taken back":                 {policy(allowAll, denyAll), False},
		"taken back but for S3":      {policy(allowAll, `"Effect":"Deny","NotAction":"s3:*","Resource":"*"`), False},
		"taken back but for IAM":     {policy(allowAll, `"Effect":"Deny","NotAction":"iam:*","Resource":"*"`), True},
		"IAM denied":                 {policy(allowAll, `"Effect":"Deny","Action":"iam:*","Resource":"*"`), True},
		"denied on one thing":        {policy(allowAll, `"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::a"`), True},
		"denied without MFA":         {policy(allowAll, denyAll+`,"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":false}}`), True},
		"denied under no condition":  {policy(allowAll, denyAll+`,"Condition":{}`), False},
		"allowed with MFA":           {policy(allowAll + `,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`), True},
		"allowed in a region":        {policy(allowAll + `,"Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1"]}}`), True},
		"allowed by tag":             {policy(allowAll + `,"Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}`), False},
		"allowed by any tag":         {policy(allowAll + `,"Condition":{"StringLike":{"aws:ResourceTag/team":"*"}}`), True},
		"allowed by tag if it is":    {policy(allowAll + `,"Condition":{"StringEqualsIfExists":{"aws:ResourceTag/team":"a"}}`), True},
		"allowed unless tagged":      {policy(allowAll + `,"Condition":{"StringNotEquals":{"aws:ResourceTag/team":"a"}}`), True},
		"allowed if it has the tag":  {policy(allowAll + `,"Condition":{"Null":{"aws:ResourceTag/team":"false"}}`), True},
		"allowed by a service's key": {policy(allowAll + `,"Condition":{"StringEquals":{"s3:prefix":"a"}}`), Unknown},
		"unknown action":             {policy(`"Effect":"Allow","Action":"` + Hole + `","Resource":"*"`), Unknown},
		"unknown resource":           {policy(`"Effect":"Allow","Action":"*","Resource":"` + Hole + `"`), Unknown},
		"unknown effect":             {policy(`"Effect":"` + Hole + `","Action":"*","Resource":"*"`), Unknown},
		"unknown condition":          {policy(allowAll + `,"Condition":"` + Hole + `"`), Unknown},
		"unknown deny":               {policy(allowAll, `"Effect":"Deny","Action":"*","Resource":"`+Hole+`"`), Unknown},
		"unknown statement beside":   {`{"Statement":[{` + allowAll + `},"` + Hole + `"]}`, Unknown},
		"a new thing":                {policy(`"Effect":"Allow","Action":"*","Resource":"` + NewName + `"`), False},
		"no policy":                  {"", False},
		"principal in it":            {policy(allowAll + `,"Principal":"*"`), Unknown},
		"no resource":                {policy(`"Effect":"Allow","Action":"*"`), Unknown},
		"URL-encoded":                {`%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D`, True},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).GrantsAdmin(), c.want)
		})
	}
}

func expect(t *testing.T, got Bool, want Tri) {
	t.Helper()
	if got.Tri() != want {
		t.Errorf("got %v, want %v, because %v", got.Tri(), want, got.Why())
	}
	if len(got.Why()) == 0 {
		t.Error("no fact says why")
	}
	for _, f := range got.Why() {
		if got.Tri() == Unknown && f.Cause == "" {
			t.Errorf("unknown without a cause: %v", f)
		}
	}
}

func TestAllows(t *testing.T) {
	const (
		pass  = "iam:PassRole"
		role  = "arn:aws:iam::111122223333:role/app"
		alice = "arn:aws:iam::111122223333:user/alice"
	)
	on := func(action, resource string) string {
		return `"Effect":"Allow","Action":"` + action + `","Resource":"` + resource + `"`
	}
	for name, c := range map[string]struct {
		text, action, resource string
		want                   Tri
	}{
		"exact":                       {policy(on(pass, role)), pass, role, True},
		"action in another case":      {policy(on("IAM:passrole", role)), pass, role, True},
		"resource in another case":    {policy(on(pass, strings.ToUpper(role))), pass, role, False},
		"prefix":                      {policy(on("iam:Pass*", "arn:aws:iam::*:role/a*")), pass, role, True},
		"question mark":               {policy(on("iam:PassRol?", "arn:aws:iam::111122223333:role/???")), pass, role, True},
		"question mark is one":        {policy(on("iam:PassRole?", role)), pass, role, False},
		"star may be empty":           {policy(on("iam:PassRole*", role+"*")), pass, role, True},
		"question and star need one":  {policy(on(pass, role+"?*")), pass, role, False},
		"star crosses slashes":        {policy(on("s3:*", "arn:aws:s3:::b/*")), "s3:GetObject", "arn:aws:s3:::b/x/y", True},
		"bucket is not its objects":   {policy(on("s3:*", "arn:aws:s3:::b")), "s3:GetObject", "arn:aws:s3:::b/x", False},
		"one is not all":              {policy(on(pass, role)), pass, "*", False},
		"every role":                  {policy(on(pass, "arn:aws:iam::*:role/*")), pass, "*", True},
		"every role of one account":   {policy(on(pass, "arn:aws:iam::111122223333:role/*")), pass, "*", True},
		"every role by variable":      {policy(on(pass, "arn:aws:iam::${aws:PrincipalAccount}:role/*")), pass, "*", True},
		"every role and all else":     {policy(on(pass, "arn:aws:iam::111122223333:*")), pass, "*", True},
		"every IAM":                   {policy(on(pass, "arn:aws:iam:*")), pass, "*", True},
		"every user is no role":       {policy(on("iam:*", "arn:aws:iam::*:user/*")), pass, "*", False},
		"roles of a path":             {policy(on(pass, "arn:aws:iam::*:role/app/*")), pass, "*", False},
		"roles with a prefix":         {policy(on(pass, "arn:aws:iam::*:role/a*")), pass, "*", False},
		"every user has keys":         {policy(on("iam:*", "arn:aws:iam::*:user/*")), "iam:CreateAccessKey", "*", True},
		"every function":              {policy(on("lambda:*", "arn:aws:lambda:eu-west-1:*:function:*")), "lambda:UpdateFunctionCode", "*", True},
		"functions with a prefix":     {policy(on("lambda:*", "arn:aws:lambda:eu-west-1:*:function:a*")), "lambda:UpdateFunctionCode", "*", False},
		"every object":                {policy(on("s3:*", "arn:aws:s3:::*/*")), "s3:GetObject", "*", True},
		"objects of a bucket":         {policy(on("s3:*", "arn:aws:s3:::bucket/*")), "s3:GetObject", "*", False},
		"every instance for commands": {policy(on("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*")), "ssm:SendCommand", "*", True},
		"every role to be assumed":    {policy(on("sts:AssumeRole", "arn:aws:iam::*:role/*")), "sts:AssumeRole", "*", True},
		"resource of another service": {policy(on("*", "arn:aws:s3:::*")), pass, "*", False},
		"all but one":                 {policy(`"Effect":"Allow","Action":"` + pass + `","NotResource":"` + role + `"`), pass, "*", True},
		"all but this":                {policy(`"Effect":"Allow","Action":"` + pass + `","NotResource":"` + role + `"`), pass, role, False},
		"all but another action":      {policy(`"Effect":"Allow","NotAction":"s3:*","Resource":"*"`), pass, "*", True},
		"all but this action":         {policy(`"Effect":"Allow","NotAction":"iam:Pass*","Resource":"*"`), pass, "*", False},
		"all of a service":            {policy(on("kms:*", "*")), "kms:*", "*", True},
		"some of a service":           {policy(on("kms:D*", "*")), "kms:*", "*", False},
		"everything asked":            {policy(on("*:*", "*")), "*", "*", True},
		"denied":                      {policy(allowAll, `"Effect":"Deny","Action":"iam:PassRole","Resource":"*"`), pass, "*", False},
		"denied elsewhere":            {policy(allowAll, `"Effect":"Deny","Action":"iam:PassRole","Resource":"`+role+`"`), pass, "*", True},
		"denied here":                 {policy(allowAll, `"Effect":"Deny","Action":"iam:PassRole","Resource":"`+role+`"`), pass, role, False},
		"denied another":              {policy(allowAll, `"Effect":"Deny","Action":"s3:*","Resource":"*"`), pass, "*", True},
		"denied but for this":         {policy(allowAll, `"Effect":"Deny","NotAction":"iam:*","Resource":"*"`), pass, "*", True},
		"denied but for a part":       {policy(allowAll, `"Effect":"Deny","Action":"*","NotResource":"arn:aws:iam::*:role/a*"`), pass, "*", False},
		"denied outside a network":    {policy(allowAll, denyAll+`,"Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`), pass, "*", True},
		"denied to a principal":       {policy(allowAll, denyAll+`,"Principal":"*"`), pass, "*", Unknown},
		"passed to a service":         {policy(on(pass, "*") + `,"Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}`), pass, "*", True},
		"with a boundary":             {policy(on("iam:CreateRole", "*") + `,"Condition":{"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/b"}}`), "iam:CreateRole", "*", False},
		"with any boundary":           {policy(on("iam:CreateRole", "*") + `,"Condition":{"StringLike":{"iam:PermissionsBoundary":"arn:aws:iam::*:policy/*"}}`), "iam:CreateRole", "*", True},
		"with a boundary or none":     {policy(on("iam:CreateRole", "*") + `,"Condition":{"ForAllValues:StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/b"}}`), "iam:CreateRole", "*", True},
		"variable may be":             {policy(on("iam:*", "arn:aws:iam::*:user/${aws:username}")), "iam:PutUserPolicy", alice, Unknown},
		"variable is not all":         {policy(on("iam:*", "arn:aws:iam::*:user/${aws:username}")), "iam:PutUserPolicy", "*", False},
		"variable asked for":          {policy(on("iam:*", "arn:aws:iam::*:user/${aws:username}")), "iam:PutUserPolicy", "arn:aws:iam::1:user/${aws:UserName}", True},
		"variable before its time":    {`{"Version":"2008-10-17","Statement":{` + on("iam:*", "arn:aws:iam::*:user/${aws:username}") + `}}`, "iam:PutUserPolicy", alice, False},
		"variable of a version":       {`{"Version":"` + Hole + `","Statement":{` + on("iam:*", "arn:aws:iam::*:user/${aws:username}") + `}}`, "iam:PutUserPolicy", alice, Unknown},
		"escaped star":                {policy(on("s3:*", "arn:aws:s3:::b/${*}")), "s3:GetObject", "arn:aws:s3:::b/x", False},
		"partly unknown":              {policy(on("s3:*", "arn:aws:s3:::"+Hole+"/*")), "s3:GetObject", "arn:aws:s3:::b/x", Unknown},
		"partly unknown, no match":    {policy(on("s3:*", "arn:aws:s3:::"+Hole+"/log/*")), "s3:GetObject", "arn:aws:s3:::b/x", False},
		"unknown deny":                {policy(allowAll, `"Effect":"Deny","Action":"iam:`+Hole+`","Resource":"*"`), pass, "*", Unknown},
		"unknown deny of others":      {policy(allowAll, `"Effect":"Deny","Action":"s3:`+Hole+`","Resource":"*"`), pass, "*", True},
		"new role":                    {policy(on(pass, NewName)), pass, "*", False},
		"below a new bucket":          {policy(on("s3:*", NewName+"/*")), "s3:GetObject", "*", False},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).Allows(c.action, c.resource), c.want)
		})
	}
}

func TestDocumentsJoinTheirGrants(t *testing.T) {
	admin, deny, half := read(policy(allowAll)), read(policy(denyAll)), read(policy(`"Effect":"Allow","NotAction":"iam:*","Resource":"*"`))
	iam := read(policy(`"Effect":"Allow","Action":"iam:*","Resource":"*"`))
	for name, c := range map[string]struct {
		ds   Documents
		want Tri
	}{
		"two halves":          {Documents{half, iam}, True},
		"one half":            {Documents{half, NoDocument(testOrigin, "")}, False},
		"denied by another":   {Documents{admin, deny}, False},
		"order does not help": {Documents{deny, admin}, False},
		"other unknown":       {Documents{half, {}}, Unknown},
		"may be denied":       {Documents{admin, UnknownDocument(Denied, testOrigin, "")}, Unknown},
		"surely denied":       {Documents{deny, {}}, False},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, c.ds.GrantsAdmin(), c.want)
			expect(t, c.ds.Allows("iam:PutUserPolicy", "*").And(c.ds.Allows("s3:GetObject", "*")), c.want)
		})
	}
}
