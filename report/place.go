package report

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// spot is a place in the repository.
type spot struct {
	File       string // from the top of the repository
	Start, End int
	Inner      bool // in a module that was downloaded, and so not in the repository
}

// spots tells where a finding is to be seen: first the line to change, then what
// leads there. The sources of a downloaded module are not in the repository, so
// that the block that calls it is the place, and the inner line comes after.
func (o Options) spots(f Finding) (at *spot, related []spot) {
	var all []spot
	if f.Source != nil {
		all = append(all, o.spot(*f.Source))
	}
	for _, call := range slices.Backward(f.CalledFrom) {
		all = append(all, o.spot(call))
	}
	for _, s := range all {
		if at == nil && !s.Inner && s.ok() {
			at = &s
			continue
		}
		if s.Start > 0 {
			related = append(related, s)
		}
	}
	return at, related
}

func (s spot) ok() bool { return s.Start > 0 && s.End >= s.Start && inside(s.File) }

func (o Options) spot(l Lines) spot {
	inner := path.IsAbs(l.File) || slices.Contains(strings.Split(l.File, "/"), ".terraform")
	if inner {
		return spot{l.File, l.Start, l.End, true}
	}
	file := path.Join(o.Root, l.File)
	return spot{file, l.Start, l.End, !inside(file)}
}

// String writes the place as editors and compilers do.
func (s spot) String() string { return Lines{File: s.File, Start: s.Start, End: s.End}.String() }

// link is the address of the lines, or empty.
func (o Options) link(s spot) string {
	if o.Repository == "" || s.Inner || !s.ok() {
		return ""
	}
	lines := fmt.Sprintf("#L%d", s.Start)
	if s.End > s.Start {
		lines += fmt.Sprintf("-L%d", s.End)
	}
	return o.Repository + "/blob/" + o.Commit + "/" + uriPath(s.File) + lines
}

// uriPath writes a path so that it can stand in an address: all but letters,
// digits and a few marks is encoded, so that it cannot end the address, name
// another scheme or climb.
func uriPath(file string) string {
	var b strings.Builder
	for i := range len(file) {
		c := file[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
