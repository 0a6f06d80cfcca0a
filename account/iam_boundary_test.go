package account_test

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestBounds(t *testing.T) {
	const arn = "arn:aws:iam::123456789012:policy/edge"
	policy := func(usage string) string {
		return `"iam.policies":{"items":[{"Arn":"` + arn + `"` + usage + `}]}`
	}
	const none = `,"iam.users":{"items":[]},"iam.roles":{"items":[{"Name":"r","PermissionsBoundary":null}]}`
	for name, c := range map[string]struct {
		kinds string
		want  account.Tri
	}{
		"counted":             {policy(`,"PermissionsBoundaryUsageCount":2`), yes},
		"counted as nobody's": {policy(`,"PermissionsBoundaryUsageCount":0`) + none, no},
		"not counted":         {policy(``) + none, maybe},
		"not counted, a role": {policy(``) + `,"iam.roles":{"items":[{"Name":"r","PermissionsBoundary":"` + arn + `"}]}`, yes},
		"not counted, a user": {policy(``) + `,"iam.users":{"items":[{"Name":"u","PermissionsBoundary":"` + arn + `"}]}`, yes},
		"boundary not read":   {policy(`,"PermissionsBoundaryUsageCount":0`) + `,"iam.users":{"items":[]},"iam.roles":{"items":[{"Name":"r"}]}`, maybe},
	} {
		a := live(t, c.kinds)
		for p := range a.Policies.All() {
			is(t, name, a.Bounds(p), c.want)
		}
	}
}
