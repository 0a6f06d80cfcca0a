package planfile

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// kind is what a msgpack item is, as far as cty writes it.
type kind uint8

const (
	kindScalar kind = iota // nil, bool or number; nothing follows
	kindString
	kindBytes
	kindArray
	kindMap
	kindExt
)

// item is the head of a msgpack item: what it is, and how many bytes or
// elements follow.
type item struct {
	kind kind
	n    int
	ext  int8
}

var errShort = errors.New("it is cut off")

// cursor reads msgpack from front to back.
type cursor []byte

func (c *cursor) take(n int) ([]byte, error) {
	if n > len(*c) {
		return nil, errShort
	}
	b := (*c)[:n]
	*c = (*c)[n:]
	return b, nil
}

// head reads the next head. The bytes of a scalar are gone with it; lengths
// are checked against what is left, and elements take a byte each at least.
func (c *cursor) head() (item, error) {
	b, err := c.take(1)
	if err != nil {
		return item{}, err
	}
	it, err := c.sized(b[0])
	if err != nil {
		return item{}, err
	}
	need := it.n
	if it.kind == kindMap {
		need *= 2
	}
	if need > len(*c) {
		return item{}, errShort
	}
	return it, nil
}

func (c *cursor) sized(b byte) (item, error) {
	switch {
	case b < 0x80 || b >= 0xe0: // fixint
		return item{}, nil
	case b < 0x90: // fixmap
		return item{kind: kindMap, n: int(b & 0x0f)}, nil
	case b < 0xa0: // fixarray
		return item{kind: kindArray, n: int(b & 0x0f)}, nil
	case b < 0xc0: // fixstr
		return item{kind: kindString, n: int(b & 0x1f)}, nil
	}
	switch b {
	case 0xc0, 0xc2, 0xc3: // nil, false, true
		return item{}, nil
	case 0xc4, 0xc5, 0xc6: // bin
		return c.long(kindBytes, 1<<(b-0xc4))
	case 0xc7, 0xc8, 0xc9: // ext
		it, err := c.long(kindExt, 1<<(b-0xc7))
		return c.typed(it, err)
	case 0xca, 0xcc, 0xcd, 0xce, 0xcf, 0xcb, 0xd0, 0xd1, 0xd2, 0xd3: // float, uint, int
		return c.number(b)
	case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8: // fixext
		return c.typed(item{kind: kindExt, n: 1 << (b - 0xd4)}, nil)
	case 0xd9, 0xda, 0xdb: // str
		return c.long(kindString, 1<<(b-0xd9))
	case 0xdc, 0xdd: // array
		return c.long(kindArray, 2<<(b-0xdc))
	case 0xde, 0xdf: // map
		return c.long(kindMap, 2<<(b-0xde))
	}
	return item{}, fmt.Errorf("byte %#x begins no value", b)
}

func (c *cursor) number(b byte) (item, error) {
	size := map[byte]int{
		0xca: 4, 0xcb: 8, 0xcc: 1, 0xcd: 2, 0xce: 4, 0xcf: 8, 0xd0: 1, 0xd1: 2, 0xd2: 4, 0xd3: 8,
	}[b]
	_, err := c.take(size)
	return item{}, err
}

// long reads a length of the given number of bytes.
func (c *cursor) long(k kind, bytes int) (item, error) {
	b, err := c.take(bytes)
	if err != nil {
		return item{}, err
	}
	var wide [8]byte
	copy(wide[8-bytes:], b)
	n := binary.BigEndian.Uint64(wide[:])
	if n > uint64(len(*c)) {
		return item{}, errShort
	}
	return item{kind: k, n: int(n)}, nil //nolint:gosec // because it is less than what is left
}

func (c *cursor) typed(it item, err error) (item, error) {
	if err != nil {
		return item{}, err
	}
	b, err := c.take(1)
	if err != nil {
		return item{}, err
	}
	it.ext = int8(b[0])
	return it, nil
}
