package account

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// bind names the document after the attribute that holds it, and shares its
// text with those that say the same.
func (d *Document) bind(to spot, texts library) {
	d.at, d.field = to.at, to.field
	if d.text != nil {
		d.text = texts.shared(d.text)
	}
}

// in names a document that is no attribute of its own.
func (d Document) in(of *Meta, path string) Document {
	d.at, d.field = placeNamed(of, path), 0
	return d
}

// hide forgets the document for good, as if nobody had looked.
func (d *Document) hide() { *d = Document{at: d.at, field: d.field, cause: numberOf(NotCollected)} }

// doubt keeps that a witness spoke and drops what it said.
func (d *Document) doubt(why Cause) {
	d.state, d.text, d.cause = documentUnknown, nil, numberOf(why)
}

func (d *Document) blame(by *Origin, via string) { d.from, d.via = by, wordOf(via) }

// decode reads the document from a recording: a string that holds it, also
// URL-encoded as IAM returns it, or the object itself. Null is no policy.
func (d *Document) decode(raw jsontext.Value, from *Origin) error {
	cause, at, err := refused(raw, from)
	if cause != "" || err != nil {
		*d = UnknownDocument(cause, at, "")
		return err
	}
	switch raw.Kind() {
	case 'n':
		*d = NoDocument(from, "")
	case '{':
		*d = ReadDocument(string(raw), from, "")
	case '"':
		var text string
		if err := unmarshal(raw, &text); err != nil {
			return err
		}
		*d = ReadDocument(text, from, "")
	default:
		return fmt.Errorf("a policy document cannot be a %v", raw.Kind())
	}
	return nil
}

// own has nothing to copy: statements are not written to once they are read.
func (d *Document) own() {}
