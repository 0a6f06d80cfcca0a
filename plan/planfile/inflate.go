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
	flate  io.ReadCloser
	crc    hash.Hash32
	left   int64
}

// open returns the inflated data of a member. Only what is read to its end is
// checked; callers end with finish.
func (z *archive) open(m *member) *inflater {
	packed := bufio.NewReader(io.NewSectionReader(z.r, m.body, int64(m.packed)))
	return &inflater{
		m:      m,
		packed: packed,
		flate:  flate.NewReader(packed),
		crc:    crc32.NewIEEE(),
		left:   int64(m.size),
	}
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

// finish reads what nobody asked for, so that the checksum is always checked.
func (i *inflater) finish() error {
	if i.m.finished {
		return nil
	}
	_, err := io.Copy(io.Discard, i)
	return err //nolint:wrapcheck // because Read has named the member
}

// all returns a whole member of at most limit bytes.
func (z *archive) all(m *member, limit int64) ([]byte, error) {
	if int64(m.size) > limit {
		return nil, fmt.Errorf("member %q has %d bytes, more than %d", m.name, m.size, limit)
	}
	data, err := io.ReadAll(z.open(m))
	return data, err //nolint:wrapcheck // because Read has named the member
}

// drain reads the members that nobody wanted.
func (z *archive) drain() error {
	for _, m := range z.members {
		if m.finished {
			continue
		}
		if err := z.open(m).finish(); err != nil {
			return err
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
