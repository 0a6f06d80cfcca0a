package account

import "strings"

// refusedKeys looks at the keys of what the change creates.
func (a *Account) refusedKeys(l *refusals) {
	for v := range a.Volumes.All() {
		a.refusedKey(l, v, &v.Key)
	}
	for i := range a.DBInstances.All() {
		a.refusedKey(l, i, &i.Key)
	}
	for c := range a.DBClusters.All() {
		a.refusedKey(l, c, &c.Key)
	}
	for t := range a.Trails.All() {
		a.refusedKey(l, t, &t.Key)
	}
}

// refusedKey looks at one key, if the change names one.
func (a *Account) refusedKey(l *refusals, t Thing, key *Link) {
	if absent := key.Absent(); !t.Base().fresh || absent.Tri() == True || key.Left() {
		return
	}
	unseen := key.Fact()
	unseen.Value, unseen.Cause = "", NotCollected
	refused := Unsure(unseen)
	if target := a.behindAlias(key); target != nil {
		refused = a.Keys.At(*target, unusable)
	}
	l.add(t, refused, "its key is disabled or scheduled for deletion")
}

// unusable tells whether nothing can be encrypted with the key. Of one that the
// change itself turns off nobody knows what comes first.
func unusable(k *Key) Bool {
	off := k.State.Test(func(s string) bool { return s == "Disabled" }).Or(k.Dying())
	if off.Tri() == True && off.planned() {
		return off.unsettled()
	}
	return off
}

// refusedToMembers looks at what an administrator or the organization holds: a
// member account can switch neither off.
func (a *Account) refusedToMembers(l *refusals) {
	member := func(d *Detector) Bool { return d.Administrator.Is("").Not().And(d.Relationship.Is("Enabled")) }
	for d := range a.Detectors.All() {
		if old, was := Former(d); d.touched && was && !d.fresh {
			off := turned(&d.Status, &old.Status, func(now, _ string) bool { return now == "DISABLED" })
			l.add(d, off.AndThen(func() Bool { return member(old) }), "the account answers to a GuardDuty administrator, and a member cannot disable it")
		}
	}
	for d := range a.Detectors.Removed() {
		l.add(d, member(d), "the account answers to a GuardDuty administrator, and a member cannot delete its detector")
	}
	const why = "it is a trail of the organization, and only the account that owns it can change it"
	for t := range a.Trails.All() {
		if _, was := Former(t); t.touched && was && !t.fresh {
			l.add(t, a.othersTrail(t), why)
		}
	}
	for t := range a.Trails.Removed() {
		l.add(t, a.othersTrail(t), why)
	}
}

// othersTrail tells whether the trail is one of the organization that another
// account owns.
func (a *Account) othersTrail(t *Trail) Bool {
	owner := accountOf(t.ARN)
	if owner == "" || a.ID == "" {
		return t.Organization.Is(true).And(Unsure(Fact{Subject: t.Label(), Path: "Owner", Cause: NotCollected}))
	}
	return t.Organization.Is(true).And(Known(owner != a.ID, Fact{Subject: t.Label(), Path: "Owner", Value: owner, Origin: t.Exists().Origin}))
}

// refusedSeconds looks at what a region has one of at most.
func (a *Account) refusedSeconds(l *refusals) {
	const why = "the region has one already, and has room for one"
	second(l, &a.Recorders, why, func(r *Recorder) Bool { return r.Service.Is("") })
	second(l, &a.DeliveryChannels, why, func(*DeliveryChannel) Bool { return Known(true) })
	second(l, &a.Detectors, why, func(*Detector) Bool { return Known(true) })
}

// second looks for what the change makes beside another of its kind, or before
// it deletes the one that it replaces.
func second[P Thing](l *refusals, s *Set[P], why string, counts func(P) Bool) {
	for t := range s.All() {
		m := t.Base()
		if !m.fresh {
			continue
		}
		beside := s.Exists(func(other P) Bool {
			o := other.Base()
			if o.serial == m.serial || o.fresh {
				return Known(false)
			}
			return o.within(m.Region).And(counts(other)).Because(o.Exists())
		})
		for gone := range s.Removed() {
			g := gone.Base()
			if off := g.Interrupted(); g.serial == m.serial && g.Replaced() && off.Tri() == False {
				beside = beside.Or(counts(gone).Because(g.fact("existence", "deleted after the new one is created")))
			}
		}
		l.add(t, beside, why)
	}
}

// refusedSignUps looks at services that take no new customers.
func (a *Account) refusedSignUps(l *refusals) {
	const why = "the account has not signed up for Audit Manager, which takes no new customers since 2026-04-30"
	for s := range a.AuditStatuses.All() {
		if s.touched && sets(s.Status.from, nil) {
			l.add(s, s.before().Is("INACTIVE"), why)
		}
	}
	for one := range a.Assessments.All() {
		if !one.fresh {
			continue
		}
		closed := Unsure(Fact{Subject: string(AuditStatuses.Kind) + in(one.Region), Path: "Status", Cause: NotCollected})
		for s := range a.AuditStatuses.All() {
			if s.Region == one.Region && s.Region != "" {
				closed = s.before().Is("INACTIVE")
			}
		}
		l.add(one, closed, why)
	}
}

// before is the status before the change.
func (s *AuditStatus) before() *Value[string] {
	if old, was := Former(s); was {
		return &old.Status
	}
	if s.touched {
		return &Value[string]{at: s.Status.at, field: s.Status.field, from: s.Status.from, cause: numberOf(NotCollected)}
	}
	return &s.Status
}

// accountOf is the account that an ARN names, or empty.
func accountOf(arn string) string {
	if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 {
		return parts[4]
	}
	return ""
}
