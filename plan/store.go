package plan

import (
	"errors"
	"hash/maphash"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// store gives the values of a plan back when an adapter asks for them. A file
// is read again there. What comes out of a pipe is kept, which takes about as
// much memory as the values have bytes.
type store struct {
	file  io.ReaderAt // nil for a pipe
	base  int64       // where the JSON begins in the file
	seed  maphash.Seed
	limit int64

	chunks [][]byte
	kept   int64

	ahead   []byte // what was read from the file at aheadAt
	aheadAt int64
}

// span says where a value is. The sum is of its bytes: a file that somebody
// writes to while it is judged must not show another plan than the one whose
// digest was taken.
type span struct {
	at   int64
	sum  uint64
	size int32
}

const (
	chunkSize = 1 << 18
	aheadSize = 1 << 16
)

// keep remembers a value that stands at an offset of the JSON.
func (s *store) keep(raw jsontext.Value, offset int64) (span, error) {
	one := span{at: offset, size: int32(len(raw))} //nolint:gosec // because a value has at most 16 MB
	if s.file != nil {
		one.sum = maphash.Bytes(s.seed, raw)
		return one, nil
	}
	if s.kept += int64(len(raw)); s.kept > s.limit {
		return span{}, errors.New("the plan has more values than can be kept of a pipe; pass it as a file")
	}
	last := len(s.chunks) - 1
	if last < 0 || len(s.chunks[last])+len(raw) > cap(s.chunks[last]) {
		s.chunks = append(s.chunks, make([]byte, 0, max(chunkSize, len(raw))))
		last++
	}
	one.at = int64(last)<<32 | int64(len(s.chunks[last]))
	s.chunks[last] = append(s.chunks[last], raw...)
	return one, nil
}

// load gives a value back. Nobody writes to its bytes.
func (s *store) load(one span) (jsontext.Value, error) {
	if one.size == 0 {
		return nil, nil // nothing was kept, as of what does not change
	}
	size := int64(one.size)
	if s.file == nil {
		from := one.at & (1<<32 - 1)
		return s.chunks[one.at>>32][from : from+size : from+size], nil
	}
	at := one.at - s.aheadAt
	if at < 0 || at+size > int64(len(s.ahead)) {
		if err := s.readAhead(one); err != nil {
			return nil, err
		}
		at = 0
	}
	raw := s.ahead[at : at+size : at+size]
	if maphash.Bytes(s.seed, raw) != one.sum {
		return nil, errChanged
	}
	return raw, nil
}

var errChanged = errors.New("the plan file was changed while it was read")

// readAhead reads more than is asked for, because values are mostly asked for
// in the order that they stand in. What was read before may be in use still.
func (s *store) readAhead(one span) error {
	size := int64(one.size)
	if gap := one.at - s.aheadAt - int64(len(s.ahead)); gap >= 0 && gap <= aheadSize {
		size = max(size, min(2*int64(len(s.ahead)), aheadSize))
	}
	buffer := make([]byte, size)
	n, err := s.file.ReadAt(buffer, s.base+one.at)
	if n < int(one.size) {
		if errors.Is(err, io.EOF) {
			return errChanged
		}
		return wrap("read the plan again", err)
	}
	s.ahead, s.aheadAt = buffer[:n], one.at
	return nil
}
