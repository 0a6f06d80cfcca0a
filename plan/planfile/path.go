package planfile

import (
	"fmt"
	"strconv"
	"strings"
)

// Path leads to a value inside an object, as in the JSON of a plan: names of
// attributes and keys of maps, and positions in lists, sets and tuples.
type Path []string

// String joins the steps by dots; a key with a dot in it makes that ambiguous.
func (p Path) String() string { return strings.Join(p, ".") }

// step is a name, or a position if the name is nil.
type step struct {
	name  []byte
	index int
}

func (s step) String() string {
	if s.name == nil {
		return strconv.Itoa(s.index)
	}
	return string(s.name)
}

// where names the place of an error, and no more of it than fits a line.
func (w *walker) where() string {
	var parts []string
	for _, s := range w.path[:min(len(w.path), 10)] {
		parts = append(parts, fmt.Sprintf("%.40s", s))
	}
	return strings.Join(parts, ".")
}
