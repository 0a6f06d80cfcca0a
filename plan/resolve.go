package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// place is where an expression stands: the module instance, and the key that
// each.key and count.index have there.
type place struct {
	modules []step
	key     string
	peers   []string // the keys of all instances of the same block
}

// resolver follows the references of one attribute to resource instances.
type resolver struct {
	plan  *Plan
	types []string
	seen  map[string]bool
	found []string
	lost  bool // a reference led to nothing that the JSON shows
}

// targets returns the addresses of the instances of a kind that an attribute
// refers to. Several mean that one of them is meant; none means that it cannot
// be told.
func (c *change) targets(attr string, kind account.Kind) []string {
	addresses, _ := c.refersTo(attr, kind)
	return addresses
}

// refersTo returns the same, and whether it is sure that nothing else is meant.
// The sources in the plan file tell; without them the JSON has to do, which
// lists what an expression speaks of and not what it makes of it.
func (c *change) refersTo(attr string, kind account.Kind) (addresses []string, exact bool) {
	if c.plan.sources == nil {
		return c.spokenOf(attr, kind)
	}
	addresses, exact = c.evaluated(attr, kind)
	if len(addresses) == 0 && !exact {
		addresses, _ = c.spokenOf(attr, kind)
	}
	return addresses, exact
}

// evaluated asks the sources what an attribute is.
func (c *change) evaluated(attr string, kind account.Kind) (addresses []string, exact bool) {
	answer := c.plan.sources.Evaluate(c.Address, attr)
	open, exact := []source.Answer{answer}, answer.Exact || answer.OneOf
	if answer.Elements != nil {
		open = slices.DeleteFunc(slices.Clone(answer.Elements), func(one source.Answer) bool { return one.Known })
		exact = len(open) == 1 && (open[0].Exact || open[0].OneOf)
	}
	for _, one := range open {
		for _, target := range one.Targets {
			if identifies(kind, target) {
				addresses = append(addresses, target.Address)
			} else {
				exact = false
			}
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses), exact && len(addresses) > 0
}

// identifies tells whether an attribute is a name of a thing of the kind.
func identifies(kind account.Kind, target source.Origin) bool {
	a, err := parseAddress(target.Address)
	if err != nil || a.data {
		return false
	}
	return slices.ContainsFunc(adapters[a.typ], func(one adapter) bool {
		return one.kind == kind && slices.Contains(one.ids, target.Path)
	})
}

// spokenOf lists the instances of a kind that an expression speaks of, and
// tells whether it speaks of one block only, without choosing an instance.
func (c *change) spokenOf(attr string, kind account.Kind) (addresses []string, exact bool) {
	at := c.at()
	block := c.plan.config.block(at)
	if block == nil {
		return nil, false
	}
	top, _, _ := strings.Cut(attr, ".")
	r := &resolver{plan: c.plan, types: typesOf(kind), seen: map[string]bool{}}
	peers := c.plan.instances().of(at.scope() + at.typ + "." + at.name)
	r.follow(block.expression(top), block.forEach, place{at.modules, at.key, peers})
	slices.Sort(r.found)
	return slices.Compact(r.found), !r.lost
}

// follow resolves what an expression refers to. Its each.value stands for an
// element of the for_each expression beside it.
func (r *resolver) follow(expr, forEach jsontext.Value, at place) {
	refs := references(expr)
	own := slices.Contains(refs, "each.key") || slices.Contains(refs, "count.index")
	values := slices.ContainsFunc(refs, isValue)
	paired := own && !values && !slices.ContainsFunc(refs, isLocal)
	for _, ref := range refs {
		key := scopeOf(at.modules) + "|" + at.key + "|" + ref
		if r.seen[key] {
			continue
		}
		r.seen[key] = true
		if isValue(ref) && len(forEach) > 0 {
			r.follow(forEach, nil, at)
			if len(refs) == 1 {
				r.narrow(at)
			}
		} else if path, err := traversal(ref, nil); err == nil {
			r.reference(path, at, paired)
		}
	}
}

// isLocal tells references to what Terraform's JSON does not show.
func isLocal(ref string) bool { return strings.HasPrefix(ref, "local.") }

// isValue tells references to the element of for_each, whose key may be any.
func isValue(ref string) bool { return ref == "each.value" || strings.HasPrefix(ref, "each.value.") }

func (r *resolver) reference(path []step, at place, paired bool) {
	switch {
	case slices.Contains([]string{"each", "count", "path", "terraform", "self"}, path[0].name):
	case len(path) < 2 || path[0].name == "data" || path[0].name == "local":
		r.lost = true // their values are not in the JSON
	case path[0].name == "var":
		r.variable(path[1].name, at)
	case path[0].name == "module":
		r.output(path[1:], at, paired)
	default:
		r.resource(path, at, paired)
	}
}

// resource finds the instances of a block; of several, the one with the key
// that the expression names or that its own instance has.
func (r *resolver) resource(path []step, at place, paired bool) {
	if !slices.Contains(r.types, path[0].name) {
		r.lost = true
		return
	}
	block := scopeOf(at.modules) + path[0].name + "." + path[1].name
	for _, key := range r.pick(r.plan.instances().of(block), path[1].key, at, paired) {
		r.found = append(r.found, block+bracket(key))
	}
}

// variable goes up to the call that passes the variable.
func (r *resolver) variable(name string, at place) {
	if len(at.modules) == 0 {
		return
	}
	up, last := at.modules[:len(at.modules)-1], at.modules[len(at.modules)-1]
	parent := r.plan.config.module(up)
	if parent == nil || parent.calls[last.name] == nil {
		r.lost = true
		return
	}
	call := parent.calls[last.name]
	peers := r.plan.instances().called(scopeOf(up) + last.name)
	r.follow(memberOf(call.expressions, name), call.forEach, place{up, last.key, peers})
}

// output goes down into the instances of a module call. Where Terraform lost
// the name of the output, every output is a candidate.
func (r *resolver) output(path []step, at place, paired bool) {
	all := r.plan.instances().called(scopeOf(at.modules) + path[0].name)
	for _, key := range r.pick(all, path[0].key, at, paired) {
		inside := place{modules: append(slices.Clone(at.modules), step{path[0].name, key})}
		module := r.plan.config.module(inside.modules)
		if module == nil {
			continue
		}
		for name, expression := range module.outputs {
			if len(path) < 2 || path[1].name == name {
				r.follow(expression, nil, inside)
			}
		}
	}
}

// pick chooses among the sorted keys of one block's instances: by the key that is written,
// or, where the expression uses each.key or count.index and both blocks have
// the same keys, by the own key. The latter is likely and not sure: the JSON
// has no trace of what the expression does to the key.
func (r *resolver) pick(keys []string, written string, at place, paired bool) []string {
	want := written
	if want == "" && paired && len(keys) > 1 && slices.Equal(keys, at.peers) {
		want, r.lost = at.key, true
	}
	if want == "" || want == "*" {
		return keys
	}
	if _, found := slices.BinarySearch(keys, want); found {
		return []string{want}
	}
	return nil
}

// narrow keeps, of candidates that each.value may stand for, the one with the
// instance's own key, which is likely and not sure.
func (r *resolver) narrow(at place) {
	var own []string
	for _, f := range r.found {
		if strings.HasSuffix(f, bracket(at.key)) {
			own = append(own, f)
		}
	}
	if len(own) > 0 && len(own) < len(r.found) {
		r.found, r.lost = own, true
	}
}
