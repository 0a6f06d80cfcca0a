package account_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// fromState is what Terraform last read of a resource.
func fromState(address string) *account.Origin {
	return &account.Origin{Source: account.FromState, Ref: address}
}

// drifts returns what is said of the one thing that was compared, or "".
func drifts(t *testing.T, a *account.Account) (settled account.Bool, words string) {
	t.Helper()
	n := 0
	for d := range a.Drifted() {
		settled, words = d.Settled(), d.String()
		n++
	}
	if n > 1 {
		t.Fatalf("%d things were compared", n)
	}
	return settled, words
}

func text(s string, from *account.Origin) account.Value[string] {
	return account.Observed(s, from, "attr")
}

func stateOfGroup(b *account.Builder, all ...*account.Permission) {
	from := fromState("aws_security_group.web")
	g := account.SecurityGroups.Add(b, account.Ident{ID: "sg-1", Region: "us-east-1", Address: "aws_security_group.web"}, from)
	g.Ingress = account.ListOf(all...)
}

func allowed(protocol string, from, to int, cidr string) *account.Permission {
	by := fromState("aws_security_group.web")
	none := account.LinkTo(text("", by))
	return &account.Permission{
		Protocol: text(protocol, by), FromPort: account.Observed(from, by, "from_port"), ToPort: account.Observed(to, by, "to_port"),
		CIDR: text(cidr, by), Prefix: none, Source: none,
	}
}

const groupItem = `"ec2.security_groups":{"items":[{"Id":"sg-1","Region":"us-east-1","IpPermissions":[%s]}]}`

func TestListsAreComparedAsSets(t *testing.T) {
	const web = `{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"CidrIp":"10.0.0.0/8"}`
	const ssh = `{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"CidrIp":"0.0.0.0/0"}`
	for _, c := range []struct {
		name string
		live string
		want account.Tri
		says string
	}{
		{"the same in another order", `{"IpProtocol":"-1","FromPort":null,"ToPort":null,"CidrIp":"fd00:0::/8"},` + web, yes, ""},
		{"one more", `{"IpProtocol":"-1","CidrIp":"fd00::/8"},` + web + "," + ssh, no, "IpPermissions: no such item in the state, IpProtocol tcp, FromPort 22, ToPort 22, CidrIp 0.0.0.0/0 in the account"},
		{"one less", web, no, "CidrIp fd00::/8 in the state, no such item in the account"},
		{"a port that nobody could read", `{"IpProtocol":"-1","CidrIp":"fd00::/8"},{"IpProtocol":"tcp","FromPort":{"unknown":"denied"},"ToPort":443,"CidrIp":"10.0.0.0/8"}`, maybe, ""},
	} {
		b := account.NewBuilder()
		stateOfGroup(b, allowed("tcp", 443, 443, "10.0.0.0/8"), allowed("-1", 0, 65535, "fd00::/8"))
		settled, words := drifts(t, filled(t, b, recorded(strings.Replace(groupItem, "%s", c.live, 1))))
		is(t, c.name, settled, c.want)
		if c.want == maybe && (len(settled.Why()) != 1 || settled.Why()[0].Cause != account.Denied) {
			t.Errorf("%s: %v", c.name, settled.Why())
		}
		if !strings.Contains(words, c.says) {
			t.Errorf("%s: %s", c.name, words)
		}
	}
}

func TestListsThatNobodyCouldReadAreOpen(t *testing.T) {
	b := account.NewBuilder()
	stateOfGroup(b, allowed("tcp", 443, 443, "10.0.0.0/8"))
	text := strings.Replace(groupItem, "[%s]", `{"unknown":"denied","call":"ec2:DescribeSecurityGroupRules"}`, 1)
	settled, _ := drifts(t, filled(t, b, recorded(text)))
	is(t, "settled", settled, maybe)
	if why := settled.Why(); len(why) != 1 || why[0].Cause != account.Denied {
		t.Errorf("%v", why)
	}
}

