package account

import "strings"

// Former returns the thing as it was before the change, if the change has a
// hand in it and it was there.
func Former[P Thing](t P) (old P, was bool) {
	if f := t.Base().end().former; f != nil {
		return typed[P](f), true
	}
	return old, false
}

// turned tells whether the change turned a value into one that is worse. What
// the change leaves alone is not, also where it is not known.
func turned[T comparable](now, was *Value[T], worse func(now, was T) bool) Bool {
	if now.from == was.from {
		return Known(false, now.Fact())
	}
	n, known := now.Get()
	w, wasKnown := was.Get()
	switch {
	case !known:
		return Unsure(now.Fact())
	case !wasKnown:
		return Unsure(was.Fact())
	}
	return now.answer(worse(n, w)).Because(was.Fact())
}

func grew[T int | float64](now, was T) bool { return now > was }

func differs[T comparable](now, was T) bool { return now != was }

// Loosened tells whether the change makes the alarm come up later or less
// often than before, or not act at all. Whether it does so by watching
// something else is not known.
func (m *Alarm) Loosened() Bool {
	old, was := Former(m)
	if !was {
		return Known(false)
	}
	other := Any(
		turned(&m.MetricName, &old.MetricName, differs), turned(&m.Namespace, &old.Namespace, differs),
		turned(&m.Statistic, &old.Statistic, differs), turned(&m.Percentile, &old.Percentile, differs),
		turned(&m.Rule, &old.Rule, differs),
	)
	return Any(
		m.raised(old), m.widened(old), m.waits(old), turned(&m.Period, &old.Period, grew),
		turned(&m.TreatMissing, &old.TreatMissing, func(now, was string) bool { return lenient(now) && !lenient(was) }),
		turned(&m.Enabled, &old.Enabled, func(now, was bool) bool { return was && !now }),
		other.And(other.unsettled()),
	)
}

// lenient tells whether missing data keep the alarm from coming up.
func lenient(treat string) bool { return treat == "ignore" || treat == "notBreaching" }

// raised tells whether the threshold went where it is crossed less often.
func (m *Alarm) raised(old *Alarm) Bool {
	if m.Operator.from == old.Operator.from {
		return m.threshold(old)
	}
	now, known := m.Operator.Get()
	was, wasKnown := old.Operator.Get()
	switch strict := strings.Replace(was, "OrEqualTo", "", 1); {
	case !known || !wasKnown:
		return Unsure(m.Operator.Fact(), old.Operator.Fact())
	case now == was, strings.Replace(now, "OrEqualTo", "", 1) == was:
		return m.threshold(old)
	case now == strict && turned(&m.Threshold, &old.Threshold, differs).Tri() == False:
		return m.Operator.answer(true).Because(old.Operator.Fact())
	}
	return m.Operator.unclear(Conditional)
}

func (m *Alarm) threshold(old *Alarm) Bool {
	was, known := old.Operator.Get()
	worse := grew[float64]
	if strings.HasPrefix(was, "Less") {
		worse = func(now, was float64) bool { return now < was }
	}
	t := turned(&m.Threshold, &old.Threshold, worse)
	if !known && t.Tri() != False {
		return old.Operator.unclear(Conditional)
	}
	return t
}

// waits tells whether more values than before must cross the threshold.
func (m *Alarm) waits(old *Alarm) Bool {
	if m.Periods.from == old.Periods.from && m.Datapoints.from == old.Datapoints.from {
		return Known(false, m.Periods.Fact())
	}
	now, known := m.needed()
	was, wasKnown := old.needed()
	if !known || !wasKnown {
		return Unsure(m.Periods.Fact(), m.Datapoints.Fact())
	}
	return Known(now > was, m.Periods.Fact(), m.Datapoints.Fact(), old.Periods.Fact(), old.Datapoints.Fact())
}

// needed is how many values must cross the threshold.
func (m *Alarm) needed() (int, bool) {
	if n, known := m.Datapoints.Get(); n > 0 || !known {
		return n, known
	}
	return m.Periods.Get()
}
