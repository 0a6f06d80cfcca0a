package rules

import "github.com/soc2gate/soc2gate/account"

// AdminPorts are those of SSH, RDP and WinRM.
var AdminPorts = []int{22, 3389, 5985, 5986}

// NetSGNoOpenAdminPort keeps remote administration off the internet.
var NetSGNoOpenAdminPort = add(Rule{
	ID:    "net-sg-no-open-admin-port",
	Title: "No security group opens an administration port to the internet",
	Criteria: []Support{
		{"CC6.6", "the boundary keeps outsiders away from administration"},
		{"CC6.1", "the network is a part of the access architecture"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "An open SSH or RDP port is found within minutes and tried for ever.",
	Fix:      "Name the ranges that need it, or close the port and use Session Manager.",
	Reads:    groupReads,
	Check:    func(a *account.Account, r *Report) { requireClosed(a, r, AdminPorts, "an administration port") },
})

// groupReads is what the rules about open ports look at.
var groupReads = []account.Kind{
	account.SecurityGroups.Kind, account.PrefixLists.Kind, account.NetworkInterfaces.Kind, account.Instances.Kind,
	account.DBInstances.Kind, account.Subnets.Kind, account.RouteTables.Kind, account.DBSubnetGroups.Kind,
	account.NetworkACLs.Kind, account.VPCBlocks.Kind, account.VPCExclusions.Kind,
}

// requireClosed states that no group lets the internet reach the ports. A
// group that nothing wears, or that nothing reaches, matters less, until the
// next attachment or route; so does one whose subnets keep the internet out.
func requireClosed(a *account.Account, r *Report, ports []int, what string) {
	for g := range a.SecurityGroups.All() {
		r.Require(g, a.OpenToWorld(g, ports).Not(), "security group %s opens %s to the internet", g.Called(), what).
			Lower("nothing wears the group", func() account.Bool { return a.Worn(g).Not() }).
			Lower("no interface that wears the group is reached from the internet", func() account.Bool {
				return a.Worn(g).And(a.Reached(g).Not())
			}).
			Lower("network ACLs or the block of public access keep the internet out", func() account.Bool {
				return a.Reached(g).And(a.KeptOut(g, ports))
			})
	}
}
