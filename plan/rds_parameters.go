package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_db_parameter_group": thing(account.ParameterGroups, names{name: "name"}, func(g *account.ParameterGroup, c *change) {
		c.engineParameters(&g.EngineParameters)
	}),
	"aws_rds_cluster_parameter_group": thing(account.ClusterParameters, names{name: "name"}, func(g *account.ClusterParameterGroup, c *change) {
		c.engineParameters(&g.EngineParameters)
	}),
})

func (c *change) engineParameters(p *account.EngineParameters) {
	c.text(&p.Family, "family")
	blocks(c, &p.Parameters, "parameter", func(n node) []*account.Parameter {
		if name, known := n.at("name").text(); known && !account.ForTLS(name) {
			return nil
		}
		return []*account.Parameter{{
			Name:   c.textOf(n.at("name"), "parameter.name"),
			Value:  c.textOf(n.at("value"), "parameter.value"),
			Method: c.textOf(n.at("apply_method"), "parameter.apply_method"),
		}}
	})
}

// engine reads which engine runs. The author may name a version by its first
// numbers only; what runs is the provider's to tell.
func (c *change) engine(engine, version *account.Value[string]) {
	c.text(engine, "engine")
	const actual = "engine_version_actual"
	if runs, _ := c.values().at(actual).text(); runs != "" && c.side == stated {
		c.text(version, actual)
		return
	}
	c.text(version, "engine_version")
}

// instanceParameters reads which group an instance has. A change of the group
// has to wait for a reboot (AWS documentation, 2026-11).
func (c *change) instanceParameters(i *account.DBInstance, attr string) {
	kept := c.kept(attr)
	c.link(&i.Parameters, attr, account.ParameterGroups.Kind)
	switch {
	case c.creates():
		i.ParameterStatus = c.fixed("in-sync")
	case c.side == planned && !kept:
		i.ParameterStatus = c.fixed("pending-reboot")
	}
}
