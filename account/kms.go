package account

import (
	"iter"
	"strings"
	"time"
)

// The kinds of the Key Management Service.
var (
	Keys    = kind("kms.keys", func(a *Account) *Set[*Key] { return &a.Keys })
	Aliases = kind("kms.aliases", func(a *Account) *Set[*Alias] { return &a.Aliases })
)

// Key is a KMS key.
type Key struct {
	Meta
	Manager  Value[string] `aws:"KeyManager"` // AWS or CUSTOMER
	State    Value[string] `aws:"KeyState"`
	Spec     Value[string] `aws:"KeySpec"`
	Origin   Value[string] `aws:"Origin"`
	Rotation Value[bool]   `aws:"KeyRotationEnabled"`
	Replica  Value[bool]   `aws:"MultiRegionReplica"`
	LastUsed Value[string] `aws:"LastUsageDate"` // RFC 3339, empty if never
	Policy   Document      `aws:"Policy"`
}

// Dying tells whether the key is scheduled for deletion.
func (k *Key) Dying() Bool { return k.State.Is("PendingDeletion") }

// Alias is a name that points at a key.
type Alias struct {
	Meta
	Target Link `aws:"TargetKeyId"`
}

// recentlyUsed is how long after its last use a key still counts as used: the
// length of the shortest usual Type 2 window.
const recentlyUsed = 90 * 24 * time.Hour

// KeyInUse tells whether anything in the account still needs the key, or used
// it of late.
func (a *Account) KeyInUse(k *Key) Bool {
	names := func(l Link) Bool { return a.linksTo(l, k) }
	return Any(
		a.Volumes.Exists(func(v *Volume) Bool { return names(v.Key) }),
		a.Snapshots.Exists(func(s *Snapshot) Bool { return names(s.Key) }),
		a.DBInstances.Exists(func(i *DBInstance) Bool { return names(i.Key) }),
		a.DBClusters.Exists(func(c *DBCluster) Bool { return names(c.Key) }),
		a.DBSnapshots.Exists(func(s *DBSnapshot) Bool { return names(s.Key) }),
		a.Buckets.Exists(func(b *Bucket) Bool { return names(b.Key) }),
		a.Trails.Exists(func(t *Trail) Bool { return names(t.Key) }),
		a.within(k.LastUsed, recentlyUsed),
	)
}

// linksTo tells whether a link names the key, by itself or by an alias.
func (a *Account) linksTo(l Link, k *Key) Bool {
	if name, known := l.Get(); known && strings.Contains(name, "alias/") {
		return a.aliasOf(name, k, l)
	}
	return l.To(k)
}

// aliasOf tells whether an alias points at the key, be it one that the change
// takes away along with it.
func (a *Account) aliasOf(name string, k *Key, l Link) Bool {
	for _, aliases := range []iter.Seq[*Alias]{a.Aliases.All(), a.Aliases.Removed()} {
		for alias := range aliases {
			if alias.Answers(name) {
				return alias.Target.To(k)
			}
		}
	}
	f := l.Fact()
	f.Cause, f.Value = NotCollected, ""
	return Unsure(f)
}

// CannotRotate tells whether the key is of a kind that AWS does not rotate by
// itself: asymmetric and HMAC keys, imported ones, those of a custom store; a
// replica follows its primary (AWS documentation, 2026-11).
func (k *Key) CannotRotate() Bool {
	return k.Spec.Is("SYMMETRIC_DEFAULT").Not().Or(k.Origin.Is("AWS_KMS").Not()).Or(k.Replica.Is(true))
}
