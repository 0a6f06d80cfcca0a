package account

// ThreatsRouted tells whether what the detector finds of high severity is sent
// to a target in this account: by rules of its region, or by way of Security
// Hub. Where it may be another account that does so, that is not known.
func (a *Account) ThreatsRouted(d *Detector) Bool {
	routed := a.Routed(d.Region, GuardDutyFindings()).
		OrElse(func() Bool { return a.byHub(d.Region) }).
		OrElse(func() Bool { return administered(&d.Administrator) })
	return a.alertingDoubt(routed)
}

// HubRouted tells the same of what a hub collects.
func (a *Account) HubRouted(h *Hub) Bool {
	return a.alertingDoubt(a.hubRouted(h.Region).OrElse(func() Bool { return administered(&h.Administrator) }))
}

// byHub tells whether a hub of the region sends on what GuardDuty finds. It
// gets that unless somebody switched it off, which is not read (AWS
// documentation, 2026-11).
func (a *Account) byHub(region string) Bool {
	hub := a.Hubs.Exists(func(h *Hub) Bool { return h.within(region) })
	sent := hub.AndThen(func() Bool { return a.hubRouted(region) })
	return sent.And(sent.unsettled())
}

// hubRouted tells whether rules send on what hubs collect in the region. A rule
// of another region does if findings are aggregated there, which is not read.
func (a *Account) hubRouted(region string) Bool {
	return a.Routed(region, SecurityHubFindings()).OrElse(func() Bool {
		anywhere := Known(true)
		for _, ev := range SecurityHubFindings() {
			anywhere = anywhere.And(a.EventRules.Exists(func(r *EventRule) Bool { return a.hears(r, &ev) }))
		}
		return anywhere.And(anywhere.unsettled())
	})
}

// administered is not known of a thing whose findings another account gets as
// well, for its rules are not seen.
func administered(by *Value[string]) Bool {
	other := by.Is("").Not()
	return other.And(other.unsettled())
}

// Notifies tells whether the rule is at work and sends events to a topic.
func (r *EventRule) Notifies() Bool {
	return r.Enabled().And(r.Targets.Exists((*EventTarget).toTopic))
}

func (t *EventTarget) toTopic() Bool {
	service := t.service()
	if service == "" {
		return t.ARN.Is("")
	}
	return Bool{triOf(service == "sns"), &t.ARN}
}

// service is the service of the target, or "" if that is not known.
func (t *EventTarget) service() string {
	if arn, known := t.ARN.Get(); known {
		return serviceOf(arn)
	}
	return t.Service
}

// ActsOn tells whether a target of the rule does something with the events.
func (a *Account) ActsOn(r *EventRule) Bool { return a.alertingDoubt(r.Targets.Exists(a.targetActs)) }
