package account

import "strings"

// records tells whether the recorder is one that a service of AWS runs and
// that records, for the account to see, what becomes of the things in a region.
func (r *Recorder) records(region string) Bool {
	return r.within(region).And(r.Service.Is("").Not()).And(r.Recording.Is(true)).And(r.Open()).And(r.Broad())
}

// channelWorked tells whether AWS Config needed the channel: a recorder that a
// service runs does not.
func (a *Account) channelWorked(c *DeliveryChannel) Bool {
	return a.Recorders.Exists(func(r *Recorder) Bool { return r.records(c.Region) }).Not()
}

// flowLogWorked tells whether the log recorded anything that is there still: a
// network that the change makes anew had no traffic.
func (a *Account) flowLogWorked(f *FlowLog) Bool {
	return f.Status.Is("ACTIVE").And(f.Delivery.Is("FAILED").Not()).And(a.networkGoes(&f.Resource).Not())
}

// networkGoes tells whether the change deletes what the link names.
func (a *Account) networkGoes(l *Link) Bool {
	goes := Known(false)
	for v := range a.VPCs.Removed() {
		goes = goes.Or(l.To(v).Because(v.Gone()))
	}
	for s := range a.Subnets.Removed() {
		goes = goes.Or(l.To(s).Because(s.Gone()))
	}
	return goes
}

// flowsToo tells whether another flow log records what the one did: of the same
// network, or of the VPC that the subnet is in.
func (a *Account) flowsToo(old, other *FlowLog) Bool {
	same := equal(&other.Resource.Value, &old.Resource.Value)
	if s, ok := a.Subnets.Linked(old.Resource); ok {
		same = same.Or(equal(&other.Resource.Value, &s.VPC.Value))
	}
	traffic := other.Traffic.Is("ALL").Or(equal(&other.Traffic, &old.Traffic))
	return same.And(traffic).And(other.Status.Is("ACTIVE")).And(other.Delivery.Is("FAILED").Not())
}

// backsUpToo tells whether another backup plan chooses all that the one did. Of
// one that does not choose everything in its region that is not known.
func (a *Account) backsUpToo(old, other *BackupPlan) Bool {
	chooses := a.BackupSelections.Exists(func(s *BackupSelection) Bool {
		return s.Plan.To(other).And(s.Interrupted().Not()).AndThen(func() Bool { return s.everything().orUnsettled() })
	})
	return other.within(old.Region).And(other.Rules.empty().Not()).AndThen(func() Bool { return chooses })
}

// everything tells whether the selection chooses all that there is.
func (s *BackupSelection) everything() Bool {
	all := s.Resources.Exists(func(r *ResourceRef) Bool { return r.Resource.Value.Is("*") }).And(s.AnyTag.empty())
	return all.And(s.Excluded.empty()).And(s.Conditions.empty())
}

// alarmWorked tells whether anybody heard of the alarm: it has actions, or a
// composite alarm looks at it.
func (a *Account) alarmWorked(old *Alarm) Bool {
	return old.Enabled.Is(true).And(old.Actions.empty().Not().OrElse(func() Bool {
		return a.Alarms.Exists(func(other *Alarm) Bool {
			return other.Rule.Test(func(rule string) bool { return old.Name != "" && strings.Contains(rule, old.Name) })
		})
	}))
}

// alarmsToo tells whether another alarm comes up when the one would have. Of one
// that looks at the same metric in another way that is not known.
func alarmsToo(old, other *Alarm) Bool {
	metric := equal(&other.MetricName, &old.MetricName).And(equal(&other.Namespace, &old.Namespace)).And(other.MetricName.Is("").Not())
	return metric.And(other.Enabled.Is(true)).And(other.Actions.empty().Not()).AndThen(func() Bool {
		same := equal(&other.Operator, &old.Operator).And(equal(&other.Statistic, &old.Statistic)).
			And(old.Dimensions.empty()).And(other.Dimensions.empty()).
			And(unchanged(&other.Threshold, &old.Threshold)).And(unchanged(&other.Period, &old.Period)).And(unchanged(&other.Periods, &old.Periods))
		return same.orUnsettled()
	})
}

// unchanged tells whether two values are the same.
func unchanged[T comparable](v, as *Value[T]) Bool {
	want, known := as.Get()
	if !known {
		return as.Known().And(Unsure(as.Fact()))
	}
	return v.Is(want)
}

// fullAccess is the policy with which everything is allowed that no other denies.
const fullAccess = "p-FullAWSAccess"

// restricts tells whether the attached policy takes permissions away: it is a
// service or resource control policy, and not the one that allows all.
func (a *Account) restricts(old *OrganizationAttachment) Bool {
	kind := a.OrganizationPolicies.At(old.Policy, func(p *OrganizationPolicy) Bool {
		return p.Type.Test(func(t string) bool { return t == "SERVICE_CONTROL_POLICY" || t == "RESOURCE_CONTROL_POLICY" })
	})
	return old.Policy.Is(fullAccess).Not().AndThen(func() Bool { return kind })
}

// restrictsToo tells whether the same policy is attached above. Of one that is
// attached anywhere but to a root that is not known.
func (a *Account) restrictsToo(old, other *OrganizationAttachment) Bool {
	return equal(&other.Policy.Value, &old.Policy.Value).AndThen(func() Bool {
		return other.Target.Test(func(t string) bool { return strings.HasPrefix(t, "r-") }).orUnsettled()
	})
}
