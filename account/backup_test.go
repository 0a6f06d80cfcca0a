package account_test

import (
	"fmt"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestAutomatedSnapshotsGoWithTheirDatabase asks of a database that is deleted
// whether a young snapshot is left of it.
func TestAutomatedSnapshotsGoWithTheirDatabase(t *testing.T) {
	const east, west, manual, automated = "us-east-1", "us-west-2", `"manual"`, `"automated"`
	for name, c := range map[string]struct {
		snapshot, typ, region string
		db                    string
		want                  account.Tri
	}{
		"manual":                         {"s", manual, east, `"DeleteAutomatedBackups":true`, yes},
		"of AWS Backup":                  {"awsbackup:job-1", `"awsbackup"`, east, `"DeleteAutomatedBackups":true`, yes},
		"automated":                      {"rds:db-1", automated, east, `"DeleteAutomatedBackups":true`, no},
		"automated, by its type":         {"s", automated, east, `"DeleteAutomatedBackups":true`, no},
		"automated, by its name":         {"rds:db-1", `{"unknown":"denied"}`, east, `"DeleteAutomatedBackups":true`, no},
		"of a type nobody read":          {"s", `{"unknown":"denied"}`, east, `"DeleteAutomatedBackups":true`, maybe},
		"automated, kept":                {"rds:db-1", automated, east, `"DeleteAutomatedBackups":false`, yes},
		"automated, kept or not":         {"rds:db-1", automated, east, `"DeleteAutomatedBackups":{"unknown":"denied"}`, maybe},
		"automated, elsewhere":           {"rds:db-1", automated, west, `"DeleteAutomatedBackups":true`, yes},
		"manual, kept or not":            {"s", manual, east, `"DeleteAutomatedBackups":{"unknown":"denied"}`, yes},
		"of a type nobody read but kept": {"s", `{"unknown":"denied"}`, east, `"DeleteAutomatedBackups":false`, yes},
	} {
		t.Run(name, func(t *testing.T) {
			snapshot := fmt.Sprintf(`{"Name":%q,"Region":%q,"SnapshotType":%s,"DBInstanceIdentifier":"db","Status":"available","SnapshotCreateTime":"2026-11-23T01:00:00Z"}`, c.snapshot, c.region, c.typ)
			a := live(t, `"backup.recovery_points":{"items":[]},"rds.snapshots":{"items":[`+snapshot+`]},"rds.instances":{"items":[{"Name":"db","Region":"us-east-1",`+c.db+`}]},
				"rds.clusters":{"items":[{"Name":"db","Region":"us-east-1","Engine":"aurora-mysql",`+c.db+`}]}`)
			for i := range a.DBInstances.All() {
				is(t, "instance", a.Recoverable(i), c.want)
			}
			for k := range a.DBClusters.All() {
				is(t, "cluster", a.Recoverable(k), c.want)
			}
		})
	}
}

func TestClustersKeepBackups(t *testing.T) {
	for cluster, want := range map[string]account.Tri{
		`"DeleteAutomatedBackups":false,"Engine":"aurora-postgresql"`:   yes,
		`"DeleteAutomatedBackups":false,"Engine":"postgres"`:            no,
		`"DeleteAutomatedBackups":true,"Engine":"aurora-postgresql"`:    no,
		`"DeleteAutomatedBackups":false`:                                maybe,
		`"Engine":"aurora-postgresql"`:                                  maybe,
		`"DeleteAutomatedBackups":{"unknown":"error"},"Engine":"mysql"`: no,
	} {
		a := live(t, `"rds.clusters":{"items":[{"Name":"db","Region":"us-east-1",`+cluster+`}]}`)
		for k := range a.DBClusters.All() {
			is(t, cluster, k.KeepsBackups(), want)
		}
	}
}