func TestDocumentsAreComparedByTheirMeaning(t *testing.T) {
	const state = `{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["s3:GetObject","s3:ListBucket"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}`
	for name, c := range map[string]struct {
		live string
		want account.Tri
		says string
	}{
		"other spelling": {`{"Statement":[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":["s3:*"],"Resource":["*"]},{"Effect":"Allow","Principal":{"AWS":["111122223333"]},"Action":["S3:ListBucket","s3:GetObject"],"Resource":"*","Condition":{"Bool":{"AWS:SecureTransport":[true]}}}],"Version":"2012-10-17","Id":"x"}`, yes, ""},
		"a condition less": {`{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["s3:GetObject","s3:ListBucket"],"Resource":"*"}]}`, no,
			"Policy: policy with 2 statements (Allow s3:GetObject, s3:ListBucket on * to arn:aws:iam::111122223333:root if Bool aws:SecureTransport) in the state, policy with 2 statements (Allow s3:GetObject, s3:ListBucket on * to 111122223333) in the account"},
		"none":            {`null`, no, "no policy in the account"},
		"denied":          {`{"unknown":"denied","call":"s3:GetBucketPolicy"}`, maybe, ""},
		"one that is odd": {`{"Statement":[]}`, maybe, ""},
	} {
		b := account.NewBuilder()
		from := fromState("aws_s3_bucket_policy.b")
		bucket := account.Buckets.Add(b, account.Ident{ID: "b", Name: "b"}, from)
		bucket.Policy = account.ReadDocument(state, from, "policy")
		settled, words := drifts(t, filled(t, b, recorded(`"s3.buckets":{"items":[{"Name":"b","Policy":`+c.live+`}]}`)))
		is(t, name, settled, c.want)
		if c.want == maybe && len(settled.Why()) != 1 {
			t.Errorf("%s: %v", name, settled.Why())
		}
		if !strings.Contains(words, c.says) {
			t.Errorf("%s: %s", name, words)
		}
	}
}

