package planfile

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// inflater reads a member's data and, at its end, checks that sizes and
// checksum are what the directory says.
type inflater struct {
	m      *member
	packed *bufio.Reader
	flate  io.Reader
	crc    hash.Hash32
	left   int64
}

// open returns the inflated data of a member, until the next one is opened. Only
// what is read to its end is checked.
func (z *archive) open(m *member) (*inflater, error) {
	z.packed.Reset(io.NewSectionReader(z.r, m.body, int64(m.packed)))
	again, ok := z.flate.(flate.Resetter)
	if !ok {
		return nil, errors.New("the inflater cannot begin again")
	}
	if err := again.Reset(z.packed, nil); err != nil {
		return nil, fmt.Errorf("member %q: %w", m.name, err)
	}
	return &inflater{m: m, packed: z.packed, flate: z.flate, crc: crc32.NewIEEE(), left: int64(m.size)}, nil
}

// Read never returns more than the directory promised.
func (i *inflater) Read(p []byte) (int, error) {
	n, err := i.flate.Read(p)
	if int64(n) > i.left {
		return 0, fmt.Errorf("member %q inflates to more than the %d bytes it declares", i.m.name, i.m.size)
	}
	i.left -= int64(n)
	_, _ = i.crc.Write(p[:n]) // a hash never fails
	if err == nil {
		return n, nil
	}
	if !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("inflating member %q: %w", i.m.name, err)
	}
	if err := i.check(); err != nil {
		return n, err
	}
	return n, io.EOF
}

func (i *inflater) check() error {
	if i.left > 0 {
		return fmt.Errorf("member %q inflates to %d bytes less than it declares", i.m.name, i.left)
	}
	if i.crc.Sum32() != i.m.crc {
		return fmt.Errorf("member %q: the checksum is wrong", i.m.name)
	}
	if _, err := i.packed.ReadByte(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("member %q: something follows its compressed data", i.m.name)
	}
	i.m.finished = true
	return nil
}

// all returns a whole member of at most limit bytes.
func (z *archive) all(m *member, limit int64) ([]byte, error) {
	if int64(m.size) > limit {
		return nil, fmt.Errorf("member %q has %d bytes, more than %d", m.name, m.size, limit)
	}
	in, err := z.open(m)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(in)
	return data, err //nolint:wrapcheck // because Read has named the member
}

// drain reads the members that nobody wanted, so that every checksum is checked.
func (z *archive) drain() error {
	for _, m := range z.members {
		if m.finished {
			continue
		}
		in, err := z.open(m)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, in); err != nil {
			return err //nolint:wrapcheck // because Read has named the member
		}
	}
	return nil
}

// want returns a member that every plan file has.
func (z *archive) want(name string) (*member, error) {
	if m := z.byName[name]; m != nil {
		return m, nil
	}
	return nil, fmt.Errorf("it has no member %q: it is no saved plan", name)
}
