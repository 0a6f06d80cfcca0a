package account

import (
	"slices"
	"testing"
)

// TestTextsWithoutWildcardsAreCompared shows that the short way says what the
// long one does, and that it leaves everything else to that.
func TestTextsWithoutWildcardsAreCompared(t *testing.T) {
	texts := []string{"", "a", "ab", "abc", "b", "a*", "*", "a?", "abc*", "a" + Hole, Hole, "a${x}", NewName, "ab" + NewName}
	for _, one := range texts {
		for _, other := range texts {
			p, q := literal(one), literal(other)
			got, known := compare(p, q)
			wild := func(t token) bool { return t.kind != tokenChar }
			if !slices.ContainsFunc(slices.Concat(p, q), wild) && (!known || (got == yes) != (one == other)) {
				t.Errorf("%q and %q: %v, known %v", one, other, got, known)
			}
			if known && got != match(p, q) {
				t.Errorf("%q and %q: %v, and in the long way %v", one, other, got, match(p, q))
			}
		}
	}
}
