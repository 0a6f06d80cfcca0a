package plan

import (
	"maps"
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// adapters is the whole of what soc2gate understands of a plan: for each
// Terraform type, what it means for the model. Every service adds its own.
var adapters = map[string][]adapter{}

// adapter translates one resource type. The phases run one after another over
// all changes, so that the order of changes in a plan does not matter.
type adapter struct {
	kind  account.Kind // of the thing that the type is, or empty if it is a part
	ids   []string     // the attributes that hold a name of the thing
	owner ownership    // of a part: where it says whose it is
	state effect
	drop  effect // what apply takes away
	place effect // what apply leaves or makes
	part  effect // settings of other things
}

// ownership is the attribute of a part that names its owner, which others read
// to name the owner as well, and the kind of the owner.
type ownership struct {
	attr string
	kind account.Kind
}

// effect is what a change does to a builder in one phase.
type effect func(*account.Builder, *change)

// understand adds adapters. Every file of this package that is named after a
// service calls it; the result is there only so that a variable can.
func understand(types map[string]adapter) struct{} { //nolint:unparam // see above
	for typ, a := range types {
		adapters[typ] = append(adapters[typ], a)
	}
	return struct{}{}
}

// typesOf lists the Terraform types that are things of a kind.
func typesOf(kind account.Kind) []string {
	var types []string
	for typ, list := range adapters {
		for _, a := range list {
			if a.kind == kind {
				types = append(types, typ)
			}
		}
	}
	slices.Sort(types)
	return types
}

// names says which attributes of a type hold what AWS knows the thing by,
// beside arn and id.
type names struct {
	name    string   // the attribute with its name, if that is unique in its region
	aliases []string // attributes with other names
	global  bool     // the service has no regions
	foreign bool     // its arn is that of something else
	adopted bool     // AWS made it; Terraform takes it over and lets it go again
	within  *within  // the name is unique in something else only
}

// within makes the id of a thing whose name is unique in another thing only.
type within struct {
	attr string // names the other thing
	id   func(other, name string) string
}

// of is the id of what the name stands for; it is empty while a part of it is
// not known.
func (w *within) of(doc node, name string) (id string, hidden bool) {
	other := doc.at(w.attr)
	text, ok := other.text()
	if name == "" || !ok && (other.unknown() || other.value != nil) {
		return "", false
	}
	return w.id(text, name), other.hidden()
}

// attrs lists the attributes that hold a name.
func (n names) attrs() []string {
	if n.foreign {
		return append([]string{"id", n.name}, n.aliases...)
	}
	return append([]string{"arn", "id", n.name}, n.aliases...)
}

// ident reads the names from one of a change's documents. A sensitive name
// identifies the thing and is never shown.
func (n names) ident(c *change, doc node) account.Ident {
	id := account.Ident{Region: c.region}
	if c.rare.Deposed == "" {
		id.Address = c.Address
	}
	if n.global {
		id.Region = ""
	}
	take := func(to *string, attr string) {
		n := doc.at(attr)
		text, _ := n.text()
		if n.hidden() {
			id.Aliases = append(id.Aliases, text)
		} else {
			*to = text
		}
	}
	if !n.foreign {
		take(&id.ARN, "arn")
	}
	take(&id.ID, "id")
	if n.name != "" {
		take(&id.Name, n.name)
	}
	for _, attr := range n.aliases {
		text, _ := doc.at(attr).text()
		id.Aliases = append(id.Aliases, text)
	}
	if n.within != nil {
		n.inside(&id, doc)
	}
	return id
}

// inside gives a thing the id that is made of two names, in place of either.
func (n names) inside(id *account.Ident, doc node) {
	name, _ := doc.at(n.name).text()
	whole, hidden := n.within.of(doc, name)
	id.ID, id.Name, id.Aliases = whole, "", nil
	switch {
	case hidden || doc.at(n.name).hidden():
		id.ID, id.Aliases = "", []string{whole}
	case id.Region == "" && !n.global:
		id.ID, id.Name = "", whole // which is no id before the region is known
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
