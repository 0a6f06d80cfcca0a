// Package canonical compares values that Terraform wrote in two ways: the
// msgpack of a saved plan file and the JSON of `terraform show`. Both are
// boiled down to one sum, in which equal values are equal however they were
// written.
package canonical

import (
	"cmp"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"math/big"
	"slices"
	"strconv"
)

// Sum stands for one value. It means something in this process only.
type Sum uint64

// seed is new in each process: whoever writes a plan cannot aim at a sum.
var seed = maphash.MakeSeed()

// The sums of the values without content.
var (
	Null    = text('n', "")
	Unknown = text('u', "")
)

// deepest is how deep values may be nested. Terraform's own types end long
// before; what is deeper was made to exhaust its reader.
const deepest = 500

var errDeep = errors.New("a value is nested too deep")

// text sums a value that is one string.
func text[T string | []byte](kind byte, s T) Sum {
	var h maphash.Hash
	h.SetSeed(seed)
	_ = h.WriteByte(kind)
	_, _ = h.WriteString(string(s))
	return Sum(h.Sum64())
}

func boolean(b bool) Sum {
	if b {
		return text('b', "true")
	}
	return text('b', "false")
}

// number writes 1, 1.0 and 1e0 in the same way. A number that is no integer of 64
// bits has the sum of its digits as a string: cty's msgpack may have it as one.
func number(s string) Sum {
	f, _, err := big.ParseFloat(s, 10, precision, big.ToNearestEven)
	if err != nil || !sane(f) {
		return text('s', s)
	}
	if n, exact := f.Int64(); exact == big.Exact {
		return text('d', strconv.FormatInt(n, 10))
	}
	return text('s', f.Text('f', -1))
}

// precision is that of cty's numbers, in bits (go-cty 1.19, 2026-11).
const precision = 512

// sane tells numbers that can be written without an exponent.
func sane(f *big.Float) bool { return max(f.MantExp(nil), -f.MantExp(nil)) < 1<<14 }

// list sums elements in their order. A set comes in the same order in both
// documents.
func list(items []Sum) Sum {
	raw := make([]byte, 1, 1+8*len(items))
	raw[0] = 'l'
	for _, item := range items {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(item))
	}
	return Sum(maphash.Bytes(seed, raw))
}

// member is one member of an object or map: the sum of its name, and its own.
type member struct{ name, sum Sum }

func named[T string | []byte](name T, sum Sum) member { return member{text('k', name), sum} }

// object sums members, whatever their order.
func object(members []member) (Sum, error) {
	slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
	raw := make([]byte, 1, 1+16*len(members))
	raw[0] = 'o'
	for i, m := range members {
		if i > 0 && members[i-1].name == m.name {
			return 0, errors.New("a member stands twice in an object")
		}
		raw = binary.LittleEndian.AppendUint64(raw, uint64(m.name))
		raw = binary.LittleEndian.AppendUint64(raw, uint64(m.sum))
	}
	return Sum(maphash.Bytes(seed, raw)), nil
}
