package account

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Signed is what every record says of itself: who answers for it, since when,
// and which file it is.
type Signed struct {
	SignedBy Value[string] `aws:"signed_by"`
	SignedAt Value[string] `aws:"signed_at"` // RFC 3339, or a day
	Digest   Value[string] `aws:"sha256"`    // of the file; it is measured and not read from it
}

// RecordTable is a kind of record that somebody signs.
type RecordTable struct {
	Kind  Kind
	File  string // the name by which it is asked for
	Needs string // what to provide: its members, and by whom
	enter func(b *Builder, file, digest string, raw jsontext.Value) error
}

// recordTables are the kinds of records by the type that a file gives.
var recordTables = map[string]RecordTable{}

// records adds a kind of records to the model.
func records[P Thing](typ, needs string, set func(*Account) *Set[P]) Table[P] {
	k := kind(Kind("records."+strings.ReplaceAll(typ, "-", "_")), set)
	recordTables[typ] = RecordTable{k.Kind, typ + ".json", needs, func(b *Builder, file, digest string, raw jsontext.Value) error {
		return enterRecord(k, b, file, digest, raw)
	}}
	return k
}

// Recorded tells whether things of the kind come from signed records and not
// from the account.
func (k Kind) Recorded() bool { return strings.HasPrefix(string(k), "records.") }

// Records notes that all records were read that there are.
func Records(b *Builder) {
	for _, t := range recordTables {
		b.Listed(t.Kind)
	}
}

// RecordNeeds returns what a record of each type has to say, and who signs it.
func RecordNeeds() map[string]string {
	needs := map[string]string{}
	for typ, t := range recordTables {
		needs[typ] = t.Needs
	}
	return needs
}

// Record enters the members of one record, which goes by the name of its file.
// A member that the type does not have is an error; one that is missing is not
// known.
func Record(b *Builder, typ, file, digest string, members jsontext.Value) error {
	t, ok := recordTables[typ]
	if !ok {
		return fmt.Errorf("%q is not a type of record", typ)
	}
	return t.enter(b, file, digest, members)
}

// measured are the attributes of records that are not read from their files.
var measured = []string{"sha256", "listed_at", "list_account", "principals"}

// claims tells whether a record says of itself what is to be measured.
func claims(raw jsontext.Value) error {
	var members map[string]jsontext.Value
	if err := unmarshal(raw, &members); err != nil {
		return err
	}
	for _, name := range measured {
		if _, ok := members[name]; ok {
			return fmt.Errorf("%q is not an attribute that a record can give itself", name)
		}
	}
	return nil
}

func enterRecord[P Thing](k Table[P], b *Builder, file, digest string, raw jsontext.Value) error {
	if err := claims(raw); err != nil {
		return err
	}
	origin := &Origin{Source: FromRecord, Ref: file}
	one := k.Add(b, Ident{ID: file}, origin)
	_ = fieldsOf(one, func(_ string, f field) error {
		f.doubt(NotProvided)
		return nil
	})
	if err := decodeFields(one, raw, func(string) *Origin { return origin }); err != nil {
		return err
	}
	return fieldsOf(one, func(name string, f field) error {
		if name == "sha256" {
			return f.decode(encoded(digest), origin)
		}
		return nil
	})
}

// lacking is the answer where there is no record of a kind.
func lacking(k Kind) Bool {
	for _, t := range recordTables {
		if t.Kind == k {
			return Unsure(Fact{Subject: "records", Path: t.File, Cause: NotProvided})
		}
	}
	return Unsure()
}

// signature is who signed a record, when, and what its file is.
func (s *Signed) signature() []Fact {
	return []Fact{s.Digest.Fact(), s.SignedBy.Fact(), s.SignedAt.Fact()}
}

// signed tells whether somebody put a name to the record.
func (s *Signed) signed() Bool {
	return says(&s.SignedBy).Because(s.Digest.Fact(), s.SignedAt.Fact())
}

// says tells whether a text says anything.
func says(v *Value[string]) Bool {
	return v.Test(func(text string) bool { return strings.TrimSpace(text) != "" })
}

const day = 24 * time.Hour

// moment reads a time of a record: RFC 3339, or a day of which it is the begin.
func moment(v *Value[string]) (time.Time, bool) {
	text, known := v.Get()
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); known && err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// unread is the answer where a time is not known or no time.
func unread(v *Value[string]) Bool {
	if _, known := v.Get(); known {
		return v.unclear(Unreadable)
	}
	return Bool{Unknown, v}
}

// younger tells whether a time of a record lies at most so many days before the
// account was read. One that lies after that says nothing: read the account
// again.
func (a *Account) younger(v *Value[string], days int) Bool {
	t, ok := moment(v)
	switch {
	case !ok:
		return unread(v)
	case a.Recorded.IsZero():
		return Unsure(Fact{Subject: a.Label(), Path: "the time that records are compared with", Cause: NotCollected})
	case t.After(a.Recorded.Add(day)):
		return v.unclear(Unreadable)
	}
	return Known(a.Recorded.Sub(t) <= time.Duration(days)*day, v.Fact())
}

// notBefore tells whether one time of a record is not before another.
func notBefore(v, than *Value[string]) Bool {
	t, ok := moment(v)
	if !ok {
		return unread(v)
	}
	from, ok := moment(than)
	if !ok {
		return unread(than)
	}
	return Known(!t.Before(from), v.Fact(), than.Fact())
}

// repeats tells whether two texts are the same and say something.
func repeats(v, as *Value[string]) Bool {
	text, known := as.Get()
	if !known {
		return Bool{Unknown, as}
	}
	return says(v).And(v.Is(text)).Because(as.Fact())
}

// RecordKinds returns the kinds of records, sorted.
func RecordKinds() []Kind {
	var all []Kind
	for _, t := range recordTables {
		all = append(all, t.Kind)
	}
	slices.Sort(all)
	return all
}

// Reviewed is a list of everybody who has access, as it was exported.
type Reviewed struct {
	Account    string
	RecordedAt time.Time
	Principals []string
}

// Lists gives every review of access the list whose file has the hash that the
// review names.
func Lists(b *Builder, lists map[string]Reviewed) {
	AccessReviews.Each(b, func(v *AccessReview) {
		digest, _ := v.Population.Get()
		list, ok := lists[digest]
		if !ok {
			return
		}
		from := &Origin{Source: FromRecord, Ref: digest}
		v.ListedAt = Observed(list.RecordedAt.UTC().Format(time.RFC3339), from, "")
		v.ListAccount = Observed(list.Account, from, "")
		var lines []*ReviewedPrincipal
		for _, p := range list.Principals {
			lines = append(lines, &ReviewedPrincipal{Principal: Observed(p, from, "")})
		}
		v.Principals = ListOf(lines...)
	})
}
