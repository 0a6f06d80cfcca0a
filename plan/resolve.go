package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// resolver follows the references of one attribute to resource instances.
type resolver struct {
	plan  *Plan
	kind  account.Kind
	types []string
	seen  map[string]bool
	found []string
	lost  bool // a reference led to nothing that the JSON shows
}

// refersTo returns the addresses of the instances of a kind that an attribute
// refers to, and whether it is sure that nothing else is meant. Several mean
// that one of them is meant; none means that it cannot be told.
// The sources in the plan file tell; without them the JSON has to do, which
// lists what an expression speaks of and not what it makes of it.
func (c *change) refersTo(attr string, kind account.Kind) (addresses []string, exact bool) {
	if c.plan.sources == nil {
		return c.spokenOf(attr, kind)
	}
	return c.plan.evaluated(source.Origin{Address: c.Address, Path: attr}, kind, mostDetours)
}

// mostDetours is how many resources may stand between an attribute and the
// thing that it names, each naming the thing in an attribute of its own.
const mostDetours = 8

// evaluated asks the sources what an attribute is.
func (p *Plan) evaluated(of source.Origin, kind account.Kind, detours int) (addresses []string, exact bool) {
	answer := p.sources.Evaluate(of.Address, of.Path)
	open, exact := []source.Answer{answer}, answer.Exact || answer.OneOf
	if answer.Elements != nil {
		open = slices.DeleteFunc(slices.Clone(answer.Elements), func(one source.Answer) bool { return one.Known })
		exact = len(open) == 1 && (open[0].Exact || open[0].OneOf)
	}
	for _, one := range open {
		for _, target := range one.Targets {
			switch {
			case identifies(kind, target):
				addresses = append(addresses, target.Address)
			case detours > 0 && passesOn(kind, target):
				behind, sure := p.evaluated(target, kind, detours-1)
				addresses, exact = append(addresses, behind...), exact && sure
			default:
				exact = false
			}
		}
	}
	if len(addresses) == 0 {
		addresses, exact = partsOfKind(answer, kind), false
	}
	slices.Sort(addresses)
	return slices.Compact(addresses), exact
}

// partsOfKind lists the instances of a kind that an answer depends on.
func partsOfKind(answer source.Answer, kind account.Kind) (addresses []string) {
	types := typesOf(kind)
	for _, part := range answer.Parts {
		if a, err := parseAddress(part.Address); err == nil && !a.data && slices.Contains(types, a.typ) {
			addresses = append(addresses, part.Address)
		}
	}
	return addresses
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

// passesOn tells whether an attribute is that of a part that names its owner.
func passesOn(kind account.Kind, target source.Origin) bool {
	a, err := parseAddress(target.Address)
	return err == nil && !a.data && owns(a.typ, target.Path, kind)
}

// owns tells whether the attribute of a type names an owner of the kind.
func owns(typ, attr string, kind account.Kind) bool {
	return slices.ContainsFunc(adapters[typ], func(one adapter) bool { return one.owner == ownership{attr, kind} })
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
	key := at.scope() + at.block() + "." + top + " " + string(kind)
	if found, ok := c.plan.spoken[key]; ok {
		return found.addresses, found.exact
	}
	r := &resolver{plan: c.plan, kind: kind, types: typesOf(kind), seen: map[string]bool{}}
	r.follow(block.expression(top), block.forEach, at.modules)
	slices.Sort(r.found)
	found := spoken{slices.Compact(r.found), !r.lost}
	if c.plan.spoken == nil {
		c.plan.spoken = map[string]spoken{}
	}
	c.plan.spoken[key] = found
	return found.addresses, found.exact
}

// spoken is what one attribute of all instances of a block speaks of.
type spoken struct {
	addresses []string
	exact     bool
}

// follow resolves what an expression refers to. Its each.value stands for an
// element of the for_each expression beside it. What the expression does with
// each.key or count.index leaves no trace, so that all instances are meant.
func (r *resolver) follow(expr, forEach jsontext.Value, at []step) {
	for _, ref := range references(expr) {
		key := scopeOf(at) + "|" + ref
		if r.seen[key] {
			continue
		}
		r.seen[key] = true
		if isValue(ref) && len(forEach) > 0 {
			r.follow(forEach, nil, at)
		} else if path, err := traversal(ref, nil); err == nil {
			r.reference(path, at)
		}
	}
}

// isValue tells references to the element of for_each, whose key may be any.
func isValue(ref string) bool { return ref == "each.value" || strings.HasPrefix(ref, "each.value.") }

func (r *resolver) reference(path, at []step) {
	switch {
	case slices.Contains([]string{"each", "count", "path", "terraform", "self"}, path[0].name):
	case len(path) < 2 || path[0].name == "data" || path[0].name == "local":
		r.lost = true // their values are not in the JSON
	case path[0].name == "var":
		r.variable(path[1].name, at)
	case path[0].name == "module":
		r.output(path[1:], at)
	default:
		r.resource(path, at)
	}
}

// resource finds the instances of a block; of several, the one with the key
// that the expression names.
func (r *resolver) resource(path, at []step) {
	if !slices.Contains(r.types, path[0].name) {
		r.detour(path, at)
		return
	}
	block := scopeOf(at) + path[0].name + "." + path[1].name
	for _, key := range pick(r.plan.instances().of(block), path[1].key) {
		r.found = append(r.found, block+bracket(key))
	}
}

// detour goes on where a part names its owner: whoever reads that attribute
// means the owner.
func (r *resolver) detour(path, at []step) {
	attr := path[min(2, len(path)-1)].name
	block := r.plan.config.block(address{modules: at, typ: path[0].name, step: step{name: path[1].name}})
	if block == nil || !owns(path[0].name, attr, r.kind) {
		r.lost = true
		return
	}
	r.follow(block.expression(attr), block.forEach, at)
}

// variable goes up to the call that passes the variable.
func (r *resolver) variable(name string, at []step) {
	if len(at) == 0 {
		return
	}
	up, last := at[:len(at)-1], at[len(at)-1]
	parent := r.plan.config.module(up)
	if parent == nil || parent.calls[last.name] == nil {
		r.lost = true
		return
	}
	call := parent.calls[last.name]
	r.follow(memberOf(call.expressions, name), call.forEach, up)
}

// output goes down into the instances of a module call. Where Terraform lost
// the name of the output, every output is a candidate.
func (r *resolver) output(path, at []step) {
	all := r.plan.instances().called(scopeOf(at) + path[0].name)
	for _, key := range pick(all, path[0].key) {
		inside := append(slices.Clone(at), step{path[0].name, key})
		module := r.plan.config.module(inside)
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

// pick chooses among the sorted keys of one block's instances, by the one that
// is written.
func pick(keys []string, written string) []string {
	if written == "" || written == "*" {
		return keys
	}
	if _, found := slices.BinarySearch(keys, written); found {
		return []string{written}
	}
	return nil
}
