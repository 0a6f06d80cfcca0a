package account

import (
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
	Manager  Value[string]  `aws:"KeyManager"` // AWS or CUSTOMER
	State    Value[string]  `aws:"KeyState"`
	Spec     Value[string]  `aws:"KeySpec"`
	Origin   Value[string]  `aws:"Origin"`
	Rotation Value[bool]    `aws:"KeyRotationEnabled"`
	Replica  Value[bool]    `aws:"MultiRegionReplica"`
	LastUsed Value[string]  `aws:"LastUsageDate"` // RFC 3339, empty if never, or not since KMS keeps track, for RecentlyUsed at least
	Policy   Document       `aws:"Policy"`
	Grants   Set[*KeyGrant] `aws:"Grants"`
}

// KeyGrant lets somebody use a key besides its policy. AWS services make one
// for what they encrypt, and retire it when that is gone (AWS documentation,
// 2026-11).
type KeyGrant struct {
	ID      Value[string] `aws:"GrantId"`
	Grantee Value[string] `aws:"GranteePrincipal"` // ARN, or a service's name
}

// Dying tells whether the key is scheduled for deletion. A primary key waits for
// its replicas to go first (AWS documentation, 2026-11).
func (k *Key) Dying() Bool {
	return k.State.Test(func(s string) bool { return s == "PendingDeletion" || s == "PendingReplicaDeletion" })
}

// Usable tells whether the key encrypts: in other states, such as that of a key
// that is scheduled for deletion, it does not (AWS documentation, 2026-11).
func (k *Key) Usable() Bool {
	return k.State.Test(func(s string) bool { return s == "Enabled" || s == "Updating" })
}

// Alias is a name that points at a key.
type Alias struct {
	Meta
	Target Link `aws:"TargetKeyId"`
}

// RecentlyUsed is how long after its last use a key still counts as used: the
// length of the shortest usual Type 2 window.
const RecentlyUsed = 90 * 24 * time.Hour

// KeyInUse tells whether anything in the account still needs the key, or used
// it of late.
func (a *Account) KeyInUse(k *Key) Bool {
	return Any(
		usesKey(a, &a.Volumes, k, func(v *Volume) *Link { return &v.Key }),
		usesKey(a, &a.Snapshots, k, func(s *Snapshot) *Link { return &s.Key }),
		usesKey(a, &a.DBInstances, k, func(i *DBInstance) *Link { return &i.Key }),
		usesKey(a, &a.DBClusters, k, func(c *DBCluster) *Link { return &c.Key }),
		usesKey(a, &a.DBSnapshots, k, func(s *DBSnapshot) *Link { return &s.Key }),
		usesKey(a, &a.Buckets, k, func(b *Bucket) *Link { return &b.Key }),
		usesKey(a, &a.Trails, k, func(t *Trail) *Link { return &t.Key }),
		a.within(k.LastUsed, RecentlyUsed),
		k.Grants.Exists(func(g *KeyGrant) Bool { return g.ID.Test(func(id string) bool { return id != "" }) }),
	)
}

// usesKey tells whether the link of any item names the key.
func usesKey[T any](a *Account, s *Set[T], k *Key, link func(T) *Link) Bool {
	links := func(item T, do func(*Link)) { do(a.behindAlias(link(item))) }
	return s.existsNaming(a.namings.of("key of "+s.name()), k, links, func(item T) Bool { return a.linksTo(link(item), k) })
}

// behindAlias returns what an alias points at in place of a link to the alias,
// or nil if nobody has seen it.
func (a *Account) behindAlias(l *Link) *Link {
	name, known := l.Get()
	if !known || !strings.Contains(name, "alias/") {
		return l
	}
	if alias := a.alias(name); alias != nil {
		return &alias.Target
	}
	return nil
}

// linksTo tells whether a link names the key, by itself or by an alias.
func (a *Account) linksTo(l *Link, k *Key) Bool {
	if target := a.behindAlias(l); target != nil {
		return target.To(k)
	}
	f := l.Fact()
	f.Cause, f.Value = NotCollected, ""
	return Unsure(f)
}

// alias returns the alias that goes by the name, be it one that the change
// takes away along with its key.
func (a *Account) alias(text string) *Alias {
	a.Aliases.note()
	for _, found := range [][]*Alias{a.Aliases.called(nil, name{text: text}), a.Aliases.calledOnce(name{text: text})} {
		if len(found) > 0 {
			return found[0]
		}
	}
	return nil
}

// CannotRotate tells whether the key is of a kind that AWS does not rotate by
// itself: asymmetric and HMAC keys, imported ones, those of a custom store; a
// replica follows its primary (AWS documentation, 2026-11).
func (k *Key) CannotRotate() Bool {
	return k.Spec.Is("SYMMETRIC_DEFAULT").Not().Or(k.Origin.Is("AWS_KMS").Not()).Or(k.Replica.Is(true))
}
