package account

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// RecordingSchema is the format of a recorded account that this version reads.
const RecordingSchema = "soc2gate.account/v1"

var accountNumber = regexp.MustCompile(`^[0-9]{12}$`)

// Recording is what was read of a live account at one time. A kind that it
// does not speak of was not collected.
type Recording struct {
	Schema  string `json:"schema"`
	Account string `json:"account"`
	// Organization is the id of the account's organization, if it is known.
	Organization string    `json:"organization,omitempty"`
	RecordedAt   time.Time `json:"recorded_at"`
	// Caller is the ARN of the identity that read the account.
	Caller string `json:"caller,omitempty"`
	// Synthetic says that answers came from somewhere else than AWS.
	Synthetic bool `json:"synthetic,omitzero"`
	// Partial says that only what one plan needs was read.
	Partial bool                  `json:"partial,omitzero"`
	Regions []string              `json:"regions"`
	Skipped []SkippedRegion       `json:"skipped_regions,omitempty"`
	Kinds   map[Kind]recordedKind `json:"kinds"`

	taken map[string]bool // kinds and ARNs of what Take has taken
}

// SkippedRegion is a region of the partition that was not read.
type SkippedRegion struct {
	Region string `json:"region"`
	Reason string `json:"reason"` // not-opted-in: nothing can be there; not-asked-for
}

// recordedKind is the listing of one kind: what was seen, and what was not.
type recordedKind struct {
	// Calls are the API operations that told an attribute of the items.
	Calls map[string]string `json:"calls,omitempty"`
	Items []jsontext.Value  `json:"items"`
	Gaps  []Gap             `json:"gaps,omitempty"`
}

// ReadRecording reads a recorded account. Members that it does not know are
// errors, because a misspelt attribute would read as one nobody collected.
func ReadRecording(r io.Reader) (*Recording, error) {
	var rec Recording
	if err := json.UnmarshalRead(r, &rec, json.RejectUnknownMembers(true)); err != nil {
		return nil, fmt.Errorf("not a recorded account: %w", err)
	}
	if rec.Schema != RecordingSchema {
		return nil, fmt.Errorf("recorded account has schema %q, this version reads %q", rec.Schema, RecordingSchema)
	}
	if !accountNumber.MatchString(rec.Account) || rec.RecordedAt.IsZero() {
		return nil, errors.New("recorded account must say recorded_at and account, a number of 12 digits")
	}
	if len(rec.Regions) == 0 {
		return nil, errors.New("recorded account must say which regions were read")
	}
	return &rec, nil
}

// Fill lays the recording over what the builder knows. Where both speak the
// recording wins, because it is the account itself.
func (rec *Recording) Fill(b *Builder) error {
	b.ID, b.Organization, b.Recorded, b.regions = rec.Account, rec.Organization, rec.RecordedAt, rec.Regions
	origin := Origin{Source: FromLive, At: rec.RecordedAt}
	for name := range rec.Kinds {
		if !slices.Contains(Kinds(), name) {
			return fmt.Errorf("recorded account holds %q, which is not a kind of the model", name)
		}
		if name.Recorded() {
			return fmt.Errorf("recorded account holds %q, which only signed record files may say", name)
		}
	}
	for _, k := range kinds {
		listing, ok := rec.Kinds[k.name()]
		if !ok {
			continue
		}
		if err := k.record(b, listing, rec.Regions, origin); err != nil {
			return fmt.Errorf("recorded %s: %w", k.name(), err)
		}
	}
	b.compareAll()
	return nil
}

