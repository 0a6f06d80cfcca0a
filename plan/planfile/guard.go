package planfile

import (
	"fmt"
	"io"
)

// guard bounds the length of a JSON token, which the decoder holds as a whole.
type guard struct {
	r      io.Reader
	max    int
	run    int // bytes since the last mark that ends a token
	quoted bool
	escape bool
}

// Read fails once a token is too long; until then it only looks.
func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	for _, b := range p[:n] {
		g.run++
		if g.ends(b) {
			g.run = 0
		}
		if g.run > g.max {
			return 0, fmt.Errorf("a value has more than %d bytes", g.max)
		}
	}
	return n, err //nolint:wrapcheck // because a reader hands errors on as they are
}

// ends holds for a byte behind which a new token begins.
func (g *guard) ends(b byte) bool {
	if !g.quoted {
		g.quoted = b == '"'
		return b == '"' || b == ',' || b == ':' || b == '{' || b == '}' || b == '[' || b == ']'
	}
	if g.escape {
		g.escape = false
		return false
	}
	g.escape = b == '\\'
	g.quoted = b != '"'
	return b == '"'
}
