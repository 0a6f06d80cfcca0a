package planfile

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// centralHeader takes the first member from what is left of the directory.
func centralHeader(raw []byte) (m *member, rest []byte, err error) {
	le := binary.LittleEndian
	if len(raw) < centralLen || le.Uint32(raw) != centralSignature {
		return nil, nil, errors.New("its directory holds fewer members than it says")
	}
	nameLen, extraLen := int(le.Uint16(raw[28:])), int(le.Uint16(raw[30:]))
	if nameLen > maxName {
		return nil, nil, fmt.Errorf("a member's name has %d bytes, more than %d", nameLen, maxName)
	}
	end := centralLen + nameLen + extraLen
	if len(raw) < end {
		return nil, nil, errors.New("its directory is cut off")
	}
	m = &member{
		name:   string(raw[centralLen : centralLen+nameLen]),
		flags:  le.Uint16(raw[8:]),
		time:   le.Uint32(raw[12:]),
		crc:    le.Uint32(raw[16:]),
		packed: le.Uint32(raw[20:]),
		size:   le.Uint32(raw[24:]),
		extra:  raw[end-extraLen : end],
		header: int64(le.Uint32(raw[42:])),
	}
	if err := m.checkCentral(raw); err != nil {
		return nil, nil, fmt.Errorf("member %q: %w", m.name, err)
	}
	return m, raw[end:], checkSafeName(m.name)
}

// checkCentral refuses whatever Go's writer does not write of a file.
func (m *member) checkCentral(raw []byte) error {
	le := binary.LittleEndian
	switch method := le.Uint16(raw[10:]); {
	case m.flags&1 != 0:
		return errors.New("it is encrypted")
	case m.flags&^flagUTF8 != flagDescriptor:
		return fmt.Errorf("its flags %#x are none that Terraform sets", m.flags)
	case method != methodDeflate:
		return fmt.Errorf("its compression method %d is not deflate", method)
	case le.Uint16(raw[6:]) != versionNeeded:
		return fmt.Errorf("it needs version %d of the zip format", le.Uint16(raw[6:]))
	case le.Uint16(raw[32:]) != 0 || le.Uint16(raw[34:]) != 0 || le.Uint16(raw[36:]) != 0:
		return errors.New("it has a comment, or lies on another disk")
	case le.Uint32(raw[38:]) != 0:
		return errors.New("it has file attributes: it may be a directory or a link")
	case !onlyTimestamp(m.extra):
		return errors.New("it has extra fields, as a 64-bit zip does")
	}
	return m.checkSize()
}

// checkSize bounds what inflating may cost before a byte of it is inflated.
func (m *member) checkSize() error {
	switch {
	case m.size > maxMember:
		return fmt.Errorf("it inflates to %d bytes, more than %d", m.size, int64(maxMember))
	case m.size > freeInflated && int64(m.size)/maxRatio > int64(m.packed):
		return fmt.Errorf("it inflates to more than %d times its size", maxRatio)
	}
	return nil
}

func onlyTimestamp(extra []byte) bool {
	if len(extra) == 0 {
		return true
	}
	le := binary.LittleEndian
	return len(extra) == timestampLen && le.Uint16(extra) == 0x5455 && le.Uint16(extra[2:]) == 5
}