// record lays the listing of one kind over the builder. What Terraform's state
// holds and a complete listing does not is a contradiction, which nobody but
// the user can settle; until then its attributes are unknown.
func (k Table[P]) record(b *Builder, listing recordedKind, regions []string, origin Origin) error {
	for _, gap := range listing.Gaps {
		if !causes[gap.Cause] {
			return fmt.Errorf("%q is not a cause of a gap", gap.Cause)
		}
	}
	origins := listing.origins(origin)
	for i, raw := range listing.Items {
		if err := k.recordItem(b, raw, origins); err != nil {
			return fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	k.Listed(b, listing.Gaps...)
	k.contradict(b, listing.Gaps, regions)
	return nil
}

// contradict doubts what only Terraform's state has. A complete listing
// disagrees; of one that was refused in part it is not known what it would have
// said, and then the state is not believed either: a refused answer must not
// read as a good one. What nobody has asked for contradicts nothing.
func (k Table[P]) contradict(b *Builder, gaps []Gap, regions []string) {
	refused := slices.DeleteFunc(slices.Clone(gaps), func(g Gap) bool { return g.Cause == NotCollected })
	t := b.table(k.Kind)
	for i, thing := range t.things {
		if thing == nil || thing.Base().seen {
			continue
		}
		region := thing.Base().Region
		switch {
		case region != "" && !slices.Contains(regions, region):
		case len(refused) > 0:
			t.edit(i).Base().unanswered(t.things[i])
			at := max(0, slices.IndexFunc(refused, func(g Gap) bool { return g.Region == region }))
			doubtAll(t.things[i], refused[at].Cause)
		case len(gaps) == 0 && !listedNameless(thing):
			doubtAll(t.edit(i), Disagreement)
			t.things[i].Base().missing()
		}
	}
}

// listedNameless tells whether the account lists a thing in such a way that
// nobody can tell which it is.
func listedNameless(thing Thing) bool {
	one, ok := thing.(interface{ nameless() bool })
	return ok && one.nameless()
}

// origins returns what tells where an attribute was read.
func (listing recordedKind) origins(origin Origin) func(attribute string) *Origin {
	by := map[string]*Origin{"": &origin}
	for _, call := range listing.Calls {
		if by[call] == nil {
			at := origin
			at.Ref = call
			by[call] = &at
		}
	}
	return func(attribute string) *Origin { return by[listing.Calls[attribute]] }
}

func (k Table[P]) recordItem(b *Builder, raw jsontext.Value, origins func(string) *Origin) error {
	var id struct {
		Arn, Id, Name, Region string //nolint:revive // the names of the file format
		Aliases               []string
	}
	if err := unmarshal(raw, &id); err != nil {
		return err
	}
	if id.Arn == "" && id.Id == "" && id.Name == "" {
		return errors.New("has none of Arn, Id and Name")
	}
	from := origins(existence)
	thing := k.At(b, Ident{ARN: id.Arn, ID: id.Id, Name: id.Name, Region: id.Region, Aliases: id.Aliases}, from)
	m, was := thing.Base(), snapshot(thing)
	m.seen, m.from = true, from
	err := decodeFields(thing, raw, origins)
	if was != nil && err == nil {
		b.differs(was, thing)
	}
	return err
}

// existence is the name under which a recording keeps the call that listed the
// things.
const existence = "existence"

// identMembers are the members of a recorded item that name it.
var identMembers = []string{"Arn", "Id", "Name", "Region", "Aliases"}

// decodeFields reads the attributes of one object. An attribute that the
// object does not have stays as it was.
func decodeFields(pointer any, raw jsontext.Value, from func(attribute string) *Origin) error {
	var members map[string]jsontext.Value
	if err := unmarshal(raw, &members); err != nil {
		return err
	}
	if _, ok := pointer.(Thing); ok {
		for _, name := range identMembers {
			delete(members, name)
		}
	}
	err := fieldsOf(pointer, func(name string, f field) error {
		value, ok := members[name]
		delete(members, name)
		if !ok {
			return nil
		}
		if err := f.decode(value, from(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for name := range members {
		return fmt.Errorf("%q is not an attribute of the model", name)
	}
	return nil
}

// recordedGap is an attribute that could not be read, or not to its end:
// {"unknown": "denied", "call": "cloudtrail:GetTrailStatus"}.
type recordedGap struct {
	Unknown Cause            `json:"unknown"`
	Call    string           `json:"call,omitempty"`
	Seen    []jsontext.Value `json:"seen,omitempty"` // the part of a list that was read
}

// gapOf recognises an attribute that could not be read. Anything else gives no
// cause.
func gapOf(raw jsontext.Value) (recordedGap, error) {
	if raw.Kind() != '{' {
		return recordedGap{}, nil
	}
	var gap recordedGap
	if err := json.Unmarshal(raw, &gap, json.RejectUnknownMembers(true)); err != nil || gap.Unknown == "" {
		return recordedGap{}, nil //nolint:nilerr // an object that is no gap is a value
	}
	if !causes[gap.Unknown] {
		return recordedGap{}, fmt.Errorf("%q is not a cause", gap.Unknown)
	}
	return gap, nil
}

// refused is gapOf for attributes that are no lists: it gives the cause and the
// origin that the missing value has.
func refused(raw jsontext.Value, from *Origin) (Cause, *Origin, error) {
	gap, err := gapOf(raw)
	switch {
	case err != nil || gap.Unknown == "":
		return "", from, err
	case gap.Seen != nil:
		return "", from, errors.New("only of a list can a part be seen")
	}
	at := *from
	at.Ref = gap.Call
	return gap.Unknown, &at, nil
}

// decode reads the value from a recording. Null says that AWS has nothing
// there, which for every attribute of the model is its zero value.
func (v *Value[T]) decode(raw jsontext.Value, from *Origin) error {
	cause, at, err := refused(raw, from)
	if cause != "" || err != nil {
		*v = Missing[T](cause, at, "")
		return err
	}
	var value T
	if raw.Kind() != 'n' {
		if err := unmarshal(raw, &value); err != nil {
			return err
		}
	}
	*v = Observed(value, from, "")
	return nil
}

// decode reads the link's value from a recording.
func (l *Link) decode(raw jsontext.Value, from *Origin) error {
	l.by = nil
	return l.Value.decode(raw, from)
}

func (l *Link) hide() { l.by = nil; l.Value.hide() }

func (l *Link) doubt(c Cause) { l.by = nil; l.Value.doubt(c) }

func unmarshal(raw jsontext.Value, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return nil
}
