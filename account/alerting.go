package account

import "strings"

// Alarmed tells whether somebody is told of every event of the activities: a
// trail of the whole account sends them to a log group, a filter counts them,
// an alarm watches the count and reaches somebody. A rule of EventBridge that
// hears them does as well.
func (a *Account) Alarmed(activities []Activity) Bool {
	all := Known(true)
	for i := range activities {
		ev := &activities[i]
		told := a.Trails.Exists(func(t *Trail) Bool {
			logged := t.CoversAccount().And(t.LogGroup.Absent().Not())
			return logged.AndThen(func() Bool {
				return a.LogGroups.At(*t.group(), func(g *LogGroup) Bool { return a.counted(g, ev) })
			})
		})
		all = all.And(told.OrElse(func() Bool { return a.heard(ev) }))
	}
	return a.alertingDoubt(all, handIn(&a.Trails), handIn(&a.LogGroups), handIn(&a.MetricFilters), handIn(&a.Alarms))
}

// counted tells whether a filter on the group counts every event of the
// activity for an alarm that reaches somebody.
func (a *Account) counted(g *LogGroup, ev *Activity) Bool {
	return a.MetricFilters.Exists(func(f *MetricFilter) Bool {
		return f.Matches(ev).And(f.Interrupted().Not()).
			AndThen(func() Bool { return f.Group.To(g).AndThen(func() Bool { return sameRegion(&f.Meta, &g.Meta) }) }).
			AndThen(func() Bool { return f.Transformations.Exists(func(t *Transformation) Bool { return a.watched(f, t) }) })
	})
}

// watched tells whether an alarm on the metric of a filter comes up with one
// event and reaches somebody.
func (a *Account) watched(f *MetricFilter, t *Transformation) Bool {
	return a.Alarms.Exists(func(m *Alarm) Bool {
		return m.counts(t).And(m.Interrupted().Not()).
			AndThen(func() Bool { return sameRegion(&f.Meta, &m.Meta) }).
			AndThen(func() Bool { return m.firesOn(&t.Value) }).
			AndThen(func() Bool { return a.Reaches(m) })
	})
}

// heard tells whether rules of EventBridge hear the activity wherever it takes
// place. A rule hears its own region only, and a trail is changed in its home
// region; of other activity it is not known where it takes place.
func (a *Account) heard(ev *Activity) Bool {
	in := func(region *Meta) Bool {
		return a.EventRules.Exists(func(r *EventRule) Bool {
			return a.hears(r, ev).AndThen(func() Bool { return sameRegion(&r.Meta, region) })
		})
	}
	if !ev.home {
		anywhere := a.EventRules.Exists(func(r *EventRule) Bool { return a.hears(r, ev) })
		return anywhere.And(anywhere.unsettled())
	}
	covering := a.Trails.Exists((*Trail).CoversAccount)
	return covering.And(a.Trails.Every(func(t *Trail) Bool { return in(&t.Meta) }))
}

// Reaches tells whether the alarm tells somebody when it comes up, by its own
// actions, by a rule of EventBridge or by a composite alarm that does.
func (a *Account) Reaches(m *Alarm) Bool {
	reaches := a.tells(m).OrElse(func() Bool {
		return a.Alarms.Exists(func(above *Alarm) Bool {
			return above.risesWith(m).
				AndThen(func() Bool { return sameRegion(&above.Meta, &m.Meta) }).
				AndThen(func() Bool { return a.tells(above) })
		})
	})
	return a.alertingDoubt(reaches, handIn(&a.Alarms))
}

func (a *Account) tells(m *Alarm) Bool {
	return a.acts(m).OrElse(func() Bool {
		up := m.comesUp()
		return a.EventRules.Exists(func(r *EventRule) Bool {
			return a.hears(r, &up).AndThen(func() Bool { return sameRegion(&r.Meta, &m.Meta) })
		})
	})
}

// OnlyScales tells whether all that the alarm sets off starts, stops or scales
// something, so that it is not there to tell anybody.
func (m *Alarm) OnlyScales() Bool {
	scales := func(action *AlarmAction) Bool {
		if _, known := action.ARN.Get(); !known && action.ARN.exact() {
			return Bool{False, &action.ARN} // it refers to a topic
		}
		return action.ARN.Test(func(arn string) bool { return scaling[serviceOf(arn)] })
	}
	return m.Actions.Exists(scales).And(m.Actions.Every(scales))
}

// scaling are the services whose actions tell nobody (AWS documentation, 2026-11).
var scaling = map[string]bool{"autoscaling": true, "automate": true, "swf": true}

func (a *Account) acts(m *Alarm) Bool {
	return m.Enabled.Is(true).AndThen(func() Bool { return m.Actions.Exists(a.actionReaches) })
}

// actionReaches tells whether an action tells somebody. An OpsItem and an
// incident are things that people work off; what a function does is not known;
// other actions start, stop or scale something (AWS documentation, 2026-11).
func (a *Account) actionReaches(action *AlarmAction) Bool {
	arn, _ := action.ARN.Get()
	switch service := serviceOf(arn); {
	case service == "sns" || arn == "":
		return a.Topics.At(action.ARN, func(t *Topic) Bool { return a.Publishes(t, cloudWatch) })
	case service == "ssm" && strings.Contains(arn, ":opsitem:"), service == "ssm-incidents":
		return Known(true, action.ARN.Fact())
	case scaling[service]:
		return Known(false, action.ARN.Fact())
	}
	return action.ARN.unclear(Conditional)
}
