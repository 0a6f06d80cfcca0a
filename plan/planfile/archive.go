package planfile

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Record signatures and fixed lengths of a zip (APPNOTE 4.3).
const (
	localSignature      = 0x04034b50
	centralSignature    = 0x02014b50
	descriptorSignature = 0x08074b50
	endSignature        = 0x06054b50
	localLen            = 30
	centralLen          = 46
	descriptorLen       = 16
	endLen              = 22
)

// What Go's writer sets in every header.
const (
	methodDeflate  = 8
	flagDescriptor = 0x8   // sizes and checksum follow the data
	flagUTF8       = 0x800 // the name is not plain ASCII
	versionNeeded  = 20
	timestampLen   = 9 // the only extra field: tag 0x5455, length 5
)

// archive is a zip whose layout is exactly what Go's writer makes of one
// member after another.
type archive struct {
	r       io.ReaderAt
	members []*member
	byName  map[string]*member
	packed  *bufio.Reader // both serve one member after another: there may be
	flate   io.ReadCloser // thousands, and a new pair takes 44 KB
}

// member is one file of the archive.
type member struct {
	name     string
	flags    uint16
	time     uint32 // MS-DOS date and time, compared only
	crc      uint32
	packed   uint32
	size     uint32
	extra    []byte
	header   int64 // offset of the local header
	body     int64 // offset of the data
	finished bool  // read to its end, sizes and checksum right
}

// readArchive reads the directory of a zip and checks that the records before
// it lie one behind the other with nothing between, and say what it says.
func readArchive(r io.ReaderAt, size int64) (*archive, error) {
	if size > maxFile {
		return nil, fmt.Errorf("it has %d bytes, more than %d", size, maxFile)
	}
	start, count, raw, err := readDirectory(r, size)
	if err != nil {
		return nil, err
	}
	z := &archive{r: r, byName: make(map[string]*member, count), packed: bufio.NewReader(nil)}
	z.flate = flate.NewReader(z.packed)
	for range count {
		var m *member
		if m, raw, err = centralHeader(raw); err != nil {
			return nil, err
		}
		if z.byName[m.name] != nil {
			return nil, fmt.Errorf("member %q is there twice", m.name)
		}
		z.byName[m.name] = m
		z.members = append(z.members, m)
	}
	if len(raw) > 0 {
		return nil, errors.New("its directory holds more than its members")
	}
	if err := z.checkLayout(start); err != nil {
		return nil, err
	}
	return z, nil
}

// readDirectory finds the directory by the record that ends the file.
func readDirectory(r io.ReaderAt, size int64) (start int64, count int, raw []byte, err error) {
	var end [endLen]byte
	if size < endLen {
		return 0, 0, nil, errors.New("it is too short for a zip")
	}
	if err := readAt(r, end[:], size-endLen); err != nil {
		return 0, 0, nil, err
	}
	le := binary.LittleEndian
	if le.Uint32(end[0:]) != endSignature || le.Uint16(end[20:]) != 0 {
		return 0, 0, nil, errors.New("it does not end as a zip that Terraform writes: it is cut off, or something was added")
	}
	if le.Uint32(end[4:]) != 0 || le.Uint16(end[8:]) != le.Uint16(end[10:]) {
		return 0, 0, nil, errors.New("it is one of several parts of a zip")
	}
	count = int(le.Uint16(end[10:]))
	length, offset := int64(le.Uint32(end[12:])), int64(le.Uint32(end[16:]))
	if count > maxMembers || length > maxDirectory {
		return 0, 0, nil, fmt.Errorf("its directory lists %d members in %d bytes, more than %d in %d", count, length, maxMembers, maxDirectory)
	}
	if offset+length != size-endLen {
		return 0, 0, nil, errors.New("its directory is not where the end of the zip says")
	}
	raw = make([]byte, length)
	return offset, count, raw, readAt(r, raw, offset)
}

// checkLayout reads every local header, which must say what the directory
// says; the data of all members must fill the file up to the directory.
func (z *archive) checkLayout(end int64) error {
	var at, inflated int64
	for _, m := range z.members {
		if m.header != at {
			return fmt.Errorf("member %q does not begin where the one before it ends", m.name)
		}
		if err := m.localHeader(z.r); err != nil {
			return fmt.Errorf("member %q: %w", m.name, err)
		}
		at = m.body + int64(m.packed) + descriptorLen
		if at > end {
			return fmt.Errorf("member %q does not end before the directory", m.name)
		}
		if err := m.descriptor(z.r); err != nil {
			return fmt.Errorf("member %q: %w", m.name, err)
		}
		inflated += int64(m.size)
	}
	if at != end {
		return errors.New("there is something between its last member and its directory")
	}
	if inflated > maxInflated {
		return fmt.Errorf("it inflates to %d bytes, more than %d", inflated, int64(maxInflated))
	}
	return nil
}

// readAt reads all of buf or fails: a ReaderAt may be shorter than was said.
func readAt(r io.ReaderAt, buf []byte, at int64) error {
	if n, err := r.ReadAt(buf, at); n < len(buf) {
		return fmt.Errorf("reading %d bytes at %d: %w", len(buf), at, err)
	}
	return nil
}
