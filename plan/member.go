package plan

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// member is the fill function of a part that is an element of a list of its
// owner: a rule of a security group, a policy of a role.
func member[P account.Thing, I any](list func(P) *account.Set[*I], items func(*change) []*I, key func(*I) string) func(P, *change) {
	return func(t P, c *change) {
		all := list(t)
		if c.rare.maybe != "" {
			*all = all.Doubted(account.Gap{Call: c.Address, Via: c.rare.maybe, Cause: c.openness()})
			return
		}
		if c.side == deleted || c.action == update {
			for _, old := range items(c.as(stated)) {
				*all = without(*all, key, key(old), c)
			}
		}
		if c.side == deleted {
			return
		}
		for _, made := range items(c) {
			*all = all.Without(func(have *I) bool { return key(have) == key(made) }).With(made)
		}
	}
}

// without takes the item of the key out of a list. Where the account told of
// items and not of what they go by, it may be any of them: all of these are in
// doubt then.
func without[I any](all account.Set[*I], key func(*I) string, gone string, c *change) account.Set[*I] {
	rest := all.Without(func(have *I) bool { return key(have) == gone })
	if len(rest.Items()) < len(all.Items()) {
		return rest
	}
	sure := rest.Without(func(have *I) bool {
		return strings.HasPrefix(key(have), unnamed) && account.Witness(have) != account.FromPlan
	})
	if len(sure.Items()) == len(rest.Items()) {
		return rest
	}
	return sure.Doubted(account.Gap{Call: c.Address, Via: "id", Cause: account.NotFollowed})
}

// unnamed begins the keys of items of which it is not known what they go by. No
// name has the character.
const unnamed = "\x00"

// keyOr tells list members apart by their name or, while that is not known,
// by where it comes from.
func keyOr(name string, known bool, f account.Fact) string {
	if known {
		return name
	}
	return unnamed + f.Origin.Ref + "." + f.Via + f.Value
}

// keyOf is keyOr for a name that is no link.
func keyOf(name *account.Value[string]) string {
	text, known := name.Get()
	return keyOr(text, known, name.Fact())
}
