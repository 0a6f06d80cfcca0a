package live

import (
	"cmp"
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// collector reads one kind of thing, or several that one listing tells of.
type collector struct {
	kinds []account.Kind
	where where
	// calls are the inputs of all operations that read may send. An operation
	// that is not among them is not sent.
	calls []any
	read  func(*reader)
	// leads says that rules follow what these things name: the bucket of a
	// trail. Last is for the collectors that ask about such things, after that;
	// those that are both come in between: a topic, and the key that it names.
	leads, last bool
	// named says that the kinds are read only if somebody names them, for that
	// takes long.
	named bool
}

// wave is when the collector reads: after those whose things lead to its own.
func (c *collector) wave() int {
	switch {
	case !c.last:
		return 0
	case c.leads:
		return 1
	}
	return 2
}

// where says from which account and regions a collector reads.
type where uint8

const (
	regional   where = iota // once for each region
	global                  // once, where the service has no regions
	management              // once, from the organization's management or a delegated account if there are credentials for it
)

var collectors []collector

// collect adds a collector. Every file of this package that is named after a
// service calls it; the result is there only so that a variable can.
func collect(c collector) struct{} { //nolint:unparam // see above
	collectors = append(collectors, c)
	slices.SortStableFunc(collectors, func(a, b collector) int { return cmp.Compare(a.name(), b.name()) })
	return struct{}{}
}

// name is the first of its kinds.
func (c collector) name() string { return string(c.kinds[0]) }

// operations are all that the collector may send.
func (c collector) operations() []operation {
	all := make([]operation, 0, len(c.calls))
	for _, input := range c.calls {
		all = append(all, operationOf(input))
	}
	return all
}

// reads tells whether the collector reads any of the kinds; nil is all kinds but
// those that must be named.
func (c collector) reads(kinds []account.Kind) bool {
	return kinds == nil && !c.named || slices.ContainsFunc(c.kinds, func(k account.Kind) bool { return slices.Contains(kinds, k) })
}

// Collected returns the kinds that can be read of a live account.
func Collected() []account.Kind {
	var all []account.Kind
	for _, c := range collectors {
		all = append(all, c.kinds...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
