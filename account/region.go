package account

import (
	"iter"
	"maps"
	"slices"
)

// Regions are all regions that AWS lists for the account.
var Regions = kind("account.regions", func(a *Account) *Set[*Region] { return &a.Regions })

// Region is an AWS region as the account may use it; its name is the region's.
type Region struct {
	Meta
	OptStatus Value[string] `aws:"RegionOptStatus"` // ENABLED, ENABLED_BY_DEFAULT, ENABLING, DISABLING or DISABLED
}

// Enabled tells whether the account can have things in the region.
func (r *Region) Enabled() Bool {
	return r.OptStatus.Test(func(s string) bool { return s != "DISABLED" })
}

// RegionsInUse lists the regions that anything is in, sorted. Settings that
// every region has do not count.
func (a *Account) RegionsInUse() []string { return a.inUse }

// Locale is the account in one region: what a finding is about that is about a
// whole region.
type Locale struct {
	account, Region string
	// Opened says that nothing is known to be there but what the change makes.
	Opened bool
}

// In returns the account in one region.
func (a *Account) In(region string) Locale {
	return Locale{a.Label(), region, slices.Contains(a.opened, region)}
}

// Label names the locale as the subject of a finding.
func (l Locale) Label() string { return l.account + in(l.Region) }

// RegionsJudged lists the regions that were read or that anything is in, sorted.
func (a *Account) RegionsJudged() []string { return sortedOnce(a.regions, a.inUse) }

// RegionsRead tells whether every region that the account may use was read.
func (a *Account) RegionsRead() Bool {
	return a.Regions.Every(func(r *Region) Bool {
		return r.Enabled().Not().Or(a.read(r.Name).Because(r.OptStatus.Fact()))
	})
}

// read tells whether anybody looked at the region.
func (a *Account) read(region string) Bool {
	if slices.Contains(a.regions, region) {
		return Known(true)
	}
	return Unsure(Fact{Subject: a.Label() + in(region), Path: "list", Cause: NotCollected})
}

// Disabled tells whether the account can have nothing in the region, and has
// nothing there.
func (a *Account) Disabled(region string) Bool {
	if slices.Contains(a.inUse, region) {
		return Known(false)
	}
	return a.Regions.Exists(func(r *Region) Bool {
		if r.Name != region {
			return Known(false)
		}
		return r.Enabled().Not()
	})
}

// Anywhere tells whether the answer is yes in a region that was read or that
// anything is in.
func (a *Account) Anywhere(ok func(region string) Bool) Bool {
	regions := a.RegionsJudged()
	if len(regions) == 0 {
		return Unsure(Fact{Subject: a.Label(), Path: "regions", Cause: NotCollected})
	}
	answer := Known(false)
	for _, region := range regions {
		answer = answer.OrElse(func() Bool { return ok(region) })
	}
	return answer
}

// regionsOf lists the regions of things, those that the change takes away
// included.
func regionsOf[P Thing](s *Set[P]) []string {
	var all []string
	for _, things := range []iter.Seq[P]{s.All(), s.Removed()} {
		for t := range things {
			all = append(all, t.Base().Region)
		}
	}
	return all
}

// unlisted lists the regions of which a listing was not had.
func (s *Set[T]) unlisted() []string {
	var all []string
	for _, gap := range s.gaps {
		if gap.Region != "" {
			all = append(all, gap.Region)
		}
	}
	return all
}

// mayLack is not known where a part of what is in the region could not be seen,
// and false where nobody looked for more than the change has a hand in.
func (s *Set[T]) mayLack(region string) Bool {
	for _, gap := range s.gaps {
		if gap.Region == "" || region == "" || gap.Region == region {
			return Bool{Unknown, (*whole[T])(s)}
		}
	}
	return Known(false)
}

func sortedOnce(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// inUse collects the regions of all things, and those in which nothing is or was
// but what the change makes.
func (b *Builder) inUse() (used, opened []string) {
	is, was := map[string]bool{}, map[string]bool{}
	for _, k := range kinds {
		t := b.table(k.name())
		for _, thing := range t.things {
			if thing != nil && thing.Base().somewhere() {
				is[thing.Base().Region] = true
				was[thing.Base().Region] = was[thing.Base().Region] || !thing.Base().fresh
			}
		}
		for _, thing := range t.removed {
			was[thing.Base().Region] = was[thing.Base().Region] || thing.Base().somewhere()
		}
	}
	used = slices.Sorted(maps.Keys(is))
	return used, slices.DeleteFunc(slices.Clone(used), func(region string) bool { return was[region] })
}

// somewhere tells whether the thing makes a region one that is in use.
func (m *Meta) somewhere() bool { return m.Region != "" && m.ID != AccountID }

// asked leaves a no open where the region is not one of those that were read.
func (a *Account) asked(region string, answer Bool) Bool {
	if answer.Tri() != False || a.regions == nil || slices.Contains(a.regions, region) {
		return answer
	}
	return Unsure(Fact{Subject: a.Label() + in(region), Path: "list", Cause: NotCollected})
}

// within tells whether the thing is in the region.
func (m *Meta) within(region string) Bool {
	if m.Region == "" || region == "" {
		return Unsure(Fact{Subject: m.Label(), Path: "Region", Cause: NotCollected})
	}
	return Known(m.Region == region, m.fact("Region", m.Region))
}
