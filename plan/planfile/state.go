package planfile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// stateVersion is the only version of a state that is written, since
// Terraform 0.12.
const stateVersion = "4"

func (f *File) readStates(z *archive) error {
	r := &objectReader{keeper: keeper{interned: map[string]string{}}}
	prior, priorSum, err := readState(z, stateName, r.resources)
	if err != nil {
		return err
	}
	if f.Objects, err = r.sorted(); err != nil {
		return fmt.Errorf("%s: %w", stateName, err)
	}
	previous, previousSum, err := readState(z, previousName, (*jsontext.Decoder).SkipValue)
	if err != nil {
		return err
	}
	f.Prior, f.Previous = prior, previous
	f.SameState = priorSum != nil && bytes.Equal(priorSum, previousSum)
	return nil
}

// readState reads the head of a state, and hands over its resources. The digest is of
// what stands behind the lineage: the previous state has neither lineage nor
// serial in a plan (Terraform 1.11).
func readState(z *archive, name string, resources func(*jsontext.Decoder) error) (State, []byte, error) {
	m, err := z.want(name)
	if err != nil {
		return State{}, nil, err
	}
	data, err := z.open(m)
	if err != nil {
		return State{}, nil, err
	}
	in := &digester{r: data, sum: sha256.New()}
	s, err := decodeState(&guard{r: in, max: maxToken}, in.start, resources)
	if err != nil {
		return State{}, nil, fmt.Errorf("%s: %w", name, err)
	}
	return s, in.digest(), nil
}

// decodeState calls identified with the offset behind the lineage.
func decodeState(r io.Reader, identified func(int64), resources func(*jsontext.Decoder) error) (State, error) {
	var s State
	var version string
	d := jsontext.NewDecoder(r)
	err := object(d, func(d *jsontext.Decoder, name string) error {
		switch name {
		case "version":
			return scalar(d, '0', &version)
		case "serial":
			return serial(d, &s.Serial)
		case "lineage":
			err := scalar(d, '"', &s.Lineage)
			identified(d.InputOffset())
			return err
		case "terraform_version":
			return scalar(d, '"', &s.TerraformVersion)
		case "resources":
			return resources(d)
		}
		return pass(d, name, "resources")
	})
	if err == nil {
		err = atEnd(d)
	}
	if err == nil && version != stateVersion {
		err = fmt.Errorf("version %q of a state is unknown", version)
	}
	return s, err
}

// object calls member for each member of the one object that the input is.
func object(d *jsontext.Decoder, member func(*jsontext.Decoder, string) error) error {
	if err := expect(d, '{'); err != nil {
		return err
	}
	for d.PeekKind() == '"' {
		var name string
		if err := scalar(d, '"', &name); err != nil {
			return err
		}
		if err := member(d, name); err != nil {
			return fmt.Errorf("member %.100q: %w", name, err)
		}
	}
	return expect(d, '}')
}

// elements calls one before each element of a list, or for none of null.
func elements(d *jsontext.Decoder, one func() error) error {
	if d.PeekKind() == 'n' {
		return d.SkipValue() //nolint:wrapcheck // because the kind was peeked at
	}
	if err := expect(d, '['); err != nil {
		return err
	}
	for {
		switch d.PeekKind() {
		case ']':
			return expect(d, ']')
		case 0:
			return expect(d, ']') // says what is wrong
		}
		if err := one(); err != nil {
			return err
		}
	}
}

// atEnd refuses what follows a document, and reads what is left of it.
func atEnd(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		if err == nil {
			err = errors.New("something follows the document")
		}
		return fmt.Errorf("reading JSON: %w", err)
	}
	return nil
}

func expect(d *jsontext.Decoder, kind jsontext.Kind) error {
	t, err := d.ReadToken()
	if err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	if t.Kind() != kind {
		return fmt.Errorf("reading JSON: %s where %s should be", t.Kind(), kind)
	}
	return nil
}

// scalar reads a text or, as it is written, a number.
func scalar(d *jsontext.Decoder, kind jsontext.Kind, to *string) error {
	t, err := d.ReadToken()
	if err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	if t.Kind() != kind {
		return fmt.Errorf("reading JSON: %s where %s should be", t.Kind(), kind)
	}
	if *to = t.String(); len(*to) > maxText {
		return fmt.Errorf("a text has %d bytes, more than %d", len(*to), maxText)
	}
	return nil
}

func serial(d *jsontext.Decoder, to *uint64) error {
	var text string
	if err := scalar(d, '0', &text); err != nil {
		return err
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return fmt.Errorf("%q is no serial", text)
	}
	*to = n
	return nil
}
