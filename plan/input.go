package plan

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// limits keep what a plan makes us hold in memory bounded.
type limits struct {
	total int64 // of the whole plan
	value int64 // of one value that is read as a whole, or of one string
	kept  int64 // of all values that are kept, where they cannot be read again
}

// The plans of 100,000 resources have 200 MB. Terraform's providers hand over
// at most some MB per resource, and AWS takes no attribute of 16 MB.
var usual = limits{total: 2 << 30, value: 16 << 20, kept: 1 << 30}

// input is the JSON of a plan, and what was found out about it.
type input struct {
	io.Reader
	skipped int64 // bytes before the JSON
	recoded bool  // offsets are not those of the file
}

// open looks at the first bytes: a plan file is a zip, and PowerShell writes
// UTF-16.
func open(r io.Reader) (input, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, err := in.Peek(4)
	switch {
	case len(head) == 0 && errors.Is(err, io.EOF):
		return input{}, errors.New("the plan is empty")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return input{}, errors.New("this is a saved plan file; pass what `terraform show -json FILE` prints")
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return input{Reader: &wide{in: in, order: binary.LittleEndian}, recoded: true}, nil
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return input{Reader: &wide{in: in, order: binary.BigEndian}, recoded: true}, nil
	case bytes.IndexByte(head, 0) >= 0:
		return input{}, errors.New("the plan begins with a NUL byte: it is UTF-16 without a byte order mark, or no text at all; write it as UTF-8")
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err = in.Discard(3)
		return input{Reader: in, skipped: 3}, wrap("the plan cannot be read", err)
	case errors.Is(err, io.EOF):
		err = nil // shorter than what was looked at
	}
	return input{Reader: in}, wrap("the plan cannot be read", err)
}

// wide reads UTF-16 as UTF-8. Half of a pair is an error, where most readers
// put another character in its place.
type wide struct {
	in    *bufio.Reader
	order binary.ByteOrder
	begun bool
	left  []byte
	err   error
}

func (w *wide) Read(p []byte) (int, error) {
	for len(w.left) < len(p) && w.err == nil {
		var r rune
		if r, w.err = w.char(); w.err == nil {
			w.left = utf8.AppendRune(w.left, r)
		}
	}
	if len(w.left) == 0 {
		return 0, w.err
	}
	n := copy(p, w.left)
	w.left = append(w.left[:0], w.left[n:]...)
	return n, nil
}

func (w *wide) char() (rune, error) {
	one, err := w.unit()
	if err == nil && !w.begun { // the byte order mark
		w.begun = true
		one, err = w.unit()
	}
	if err != nil || !utf16.IsSurrogate(one) {
		return one, err
	}
	other, err := w.unit()
	if pair := utf16.DecodeRune(one, other); err == nil && pair != utf8.RuneError {
		return pair, nil
	}
	return 0, errors.New("invalid UTF-16: a surrogate stands alone")
}

func (w *wide) unit() (rune, error) {
	var pair [2]byte
	if _, err := io.ReadFull(w.in, pair[:]); err != nil {
		return 0, err //nolint:wrapcheck // io.EOF is for whoever reads
	}
	return rune(w.order.Uint16(pair[:])), nil
}

// metered is a reader that ends where a plan goes beyond the limits. What was
// read and is not yet consumed belongs to one value.
type metered struct {
	in     io.Reader
	json   *jsontext.Decoder
	limits limits
	read   int64
}

// readAtOnce is by how much a value may be larger before that is seen.
const readAtOnce = 1 << 18

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.in.Read(p[:min(len(p), readAtOnce)])
	m.read += int64(n)
	switch {
	case m.read > m.limits.total:
		return 0, fmt.Errorf("the plan is larger than %d MB", m.limits.total>>20)
	case m.read-m.json.InputOffset() > m.limits.value+readAtOnce:
		return 0, fmt.Errorf("a value is larger than %d MB", m.limits.value>>20)
	}
	return n, err //nolint:wrapcheck // io.EOF is for whoever reads
}
