package rules

import "testing"

func TestEveryCriterionHasACoverage(t *testing.T) {
	rows := Coverages()
	if len(rows) != 61 {
		t.Fatalf("there are %d", len(rows))
	}
	for _, row := range rows {
		if row.ToAdd == "" {
			t.Errorf("%s does not say what a person must add", row.Criterion)
		}
		if (len(row.Rules) == 0) != (row.Reach == None) {
			t.Errorf("%s is %s with %d rules", row.Criterion, row.Reach, len(row.Rules))
		}
		if row.Reach == Full && (row.Criterion.Reach() != Full || len(row.Rules) < fullAt) {
			t.Errorf("%s is full with %d rules", row.Criterion, len(row.Rules))
		}
		for _, r := range row.Rules {
			if !r.Sort.Shows() {
				t.Errorf("%s counts %s, which is no control", row.Criterion, r.ID)
			}
		}
	}
}
