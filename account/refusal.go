package account

import "time"

// Refusal is one thing of which AWS may refuse what the change asks for. What
// AWS refuses is as its documentation has it, 2026-11.
type Refusal struct {
	Thing
	Refused Bool
	why     string
}

// Label names the thing as the subject of a finding.
func (r Refusal) Label() string { return r.Base().Label() }

// String says what AWS refuses, and why.
func (r Refusal) String() string {
	return "AWS will refuse the change of " + r.Base().Called() + ": " + r.why
}

// refusals collects them. Of one thing there is one: that which is sure, or else
// that which may be.
type refusals struct {
	all []Refusal
	at  map[int]int // by serial
}

func (l *refusals) add(t Thing, refused Bool, why string) {
	serial := t.Base().Serial()
	i, there := l.at[serial]
	if !there {
		l.at[serial] = len(l.all)
		l.all = append(l.all, Refusal{t, refused, why})
		return
	}
	one := &l.all[i]
	if one.Refused.Tri() != True && refused.Tri() != False {
		one.why = why
	}
	one.Refused = one.Refused.Or(refused)
}

// Refusals lists what the change asks of AWS and AWS may refuse.
func (a *Account) Refusals() []Refusal {
	l := &refusals{at: map[int]int{}}
	for _, look := range []func(*refusals){a.refusedByS3, a.refusedVaults, a.refusedDeletions, a.refusedKeys, a.refusedToMembers, a.refusedSeconds, a.refusedSignUps} {
		look(l)
	}
	return l.all
}

// sets tells whether the change gives an attribute a value that it did not have.
func sets(now, was *Origin) bool { return now != nil && now.Source == FromPlan && now != was }

// refusedByS3 looks at policies and ACLs of buckets.
func (a *Account) refusedByS3(l *refusals) {
	for b := range a.Buckets.All() {
		old, was := Former(b)
		if !was || b.fresh {
			old = &Bucket{}
		}
		if sets(b.Policy.from, old.Policy.from) && b.Policy.read() != documentAbsent {
			blocked := a.Effective(b, func(f *BlockFlags) *Value[bool] { return &f.BlockPolicy })
			public := b.Policy.Public(Boundary{Account: a.ID, Organization: a.Organization})
			l.add(b, public.And(a.surely(b, blocked)), "its policy is public, and public policies are blocked (BlockPublicPolicy)")
		}
		if sets(b.ACL.from, old.ACL.from) {
			l.add(b, b.Ownership.Is("BucketOwnerEnforced"), "an ACL is set, and the bucket has none (ObjectOwnership BucketOwnerEnforced)")
		}
	}
}

// surely leaves a block open that the change itself puts on a bucket that is
// there: nobody knows whether it comes before the policy.
func (a *Account) surely(b *Bucket, blocked Bool) Bool {
	if blocked.Tri() == True && blocked.planned() && !b.fresh {
		return blocked.unsettled()
	}
	return blocked
}

// refusedVaults looks at backup vaults: one with recovery points cannot be
// deleted, and a lock cannot be undone once its date is past.
func (a *Account) refusedVaults(l *refusals) {
	for v := range a.BackupVaults.All() {
		old, was := Former(v)
		if !v.touched || !was || v.fresh {
			continue
		}
		loosened := Any(
			turned(&v.Locked, &old.Locked, func(now, was bool) bool { return was && !now }),
			turned(&v.MinRetention, &old.MinRetention, differs), turned(&v.MaxRetention, &old.MaxRetention, differs),
		)
		l.add(v, loosened.AndThen(func() Bool { return a.lockedForGood(old) }), "its lock is in compliance mode and its date is past")
	}
	for v := range a.BackupVaults.Removed() {
		full := v.RecoveryPoints.Test(func(n int) bool { return n > 0 })
		kept := v.ForceDestroy.Is(false).OrElse(func() Bool { return a.lockedForGood(v) })
		l.add(v, full.And(kept), "the vault holds recovery points that are not deleted, or that its lock keeps")
	}
}

// lockedForGood tells whether nobody can take the lock of the vault away.
func (a *Account) lockedForGood(v *BackupVault) Bool {
	text, known := v.LockDate.Get()
	at, err := time.Parse(time.RFC3339, text)
	switch {
	case !known, text != "" && (err != nil || a.Recorded.IsZero()):
		return v.Locked.Is(true).And(Unsure(v.LockDate.Fact()))
	case text == "":
		return v.LockDate.Is("").Not()
	}
	return v.Locked.Is(true).And(Known(!at.After(a.Recorded), v.LockDate.Fact()))
}

// refusedDeletions looks at what is protected from deletion.
func (a *Account) refusedDeletions(l *refusals) {
	const why = "it is deleted, and deletion protection is on"
	for i := range a.DBInstances.Removed() {
		l.add(i, i.Protected.Is(true), why)
	}
	for c := range a.DBClusters.Removed() {
		l.add(c, c.Protected.Is(true), why)
	}
	for s := range a.DataStores.Removed() {
		if s.Protected.Set() {
			l.add(s, s.Protected.Is(true), why)
		}
	}
}
