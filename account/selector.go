package account

import "slices"

// EventSelector says in the classic spelling which events a trail records. A
// trail records what any of its selectors names.
type EventSelector struct {
	ReadWrite  Value[string]        `aws:"ReadWriteType"` // ReadOnly, WriteOnly or All
	Management Value[bool]          `aws:"IncludeManagementEvents"`
	Excluded   Set[*ExcludedSource] `aws:"ExcludeManagementEventSources"`
	Data       Set[*DataResource]   `aws:"DataResources"`
}

// ExcludedSource is a service whose management events a selector leaves out.
type ExcludedSource struct {
	Source Value[string] `aws:"EventSource"`
}

// DataResource names things whose data events a selector takes in: one for
// each value that AWS lists.
type DataResource struct {
	Type  Value[string] `aws:"Type"`
	Value Value[string] `aws:"Value"` // an ARN, or what ARNs begin with
}

// AdvancedSelector says in the newer spelling which events a trail records:
// those that satisfy all conditions.
type AdvancedSelector struct {
	Fields Set[*FieldSelector] `aws:"FieldSelectors"`
}

// FieldSelector is one value of one condition; AWS lists the values of an
// operator together.
type FieldSelector struct {
	Field    Value[string] `aws:"Field"`
	Operator Value[string] `aws:"Operator"` // Equals, StartsWith, EndsWith, or one of these with Not before it
	Value    Value[string] `aws:"Value"`
}

// Access is what an API call does to the data: reading or writing.
type Access struct{ classic, readOnly string }

// The two sorts of access, in the words of the two spellings.
var (
	Reading = Access{"ReadOnly", "true"}
	Writing = Access{"WriteOnly", "false"}
)

// RecordsManagement tells whether the trail takes in all management events of
// the access, of every service.
func (t *Trail) RecordsManagement(access Access) Bool {
	classic := t.Selectors.Exists(func(s *EventSelector) Bool {
		return s.takes(access).And(s.Management.Is(true)).And(s.Excluded.Exists((*ExcludedSource).named).Not())
	})
	return classic.Or(t.Advanced.Exists(func(s *AdvancedSelector) Bool {
		return s.says("eventCategory", "Management").And(s.admits("readOnly", access.readOnly)).
			And(s.narrows("eventCategory", "readOnly").Not())
	}))
}

// ManagementRecorded tells whether a trail that is logging records all management
// events of the access, in every region.
func (a *Account) ManagementRecorded(access Access) Bool {
	return a.Trails.Exists(func(t *Trail) Bool { return t.CoversAccount().And(t.RecordsManagement(access)) })
}

// takes tells whether the selector takes in events of the access.
func (s *EventSelector) takes(access Access) Bool {
	return s.ReadWrite.Test(func(t string) bool { return t == "All" || t == access.classic })
}

func (e *ExcludedSource) named() Bool { return e.Source.Is("").Not() }

// says tells whether a condition demands just this value.
func (s *AdvancedSelector) says(field, want string) Bool {
	return s.Fields.Exists(func(f *FieldSelector) Bool {
		return f.Field.Is(field).And(f.Operator.Is("Equals")).And(f.Value.Is(want))
	})
}

// admits tells whether the conditions on a field let the value pass. The
// values that are wanted are alternatives, those that are not are all refused,
// and a field without a condition lets everything pass (AWS documentation,
// 2026-11).
func (s *AdvancedSelector) admits(field, value string) Bool {
	return s.lets(field, func(f *FieldSelector) Bool { return f.Value.Is(value) }, func(f *FieldSelector) Bool { return f.Value.Is(value) })
}

// lets is admits for whatever a value is compared with.
func (s *AdvancedSelector) lets(field string, wanted, refused func(*FieldSelector) Bool) Bool {
	on := func(negative bool, ok func(*FieldSelector) Bool) Bool {
		return s.Fields.Exists(func(f *FieldSelector) Bool {
			return f.Field.Is(field).And(f.refuses(negative)).And(ok(f))
		})
	}
	all := func(*FieldSelector) Bool { return Known(true) }
	return on(false, all).Not().Or(on(false, wanted)).And(on(true, refused).Not())
}

// refuses tells whether the operator is one of those with Not before them.
func (f *FieldSelector) refuses(negative bool) Bool {
	return f.Operator.Test(func(o string) bool {
		return slices.Contains([]string{"NotEquals", "NotStartsWith", "NotEndsWith"}, o) == negative
	})
}

// narrows tells whether there is a condition on another field than these.
// One that refuses a source leaves it out; of others the model does not know
// whether they leave anything out.
func (s *AdvancedSelector) narrows(beside ...string) Bool {
	return s.Fields.Exists(func(f *FieldSelector) Bool {
		other := f.Field.Test(func(field string) bool { return !slices.Contains(beside, field) })
		source := f.Field.Is("eventSource").And(f.refuses(true))
		if other.Tri() != True || source.Tri() == True {
			return other
		}
		return Unsure(f.Field.Fact())
	})
}
