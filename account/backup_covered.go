package account

import "strings"

// CoveredByBackup tells whether a selection of a backup plan, or a backup
// policy of the organization, chooses the thing. AWS Backup does so each time a
// plan runs, so that a thing that is made now counts (AWS documentation,
// 2026-11).
func (a *Account) CoveredByBackup(s Stored) Bool {
	possible := s.backsUp()
	if possible.Tri() == False {
		return possible
	}
	chosen := a.BackupSelections.Exists(func(sel *BackupSelection) Bool { return a.selects(sel, s) })
	return possible.And(chosen.Or(a.chosenByPolicy(s)))
}

// selects tells whether a selection chooses the thing and its plan makes
// backups.
func (a *Account) selects(sel *BackupSelection, s Stored) Bool {
	here := inRegion(s, sel.Region)
	if here.Tri() == False {
		return here
	}
	excluded := sel.Excluded.Exists(func(r *ResourceRef) Bool { return a.namesThing(&r.Resource, s, sel.Region) })
	limited := sel.Conditions.Every(func(c *BackupCondition) Bool { return c.meets(s.tags()) })
	works := a.BackupPlans.At(sel.Plan, func(p *BackupPlan) Bool {
		return p.Rules.Exists(func(*BackupRule) Bool { return Known(true) })
	})
	return here.And(a.picked(sel, s)).And(excluded.Not()).And(limited).And(works)
}

// picked tells whether the resources or the tags of a selection choose the
// thing. One that names neither chooses everything. What one that names both
// chooses AWS tells in two ways; what each of them chooses is chosen either way
// (AWS documentation, 2026-11).
func (a *Account) picked(sel *BackupSelection, s Stored) Bool {
	opted := a.optedIn(sel.Region, s)
	named := sel.Resources.Exists(func(r *ResourceRef) Bool { return a.namesResource(r, s, sel.Region, opted) })
	tagged := sel.AnyTag.Exists(func(c *BackupCondition) Bool { return c.meets(s.tags()) }).And(opted)
	noNames, noTags := sel.Resources.empty(), sel.AnyTag.empty()
	all := noNames.And(noTags).And(opted)
	surely := Any(all, noTags.And(named), noNames.And(tagged), named.And(tagged))
	perhaps := Any(all, named, tagged)
	switch {
	case surely.Tri() == False && perhaps.Tri() == True:
		return Unsure(Fact{Subject: sel.Label(), Path: "ListOfTags", Cause: Ambiguous})
	case perhaps.Tri() == False:
		return perhaps
	}
	return surely
}

// namesResource tells whether a selection names the thing. To name its type
// stands in for opting in, but for some types.
func (a *Account) namesResource(r *ResourceRef, s Stored, region string, opted Bool) Bool {
	hit := a.namesThing(&r.Resource, s, region)
	if !r.namesType() || s.backupType().strict {
		return hit.And(opted)
	}
	return hit
}

// namesType tells whether the reference says of which service it names things.
func (r *ResourceRef) namesType() bool {
	text, known := r.Resource.Get()
	parts := strings.SplitN(text, ":", 4)
	return !known || len(parts) == 4 && !strings.Contains(parts[2], "*")
}

// empty tells whether there is nothing in the list.
func (s *Set[T]) empty() Bool { return s.Every(func(T) Bool { return Known(false) }) }

// optedIn tells whether AWS Backup may back up the type in the region where
// nothing but tags chooses.
func (a *Account) optedIn(region string, s Stored) Bool {
	if s.backupType().name == "" {
		return Unsure(Fact{Subject: s.Base().Label(), Path: "ResourceType", Cause: NotCollected})
	}
	here := a.BackupRegionSettings.Where(func(r *BackupRegionSetting) bool { return r.Region == region })
	if none := here.empty(); none.Tri() == Unknown {
		return none
	} else if here.Len() == 0 { // AWS always has settings
		return Unsure(Fact{Subject: string(BackupRegionSettings.Kind) + in(region), Path: "ResourceTypeOptInPreference", Cause: NotCollected})
	}
	return here.Exists(func(r *BackupRegionSetting) Bool {
		return r.OptIns.Exists(func(o *BackupOptIn) Bool { return o.Type.Is(s.backupType().name).And(o.On.Is(true)) })
	})
}

// chosenByPolicy tells whether a backup policy of the organization chooses the
// thing by its tags.
func (a *Account) chosenByPolicy(s Stored) Bool {
	return a.OrganizationEffective.Exists(func(p *EffectivePolicy) Bool {
		if p.ID != BackupPolicies {
			return Known(false)
		}
		return p.Backups.Exists(func(b *EffectiveBackup) Bool { return a.choosesByTag(b, s) })
	})
}

func (a *Account) choosesByTag(b *EffectiveBackup, s Stored) Bool {
	region, r := b.Region.Get()
	key, k := b.Key.Get()
	value, v := b.Value.Get()
	if !r || !k || !v {
		return Unsure(b.Region.Fact(), b.Key.Fact(), b.Value.Fact())
	}
	tagged := Tagged(s.tags(), key, func(have string) bool { return have == value })
	return inRegion(s, region).And(tagged).And(a.optedIn(region, s))
}

// meets tells whether tags meet the condition. A tag that is not there is not
// equal to anything.
func (c *BackupCondition) meets(tags *Set[*Tag]) Bool {
	key, known := c.Key.Get()
	want, valued := c.Value.Get()
	if !known || !valued {
		return Unsure(c.Key.Fact(), c.Value.Fact())
	}
	key = strings.TrimPrefix(key, "aws:ResourceTag/")
	operator, _ := c.Operator.Get()
	switch strings.ToUpper(operator) {
	case "STRINGEQUALS":
		return Tagged(tags, key, func(v string) bool { return v == want })
	case "STRINGLIKE":
		return Tagged(tags, key, func(v string) bool { return wildcard(want, v) })
	case "STRINGNOTEQUALS":
		return Tagged(tags, key, func(v string) bool { return v == want }).Not()
	case "STRINGNOTLIKE":
		return Tagged(tags, key, func(v string) bool { return wildcard(want, v) }).Not()
	}
	return Unsure(c.Operator.Fact())
}

// wildcard tells whether "*" in the pattern can stand for text that makes it
// equal to the value.
func wildcard(pattern, value string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == value
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(value) < len(first)+len(last) || !strings.HasPrefix(value, first) || !strings.HasSuffix(value, last) {
		return false
	}
	middle := value[len(first) : len(value)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(middle, part)
		if !found {
			return false
		}
		middle = after
	}
	return true
}
