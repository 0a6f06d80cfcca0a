package planfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// localHeader compares the header before the data with the directory.
func (m *member) localHeader(r io.ReaderAt) error {
	buf := make([]byte, localLen+len(m.name)+len(m.extra))
	if err := readAt(r, buf, m.header); err != nil {
		return err
	}
	want := make([]byte, localLen, len(buf))
	le := binary.LittleEndian
	le.PutUint32(want[0:], localSignature)
	le.PutUint16(want[4:], versionNeeded)
	le.PutUint16(want[6:], m.flags)
	le.PutUint16(want[8:], methodDeflate)
	le.PutUint32(want[10:], m.time)
	le.PutUint16(want[26:], uint16(len(m.name)))  //nolint:gosec // because maxName bounds it
	le.PutUint16(want[28:], uint16(len(m.extra))) //nolint:gosec // because centralHeader bounds it
	want = append(append(want, m.name...), m.extra...)
	if !bytes.Equal(buf, want) {
		return errors.New("its own header and the directory disagree")
	}
	m.body = m.header + int64(len(buf))
	return nil
}

// descriptor compares the record behind the data with the directory.
func (m *member) descriptor(r io.ReaderAt) error {
	var buf [descriptorLen]byte
	if err := readAt(r, buf[:], m.body+int64(m.packed)); err != nil {
		return err
	}
	le := binary.LittleEndian
	if le.Uint32(buf[0:]) != descriptorSignature || le.Uint32(buf[4:]) != m.crc ||
		le.Uint32(buf[8:]) != m.packed || le.Uint32(buf[12:]) != m.size {
		return errors.New("the sizes behind its data and the directory disagree")
	}
	return nil
}