func TestInlinePolicyThatWasChangedIsOneDrift(t *testing.T) {
	b := account.NewBuilder()
	from := fromState("aws_iam_role.r")
	r := account.Roles.Add(b, account.Ident{ID: "r", Name: "r"}, from)
	document := func(action string) string {
		return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"` + action + `","Resource":"*"}]}`
	}
	r.Inline = account.ListOf(&account.InlinePolicy{Name: text("p", from), Document: account.ReadDocument(document("s3:Get*"), from, "policy")})
	a := filled(t, b, recorded(`"iam.roles":{"items":[{"Name":"r","InlinePolicies":[{"PolicyName":"p","PolicyDocument":`+document("*")+`}]}]}`))
	_, words := drifts(t, a)
	if want := "r is not as Terraform last saw it: InlinePolicies: PolicyName p, PolicyDocument policy with 1 statement (Allow s3:Get* on *) in the state, PolicyName p, PolicyDocument policy with 1 statement (Allow * on *) in the account"; words != want {
		t.Errorf("%s", words)
	}
}

// TestNamesOfOneThingAreNoDrift has the names by which AWS and authors call a
// key, a bucket and a group of logs.
func TestNamesOfOneThingAreNoDrift(t *testing.T) {
	const key, other = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555", "arn:aws:kms:us-east-1:111122223333:key/99999999-2222-3333-4444-555555555555"
	const kinds = `"kms.keys":{"items":[{"Arn":"` + key + `","Id":"11111111-2222-3333-4444-555555555555","Region":"us-east-1","KeyManager":"CUSTOMER"},
		{"Arn":"arn:aws:kms:us-east-1:111122223333:key/aws","Id":"aws","Region":"us-east-1","KeyManager":"AWS"}]},
		"kms.aliases":{"items":[{"Name":"alias/audit","Arn":"arn:aws:kms:us-east-1:111122223333:alias/audit","Region":"us-east-1","TargetKeyId":"11111111-2222-3333-4444-555555555555"}]},`
	for _, c := range []struct {
		state, live string
		want        account.Tri
	}{
		{"alias/audit", key, yes},
		{"arn:aws:kms:us-east-1:111122223333:alias/audit", "11111111-2222-3333-4444-555555555555", yes},
		{key, "11111111-2222-3333-4444-555555555555", yes},
		{"alias/audit", other, no},
		{key, other, no},
		{"alias/of-another-account", other, yes},
		{"", "alias/aws/s3", yes},
		{"", "arn:aws:kms:us-east-1:111122223333:key/aws", yes},
		{"", other, yes}, // it may be the one that AWS takes
		{"", key, no},
		{key, "", no},
		{other, "", no},
		{"alias/aws/s3", "", yes},
		{"audit-logs", "arn:aws:s3:::audit-logs", yes},
		{"audit-logs", "other-logs", no},
		{"audit-logs", "arn:aws:s3:::other-logs", no},
		{"arn:aws:logs:us-east-1:111122223333:log-group:a:*", "arn:aws:logs:us-east-1:111122223333:log-group:a", yes},
		{"arn:aws:logs:us-east-1:111122223333:log-group:a", "arn:aws:logs:us-east-1:111122223333:log-group:b", no},
		{"arn:aws:iam::111122223333:policy/x", "arn:aws:iam::444455556666:policy/x", no},
		{"sg-11111111111111111", "sg-22222222222222222", no},
		{"sg-11111111111111111", "default", yes},
		{"AIDAEXAMPLEEXAMPLE1234", "somebody", yes},
	} {
		b := account.NewBuilder()
		from := fromState("aws_cloudtrail.audit")
		tr := account.Trails.Add(b, account.Ident{ARN: "arn:audit", Name: "audit", Region: "us-east-1"}, from)
		tr.Key = account.LinkTo(text(c.state, from))
		settled, words := drifts(t, filled(t, b, recorded(kinds+`"cloudtrail.trails":{"items":[{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","KmsKeyId":"`+c.live+`"}]}`)))
		is(t, c.state+" and "+c.live+": "+words, settled, c.want)
	}
}

func TestWhatOnlyOneWitnessSaysIsNoDrift(t *testing.T) {
	for name, live := range map[string]string{"not asked": ``, "not collected": `,"IsLogging":{"unknown":"not-collected"}`} {
		a := filled(t, stated(), trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","LogFileValidationEnabled":true`+live+`}`))
		for d := range a.Drifted() {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestDriftOutlivesACloneAndEndsWhereTheChangeSetsIt(t *testing.T) {
	b := stated()
	live := trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","IsLogging":false,"IsMultiRegionTrail":{"unknown":"denied"}}`)
	if err := fill(b, live); err != nil {
		t.Fatal(err)
	}
	id := account.Ident{ARN: "arn:audit"}
	after := b.Clone()
	settled, words := drifts(t, b.Build())
	is(t, "before", settled, no)
	if want := "aws_cloudtrail.audit is not as Terraform last saw it: IsLogging: true in the state, false in the account"; words != want {
		t.Error(words)
	}
	var facts []string
	for _, f := range settled.Why() {
		facts = append(facts, f.Value+" "+f.Origin.Source.String())
	}
	if !slices.Equal(facts, []string{"true state", "false live"}) && !slices.Contains(facts, "true state") {
		t.Errorf("%q", facts)
	}
	account.Trails.At(after, id, fromPlan).Logging = account.Missing[bool](account.AfterApply, fromPlan, "enable_logging")
	settled, _ = drifts(t, after.Build())
	is(t, "a value that is not known yet", settled, maybe)
	account.Trails.At(after, id, fromPlan).Logging = account.Observed(true, fromPlan, "enable_logging")
	settled, words = drifts(t, after.Build())
	is(t, "set back", settled, yes)
	if !strings.HasSuffix(words, "false in the account, and the plan sets it to true") {
		t.Error(words)
	}
	gone := b.Clone()
	dropped, _ := account.Trails.Drop(gone, id)
	account.Trails.Bury(gone, dropped)
	settled, words = drifts(t, gone.Build())
	is(t, "deleted", settled, yes)
	if !strings.HasSuffix(words, "and the plan takes it away") {
		t.Error(words)
	}
}

func TestThingThatTheAccountLacksIsDrift(t *testing.T) {
	settled, words := drifts(t, filled(t, stated(), recorded(`"cloudtrail.trails":{"items":[]}`)))
	is(t, "settled", settled, no)
	if !strings.HasSuffix(words, "existence: present in the state, absent in the account") {
		t.Error(words)
	}
}

func TestSecretsStaySecretOnBothSides(t *testing.T) {
	b := stated()
	from := fromState("aws_cloudtrail.audit")
	account.Trails.At(b, account.Ident{ARN: "arn:audit"}, from).Bucket = account.LinkTo(account.Secret("one-not-real", from, "s3_bucket_name"))
	settled, words := drifts(t, filled(t, b, trails(`{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","S3BucketName":"two-not-real"}`)))
	for _, f := range settled.Why() {
		words += f.String()
	}
	if settled.Tri() != account.False || strings.Contains(words, "not-real") {
		t.Error(words)
	}
}

func TestTheLastEventTellsWhoMadeTheChange(t *testing.T) {
	event := func(id, name, at, readOnly, failed string) string {
		return `{"Id":"` + id + `","EventName":"` + name + `","EventTime":"` + at + `","EventSource":"cloudtrail.amazonaws.com","ReadOnly":` + readOnly +
			`,"Username":"` + id + `","ErrorCode":` + failed + `,"Resources":[{"ResourceName":"arn:audit","ResourceType":"AWS::CloudTrail::Trail"}]}`
	}
	kinds := `"cloudtrail.trails":{"items":[{"Arn":"arn:audit","Name":"audit","Region":"us-east-1","IsLogging":false}]},"cloudtrail.events":{"items":[` + strings.Join([]string{
		event("early", "UpdateTrail", "2026-11-20T06:00:00Z", "false", "null"),
		event("mallory", "StopLogging", "2026-11-22T06:00:00Z", "false", "null"),
		event("reader", "GetTrail", "2026-11-22T07:00:00Z", "true", "null"),
		event("refused", "DeleteTrail", "2026-11-22T08:00:00Z", "false", `"AccessDenied"`),
	}, ",") + `]}`
	a := filled(t, stated(), recorded(kinds))
	settled, _ := drifts(t, a)
	var said []string
	for _, f := range settled.Why() {
		said = append(said, f.Path+" "+f.Value)
	}
	if want := []string{"IsLogging true", "IsLogging false", "EventName StopLogging", "Username mallory", "EventTime 2026-11-22T06:00:00Z"}; !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	if len(a.Reads()) != 0 {
		t.Errorf("reads %v", a.Reads())
	}
}
