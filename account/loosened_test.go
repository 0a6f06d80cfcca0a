package account

import "testing"

// loosened tells what Loosened says of an alarm that a change turns into another.
func loosened(change func(*Alarm, *Origin)) Bool {
	b := NewBuilder()
	m := Alarms.Add(b, Ident{Name: "a", Region: "us-east-1"}, testOrigin)
	text := func(s string) Value[string] { return Observed(s, testOrigin, "") }
	m.MetricName, m.Namespace, m.Statistic, m.Percentile = text("Errors"), text("App"), text("Sum"), text("")
	m.Threshold, m.Operator, m.TreatMissing = Observed(5.0, testOrigin, ""), text("GreaterThanThreshold"), text("missing")
	m.Periods, m.Datapoints, m.Period = Observed(3, testOrigin, ""), Observed(0, testOrigin, ""), Observed(60, testOrigin, "")
	m.Enabled = Observed(true, testOrigin, "")
	m.Metrics = ListOf(&Metric{ID: text("band"), Expression: text("ANOMALY_DETECTION_BAND(m, 2)"), Dimensions: ListOf(&Dimension{Name: text("d")})})
	b.Build()
	after := b.Clone()
	m = Alarms.At(after, Ident{Name: "a", Region: "us-east-1"}, testOrigin)
	Touch(m)
	change(m, &Origin{Source: FromPlan, Ref: "aws_x.y"})
	return after.Build().Alarms.Items()[0].Loosened()
}

func TestLoosened(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Alarm, *Origin)
		want   Tri
	}{
		"nothing":            {func(*Alarm, *Origin) {}, False},
		"threshold up":       {func(m *Alarm, o *Origin) { m.Threshold = Observed(6.0, o, "") }, True},
		"threshold down":     {func(m *Alarm, o *Origin) { m.Threshold = Observed(4.0, o, "") }, False},
		"threshold open":     {func(m *Alarm, o *Origin) { m.Threshold = Missing[float64](AfterApply, o, "") }, Unknown},
		"or equal":           {func(m *Alarm, o *Origin) { m.Operator = Observed("GreaterThanOrEqualToThreshold", o, "") }, False},
		"the other way":      {func(m *Alarm, o *Origin) { m.Operator = Observed("LessThanThreshold", o, "") }, Unknown},
		"more periods":       {func(m *Alarm, o *Origin) { m.Periods = Observed(4, o, "") }, True},
		"some of more":       {func(m *Alarm, o *Origin) { m.Periods, m.Datapoints = Observed(5, o, ""), Observed(2, o, "") }, False},
		"some of them":       {func(m *Alarm, o *Origin) { m.Datapoints = Observed(2, o, "") }, False},
		"longer periods":     {func(m *Alarm, o *Origin) { m.Period = Observed(300, o, "") }, True},
		"missing is fine":    {func(m *Alarm, o *Origin) { m.TreatMissing = Observed("notBreaching", o, "") }, True},
		"missing is a fault": {func(m *Alarm, o *Origin) { m.TreatMissing = Observed("breaching", o, "") }, False},
		"off":                {func(m *Alarm, o *Origin) { m.Enabled = Observed(false, o, "") }, True},
		"another metric":     {func(m *Alarm, o *Origin) { m.MetricName = Observed("Warnings", o, "") }, Unknown},
		"a wider band": {func(m *Alarm, o *Origin) {
			m.Metrics.items[0].Expression = Observed("ANOMALY_DETECTION_BAND(m, 3.5)", o, "")
		}, True},
		"a narrower band": {func(m *Alarm, o *Origin) {
			m.Metrics.items[0].Expression = Observed("ANOMALY_DETECTION_BAND(m, 1)", o, "")
		}, False},
		"another band": {func(m *Alarm, o *Origin) {
			m.Metrics.items[0].Expression = Observed("ANOMALY_DETECTION_BAND(n, 1)", o, "")
		}, Unknown},
		"metrics open": {func(m *Alarm, _ *Origin) { m.Metrics = PartOf[*Metric](Gap{Cause: AfterApply}) }, Unknown},
	} {
		if got := loosened(c.change); got.Tri() != c.want {
			t.Errorf("%s: %v, want %v; because %v", name, got.Tri(), c.want, got.Why())
		}
	}
}

func TestLoosenedComparesWithTheThingBefore(t *testing.T) {
	b := NewBuilder()
	Alarms.Add(b, Ident{Name: "a"}, testOrigin).Threshold = Observed(1.0, testOrigin, "")
	before := b.Build().Alarms.Items()[0]
	if _, was := Former(before); was {
		t.Error("before the change there is nothing before")
	}
	after := b.Clone()
	gone, _ := Alarms.Drop(after, Ident{Name: "a"})
	Replace(Alarms.Add(after, Ident{Name: "b"}, testOrigin), gone)
	Create(Alarms.Add(after, Ident{Name: "c"}, testOrigin))
	for _, m := range after.Build().Alarms.Items() {
		old, was := Former(m)
		if was != (m.Name == "b") || was && old != before {
			t.Errorf("%s was %v", m.Name, old)
		}
	}
}
