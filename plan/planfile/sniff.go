package planfile

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// SniffLen is how many bytes of a file tell what it is.
const SniffLen = 64 << 10

// Is tells a zip by its first bytes.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// Encrypted tells a plan or state that OpenTofu encrypted, by its first bytes:
// an object with a member that no plan's JSON has.
func Encrypted(head []byte) bool { return hasMember(head, "encrypted_data", "encryption_version") }

// Remote tells what Terraform writes when HCP Terraform keeps the plan: a
// bookmark, with nothing of the plan in it.
func Remote(head []byte) bool { return hasMember(head, "remote_plan_format") }

func hasMember(head []byte, names ...string) bool {
	found := errors.New("found")
	err := object(jsontext.NewDecoder(bytes.NewReader(head)), func(d *jsontext.Decoder, name string) error {
		if slices.Contains(names, name) {
			return found
		}
		if err := d.SkipValue(); err != nil {
			return io.ErrUnexpectedEOF
		}
		return nil
	})
	return errors.Is(err, found)
}
