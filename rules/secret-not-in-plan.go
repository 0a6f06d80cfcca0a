package rules

import "github.com/soc2gate/soc2gate/account"

// SecretNotInPlan finds credentials in settings that are no place for them.
var SecretNotInPlan = add(Rule{
	ID:    "secret-not-in-plan",
	Title: "No credential stands in clear in a setting, a plan or a state",
	Criteria: []Support{
		{"CC6.1", "a credential that many can read identifies nobody"},
		{"C1.1", "credentials are confidential information and kept as such"},
	},
	Severity: High,
	Tier:     1,
	Why:      "User data, environment variables and Terraform's state are read by far more people than the secret is for.",
	Fix:      "Keep it in Secrets Manager or a SecureString and pass its name; for RDS set manage_master_user_password = true.",
	Reads:    []account.Kind{account.PlainTexts.Kind},
	Check: func(a *account.Account, r *Report) {
		for p := range a.PlainTexts.All() {
			setting, _ := p.Setting.Get()
			r.Require(p, p.Credential.Is(""), "%s holds a credential in its %s", p.Called(), setting)
		}
	},
})
