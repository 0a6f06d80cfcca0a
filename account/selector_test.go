package account_test

import (
	"fmt"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// trailWith is a trail whose selectors are these.
func trailWith(t *testing.T, classic, advanced string) (*account.Account, *account.Trail) {
	t.Helper()
	a := live(t, fmt.Sprintf(`"cloudtrail.trails":{"items":[{"Name":"t","Region":"us-east-1","IsLogging":true,"IsMultiRegionTrail":true,"EventSelectors":[%s],"AdvancedEventSelectors":[%s]}]},"s3.buckets":{"items":[{"Arn":"arn:aws:s3:::orders","Id":"orders","Name":"orders"}]}`, classic, advanced))
	return a, a.Trails.Items()[0]
}

func classicSelector(access, management, excluded, data string) string {
	return fmt.Sprintf(`{"ReadWriteType":%s,"IncludeManagementEvents":%s,"ExcludeManagementEventSources":[%s],"DataResources":[%s]}`, access, management, excluded, data)
}

func data(value string) string { return `{"Type":"AWS::S3::Object","Value":` + value + `}` }

// advancedSelector takes field, operator and value of each condition.
func advancedSelector(conditions ...string) string {
	list := ""
	for i := 0; i < len(conditions); i += 3 {
		if i > 0 {
			list += ","
		}
		list += fmt.Sprintf(`{"Field":%q,"Operator":%q,"Value":%q}`, conditions[i], conditions[i+1], conditions[i+2])
	}
	return `{"FieldSelectors":[` + list + `]}`
}

func TestRecordsManagement(t *testing.T) {
	const kms = `{"EventSource":"kms.amazonaws.com"}`
	all := func(more ...string) string {
		return advancedSelector(append([]string{"eventCategory", "Equals", "Management"}, more...)...)
	}
	for name, c := range map[string]struct {
		classic, advanced string
		reads, writes     account.Tri
	}{
		"no selector":         {``, ``, no, no},
		"all":                 {classicSelector(`"All"`, `true`, ``, ``), ``, yes, yes},
		"writes":              {classicSelector(`"WriteOnly"`, `true`, ``, ``), ``, no, yes},
		"reads and writes":    {classicSelector(`"WriteOnly"`, `true`, ``, ``) + "," + classicSelector(`"ReadOnly"`, `true`, ``, ``), ``, yes, yes},
		"data events only":    {classicSelector(`"All"`, `false`, ``, data(`"arn:aws:s3"`)), ``, no, no},
		"without a service":   {classicSelector(`"All"`, `true`, kms, ``), ``, no, no},
		"access unread":       {classicSelector(`{"unknown":"denied"}`, `true`, ``, ``), ``, maybe, maybe},
		"advanced":            {``, all(), yes, yes},
		"advanced writes":     {``, all("readOnly", "Equals", "false"), no, yes},
		"advanced exclusion":  {``, all("eventSource", "NotEquals", "kms.amazonaws.com"), no, no},
		"advanced, other":     {``, all("userIdentity.arn", "NotEquals", "arn:aws:iam::1:role/r"), maybe, maybe},
		"advanced data only":  {``, advancedSelector("eventCategory", "Equals", "Data"), no, no},
		"two that complement": {``, all("readOnly", "Equals", "true") + "," + all("readOnly", "Equals", "false"), yes, yes},
	} {
		_, trail := trailWith(t, c.classic, c.advanced)
		is(t, name+": reads", trail.RecordsManagement(account.Reading), c.reads)
		is(t, name+": writes", trail.RecordsManagement(account.Writing), c.writes)
	}
	a := live(t, `"cloudtrail.trails":{"items":[{"Name":"t","EventSelectors":{"unknown":"denied","call":"cloudtrail:GetEventSelectors"}}]}`)
	is(t, "selectors unread", a.Trails.Items()[0].RecordsManagement(account.Writing), maybe)
}

func TestObjectsRecorded(t *testing.T) {
	on := func(value string) string { return classicSelector(`"WriteOnly"`, `true`, ``, data(value)) }
	s3 := func(more ...string) string {
		return advancedSelector(append([]string{"eventCategory", "Equals", "Data", "resources.type", "Equals", "AWS::S3::Object"}, more...)...)
	}
	for name, c := range map[string]struct {
		classic, advanced string
		reads, writes     account.Tri
	}{
		"the bucket":                {on(`"arn:aws:s3:::orders/"`), ``, no, yes},
		"all buckets":               {on(`"arn:aws:s3"`), ``, no, yes},
		"all buckets of GovCloud":   {on(`"arn:aws-us-gov:s3:::"`), ``, no, yes},
		"without the slash":         {on(`"arn:aws:s3:::orders"`), ``, no, maybe},
		"another bucket":            {on(`"arn:aws:s3:::orders-old/"`), ``, no, no},
		"a folder":                  {on(`"arn:aws:s3:::orders/2026/"`), ``, no, no},
		"another type":              {classicSelector(`"All"`, `true`, ``, `{"Type":"AWS::Lambda::Function","Value":"arn:aws:lambda"}`), ``, no, no},
		"not known which":           {on(`{"unknown":"denied"}`), ``, no, maybe},
		"advanced, all":             {``, s3(), yes, yes},
		"advanced, writes":          {``, s3("readOnly", "Equals", "false"), no, yes},
		"advanced, the bucket":      {``, s3("resources.ARN", "StartsWith", "arn:aws:s3:::orders/"), yes, yes},
		"advanced, a beginning":     {``, s3("resources.ARN", "StartsWith", "arn:aws:s3:::ord"), yes, yes},
		"advanced, one of two":      {``, s3("resources.ARN", "StartsWith", "arn:aws:s3:::b/", "resources.ARN", "StartsWith", "arn:aws:s3:::orders/"), yes, yes},
		"advanced, one object":      {``, s3("resources.ARN", "Equals", "arn:aws:s3:::orders/a"), no, no},
		"advanced, other refused":   {``, s3("resources.ARN", "NotStartsWith", "arn:aws:s3:::logs/"), yes, yes},
		"advanced, refused":         {``, s3("resources.ARN", "NotStartsWith", "arn:aws:s3:::orders/"), no, no},
		"advanced, part refused":    {``, s3("resources.ARN", "NotStartsWith", "arn:aws:s3:::orders/tmp/"), no, no},
		"advanced, an end refused":  {``, s3("resources.ARN", "NotEndsWith", ".tmp"), no, no},
		"advanced, by name of call": {``, s3("eventName", "Equals", "PutObject"), maybe, maybe},
		"advanced, management":      {``, advancedSelector("eventCategory", "Equals", "Management"), no, no},
	} {
		a, _ := trailWith(t, c.classic, c.advanced)
		b := a.Buckets.Items()[0]
		is(t, name+": reads", a.ObjectsRecorded(b, account.Reading), c.reads)
		is(t, name+": writes", a.ObjectsRecorded(b, account.Writing), c.writes)
	}
}

func TestBucketWithoutANameIsRecordedByAllOnly(t *testing.T) {
	for value, want := range map[string]account.Tri{"arn:aws:s3": yes, "arn:aws:s3:::orders/": maybe} {
		_, trail := trailWith(t, classicSelector(`"All"`, `true`, ``, data(`"`+value+`"`)), ``)
		b := account.Buckets.Add(account.NewBuilder(), account.Ident{Address: "aws_s3_bucket.b"}, fromPlan)
		is(t, value, trail.RecordsObjects(b, account.Writing), want)
	}
}

func TestCopiesShareNoListInAList(t *testing.T) {
	b := account.NewBuilder()
	source := &account.ExcludedSource{Source: account.Observed("kms.amazonaws.com", fromPlan, "")}
	account.Trails.Add(b, account.Ident{Name: "old"}, fromPlan).Selectors = account.ListOf(&account.EventSelector{Excluded: account.ListOf(source)})
	before := b.Build()
	c := b.Clone()
	account.Trails.At(c, account.Ident{Name: "old", Aliases: []string{"a"}}, fromPlan).ID = "new"
	c.Build()
	if got := before.Trails.Items()[0].Selectors.Items()[0].Excluded.Items()[0].Source.Fact(); got.Subject != "old" {
		t.Errorf("what was built is written to: %v", got)
	}
}

func TestEventChanged(t *testing.T) {
	a := live(t, `"iam.roles":{"items":[{"Id":"orders","Name":"orders"}]},"s3.buckets":{"items":[{"Id":"orders","Name":"orders"}]}`)
	event := func(source, readOnly, failed, name string) *account.Event {
		text := fmt.Sprintf(`"cloudtrail.events":{"items":[{"Id":"e","EventSource":%q,"ReadOnly":%s,"ErrorCode":%s,"Resources":[{"ResourceName":%s}]}]}`, source, readOnly, failed, name)
		return live(t, text).Events.Items()[0]
	}
	for name, c := range map[string]struct {
		event        *account.Event
		bucket, role account.Tri
	}{
		"of the bucket":   {event("s3.amazonaws.com", "false", "null", `"orders"`), yes, no},
		"of another":      {event("s3.amazonaws.com", "false", "null", `"invoices"`), no, no},
		"a read":          {event("s3.amazonaws.com", "true", "null", `"orders"`), no, no},
		"refused":         {event("s3.amazonaws.com", "false", `"AccessDenied"`, `"orders"`), no, no},
		"of which unread": {event("s3.amazonaws.com", "false", "null", `{"unknown":"denied"}`), maybe, no},
	} {
		is(t, name+": bucket", c.event.Changed(a.Buckets.Items()[0]), c.bucket)
		is(t, name+": role", c.event.Changed(a.Roles.Items()[0]), c.role)
	}
}

func TestServiceLinkedRecorderNeedsNoChannel(t *testing.T) {
	for scope, want := range map[string]account.Tri{`"PAID"`: yes, `"INTERNAL"`: no, `{"unknown":"denied"}`: maybe} {
		a := live(t, `"config.recorders":{"items":[{"Name":"r","Region":"us-east-1","Recording":true,"AllSupported":true,"ServicePrincipal":"securityhub.amazonaws.com","RecordingScope":`+scope+`}]},"config.delivery_channels":{"items":[]}`)
		is(t, scope, a.ConfigRecords("us-east-1"), want)
	}
}

func TestRegionsInUse(t *testing.T) {
	a := live(t, `"ec2.vpcs":{"items":[{"Id":"vpc-1","Region":"eu-west-1"},{"Id":"vpc-2","Region":"us-east-1"}]},"ec2.ebs_defaults":{"items":[{"Id":"account","Region":"ap-south-1"}]},"account.regions":{"items":[{"Name":"sa-east-1","RegionOptStatus":"ENABLED_BY_DEFAULT"}]}`)
	if got := fmt.Sprint(a.RegionsInUse()); got != "[eu-west-1 us-east-1]" {
		t.Error(got)
	}
}
