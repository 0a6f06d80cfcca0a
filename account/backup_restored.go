package account

import (
	"slices"
	"strings"
	"time"
)

// Restorable says how it stands with restores of all types of resources that
// are backed up.
type Restorable struct {
	Holds   Bool
	Applies bool     // there are backups, or there may be
	lacking []string // the types of which it does not hold
}

// Lacking names the types that it is not known to hold of.
func (r *Restorable) Lacking() string {
	if len(r.lacking) == 0 {
		return "anything that is backed up"
	}
	return strings.Join(r.lacking, ", ")
}

// restorable asks about each type.
func restorable(types []string, all Bool, ok func(string) Bool) Restorable {
	r := Restorable{Holds: all, Applies: len(types) > 0 || all.Tri() != True}
	for _, name := range types {
		one := ok(name)
		if one.Tri() != True {
			r.lacking = append(r.lacking, name)
		}
		r.Holds = r.Holds.And(one)
	}
	if r.Holds.Tri() == Unknown {
		r.Holds = r.Holds.because(all.why)
	}
	return r
}

// RestoreCadence is how long the last tested restore may be ago.
const RestoreCadence = 365 * 24 * time.Hour

// RestoresTested tells whether a restore of each type was completed and
// validated within the cadence. Of what the change only now creates nobody can
// have restored anything, so that it does not count.
func (a *Account) RestoresTested() Restorable {
	types, all := a.backedUpTypes(false)
	return restorable(types, all, func(name string) Bool {
		return a.RestoreJobs.Exists(func(j *RestoreJob) Bool {
			return j.Type.Is(name).And(j.Status.Is("COMPLETED")).And(a.within(j.Completed, RestoreCadence)).AndThen(j.validated)
		})
	})
}

// validated tells whether somebody found that what was restored is good. Where
// AWS Backup was not told so, a person may have.
func (j *RestoreJob) validated() Bool {
	untold := j.Validation.Is("")
	return j.Validation.Is("SUCCESSFUL").Or(untold.And(untold.unsettled()))
}

// RestoresScheduled tells whether a restore testing plan restores resources of
// each type that it can restore.
func (a *Account) RestoresScheduled() Restorable {
	types, all := a.backedUpTypes(true)
	types = slices.DeleteFunc(types, func(name string) bool { return !slices.Contains(testable, name) })
	return restorable(types, all, func(name string) Bool {
		return a.RestoreTestingPlans.Exists(func(p *RestoreTestingPlan) Bool {
			return p.Selections.Exists(func(s *RestoreTestingSelection) Bool { return s.Type.Is(name) })
		})
	})
}

// testable are the types that restore testing knows (AWS documentation, 2026-11).
var testable = []string{"Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3"}
