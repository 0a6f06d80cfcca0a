package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_accessanalyzer_analyzer": thing(account.Analyzers, names{name: "analyzer_name"}, func(z *account.Analyzer, c *change) {
		c.text(&z.Type, "type", "ACCOUNT")
		if c.creates() { // Terraform knows no status, and nobody can make an analyzer that is off (AWS documentation, 2026-11)
			z.Status = c.fixed("ACTIVE")
		}
	}),
})
