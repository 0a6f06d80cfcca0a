package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// digest hashes what is written to it on another core.
type digest struct {
	full chan *bytes.Buffer
	free chan *bytes.Buffer
	sum  chan string
	now  *bytes.Buffer
}

const digestBlock = 1 << 18

func newDigest() *digest {
	const blocks = 4
	d := &digest{full: make(chan *bytes.Buffer, blocks), free: make(chan *bytes.Buffer, blocks), sum: make(chan string, 1)}
	for range blocks {
		d.free <- &bytes.Buffer{}
	}
	go func() {
		hash := sha256.New()
		for block := range d.full {
			hash.Write(block.Bytes())
			block.Reset()
			d.free <- block
		}
		d.sum <- "sha256:" + hex.EncodeToString(hash.Sum(nil))
	}()
	return d
}

// Write never fails.
func (d *digest) Write(p []byte) (int, error) {
	if d.now == nil {
		d.now = <-d.free
	}
	d.now.Write(p)
	if d.now.Len() >= digestBlock {
		d.full <- d.now
		d.now = nil
	}
	return len(p), nil
}

// end returns the digest of everything that was written.
func (d *digest) end() string {
	if d.now != nil {
		d.full <- d.now
	}
	close(d.full)
	return <-d.sum
}
