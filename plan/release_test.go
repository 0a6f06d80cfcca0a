package plan

import (
	"reflect"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// TestReleaseKeepsWhatReportsTell compares what a plan says of itself with
// what it says once its values are gone.
func TestReleaseKeepsWhatReportsTell(t *testing.T) {
	for _, name := range []string{"plan/references", "plan/import-with-change", "plan/not-understood"} {
		kept, released := fixture(t, name), fixture(t, name)
		if err := released.Before(account.NewBuilder()); err != nil {
			t.Fatal(err)
		}
		released.Release()
		if released.changes != nil || released.prior != nil {
			t.Errorf("%s: values are kept", name)
		}
		if !reflect.DeepEqual(kept.Counts(), released.Counts()) || len(kept.Counts()) == 0 {
			t.Errorf("%s: counts %v, and then %v", name, kept.Counts(), released.Counts())
		}
		if !reflect.DeepEqual(kept.Coverage(), released.Coverage()) {
			t.Errorf("%s: coverage %v, and then %v", name, kept.Coverage(), released.Coverage())
		}
		places := 0
		for _, c := range kept.changes {
			if kept.Place(c.Address) != released.Place(c.Address) {
				t.Errorf("%s is in %v, and then in %v", c.Address, kept.Place(c.Address), released.Place(c.Address))
			}
			if kept.Place(c.Address) != (Place{}) {
				places++
			}
		}
		if places == 0 {
			t.Errorf("%s: no change is anywhere", name)
		}
	}
}
