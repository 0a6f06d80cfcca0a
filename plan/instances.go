package plan

import (
	"slices"
	"strings"
)

// instances finds resource and module instances by the block they come from.
// The lists are sorted by address, so that a block's instances stand together.
type instances struct {
	changes, prior []*change
	modules        map[string][]string // the sorted keys, by scope + name
	many           map[string][]string // those of blocks with many instances
}

// instances are found when the first reference is followed: many plans have
// none that matter.
func (p *Plan) instances() *instances {
	if p.found == nil {
		p.found = &instances{changes: p.changes, prior: p.prior, many: map[string][]string{}}
		p.found.modules = p.found.calls()
	}
	return p.found
}

// manyInstances is from how many on the keys of a block are kept: each of its
// instances may ask for all of them.
const manyInstances = 8

// of returns the sorted keys of the instances that a block, with its scope, has
// after apply.
func (ix *instances) of(block string) []string {
	if keys, ok := ix.many[block]; ok {
		return keys
	}
	keys := staying(nil, ix.changes, block, func(*change) bool { return true })
	keys = staying(keys, ix.prior, block, ix.onlyPrior)
	slices.Sort(keys)
	if keys = slices.Compact(keys); len(keys) >= manyInstances {
		ix.many[block] = keys
	}
	return keys
}

// called returns the sorted keys of a module call's instances.
func (ix *instances) called(call string) []string { return ix.modules[call] }

// calls lists the instances of every module call.
func (ix *instances) calls() map[string][]string {
	sets := map[string]map[string]bool{}
	for _, list := range [][]*change{ix.changes, ix.prior} {
		for _, c := range list {
			if !strings.HasPrefix(c.Address, "module.") || c.data || !c.stays() || c.side == stated && !ix.onlyPrior(c) {
				continue
			}
			a := c.at()
			for i, m := range a.modules {
				call := scopeOf(a.modules[:i]) + m.name
				if sets[call] == nil {
					sets[call] = map[string]bool{}
				}
				sets[call][m.key] = true
			}
		}
	}
	keys := map[string][]string{}
	for call, set := range sets {
		keys[call] = sortedKeys(set)
	}
	return keys
}

// staying adds the keys of the instances of a block that are in a sorted list
// and there after apply.
func staying(keys []string, list []*change, block string, counts func(*change) bool) []string {
	for _, name := range [...]string{block, block + "["} {
		at, _ := slices.BinarySearchFunc(list, name, byAddress)
		for ; at < len(list) && strings.HasPrefix(list[at].Address, name) && (name != block || list[at].Address == block); at++ {
			if c := list[at]; c.stays() && counts(c) {
				key := strings.TrimPrefix(c.Address, block)
				keys = append(keys, strings.TrimSuffix(strings.TrimPrefix(key, "["), "]"))
			}
		}
	}
	return keys
}

// onlyPrior tells, of an instance of the prior state, that no change says more
// about it.
func (ix *instances) onlyPrior(c *change) bool {
	at, found := slices.BinarySearchFunc(ix.changes, c.Address, byAddress)
	return !found || ix.changes[at].rare.Deposed != ""
}

func byAddress(c *change, address string) int { return strings.Compare(c.Address, address) }

// stays tells whether the instance is there after apply.
func (c *change) stays() bool {
	return c.rare.Deposed == "" && c.action != destroy && c.action != forget
}
