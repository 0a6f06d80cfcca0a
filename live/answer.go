package live

import (
	"context"
	"iter"
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// answer is what an operation answered, or why it did not. Out is never nil: of
// a call that failed it is the zero answer, of which put takes nothing for true.
type answer[T any] struct {
	out *T
	told
}

// told says how something is known: by which call, and if not, why not.
type told struct {
	origin *account.Origin
	cause  account.Cause // empty if the call succeeded
	absent bool          // the service said that there is none
}

// failed tells whether nothing is known.
func (by told) failed() bool { return by.cause != "" }

// gap is what a listing misses because of the failed call.
func (by told) gap(region string) account.Gap {
	return account.Gap{Region: region, Call: by.origin.Ref, Cause: by.cause}
}

// method is an operation of an SDK client.
type method[In, Out, Options any] = func(context.Context, *In, ...func(*Options)) (*Out, error)

// ask calls an operation that answers on one page.
func ask[In, Out, Options any](r *reader, call method[In, Out, Options], in *In) answer[Out] {
	op := operationOf(in)
	if op.paging.in != "" {
		return answer[Out]{new(Out), r.broken(op, "answers page by page and was asked for one page")}
	}
	return once(r, op, call, in)
}

// once calls an operation, for one page of what it may answer.
func once[In, Out, Options any](r *reader, op operation, call method[In, Out, Options], in *In) answer[Out] {
	out := new(Out)
	by := r.call(op, func(ctx context.Context) error {
		got, err := call(ctx, in)
		if got != nil && err == nil {
			out = got
		}
		return err
	})
	return answer[Out]{out, by}
}

// call is the part of once that is the same for all operations.
func (r *reader) call(op operation, do func(context.Context) error) told {
	if !r.allowed(op) {
		return r.broken(op, "is not declared by the collector")
	}
	ctx, c, done := r.begin(op)
	defer done()
	if ctx.Err() != nil {
		return r.tell(c, errBudget)
	}
	return r.tell(c, do(ctx))
}

// each lists what an operation answers, over all pages. What is missing becomes
// a gap of the kinds that the collector reads.
func each[In, Out, Options, Item any](r *reader, call method[In, Out, Options], in *In, items func(*Out) []Item) iter.Seq[answer[Item]] {
	return func(yield func(answer[Item]) bool) {
		list, gaps := all(r, call, in, items)
		r.miss(gaps...)
		for i := range list {
			if !yield(list[i]) {
				return
			}
		}
	}
}

// all is each for a list that is a part of something: the gaps are the caller's
// to place.
func all[In, Out, Options, Item any](r *reader, call method[In, Out, Options], in *In, items func(*Out) []Item) ([]answer[Item], []account.Gap) {
	return upTo(r, 0, call, in, items)
}

// upTo is all for a list of which no more than so many pages are read; 0 is all
// of them.
func upTo[In, Out, Options, Item any](r *reader, pages int, call method[In, Out, Options], in *In, items func(*Out) []Item) ([]answer[Item], []account.Gap) {
	op := operationOf(in)
	var found []answer[Item]
	gaps := r.turn(op, pages, in, func() (told, any) {
		page := once(r, op, call, in)
		if !page.failed() && !page.absent {
			for _, item := range items(page.out) {
				found = append(found, answer[Item]{&item, page.told})
			}
		}
		return page.told, page.out
	})
	return found, gaps
}

// turn reads page after page, and returns what is missing in the end.
func (r *reader) turn(op operation, most int, in any, read func() (told, any)) []account.Gap {
	seen := []string{""}
	for {
		by, page := read()
		if by.failed() {
			return []account.Gap{gapOf(by, len(seen) > 1, r.region)}
		}
		if by.absent || op.paging.in == "" {
			return nil
		}
		token, ok := op.paging.next(page)
		switch {
		case !ok:
			return []account.Gap{r.broken(op, "gives no token for the next page").gap(r.region)}
		case token == nil || *token == "":
			return nil
		case slices.Contains(seen, *token):
			return []account.Gap{{Region: r.region, Call: op.String(), Cause: account.Partial}}
		case len(seen) == most:
			return []account.Gap{{Region: r.region, Call: op.String(), Cause: account.NotCollected}}
		}
		seen = append(seen, *token)
		op.paging.turn(in, token)
	}
}

// gapOf is the gap of a page that did not come. If others did, the list is a
// part of the whole, unless the cause says more.
func gapOf(t told, later bool, region string) account.Gap {
	gap := t.gap(region)
	if later && (gap.Cause == account.Failed || gap.Cause == account.Unreachable) {
		gap.Cause = account.Partial
	}
	return gap
}

// put sets an attribute to what an answer says. No word of it in the answer is
// no fact: the attribute is then known to be missing.
func put[T comparable](to *account.Value[T], value *T, by told) {
	switch {
	case by.failed():
		*to = account.Missing[T](by.cause, by.origin, "")
	case value != nil:
		*to = account.Observed(*value, by.origin, "")
	case by.absent:
		*to = account.Observed(*new(T), by.origin, "")
	default:
		*to = account.Missing[T](account.Failed, by.origin, "")
	}
}

// link is put for an attribute that names another thing. Nothing in the answer
// is no thing.
func link(to *account.Link, value *string, by told) {
	linkGiven(to, or(value, ""), by)
}

// document is put for a policy. Nothing in the answer is no policy.
func document(to *account.Document, text *string, by told) {
	switch {
	case by.failed():
		*to = account.UnknownDocument(by.cause, by.origin, "")
	case by.absent || text == nil:
		*to = account.NoDocument(by.origin, "")
	default:
		*to = account.ReadDocument(*text, by.origin, "")
	}
}

// list is put for an attribute that is a list, from an answer that holds it
// whole.
func list[T any](to *account.Set[T], items []T, by told) {
	if by.failed() {
		*to = account.PartOf[T](account.Gap{Call: by.origin.Ref, Cause: by.cause})
		return
	}
	*to = account.ListOf(items...)
}

// pages is list for a list that was read with all.
func pages[T any](to *account.Set[T], items []T, gaps []account.Gap) {
	*to = account.ListOf(items...)
	for _, gap := range gaps {
		*to = to.Doubted(account.Gap{Call: gap.Call, Cause: gap.Cause})
	}
}

// or is the value or, where AWS leaves out what is so by default, the default.
func or[T any](value *T, otherwise T) *T {
	if value == nil {
		return &otherwise
	}
	return value
}

// word is the word of an enumeration, or nil if the answer has none.
func word[T ~string](w T) *string {
	if w == "" {
		return nil
	}
	s := string(w)
	return &s
}

// number is a whole number of an answer.
func number[T ~int32 | ~int64](n *T) *int {
	if n == nil {
		return nil
	}
	i := int(*n)
	return &i
}

// text is what a pointer of the SDK points to; nil is empty. It is for names by
// which something is found and not for facts.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
