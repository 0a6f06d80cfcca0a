package rules

import (
	"slices"

	"github.com/soc2gate/soc2gate/account"
)

// requireSeen leaves a rule open where AWS refused to list all its subjects and the
// change moves what they lean on: what nobody saw may be what it exposes.
func (r *Report) requireSeen(a *account.Account, listed account.Bool, what string, moved ...[]account.Fact) {
	by := slices.Concat(moved...)
	if len(by) > 0 && slices.ContainsFunc(listed.Why(), account.Fact.Unanswered) {
		r.Require(a, listed.Because(by...), "not all %s are known that lean on what changes", what)
	}
}
