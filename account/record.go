package account

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Take adds what a builder holds to the recording: the listings of its kinds,
// with their items and gaps. A thing whose ARN the recording has already is not
// taken again.
func (rec *Recording) Take(b *Builder) error {
	if rec.Kinds == nil {
		rec.Kinds, rec.taken = map[Kind]recordedKind{}, map[string]bool{}
	}
	for _, k := range kinds {
		t := b.tables[k.name()]
		if t == nil || !t.listed {
			continue
		}
		listing := rec.Kinds[k.name()]
		listing.addGaps(t.gaps)
		for _, thing := range t.things {
			if arn := asKey(k.name(), thing); thing == nil || arn != "" && rec.taken[arn] {
				continue
			} else if arn != "" {
				rec.taken[arn] = true
			}
			if err := listing.add(thing); err != nil {
				return fmt.Errorf("record %s: %w", k.name(), err)
			}
		}
		slices.SortStableFunc(listing.Items, func(a, b jsontext.Value) int { return bytes.Compare(a, b) })
		rec.Kinds[k.name()] = listing
	}
	return nil
}

// asKey is what a thing is known by throughout the recording, or empty.
func asKey(k Kind, thing Thing) string {
	if thing == nil || thing.Base().ARN == "" {
		return ""
	}
	return string(k) + " " + thing.Base().ARN
}

// addGaps adds gaps to a listing, each once and in one order.
func (listing *recordedKind) addGaps(gaps []Gap) {
	if listing.Items == nil {
		listing.Items = []jsontext.Value{}
	}
	listing.Gaps = append(listing.Gaps, gaps...)
	slices.SortFunc(listing.Gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(a.Call, b.Call), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Of, b.Of))
	})
	listing.Gaps = slices.Compact(listing.Gaps)
}

// add adds a thing with its names and all that was said about it, and remembers
// the calls that said it.
func (listing *recordedKind) add(thing Thing) error {
	m := thing.Base()
	var o object
	for _, n := range [...]struct{ member, text string }{{"Arn", m.ARN}, {"Id", m.ID}, {"Name", m.Name}, {"Region", m.Region}} {
		if n.text != "" {
			o.add(n.member, encoded(n.text))
		}
	}
	if len(m.aliases) > 0 {
		o.add("Aliases", encoded(slices.Sorted(slices.Values(m.aliases))))
	}
	if m.from != nil {
		listing.call(existence, m.from.Ref)
	}
	err := o.fields(thing, listing.call)
	listing.Items = append(listing.Items, o.done())
	return err
}

// call remembers which call told an attribute. Where it is not always the same,
// the first in the order of names stands for all.
func (listing *recordedKind) call(attribute, call string) {
	if listing.Calls == nil {
		listing.Calls = map[string]string{}
	}
	if have := listing.Calls[attribute]; call != "" && (have == "" || call < have) {
		listing.Calls[attribute] = call
	}
}

// Tally counts the kinds that were read whole and those with gaps.
func (rec *Recording) Tally() (whole, partly int) {
	for _, listing := range rec.Kinds {
		if len(listing.Gaps) == 0 {
			whole++
		} else {
			partly++
		}
	}
	return whole, partly
}

// Write writes the recording, the same bytes for the same account.
func (rec *Recording) Write(w io.Writer) error {
	if err := json.MarshalWrite(w, rec, json.Deterministic(true), jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write the recorded account: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("write the recorded account: %w", err)
	}
	return nil
}
