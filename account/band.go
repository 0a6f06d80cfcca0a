package account

import (
	"regexp"
	"slices"
	"strconv"
)

// band is the expression of an anomaly detection band, and its width in
// standard deviations (AWS documentation, 2026-11).
var band = regexp.MustCompile(`^ANOMALY_DETECTION_BAND\(([^,()]+),\s*([0-9.]+)\)$`)

// widened tells whether the band of normal values became wider. Another change
// to what the alarm works out may be anything.
func (m *Alarm) widened(old *Alarm) Bool {
	all := Known(false)
	for _, now := range m.Metrics.items {
		all = all.Or(old.widerThan(now))
	}
	if slices.Equal(m.Metrics.gaps, old.Metrics.gaps) {
		return all
	}
	return all.Or(m.Metrics.whole().Not())
}

// widerThan tells whether the old alarm has the metric as it is now, with a
// band that was narrower.
func (m *Alarm) widerThan(now *Metric) Bool {
	for _, was := range m.Metrics.items {
		if id, known := was.ID.Get(); !known || now.ID.Is(id).Tri() != True {
			continue
		}
		if now.Expression.from == was.Expression.from {
			return Known(false)
		}
		return widerBand(&now.Expression, &was.Expression)
	}
	return now.ID.unclear(Conditional)
}

func widerBand(now, was *Value[string]) Bool {
	n, w := band.FindStringSubmatch(now.v), band.FindStringSubmatch(was.v)
	switch {
	case now.known && was.known && now.v == was.v:
		return now.answer(false)
	case n == nil || w == nil || n[1] != w[1]:
		return now.unclear(Conditional)
	}
	width, err1 := strconv.ParseFloat(n[2], 64)
	before, err2 := strconv.ParseFloat(w[2], 64)
	if err1 != nil || err2 != nil {
		return now.unclear(Unreadable)
	}
	return now.answer(width > before).Because(was.Fact())
}
