package plan

import (
	"io"
	"strings"

	"github.com/soc2gate/soc2gate/plan/planfile"
)

// File is the saved plan file that a plan was read from.
type File struct {
	*planfile.File
	Digest string // "sha256:" and the hash of its bytes
	Sealed string // why nothing but the digest is known of it; empty if more is
}

// sealed tells whether nothing but the digest of the file can be used: it is
// encrypted, kept elsewhere, or of a format that this version does not know.
func (f *File) sealed() bool { return f.Sealed != "" || f.UnknownVersion }

// part says what of the configuration the plan was made for, in the words of
// the command line.
func (f *File) part() string {
	var flags []string
	for _, target := range f.Targets {
		flags = append(flags, "-target="+target)
	}
	for _, exclude := range f.Excludes {
		flags = append(flags, "-exclude="+exclude)
	}
	return strings.Join(flags, " ")
}

// Binding says what ties a judgement to the plan file that will be applied.
type Binding string

// The bindings.
const (
	Unbound       Binding = "unbound" // the JSON alone was read
	BoundToDigest Binding = "digest"  // the file could not be opened; the JSON is taken for its own
	BoundToFile   Binding = "file"    // the JSON says what the file says
)

// Binding returns what ties the plan to its file.
func (p *Plan) Binding() Binding {
	switch {
	case p.File == nil:
		return Unbound
	case p.File.sealed():
		return BoundToDigest
	}
	return BoundToFile
}

// LoadFile reads the JSON of a saved plan file, and refuses it if it is not
// the JSON of that file. What Load says of the reader is true of this one.
func LoadFile(f File, json io.Reader) (*Plan, error) { return loadWithin(json, &f, usual) }
