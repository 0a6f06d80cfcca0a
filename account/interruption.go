package account

import "fmt"

// Interruption is a control of which the change asks whether it works all the
// time: the change has a hand in it, or in what it depends on.
type Interruption struct {
	Thing
	Kept Bool // it works throughout, did not work before, or another does meanwhile
	how  string
}

// Label names the thing as the subject of a finding.
func (i Interruption) Label() string { return i.Base().Label() }

// String says what interrupts the control.
func (i Interruption) String() string { return i.Base().Called() + " " + i.how }

// control is what is to be known of a kind of controls.
type control[P Thing] struct {
	set    *Set[P]
	worked func(old P) Bool        // whether it did anything before the change
	stands func(old, other P) Bool // whether another does what the one did; nil where there is no other
	single bool                    // a region has room for one
	leans  func(old P) Bool        // whether what it depends on is interrupted
}

const (
	again   = "is deleted before it is created again, and nothing covers the time between"
	swapped = "is deleted, nobody knows whether before or after %s takes its place"
	leaning = "delivers to a bucket that is deleted before it is created again"
)

// Interruptions lists the controls that the change has a hand in, and those
// that depend on a bucket that it replaces. A control that is deleted and has
// no successor is not interrupted: it is gone.
func (a *Account) Interruptions() []Interruption {
	var all []Interruption
	add := func(i Interruption) { all = append(all, i) }
	control[*Trail]{
		set: &a.Trails, worked: func(t *Trail) Bool { return t.Logging.Is(true) },
		stands: func(_, other *Trail) Bool { return other.CoversAccount() },
		leans:  func(t *Trail) Bool { return a.bucketBreaks(&t.Bucket) },
	}.each(add)
	control[*Recorder]{
		set: &a.Recorders, worked: func(r *Recorder) Bool { return r.Recording.Is(true) }, single: true,
		stands: func(old, other *Recorder) Bool { return other.records(old.Region) },
	}.each(add)
	control[*DeliveryChannel]{
		set: &a.DeliveryChannels, worked: a.channelWorked, single: true,
		leans: func(c *DeliveryChannel) Bool { return a.bucketBreaks(&c.Bucket) },
	}.each(add)
	control[*Detector]{set: &a.Detectors, worked: func(d *Detector) Bool { return d.Status.Is("ENABLED") }, single: true}.each(add)
	control[*FlowLog]{set: &a.FlowLogs, worked: a.flowLogWorked, stands: a.flowsToo}.each(add)
	control[*BackupPlan]{set: &a.BackupPlans, worked: func(p *BackupPlan) Bool { return p.Rules.empty().Not() }, stands: a.backsUpToo}.each(add)
	control[*Alarm]{set: &a.Alarms, worked: a.alarmWorked, stands: alarmsToo}.each(add)
	control[*OrganizationAttachment]{set: &a.OrganizationAttachments, worked: a.restricts, stands: a.restrictsToo}.each(add)
	return all
}

func (w control[P]) each(add func(Interruption)) {
	for t := range w.set.All() {
		m := t.Base()
		old, was := Former(t)
		if !was {
			old = t
		}
		leans := Known(false)
		if w.leans != nil && !m.fresh {
			leans = w.leans(old)
		}
		if m.touched && was || leans.Tri() != False {
			add(w.judge(t, old, leans))
		}
	}
	for t := range w.set.Removed() {
		if heir, ok := w.heir(t); ok && !t.Base().Replaced() {
			add(w.swap(t, heir))
		}
	}
}

func (w control[P]) judge(t, old P, leans Bool) Interruption {
	m := t.Base()
	off, how := m.Interrupted(), again
	if off.Tri() == False && leans.Tri() != False {
		off, how = leans, leaning
	}
	kept := off.Not()
	if kept.Tri() == True {
		return Interruption{t, kept.Because(m.fact("existence", "throughout the apply")), how}
	}
	return Interruption{t, kept.Or(w.worked(old).Not()).OrElse(func() Bool { return w.meanwhile(t, old) }), how}
}

// meanwhile tells whether another does what the one did, all the time.
func (w control[P]) meanwhile(t, old P) Bool {
	if w.stands == nil {
		return Known(false)
	}
	return standsIn(w.set, t, func(other P) Bool { return w.stands(old, other) })
}

// standsIn tells whether another thing of the set answers yes all the time. One
// that the change only now creates, starts or widens does not: nobody knows
// which comes first.
func standsIn[P Thing](s *Set[P], one P, ok func(P) Bool) Bool {
	return s.Exists(func(other P) Bool {
		m := other.Base()
		if m.Serial() == one.Base().Serial() {
			return Known(false)
		}
		stands := ok(other).And(m.Interrupted().Not()).And(m.Fresh().Not())
		if stands.Tri() == True && stands.planned() {
			return Known(false, stands.Why()...)
		}
		return stands
	})
}

// heir returns what the change creates, if anything, and what may take the place of the
// thing that it deletes, at another address.
func (w control[P]) heir(gone P) (heir P, ok bool) {
	for t := range w.set.All() {
		m, was := t.Base(), gone.Base()
		if !m.fresh || m.Serial() == was.Serial() || m.Region != was.Region {
			continue
		}
		if w.single || w.stands(gone, t).Tri() != False {
			return t, true
		}
	}
	return heir, false
}

// swap is about a control that is deleted at one address and made at another.
// Where there is room for one only, the old one has to go first.
func (w control[P]) swap(gone, heir P) Interruption {
	by := heir.Base()
	order := Unsure(Fact{Subject: by.Label(), Path: "existence", Cause: NotFollowed, Origin: Origin{Source: FromPlan, Ref: by.Address}})
	if w.single {
		order = Known(false, gone.Base().Gone(), by.fact("existence", "created by this plan"))
	}
	kept := w.worked(gone).Not().OrElse(func() Bool { return w.meanwhile(gone, gone) })
	return Interruption{gone, kept.Or(order), fmt.Sprintf(swapped, by.Called())}
}

// bucketBreaks tells whether the change deletes the bucket that the link names
// before it creates it again.
func (a *Account) bucketBreaks(to *Link) Bool {
	breaks := Known(false)
	for old := range a.Buckets.Removed() {
		if off := old.Interrupted(); off.Tri() != False {
			breaks = breaks.Or(off.And(to.To(old)))
		}
	}
	return breaks
}
