package account

import (
	"cmp"
	"strings"
)

// Stored is a thing that holds data and that AWS Backup can back up.
type Stored interface {
	Thing
	Label() string
	Called() string
	tags() *Set[*Tag]
	backupType() backupType
	// backsUp tells whether AWS Backup can back up this very one.
	backsUp() Bool
}

// backupType is what AWS Backup knows about a type of resources.
type backupType struct {
	name   string // in ResourceType and in the opt-in settings
	strict bool   // that must be opted in however it is chosen
	arn    string // how its ARNs go on after the partition, with REGION, ACCOUNT, NAME or ID
}

// The types of AWS Backup that the model knows (AWS documentation, 2026-11).
var (
	backupRDS      = backupType{name: "RDS", arn: "rds:REGION:ACCOUNT:db:NAME"}
	backupCluster  = backupType{name: "RDS", arn: "rds:REGION:ACCOUNT:cluster:NAME"}
	backupAurora   = backupType{name: "Aurora", strict: true, arn: "rds:REGION:ACCOUNT:cluster:NAME"}
	backupEC2      = backupType{name: "EC2", arn: "ec2:REGION:ACCOUNT:instance/ID"}
	backupEBS      = backupType{name: "EBS", arn: "ec2:REGION:ACCOUNT:volume/ID"}
	backupS3       = backupType{name: "S3", arn: "s3:::NAME"}
	backupDynamoDB = backupType{name: "DynamoDB", arn: "dynamodb:REGION:ACCOUNT:table/ID"}
	backupEFS      = backupType{name: "EFS", arn: "elasticfilesystem:REGION:ACCOUNT:file-system/ID"}
	backupRedshift = backupType{name: "Redshift", arn: "redshift:REGION:ACCOUNT:cluster:ID"}
)

func (i *DBInstance) tags() *Set[*Tag]       { return &i.Tags }
func (i *DBInstance) backupType() backupType { return backupRDS }

// backsUp is false of a member of a cluster, which is backed up as a whole.
func (i *DBInstance) backsUp() Bool { return i.Cluster.Absent() }

func (c *DBCluster) tags() *Set[*Tag] { return &c.Tags }
func (c *DBCluster) backsUp() Bool    { return Known(true) }

func (c *DBCluster) backupType() backupType {
	engine, known := c.Engine.Get()
	switch {
	case !known:
		return backupType{strict: true, arn: backupCluster.arn}
	case strings.HasPrefix(engine, "aurora"):
		return backupAurora
	}
	return backupCluster
}

func (i *Instance) tags() *Set[*Tag]       { return &i.Tags }
func (i *Instance) backupType() backupType { return backupEC2 }
func (i *Instance) backsUp() Bool          { return Known(true) }

func (v *Volume) tags() *Set[*Tag]       { return &v.Tags }
func (v *Volume) backupType() backupType { return backupEBS }
func (v *Volume) backsUp() Bool          { return Known(true) }

func (b *Bucket) tags() *Set[*Tag]       { return &b.Tags }
func (b *Bucket) backupType() backupType { return backupS3 }

// backsUp is false of a bucket without versions (AWS documentation, 2026-11).
func (b *Bucket) backsUp() Bool { return b.Versioning.Is("Enabled") }

func (s *DataStore) tags() *Set[*Tag] { return &s.Tags }

func (s *DataStore) backupType() backupType {
	name, _ := s.Type.Get()
	for _, t := range []backupType{backupDynamoDB, backupEFS, backupRedshift} {
		if t.name == name {
			return t
		}
	}
	return backupType{name: name, strict: true}
}

func (s *DataStore) backsUp() Bool {
	return s.Type.Test(func(name string) bool { return name == "DynamoDB" || name == "EFS" || name == "Redshift" })
}

// inRegion tells whether the thing is in the region.
func inRegion(s Stored, region string) Bool {
	at := s.Base().Region
	if bucket, ok := s.(*Bucket); ok && region != "" {
		return bucket.Location.Is(region)
	}
	if at == "" || region == "" {
		return Unsure(Fact{Subject: s.Base().Label(), Path: "Region", Cause: NotCollected})
	}
	return Known(at == region, s.Base().fact("Region", at))
}

// namesThing tells whether a reference, which may have wildcards, names the
// thing. Region is where it was looked for.
func (a *Account) namesThing(l *Link, s Stored, region string) Bool {
	text, known := l.Get()
	if !known {
		return l.To(s)
	}
	p, err := compile(text, false)
	if err != nil {
		f := l.Fact()
		f.Cause, f.Value = Unreadable, ""
		return Unsure(f)
	}
	return Bool{covers(p.tokens, literal(a.backupARN(s, region))).tri(), l}
}

// backupARN is the ARN of the thing, with a Hole for what is not known of it.
func (a *Account) backupARN(s Stored, region string) string {
	m, t := s.Base(), s.backupType()
	if m.ARN != "" {
		return m.ARN
	}
	if t.arn == "" {
		return Hole
	}
	at := cmp.Or(m.Region, region)
	return "arn:" + partitionOf(at) + ":" + strings.NewReplacer(
		"REGION", cmp.Or(m.Region, Hole), "ACCOUNT", cmp.Or(a.ID, Hole),
		"NAME", cmp.Or(m.Name, NewName), "ID", cmp.Or(m.ID, NewName),
	).Replace(t.arn)
}

// partitionOf is the partition of a region (AWS documentation, 2026-11).
func partitionOf(region string) string {
	switch {
	case region == "":
		return Hole
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	case strings.Contains(region, "-iso"):
		return Hole
	}
	return "aws"
}
