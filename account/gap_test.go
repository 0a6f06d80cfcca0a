package account_test

import (
	"fmt"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestGapOfOneThing shows that what is missing of the recovery points of one
// thing leaves open what is asked of that and of everything together, and no
// more.
func TestGapOfOneThing(t *testing.T) {
	const asked, other = "arn:aws:rds:us-east-1:123456789012:db:asked", "arn:aws:rds:us-east-1:123456789012:db:other"
	point := func(of, at string) string {
		return fmt.Sprintf(`{"Arn":"arn:point","Region":"us-east-1","ResourceArn":%q,"CreationDate":%q,"Status":"COMPLETED"}`, of, at)
	}
	missing := func(of string) string {
		return fmt.Sprintf(`{"region":"us-east-1","call":"backup:ListRecoveryPointsByResource","cause":"not-collected","of":%q}`, of)
	}
	for name, c := range map[string]struct {
		points, gaps string
		want         account.Tri
	}{
		"none of it":            {``, missing(other), no},
		"an old one":            {point(asked, "2026-11-01T00:00:00Z"), missing(other), no},
		"one of the other":      {point(other, "2026-11-23T05:00:00Z"), missing(other), no},
		"a young one":           {point(asked, "2026-11-23T05:00:00Z"), missing(other), yes},
		"its own are missing":   {``, missing(other) + `,` + missing(asked), maybe},
		"by its name":           {``, missing("asked"), maybe},
		"a young one was seen":  {point(asked, "2026-11-23T05:00:00Z"), missing(asked), yes},
		"any may be missing":    {``, missing(other) + `,{"cause":"denied"}`, maybe},
		"of a thing of no name": {``, missing(""), maybe},
	} {
		t.Run(name, func(t *testing.T) {
			text := recorded(`"backup.recovery_points":{"items":[` + c.points + `],"gaps":[` + c.gaps + `]},"rds.snapshots":{"items":[]}`)
			b := account.NewBuilder()
			db := account.DBInstances.Add(b, account.Ident{ARN: asked, Name: "asked", Region: "us-east-1"}, fromPlan)
			a := filled(t, b, text)
			is(t, "recoverable", a.Recoverable(db), c.want)
			is(t, "complete", a.RecoveryPoints.Complete(), maybe)
		})
	}
}

func TestGapsOfOthersAreOpenToAThingWithoutARN(t *testing.T) {
	b := account.NewBuilder()
	db := account.DBInstances.Add(b, account.Ident{Name: "db", Region: "us-east-1"}, fromPlan)
	a := filled(t, b, recorded(`"backup.recovery_points":{"items":[],"gaps":[{"cause":"not-collected","of":"arn:a"},{"cause":"not-collected","of":"arn:b"}]},"rds.snapshots":{"items":[]}`))
	got := a.Recoverable(db)
	is(t, "recoverable", got, maybe)
	if why := got.Why(); len(why) != 1 || why[0].Cause != account.NotCollected {
		t.Errorf("the same gap of many things is said %d times: %v", len(why), why)
	}
}
