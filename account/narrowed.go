package account

// Narrowed tells whether the change makes the filter match fewer events than
// before.
func (f *MetricFilter) Narrowed() Bool {
	old, was := Former(f)
	if !was {
		return Known(false)
	}
	changed := turned(&f.Pattern, &old.Pattern, differs)
	if changed.Tri() != True {
		return changed
	}
	now, known := readFilter(f.Pattern.v)
	before, wasKnown := readFilter(old.Pattern.v)
	switch {
	case !known || !wasKnown:
	case before.within(now):
		return f.Pattern.answer(false)
	case now.within(before):
		return changed
	}
	return f.Pattern.unclear(Conditional)
}
