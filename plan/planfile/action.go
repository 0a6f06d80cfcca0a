package planfile

import "fmt"

// action is what a number of the enum Action means.
type action struct {
	names  []string // as in the JSON of a plan
	values int      // how many values are stored: before, after, or both
	after  bool     // the last value is what will be
}

// actionOf knows the numbers of Terraform and OpenTofu. 4 is no action; 9 is
// Terraform's alone, and 10 OpenTofu's.
func actionOf(number uint64) (action, error) {
	switch number {
	case 0:
		return action{[]string{"no-op"}, 1, true}, nil
	case 1:
		return action{[]string{"create"}, 1, true}, nil
	case 2:
		return action{[]string{"read"}, 2, true}, nil
	case 3:
		return action{[]string{"update"}, 2, true}, nil
	case 5:
		return action{[]string{"delete"}, 1, false}, nil
	case 6:
		return action{[]string{"delete", "create"}, 2, true}, nil
	case 7:
		return action{[]string{"create", "delete"}, 2, true}, nil
	case 8:
		return action{[]string{"forget"}, 1, false}, nil
	case 9:
		return action{[]string{"create", "forget"}, 2, true}, nil
	case 10:
		return action{[]string{"forget", "create"}, 2, true}, nil
	}
	return action{}, fmt.Errorf("action %d is unknown", number)
}
