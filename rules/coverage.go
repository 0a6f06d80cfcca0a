package rules

// Coverage says how far the rules there are support one criterion, and what a
// person must add. A rule supports a criterion; nothing here says that it is met.
type Coverage struct {
	Criterion Criterion
	Reach     Reach // never more than the criterion's own
	Rules     []*Rule
	ToAdd     string // what a person must provide
}

// fullAt is how many rules of tier 1 must support a criterion for its coverage
// to be full.
const fullAt = 5

// Coverages returns the coverage of all criteria in the order of the standard.
// It is none without a rule, and full only where configuration can show the
// criterion and at least five controls of tier 1 support it. Rules that tell
// what a change meets, or what AWS refuses, are no controls and do not count.
func Coverages() []Coverage {
	rows := make([]Coverage, 0, len(titles))
	for _, c := range Criteria() {
		row := Coverage{Criterion: c, Reach: None, ToAdd: toAdd[c]}
		first := 0
		for _, r := range All() {
			if !r.Sort.Shows() || !r.supports(c) {
				continue
			}
			row.Rules = append(row.Rules, r)
			if r.Tier == 1 {
				first++
			}
		}
		switch {
		case len(row.Rules) == 0 || c.Reach() == None:
		case c.Reach() == Full && first >= fullAt:
			row.Reach = Full
		default:
			row.Reach = Partial
		}
		rows = append(rows, row)
	}
	return rows
}

func (r *Rule) supports(c Criterion) bool {
	for _, s := range r.Criteria {
		if s.Criterion == c {
			return true
		}
	}
	return false
}
