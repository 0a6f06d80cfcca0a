package plan

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Load reads the JSON of a plan, as `terraform show -json` prints it. It
// refuses everything else, and what it returns may be judged unless
// Plan.Refusal says otherwise.
func Load(r io.Reader) (*Plan, error) {
	hash := sha256.New()
	in, err := open(io.TeeReader(r, hash))
	if err != nil {
		return nil, err
	}
	d := &decoder{Plan: &Plan{accounts: map[string]bool{}, secrets: map[string]bool{}}, json: jsontext.NewDecoder(in)}
	if err := d.document(); err != nil {
		return nil, err
	}
	if err := d.finish(); err != nil {
		return nil, err
	}
	d.Digest = "sha256:" + hex.EncodeToString(hash.Sum(nil))
	return d.Plan, nil
}

// open looks at the first bytes: a plan file is a zip, and PowerShell writes
// UTF-16.
func open(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	head, err := in.Peek(4)
	switch {
	case len(head) == 0 && errors.Is(err, io.EOF):
		return nil, errors.New("the plan is empty")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil, errors.New("this is a saved plan file; pass what `terraform show -json FILE` prints")
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return transform.NewReader(in, unicode.BOMOverride(transform.Nop)), nil
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err = in.Discard(3)
	case errors.Is(err, io.EOF):
		err = nil // shorter than what was looked at
	}
	return in, wrap("the plan cannot be read", err)
}

func broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the plan is cut off: its JSON ends in the middle")
	}
	return fmt.Errorf("the plan cannot be read: %w", err)
}

func governed(c *change) bool {
	_, ok := adapters[c.Type]
	return ok && c.Mode == "managed"
}
