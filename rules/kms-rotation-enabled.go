package rules

import "github.com/soc2gate/soc2gate/account"

// KMSRotationEnabled wants keys that AWS can rotate to be rotated.
var KMSRotationEnabled = add(Rule{
	ID:    "kms-rotation-enabled",
	Title: "Customer-managed keys rotate by themselves",
	Criteria: []Support{
		{"CC6.1", "rotation limits what one leaked key can open"},
		{"PI1.5", "stored data stays protected as its key ages"},
	},
	Severity: High,
	Tier:     1,
	Why:      "A key that never rotates widens what a single leak of it opens.",
	Fix:      "Set enable_key_rotation = true on the aws_kms_key.",
	Reads:    []account.Kind{account.Keys.Kind},
	Check: func(a *account.Account, r *Report) {
		for k := range a.Keys.All() {
			ok := k.Rotation.Is(true).Or(k.Manager.Is("AWS")).Or(k.CannotRotate()).Or(k.Dying())
			r.Require(k, ok, "key %s does not rotate", k.Called())
		}
	},
})
