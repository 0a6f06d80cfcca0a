package account_test

import (
	"fmt"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func live(t *testing.T, kinds string) *account.Account {
	t.Helper()
	return filled(t, account.NewBuilder(), recorded(kinds))
}

func TestEBSDefaultIsOfOneRegion(t *testing.T) {
	const list = `{"Id":"account","Region":"us-east-1","EbsEncryptionByDefault":true},{"Id":"account","Region":"eu-west-1","EbsEncryptionByDefault":false},{"Id":"account","Region":"ap-south-1","EbsEncryptionByDefault":{"unknown":"denied"}}`
	a, part := live(t, `"ec2.ebs_defaults":{"items":[`+list+`]}`), live(t, `"ec2.ebs_defaults":{"items":[`+list+`],"gaps":[{"region":"sa-east-1","cause":"denied"}]}`)
	for region, want := range map[string]account.Tri{"us-east-1": yes, "eu-west-1": no, "ap-south-1": maybe, "": maybe} {
		is(t, region, a.EBSDefault(region), want)
	}
	is(t, "a region that was not read", a.EBSDefault("sa-east-1"), maybe)
	is(t, "a region that could not be read", part.EBSDefault("sa-east-1"), maybe)
	is(t, "nobody looked", live(t, ``).EBSDefault("us-east-1"), maybe)
}

func TestVolumeEncrypted(t *testing.T) {
	type volume struct {
		fresh           bool
		told            account.Value[bool]
		snapshot        string
		defaultOn, want account.Tri
	}
	on, off := account.Observed(true, fromPlan, ""), account.Observed(false, fromPlan, "")
	left, later := account.Missing[bool](account.LeftToAWS, fromPlan, ""), account.Missing[bool](account.AfterApply, fromPlan, "")
	for name, c := range map[string]volume{
		"told so":                          {true, on, "", no, yes},
		"told not, default on":             {true, off, "", yes, yes},
		"told not, default off":            {true, off, "", no, no},
		"left, default on":                 {true, left, "", yes, yes},
		"left, default off":                {true, left, "", no, no},
		"left, default unknown":            {true, left, "", maybe, maybe},
		"left, encrypted snapshot":         {true, left, "snap-on", no, yes},
		"left, plain snapshot":             {true, left, "snap-off", no, no},
		"left, plain snapshot, default on": {true, left, "snap-off", yes, yes},
		"left, snapshot nobody saw":        {true, left, "snap-x", no, maybe},
		"known after apply":                {true, later, "", no, maybe},
		"old, off, default on":             {false, off, "", yes, no},
		"old, off, encrypted snapshot":     {false, off, "snap-on", yes, no},
		"old, on":                          {false, on, "", no, yes},
		"old, unknown":                     {false, later, "", yes, maybe},
	} {
		b := account.NewBuilder()
		for id, v := range map[string]account.Value[bool]{"snap-on": on, "snap-off": off} {
			account.Snapshots.Add(b, account.Ident{ID: id}, fromPlan).Encrypted = v
		}
		if c.defaultOn != maybe {
			account.EBSDefaults.Add(b, account.Ident{ID: account.AccountID, Region: "us-east-1"}, fromPlan).Encrypted = account.Observed(c.defaultOn == yes, &account.Origin{Source: account.FromLive}, "")
		}
		v := account.Volumes.Add(b, account.Ident{ID: "v", Region: "us-east-1"}, fromPlan)
		v.Encrypted, v.Snapshot = c.told, account.LinkTo(account.Observed(c.snapshot, fromPlan, ""))
		if c.fresh {
			account.Create(v)
		}
		is(t, name, b.Build().VolumeEncrypted(v), c.want)
	}
}

const nothingElse = `"ec2.volumes":{"items":[]},"ec2.snapshots":{"items":[]},"rds.instances":{"items":[]},"rds.clusters":{"items":[]},"rds.snapshots":{"items":[]},"s3.buckets":{"items":[]},"cloudtrail.trails":{"items":[%s]},"kms.aliases":{"items":[%s]}`

func keyInUse(t *testing.T, trails, aliases, lastUsed string) account.Bool {
	t.Helper()
	a := live(t, fmt.Sprintf(nothingElse, trails, aliases)+`,"kms.keys":{"items":[{"Arn":"arn:k","Id":"k","Grants":[],"LastUsageDate":`+lastUsed+`},{"Arn":"arn:other","Id":"other"}]}`)
	for k := range a.Keys.All() {
		if k.ID == "k" {
			return a.KeyInUse(k)
		}
	}
	panic("no key")
}

func TestKeyInUse(t *testing.T) {
	trail := func(key string) string { return `{"Name":"t","KmsKeyId":` + key + `}` }
	alias := func(target string) string {
		return `{"Arn":"arn:aws:kms:us-east-1:1:alias/a","Id":"alias/a","Name":"alias/a","TargetKeyId":` + target + `}`
	}
	const unread = `{"unknown":"denied"}`
	for name, c := range map[string]struct {
		trail, alias, used string
		want               account.Tri
	}{
		"by nobody, ever": {``, ``, `null`, no}, "by a trail, ARN": {trail(`"arn:k"`), ``, `null`, yes}, "by a trail, id": {trail(`"k"`), ``, `null`, yes},
		"another key": {trail(`"arn:other"`), ``, `null`, no}, "by alias": {trail(`"alias/a"`), alias(`"k"`), `null`, yes},
		"by the alias's ARN": {trail(`"arn:aws:kms:us-east-1:1:alias/a"`), alias(`"k"`), `null`, yes}, "alias of another": {trail(`"alias/a"`), alias(`"other"`), `null`, no},
		"alias that could not be read": {trail(`"alias/a"`), alias(unread), `null`, maybe}, "trail that could not be read": {trail(unread), ``, `null`, maybe},
		"used of late": {``, ``, `"2026-11-01T00:00:00Z"`, yes}, "used long ago": {``, ``, `"2026-01-01T00:00:00Z"`, no}, "use that could not be read": {``, ``, unread, maybe},
		"90 days to the second": {``, ``, `"2026-08-25T06:00:00Z"`, yes}, "a second more": {``, ``, `"2026-08-25T05:59:59Z"`, no},
	} {
		is(t, name, keyInUse(t, c.trail, c.alias, c.used), c.want)
	}
	b := account.NewBuilder()
	k := account.Keys.Add(b, account.Ident{ID: "k"}, fromPlan)
	is(t, "nobody looked", b.Build().KeyInUse(k), maybe)
}

func TestKeyWhoseUseDateCannotBeReadIsNotSaidToBeUnused(t *testing.T) {
	if got := keyInUse(t, ``, ``, `"yesterday"`); got.Tri() == no {
		t.Errorf("%v", got.Why())
	}
}

func TestRecoverable(t *testing.T) {
	recoverable := func(point, snapshot string) account.Bool {
		a := live(t, `"backup.recovery_points":{"items":[`+point+`]},"rds.snapshots":{"items":[`+snapshot+`]},"rds.instances":{"items":[{"Arn":"arn:db","Id":"db","Name":"db"}]}`)
		for i := range a.DBInstances.All() {
			return a.Recoverable(i)
		}
		panic("no instance")
	}
	point := func(of, at, status string) string {
		return `{"Arn":"p","ResourceArn":` + of + `,"CreationDate":` + at + `,"Status":` + status + `}`
	}
	snapshot := func(of, at, status string) string {
		return `{"Id":"s","DBInstanceIdentifier":` + of + `,"SnapshotCreateTime":` + at + `,"Status":` + status + `,"SnapshotType":"manual"}`
	}
	const fresh, exact, old, done, unread = `"2026-11-23T01:00:00Z"`, `"2026-11-22T06:00:00Z"`, `"2026-11-22T05:59:59Z"`, `"COMPLETED"`, `{"unknown":"denied"}`
	for name, c := range map[string]struct {
		point, snapshot string
		want            account.Tri
	}{
		"nothing": {``, ``, no}, "young point": {point(`"arn:db"`, fresh, done), ``, yes}, "24 hours": {point(`"arn:db"`, exact, done), ``, yes}, "a second more": {point(`"arn:db"`, old, done), ``, no},
		"of another": {point(`"arn:other"`, fresh, done), ``, no}, "not done": {point(`"arn:db"`, fresh, `"RUNNING"`), ``, no}, "date unread": {point(`"arn:db"`, unread, done), ``, maybe},
		"subject unread": {point(unread, fresh, done), ``, maybe}, "date that is none": {point(`"arn:db"`, `"today"`, done), ``, maybe}, "young snapshot": {``, snapshot(`"db"`, fresh, `"available"`), yes},
		"available": {point(`"arn:db"`, fresh, `"AVAILABLE"`), ``, yes}, "it may go on": {point(`"arn:db"`, old, `"AVAILABLE"`), ``, maybe}, "stopped": {point(`"arn:db"`, fresh, `"STOPPED"`), ``, no},
		"snapshot on its way": {``, snapshot(`"db"`, fresh, `"creating"`), no}, "old point, young snapshot": {point(`"arn:db"`, old, done), snapshot(`"db"`, fresh, `"available"`), yes},
	} {
		is(t, name, recoverable(c.point, c.snapshot), c.want)
	}
	b := account.NewBuilder()
	is(t, "nobody looked", b.Build().Recoverable(account.DBInstances.Add(b, account.Ident{ID: "db"}, fromPlan)), maybe)
}

func TestRecoveryPointOfTheFutureDoesNotCount(t *testing.T) {
	a := live(t, `"backup.recovery_points":{"items":[{"Arn":"p","ResourceArn":"arn:db","CreationDate":"2031-01-01T00:00:00Z","Status":"COMPLETED"}]},"rds.snapshots":{"items":[]},"rds.instances":{"items":[{"Arn":"arn:db"}]}`)
	for i := range a.DBInstances.All() {
		if got := a.Recoverable(i); got.Tri() == yes {
			t.Errorf("%v", got.Why())
		}
	}
}
