package account

import "cmp"

// changedBy are the facts of the last call that changed a thing, if the calls
// were recorded. Nothing is said of who made the change if they were not.
func (a *Account) changedBy(t Thing) []Fact {
	var last *Event
	for _, e := range a.Events.items {
		if changed := e.Changed(t); changed.Tri() == True && (last == nil || cmp.Less(last.Time.v, e.Time.v)) {
			last = e
		}
	}
	if last == nil {
		return nil
	}
	return []Fact{last.Name.Fact(), last.User.Fact(), last.Time.Fact()}
}
