package plan

import (
	"github.com/soc2gate/soc2gate/account"
)

// The adapters read attributes with these methods. Each of them sets the
// destination, unless an update leaves the attribute as it was.

// boolean reads a truth. The default is what AWS does if nobody says anything.
func (c *change) boolean(to *account.Value[bool], attr string, awsDefault ...bool) {
	set(c, to, attr, node.truth, awsDefault)
}

// integer reads a whole number.
func (c *change) integer(to *account.Value[int], attr string, awsDefault ...int) {
	set(c, to, attr, node.integer, awsDefault)
}

// number reads a number that need not be whole.
func (c *change) number(to *account.Value[float64], attr string, awsDefault ...float64) {
	set(c, to, attr, node.number, awsDefault)
}

// text reads a string. Terraform's null is AWS's empty string.
func (c *change) text(to *account.Value[string], attr string, awsDefault ...string) {
	if len(awsDefault) == 0 && !c.values().at(attr).unknown() {
		awsDefault = []string{""}
	}
	set(c, to, attr, node.text, awsDefault)
}

func set[T comparable](c *change, to *account.Value[T], attr string, convert func(node) (T, bool), awsDefault []T) {
	if to.Set() && c.kept(attr) {
		return
	}
	*to = value(c, attr, convert, awsDefault)
	if c.rare.maybe != "" {
		*to = account.Missing[T](c.openness(), c.origin, c.rare.maybe)
	}
}

// value reads one attribute as the model keeps it.
func value[T comparable](c *change, attr string, convert func(node) (T, bool), awsDefault []T) account.Value[T] {
	n := c.values().at(attr)
	switch {
	case n.unknown() && c.written(attr):
		return account.Missing[T](account.AfterApply, c.origin, attr)
	case !n.unknown() && n.value != nil:
		if v, ok := convert(n); ok {
			return shown(n, v, c.origin, attr)
		}
		return account.Missing[T](account.Unreadable, c.origin, attr)
	}
	// AWS's default is that of a new thing: what an update leaves to AWS may come
	// out as it is in the account or otherwise.
	if len(awsDefault) > 0 && (!n.unknown() || c.side != planned || c.action != update) {
		return account.Observed(awsDefault[0], c.byAWS(), c.via(attr))
	}
	return account.Missing[T](account.LeftToAWS, c.origin, attr)
}

// via names the attribute that a value was read from: none, once its resource
// is deleted.
func (c *change) via(attr string) string {
	if c.side == deleted {
		return ""
	}
	return attr
}

// byAWS is the origin of a default: AWS, for what nobody sets or no longer.
func (c *change) byAWS() *account.Origin {
	if c.side == deleted {
		return c.origin
	}
	if c.standard == nil {
		c.standard = &account.Origin{Source: account.FromAWS, Ref: c.Address}
	}
	return c.standard
}

// shown keeps a value that Terraform marks as sensitive out of every output.
func shown[T comparable](n node, v T, from *account.Origin, attr string) account.Value[T] {
	if n.hidden() {
		return account.Secret(v, from, attr)
	}
	return account.Observed(v, from, attr)
}

// link reads an attribute that names a thing of the given kind. The default is
// what AWS takes if nobody says anything.
func (c *change) link(to *account.Link, attr string, kind account.Kind, awsDefault ...string) {
	if to.Set() && c.kept(attr) {
		return
	}
	*to = c.linkAt(c.values().at(attr), attr, kind)
	if to.Left() && len(awsDefault) > 0 {
		*to = account.LinkTo(account.Observed(awsDefault[0], c.byAWS(), c.via(attr)))
	}
	if c.rare.maybe != "" {
		*to = account.LinkTo(account.Missing[string](c.openness(), c.origin, c.rare.maybe))
	}
}

func (c *change) linkAt(n node, attr string, kind account.Kind) account.Link {
	switch {
	case n.unknown() && c.written(attr):
		missing := account.Missing[string](account.AfterApply, c.origin, attr)
		addresses, exact := c.refersTo(attr, kind)
		if !exact {
			return account.LinkBy(missing, addresses).Inexact()
		}
		return account.LinkBy(missing, addresses)
	case n.unknown():
		return account.LinkTo(account.Missing[string](account.LeftToAWS, c.origin, attr))
	}
	s, _ := n.text()
	return account.LinkTo(shown(n, s, c.origin, attr))
}

// document reads a policy document.
func (c *change) document(to *account.Document, attr string) {
	if to.Set() && c.kept(attr) {
		return
	}
	n := c.values().at(attr)
	switch {
	case c.rare.maybe != "":
		*to = account.UnknownDocument(c.openness(), c.origin, c.rare.maybe)
	case n.unknown() && !c.written(attr) && c.creates():
		*to = account.NoDocument(c.origin, attr)
	case n.unknown() && c.action == update && to.Set() && !to.As(c.as(stated).documentOf(c.before.at(attr), attr)):
		// It may turn out to be what the state has, and then what was written by hand stays.
		*to = account.UnknownDocument(account.AfterApply, c.origin, attr)
	default:
		*to = c.documentOf(n, attr)
	}
}

