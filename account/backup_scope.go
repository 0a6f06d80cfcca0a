package account

import "slices"

// DataHeld returns everything that holds data and that AWS Backup can back up.
func (a *Account) DataHeld() []Stored {
	var all []Stored
	for i := range a.DBInstances.All() {
		all = append(all, i)
	}
	for c := range a.DBClusters.All() {
		all = append(all, c)
	}
	for v := range a.Volumes.All() {
		all = append(all, v)
	}
	for b := range a.Buckets.All() {
		all = append(all, b)
	}
	for s := range a.DataStores.All() {
		all = append(all, s)
	}
	return all
}

// DataSeen tells whether nothing that holds data is missing from DataHeld.
func (a *Account) DataSeen() Bool {
	return a.DBInstances.Complete().And(a.DBClusters.Complete()).And(a.Volumes.Complete()).
		And(a.Buckets.Complete()).And(a.DataStores.Complete())
}

// HeldElsewhere tells whether something else holds the same data: a member of a
// cluster and a replica need no backup of their own.
func HeldElsewhere(s Stored) Bool {
	if i, ok := s.(*DBInstance); ok {
		return i.Cluster.Absent().Not().Or(i.Source.Absent().Not())
	}
	return Known(false)
}

// KeepsOwn tells whether the thing itself keeps what it held before, without
// AWS Backup.
func KeepsOwn(s Stored) Bool {
	switch t := s.(type) {
	case *DBInstance:
		return t.Retention.Test(func(days int) bool { return days > 0 })
	case *Bucket:
		return t.Versioning.Is("Enabled")
	}
	return Known(false)
}

// BackedUp tells whether the thing is backed up, be it as a part of an instance
// (AWS documentation, 2026-11).
func (a *Account) BackedUp(s Stored) Bool {
	own := a.CoveredByBackup(s)
	v, ok := s.(*Volume)
	if !ok {
		return own
	}
	return own.OrElse(func() Bool {
		return v.Attachments.Exists(func(at *VolumeAttachment) Bool {
			return a.Instances.At(at.Instance, func(i *Instance) Bool { return a.CoveredByBackup(i) })
		})
	})
}

// backedUpTypes lists the types of resources that AWS Backup has backups of, or
// is to make backups of, and tells whether these are all. What the change only
// now creates counts if fresh says so. Where the change has a hand in what is
// backed up, that is among the reasons.
func (a *Account) backedUpTypes(fresh bool) (types []string, all Bool) {
	all = a.DataSeen().And(a.BackupProtectedResources.Complete())
	for p := range a.BackupProtectedResources.All() {
		name, _ := p.Type.Get()
		types, all = append(types, name), all.And(p.Type.Known().Or(Unsure(p.Type.Fact())))
	}
	for _, s := range a.DataHeld() {
		if s.Base().fresh && !fresh {
			continue
		}
		covered := a.CoveredByBackup(s)
		if covered.Tri() != False && s.Base().touched {
			all = all.Because(s.Base().handled())
		}
		switch {
		case covered.Tri() == Unknown:
			all = all.And(covered)
		case covered.Tri() == True:
			types = append(types, s.backupType().name)
		}
	}
	for sel := range a.BackupSelections.All() {
		if sel.touched {
			all = all.Because(sel.handled())
		}
	}
	slices.Sort(types)
	types = slices.DeleteFunc(slices.Compact(types), func(name string) bool { return name == "" })
	return types, all
}
