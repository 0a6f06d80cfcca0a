package account

import (
	"slices"
)

// unlike notes an attribute that differs, of a list each item.
func (c *comparison) unlike(i uint8, tag tagged, was, is field) {
	if list, ok := is.(listField); ok {
		c.items(i, tag, list, was)
		return
	}
	one := Drift{State: c.fact(tag, was, c.was), Live: c.fact(tag, is, c.is), field: i}
	one.kept, _ = is.witness()
	one.State.Value, one.Live.Value = contrast(was, is)
	c.list = append(c.list, one)
}

// vanished notes an attribute whose resource was deleted outside of Terraform.
func (c *comparison) vanished(i uint8, tag tagged, was field) {
	one := Drift{State: c.fact(tag, was, c.was), field: i, gone: true}
	one.Live = one.State
	one.State.Value, one.Live.Value = was.said(), "not set"
	c.list = append(c.list, one)
}

// items notes which items of a list differ. Two that differ in their documents
// only are one that was changed.
func (c *comparison) items(i uint8, tag tagged, list listField, was field) {
	var here, there []any
	list.differ(was, c.by, func(item any, extra bool, in Tri) {
		switch {
		case in != False:
		case extra:
			here = append(here, item)
		default:
			there = append(there, item)
		}
	})
	secret := was.secret()
	for _, item := range here {
		var old any
		if at := slices.IndexFunc(there, func(old any) bool { return sameItem(item, old) == True }); at >= 0 {
			old = there[at]
			there = slices.Delete(there, at, at+1)
		}
		c.item(Drift{field: i, item: item, extra: true}, tag, old, item, secret)
	}
	for _, item := range there {
		c.item(Drift{field: i, item: item}, tag, item, nil, secret)
	}
}

// item notes one item of a list, as each of the two has it or has not.
func (c *comparison) item(one Drift, tag tagged, state, live any, secret bool) {
	one.State, one.Live = c.itemFact(tag, state, c.was), c.itemFact(tag, live, c.is)
	one.kept, _ = witnessOf(one.item)
	switch {
	case secret:
		one.State.Value, one.Live.Value = concealed, concealed
	case state != nil && live != nil:
		one.State.Value, one.Live.Value = contrastItems(state, live)
	case state != nil:
		one.State.Value, one.Live.Value = inWords(state), noItem
	default:
		one.State.Value, one.Live.Value = noItem, inWords(live)
	}
	c.list = append(c.list, one)
}

// itemFact begins the fact about an item of a list, which may not be there.
func (c *comparison) itemFact(tag tagged, item any, of Thing) Fact {
	f := Fact{Subject: c.is.Base().Label(), Path: tag.name, Origin: *of.Base().from}
	if item == nil {
		return f
	}
	if from, via := witnessOf(item); from != nil {
		f.Origin, f.Via = *from, via
	}
	return f
}

// fact begins the fact about an attribute as one of the two has it.
func (c *comparison) fact(tag tagged, f field, of Thing) Fact {
	from, via := f.witness()
	if from == nil {
		from = of.Base().from
	}
	return Fact{Subject: c.is.Base().Label(), Path: tag.name, Via: via, Origin: *from}
}