// list reads an attribute that is a list: one item per element. What cannot
// be known yet is a gap in the list.
func list[T any](c *change, to *account.Set[T], attr string, item func(node) []T) {
	elements(c, to, attr, !c.written(attr), item)
}

// blocks is list for nested blocks. They may come out of a dynamic block, of
// which the JSON has no trace.
func blocks[T any](c *change, to *account.Set[T], attr string, item func(node) []T) {
	elements(c, to, attr, c.blockless(attr), item)
}

func elements[T any](c *change, to *account.Set[T], attr string, left bool, item func(node) []T) {
	n := c.values().at(attr)
	gap := account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply}
	switch {
	case to.Set() && c.kept(attr):
		return
	case c.rare.maybe != "":
		*to = account.PartOf[T](account.Gap{Call: c.Address, Via: c.rare.maybe, Cause: c.openness()})
	case n.unknown() && left && c.creates():
		*to = account.ListOf[T]()
	case n.unknown():
		*to = account.PartOf[T](gap)
	default:
		var items []T
		for _, one := range n.items() {
			items = append(items, item(one)...)
		}
		*to = becomes(c, *to, attr, account.ListOf(items...), item)
	}
}

// becomes is what a change makes of a list. While a part of it is not known yet it
// may turn out to be what Terraform's state has: then nothing is written, and
// what somebody added to the account by hand stays.
func becomes[T any](c *change, have account.Set[T], attr string, list account.Set[T], item func(node) []T) account.Set[T] {
	if c.side != planned || c.action != update || !have.Set() || !c.after.at(attr).partly() {
		return list
	}
	var old []T
	for _, one := range c.before.at(attr).items() {
		old = append(old, item(one)...)
	}
	if have.As(account.ListOf(old...)) {
		return list
	}
	return have.With(list.Items()...).Doubted(account.Gap{Call: c.Address, Via: attr, Cause: account.AfterApply})
}

// fixed is a value that follows from the resource type alone.
func (c *change) fixed(v string) account.Value[string] {
	return account.Observed(v, c.origin, "")
}

// yes is a truth that follows from the resource type alone.
func (c *change) yes() account.Value[bool] { return account.Observed(true, c.origin, "") }

// textOf, integerOf and documentOf read a value inside of a list element.

func (c *change) textOf(n node, via string) account.Value[string] {
	if n.unknown() {
		return account.Missing[string](account.AfterApply, c.origin, via)
	}
	s, _ := n.text()
	return shown(n, s, c.origin, via)
}

func (c *change) integerOf(n node, via string) account.Value[int] {
	if n.unknown() {
		return account.Missing[int](account.AfterApply, c.origin, via)
	}
	i, ok := n.integer()
	if !ok && n.value != nil {
		return account.Missing[int](account.Unreadable, c.origin, via)
	}
	return shown(n, i, c.origin, via)
}

// says is a truth that follows from there being the resource, unless it is
// left open which thing it concerns.
func (c *change) says(v bool) account.Value[bool] {
	if c.rare.maybe != "" {
		return account.Missing[bool](c.openness(), c.origin, c.rare.maybe)
	}
	return account.Observed(v, c.origin, "")
}

func (c *change) documentOf(n node, via string) account.Document {
	text, _ := n.text()
	switch {
	case n.unknown():
		return c.rebuilt(via)
	case n.hidden():
		return account.SecretDocument(text, c.origin, via)
	}
	return account.ReadDocument(text, c.origin, via)
}

// truthOf is textOf for a truth; the default is what AWS does if nobody says
// anything.
func (c *change) truthOf(n node, via string, awsDefault bool) account.Value[bool] {
	if n.unknown() {
		return account.Missing[bool](account.AfterApply, c.origin, via)
	}
	if n.value == nil {
		return account.Observed(awsDefault, c.byAWS(), via)
	}
	b, ok := n.truth()
	if !ok {
		return account.Missing[bool](account.Unreadable, c.origin, via)
	}
	return shown(n, b, c.origin, via)
}

// under reads a list inside of a list element.
func under[T any](c *change, n node, via string, item func(node) []T) account.Set[T] {
	if n.unknown() {
		return account.PartOf[T](account.Gap{Call: c.Address, Via: via, Cause: account.AfterApply})
	}
	var items []T
	for _, one := range n.items() {
		if one.unknown() {
			return account.PartOf[T](account.Gap{Call: c.Address, Via: via, Cause: account.AfterApply}, items...)
		}
		items = append(items, item(one)...)
	}
	return account.ListOf(items...)
}
