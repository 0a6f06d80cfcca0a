package live

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// Permission is what one collector needs to be allowed.
type Permission struct {
	Collector string
	Kinds     []account.Kind
	// Operations are what it may call, Actions what IAM calls that. Both are
	// sorted.
	Operations, Actions []string
	// Upper says that the management account or a delegated one must allow it.
	Upper bool
	// Named says that the kinds are read only if somebody names them.
	Named bool
}

// regionActions are what finding the regions needs.
var regionActions = []string{"ec2:DescribeRegions"}

// Permissions returns what every collector needs, sorted by its name, and what
// is needed besides. Only reading is among it.
func Permissions() []Permission {
	all := []Permission{{Collector: "regions", Operations: regionActions, Actions: regionActions}}
	for _, c := range collectors {
		one := Permission{Collector: c.name(), Kinds: c.kinds, Upper: c.where == management, Named: c.named}
		for _, op := range c.operations() {
			one.Operations = append(one.Operations, op.String())
			one.Actions = append(one.Actions, op.actions()...)
		}
		slices.Sort(one.Operations)
		slices.Sort(one.Actions)
		one.Actions = slices.Compact(one.Actions)
		all = append(all, one)
	}
	return all
}

// Actions returns all IAM actions that reading an account needs, each once.
func Actions() []string {
	var all []string
	for _, p := range Permissions() {
		all = append(all, p.Actions...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
