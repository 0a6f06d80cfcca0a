package planfile

import (
	"google.golang.org/protobuf/encoding/protowire"
)

// Where the address stands in the messages DeferredResourceInstanceChange,
// ActionInvocationInstance and DeferredActionInvocation.
var (
	deferredAddress       = []int32{2, changeAddress}
	actionAddress         = []int32{1}
	deferredActionAddress = []int32{2, 1}
)

// takeAddressIn keeps the address of what a message is about.
func (r *changeReader) takeAddressIn(f field, path []int32, to *[]string) error {
	b, err := r.bytes(f, maxChange)
	if err != nil {
		return err
	}
	s, err := r.textAt(b, path)
	*to = append(*to, s)
	if err != nil {
		return err
	}
	return r.spend(stepCost)
}

// textAt reads a text of a message within messages.
func (r *changeReader) textAt(b []byte, path []int32) (s string, err error) {
	var seen once
	err = message(b, func(f field, content []byte) error {
		if f.num != path[0] {
			return nil
		}
		if err := seen.check(f, protowire.BytesType); err != nil {
			return err
		}
		if len(path) > 1 {
			s, err = r.textAt(content, path[1:])
		} else {
			s, err = r.text(content)
		}
		return err
	})
	return s, err
}
