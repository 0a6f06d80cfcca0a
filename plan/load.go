package plan

import (
	"hash/maphash"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// Load reads the JSON of a plan, as `terraform show -json` prints it. It
// refuses everything else, and what it returns may be judged unless
// Plan.Refusal says otherwise.
//
// The values of a file are read again when the plan is laid over an account,
// so that a file has to stay open until then. What cannot be read twice, as a
// pipe, is kept in memory, which takes as much as its values have bytes.
func Load(r io.Reader) (*Plan, error) { return loadWithin(r, nil, usual) }

func loadWithin(r io.Reader, file *File, most limits) (*Plan, error) {
	again := store{seed: maphash.MakeSeed(), limit: most.kept}
	again.file, again.base = seekable(r)
	hash := newDigest()
	p, err := decode(io.TeeReader(r, hash), file, again, most)
	sum := hash.end()
	if err != nil {
		return nil, err
	}
	p.Digest = sum
	return p, nil
}

func decode(r io.Reader, file *File, again store, most limits) (*Plan, error) {
	in, err := open(r)
	if err != nil {
		return nil, err
	}
	if in.recoded {
		again.file = nil
	}
	again.base += in.skipped
	d := newDecoder(in, most)
	d.store, d.File = again, file
	if file != nil {
		d.mentioned = mentions(file.Modules)
	}
	if err := d.document(); err != nil {
		return nil, err
	}
	if err := d.link(); err != nil {
		return nil, err
	}
	return d.Plan, nil
}

// link connects what was read with each other and with the plan file.
func (d *decoder) link() error {
	for _, step := range []func() error{d.finish, d.join, d.openSources, d.locateAll} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func newDecoder(in input, most limits) *decoder {
	meter := &metered{in: in, limits: most}
	meter.json = jsontext.NewDecoder(meter)
	return &decoder{
		Plan: &Plan{config: &configModule{}, accounts: map[string]bool{}, secrets: map[string]bool{}},
		json: meter.json, from: in, members: map[string]bool{},
		variables: map[string]jsontext.Value{}, written: map[string]jsontext.Value{},
		strangers: map[string]int{}, words: map[string]string{}, families: map[string]*family{}, localities: map[locality]*locality{}, numbers: map[string]int32{}, sums: map[*change][2]canonical.Sum{},
	}
}

// seekable returns a reader of what can be read again, and where it stands.
func seekable(r io.Reader) (io.ReaderAt, int64) {
	file, ok := r.(interface {
		io.ReaderAt
		io.Seeker
	})
	if !ok {
		return nil, 0
	}
	at, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return nil, 0 // a pipe
	}
	return file, at
}

func governed(c *change) bool {
	return c.family.governed && !c.data
}
