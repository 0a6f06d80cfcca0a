package account

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// bind names the document after the attribute that holds it.
func (d *Document) bind(of *Meta, path string) { d.of, d.path = of, path }

// hide forgets the document for good, as if nobody had looked.
func (d *Document) hide() { *d = Document{of: d.of, path: d.path, cause: NotCollected} }

// doubt keeps that a witness spoke and drops what it said.
func (d *Document) doubt(cause Cause) {
	d.state, d.text, d.cause = documentUnknown, nil, cause
}

// decode reads the document from a recording: a string that holds it, also
// URL-encoded as IAM returns it, or the object itself. Null is no policy.
func (d *Document) decode(raw jsontext.Value, from *Origin) error {
	cause, at, err := gapOf(raw, from)
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
