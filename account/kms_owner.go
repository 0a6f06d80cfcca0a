package account

import "strings"

// CustomerKey tells whether a link names a key that the customer manages and
// that is not about to be deleted. No link is a key that AWS owns.
func (a *Account) CustomerKey(l *Link) Bool {
	if name, _ := l.Get(); strings.Contains(name, "alias/aws/") {
		return Known(false, l.Fact())
	}
	return l.Absent().Not().AndThen(func() Bool {
		target := a.behindAlias(l)
		if target == nil {
			f := l.Fact()
			f.Cause, f.Value = NotCollected, ""
			return Unsure(f)
		}
		return a.Keys.At(*target, func(k *Key) Bool { return k.Manager.Is("CUSTOMER").And(k.Dying().Not()).Because(l.Fact()) })
	})
}

// Encrypting is something that holds data and has a key and tags.
type Encrypting struct {
	Thing
	tags *Set[*Tag]
	key  func() Bool
}

// Label names the thing as the subject of a finding.
func (e Encrypting) Label() string { return e.Base().Label() }

// Called is what messages call the thing.
func (e Encrypting) Called() string { return e.Base().Called() }

// OwnKey tells whether the data is encrypted with a key that the customer
// manages.
func (e Encrypting) OwnKey() Bool { return e.key() }

// Tagged tells whether a tag with one of the keys has a value that satisfies ok.
func (e Encrypting) Tagged(keys []string, ok func(string) bool) Bool {
	found := Known(false)
	for _, key := range keys {
		found = found.Or(Tagged(e.tags, key, ok))
	}
	return found
}

// Encrypting returns everything that holds data and has a key and tags.
func (a *Account) Encrypting() []Encrypting {
	var all []Encrypting
	for b := range a.Buckets.All() {
		all = append(all, Encrypting{b, &b.Tags, func() Bool { return a.bucketKey(b) }})
	}
	for v := range a.Volumes.All() {
		all = append(all, Encrypting{v, &v.Tags, func() Bool { return a.volumeKey(v) }})
	}
	for i := range a.DBInstances.All() {
		all = append(all, Encrypting{i, &i.Tags, func() Bool { return a.databaseKey(i) }})
	}
	for c := range a.DBClusters.All() {
		all = append(all, Encrypting{c, &c.Tags, func() Bool { return a.clusterKey(c) }})
	}
	add := func(t Thing, tags *Set[*Tag], key *Link) {
		all = append(all, Encrypting{t, tags, func() Bool { return a.CustomerKey(key) }})
	}
	for t := range a.DynamoTables.All() {
		add(t, &t.Tags, &t.Key)
	}
	for f := range a.FileSystems.All() {
		add(f, &f.Tags, &f.Key)
	}
	for w := range a.Warehouses.All() {
		add(w, &w.Tags, &w.Key)
	}
	for d := range a.SearchDomains.All() {
		add(d, &d.Tags, &d.Key)
	}
	for g := range a.CacheGroups.All() {
		add(g, &g.Tags, &g.Key)
	}
	for q := range a.Queues.All() {
		add(q, &q.Tags, &q.Key)
	}
	return all
}

// bucketKey asks the key that new objects get. Without KMS it is S3's own.
func (a *Account) bucketKey(b *Bucket) Bool {
	kms := b.Algorithm.Test(func(algorithm string) bool { return strings.HasPrefix(algorithm, "aws:kms") })
	return kms.AndThen(func() Bool { return a.CustomerKey(&b.Key) })
}

// volumeKey asks the key of a volume. A new one that names none gets that of its
// snapshot, or the default one of its region.
func (a *Account) volumeKey(v *Volume) Bool {
	return a.VolumeEncrypted(v).AndThen(func() Bool {
		if !v.Key.Left() && v.Key.Absent().Tri() != True {
			return a.CustomerKey(&v.Key)
		}
		if v.Snapshot.Absent().Tri() != True {
			return Bool{Unknown, &v.Key}
		}
		here := a.EBSDefaults.Where(func(d *EBSDefault) bool { return d.Region == v.Region && v.Region != "" })
		return here.Exists(func(d *EBSDefault) Bool { return a.CustomerKey(&d.Key) })
	})
}

// databaseKey asks the key of an instance. One of a cluster has the cluster's;
// one that is made of something else may have that of its source; any other that
// names none gets the one that AWS manages (AWS documentation, 2026-11).
func (a *Account) databaseKey(i *DBInstance) Bool {
	if i.Cluster.Absent().Tri() != True {
		return unless(i.Cluster, a.ownDatabaseKey(i), a.DBClusters.At(i.Cluster, a.clusterKey))
	}
	return a.ownDatabaseKey(i)
}

func (a *Account) ownDatabaseKey(i *DBInstance) Bool {
	return a.DBEncrypted(i).AndThen(func() Bool {
		if !i.Key.Left() {
			return a.CustomerKey(&i.Key)
		}
		if alone := i.Source.Absent().And(i.Snapshot.Absent()).And(i.PointInTime.Absent()); alone.Tri() != True {
			return Bool{Unknown, &i.Key}
		}
		return Known(false, i.Key.Fact())
	})
}

func (a *Account) clusterKey(c *DBCluster) Bool {
	return a.ClusterEncrypted(c).AndThen(func() Bool {
		if c.Key.Left() && c.Snapshot.Absent().Tri() == True {
			return Known(false, c.Key.Fact())
		}
		return a.CustomerKey(&c.Key)
	})
}
