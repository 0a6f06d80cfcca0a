package live

import (
	"iter"

	"github.com/soc2gate/soc2gate/account"
)

// found is each for the services that answer in XML. They give an empty list
// where there is nothing (AWS API references, 2026-11), and the SDK takes an
// empty body for an answer: a page without the list tells nothing.
func found[In, Out, Options, Item any](r *reader, call method[In, Out, Options], in *In, items func(*Out) []Item) iter.Seq[answer[Item]] {
	return each(r, call, in, func(o *Out) []Item {
		list := items(o)
		if list == nil {
			r.miss(account.Gap{Region: r.region, Call: operationOf(in).String(), Cause: account.Failed})
		}
		return list
	})
}

// unnamed tells whether a thing has none of its names, so that nobody could find
// it, and notes the gap.
func unnamed(r *reader, by told, names ...*string) bool {
	for _, name := range names {
		if text(name) != "" {
			return false
		}
	}
	r.miss(account.Gap{Region: r.region, Call: by.origin.Ref, Cause: account.Failed})
	return true
}

// listOf is list for what such a service gives: each of its items makes some of
// ours, and without the list nothing is known.
func listOf[Item, T any](to *account.Set[*T], items []Item, by told, each func(Item) []*T) {
	if items == nil && !by.failed() {
		by.cause = account.Failed
	}
	var all []*T
	for _, item := range items {
		all = append(all, each(item)...)
	}
	list(to, all, by)
}

// linkGiven is link for a name that AWS always gives.
func linkGiven(to *account.Link, name *string, by told) {
	var v account.Value[string]
	put(&v, name, by)
	*to = account.LinkTo(v)
}

// fixed is a value that follows from the operation alone.
func fixed(to *account.Value[string], value string, by told) { put(to, &value, by) }

// given is t for what AWS always gives: if the answer does not have it, nothing
// is known.
func (by told) given(has bool) told {
	if !has && !by.absent && by.cause == "" {
		by.cause = account.Failed
	}
	return by
}

// allGiven is all for a list that AWS gives even where it is empty.
func allGiven[In, Out, Options, Item any](r *reader, call method[In, Out, Options], in *In, items func(*Out) []Item) ([]answer[Item], []account.Gap) {
	var missing []account.Gap
	found, gaps := all(r, call, in, func(o *Out) []Item {
		list := items(o)
		if list == nil {
			missing = []account.Gap{{Region: r.region, Call: operationOf(in).String(), Cause: account.Failed}}
		}
		return list
	})
	return found, append(gaps, missing...)
}
