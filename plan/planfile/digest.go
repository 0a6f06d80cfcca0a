package planfile

import (
	"hash"
	"io"
)

// digester makes a digest of what is read, from an offset on that is only known
// when some of it was read.
type digester struct {
	r       io.Reader
	sum     hash.Hash
	head    []byte // read before the offset was known
	started bool
}

// maxHead is how far from its beginning Terraform writes a state's lineage, and
// more. A state that has it elsewhere equals no other.
const maxHead = 64 << 10

// Read never changes what it reads.
func (d *digester) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	switch {
	case d.started:
		_, _ = d.sum.Write(p[:n]) // a hash never fails
	case len(d.head) <= maxHead:
		d.head = append(d.head, p[:n]...)
	}
	return n, err //nolint:wrapcheck // because a reader hands errors on as they are
}

// start makes the digest begin at an offset; only the first one counts.
func (d *digester) start(offset int64) {
	if d.started || offset > int64(len(d.head)) || len(d.head) > maxHead {
		return
	}
	d.started = true
	_, _ = d.sum.Write(d.head[offset:])
	d.head = nil
}

// digest is nil if it never began.
func (d *digester) digest() []byte {
	if !d.started {
		return nil
	}
	return d.sum.Sum(nil)
}
