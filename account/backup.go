package account

import (
	"strings"
	"time"
)

// The kinds that hold data and those that can bring it back.
var (
	DataStores     = kind("data.stores", func(a *Account) *Set[*DataStore] { return &a.DataStores })
	RecoveryPoints = kind("backup.recovery_points", func(a *Account) *Set[*RecoveryPoint] { return &a.RecoveryPoints })
)

// DataStore is anything else that holds data: a DynamoDB table, an EFS file
// system, a Redshift cluster.
type DataStore struct {
	Meta
	Type      Value[string] `aws:"ResourceType"`
	Protected Value[bool]   `aws:"DeletionProtectionEnabled"`
	SkipFinal Value[bool]   `aws:"SkipFinalSnapshot"`
	Tags      Set[*Tag]     `aws:"Tags"`
}

// RecoveryPoint is a backup that AWS Backup holds.
type RecoveryPoint struct {
	Meta
	Resource Link          `aws:"ResourceArn"`
	Created  Value[string] `aws:"CreationDate"` // RFC 3339
	Status   Value[string] `aws:"Status"`
}

// recoveryObjective is how old the youngest recovery point may be when the
// data it would bring back is destroyed.
const recoveryObjective = 24 * time.Hour

// Recoverable tells whether a recovery point younger than a day holds what is
// in the thing.
func (a *Account) Recoverable(t Thing) Bool {
	points := func(p *RecoveryPoint, do func(*Link)) { do(&p.Resource) }
	backups := a.RecoveryPoints.existsNaming(a.namings.of("recovery points"), t, points, func(p *RecoveryPoint) Bool {
		return p.Resource.To(t).And(a.usable(p))
	})
	if kind := t.Base().Kind(); kind != DBInstances.Kind && kind != DBClusters.Kind {
		return backups // names of databases are not those of other things
	}
	snapshots := func(s *DBSnapshot, do func(*Link)) { do(&s.Source) }
	return backups.Or(a.DBSnapshots.existsNaming(a.namings.of("snapshots"), t, snapshots, func(s *DBSnapshot) Bool {
		return s.Source.To(t).And(s.Status.Is("available")).And(a.within(s.Created, recoveryObjective)).And(s.outlives(t))
	}))
}

// usable tells whether the recovery point holds what there was less than a day
// ago. One that is available may be continuous: it goes on after the date, which
// is when it began, and nobody tells how far (AWS documentation, 2026-11).
func (a *Account) usable(p *RecoveryPoint) Bool {
	young := a.within(p.Created, recoveryObjective)
	if available := p.Status.Is("AVAILABLE"); available.Tri() == True {
		return available.And(young.orUnsettled())
	}
	return p.Status.Is("COMPLETED").And(young)
}

// outlives tells whether the snapshot is still there once the database is
// deleted. The automated ones in its region go with it, unless it keeps them;
// manual ones and those of AWS Backup stay (AWS documentation, 2026-11).
func (s *DBSnapshot) outlives(t Thing) Bool {
	var stays Bool
	switch db := t.(type) {
	case *DBInstance:
		stays = db.DropBackups.Is(false)
	case *DBCluster:
		stays = db.KeepsBackups()
	}
	m := t.Base()
	elsewhere := Known(m.Region != "" && s.Region != "" && m.Region != s.Region)
	return s.automated().Not().Or(elsewhere).Or(stays)
}

// automated tells whether RDS took the snapshot by itself. Nobody else can give
// a name with a colon, as these have (AWS documentation, 2026-11).
func (s *DBSnapshot) automated() Bool {
	if strings.HasPrefix(s.Name, "rds:") {
		return Known(true, s.fact("DBSnapshotIdentifier", s.Name))
	}
	return s.Type.Is("automated")
}

// within tells whether a time in RFC 3339 lies at most so long before the
// account was read. No time is not within; one that makes no sense, or that
// there is no time of the reading for, tells nothing.
func (a *Account) within(v Value[string], d time.Duration) Bool {
	text, known := v.Get()
	at, err := time.Parse(time.RFC3339, text)
	if !known || text != "" && err != nil || a.Recorded.IsZero() {
		return Unsure(v.Fact())
	}
	age := a.Recorded.Sub(at)
	return Known(text != "" && age >= 0 && age <= d, v.Fact())
}

// Lost is something that held data and that the change destroys.
type Lost struct {
	Thing
	Kept Bool // whether the destroying itself keeps the data
}

// Label names the thing as the subject of a finding.
func (l Lost) Label() string { return l.Base().Label() }

// Called is what messages call the thing.
func (l Lost) Called() string { return l.Base().Called() }

// DataLost returns everything that holds data and that the change destroys.
func (a *Account) DataLost() []Lost {
	var all []Lost
	add := func(t Thing, kept Bool) { all = append(all, Lost{t, kept.Because(t.Base().Gone())}) }
	for i := range a.DBInstances.Removed() {
		replica := i.Source.Absent().Not() // its source keeps the data
		add(i, i.SkipFinal.Is(false).Or(replica).Or(i.KeepsBackups()))
	}
	for c := range a.DBClusters.Removed() {
		add(c, c.SkipFinal.Is(false).Or(c.KeepsBackups()))
	}
	for b := range a.Buckets.Removed() {
		add(b, b.ForceDestroy.Is(false)) // S3 deletes empty buckets only
	}
	for s := range a.DataStores.Removed() {
		add(s, s.SkipFinal.Is(false))
	}
	return all
}
