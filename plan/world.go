package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/planfile"
	"github.com/soc2gate/soc2gate/plan/source"
)

// world is what the plan knows, for the evaluation of the sources in its file.
type world struct {
	plan      *Plan
	variables map[string]jsontext.Value
	blocks    map[string][]*change // by scope and block
	stays     map[string]*change   // by address, those that are there after apply
	calls     map[string][]string  // keys of the instances of a module call, by scope and name
	called    map[string]bool      // the instances that are in it
}

// openSources parses the sources of the plan file, so that references can be
// followed exactly.
func (d *decoder) openSources() error {
	if d.File == nil || d.File.sealed() {
		return nil
	}
	modules := make([]source.Module, 0, len(d.File.Modules))
	for _, m := range d.File.Modules {
		files := make([]source.File, 0, len(m.Files))
		for _, f := range m.Files {
			files = append(files, source.File{Name: f.Name, Data: f.Data})
		}
		modules = append(modules, source.Module{Key: m.Key, Source: m.Source, Version: m.Version, Dir: m.Dir, Files: files})
	}
	var err error
	d.sources, err = source.New(modules, newWorld(d.Plan, d.variables))
	return wrap("sources in the plan file", err)
}

func newWorld(p *Plan, variables map[string]jsontext.Value) *world {
	w := &world{plan: p, variables: variables, blocks: map[string][]*change{}, stays: map[string]*change{}, calls: map[string][]string{}, called: map[string]bool{}}
	seen := map[string]bool{}
	w.enter(p.changes, seen)
	w.enter(p.prior, seen)
	return w
}

// enter adds instances that are there after apply, those of data included. Of
// one that stands in both lists the change says more.
func (w *world) enter(list []*change, seen map[string]bool) {
	for _, c := range list {
		if c.rare.Deposed != "" || seen[c.Address] {
			continue
		}
		seen[c.Address] = true
		if c.side == planned && (c.action == destroy || c.action == forget) {
			continue
		}
		a := c.at()
		block := a.scope() + a.block()
		w.blocks[block] = append(w.blocks[block], c)
		w.stays[c.Address] = c
		for i, m := range a.modules {
			call := scopeOf(a.modules[:i]) + m.name
			if instance := call + bracket(m.key); !w.called[instance] {
				w.called[instance] = true
				w.calls[call] = append(w.calls[call], m.key)
			}
		}
	}
}

// Instances returns the instances of a block with what is known of them.
func (w *world) Instances(scope, block string) []source.Object {
	all := w.blocks[scope+block]
	objects := make([]source.Object, 0, len(all))
	for _, c := range all {
		objects = append(objects, w.object(c))
	}
	return objects
}

// Instance returns one instance by its address.
func (w *world) Instance(address string) (source.Object, bool) {
	c, ok := w.stays[address]
	if !ok {
		return source.Object{}, false
	}
	return w.object(c), true
}

func (w *world) object(c *change) source.Object {
	o := source.Object{Address: c.Address, Unknown: jsontext.Value("true")}
	raw, err := w.plan.store.load(c.body)
	if err != nil || raw == nil {
		return o // nothing of it was kept, so that nothing can be told
	}
	if c.side == stated {
		o.Values, o.Sensitive, o.Unknown = memberOf(raw, "values"), memberOf(raw, "sensitive_values"), nil
		return o
	}
	diff := memberOf(raw, "change")
	o.Values, o.Unknown, o.Sensitive = memberOf(diff, "after"), memberOf(diff, "after_unknown"), memberOf(diff, "after_sensitive")
	o.Prefixes, o.NotNull = refined(w.plan.unknowns(c))
	return o
}

// refined sorts what is known of unknown values by their paths. A path with a
// dot in a key could be another one.
func refined(all []planfile.Unknown) (prefixes map[string]string, notNull map[string]bool) {
	prefixes, notNull = map[string]string{}, map[string]bool{}
	for _, u := range all {
		if slices.ContainsFunc(u.Path, func(name string) bool { return strings.Contains(name, ".") }) {
			continue
		}
		path := u.Path.String()
		notNull[path] = u.NotNull
		if u.Prefix != "" {
			prefixes[path] = u.Prefix
		}
	}
	return prefixes, notNull
}

// unknowns is what the plan file knows of the values that are not known yet.
func (p *Plan) unknowns(c *change) []planfile.Unknown {
	if p.File == nil || c.side != planned || c.rare.Deposed != "" {
		return nil
	}
	at, found := slices.BinarySearchFunc(p.File.Changes, c.Address, func(have planfile.Change, address string) int {
		return strings.Compare(have.Address, address)
	})
	if !found || p.File.Changes[at].Deposed != "" {
		return nil
	}
	return p.File.Changes[at].Unknowns
}

// Calls returns the keys of a module call's instances.
func (w *world) Calls(scope, name string) []string { return w.calls[scope+name] }

// Variable returns the value of a variable of the root module.
func (w *world) Variable(name string) (jsontext.Value, bool) {
	v, ok := w.variables[name]
	return v, ok
}

// Workspace is the one that the plan was made in, which only its file says.
func (w *world) Workspace() string {
	if w.plan.File == nil {
		return ""
	}
	return w.plan.File.Backend.Workspace
}

// word is a name in sources.
var word = regexp.MustCompile(`[\pL_][\pL\pN_-]*`)

// mentions lists the pairs of names that follow each other in the sources, so
// that the values of the blocks in them are kept.
func mentions(modules []planfile.Module) map[string]bool {
	pairs := map[string]bool{}
	for _, m := range modules {
		for _, f := range m.Files {
			words := word.FindAll(f.Data, -1)
			for i := 1; i < len(words); i++ {
				pairs[string(words[i-1])+"."+string(words[i])] = true
			}
		}
	}
	return pairs
}
