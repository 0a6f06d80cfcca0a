package rules

import "github.com/soc2gate/soc2gate/account"

// NetNACLNoOpenAdminPort wants network ACLs to keep remote administration from
// the internet, whatever security groups do.
var NetNACLNoOpenAdminPort = add(Rule{
	ID:    "net-nacl-no-open-admin-port",
	Title: "No network ACL lets the internet reach an administration port",
	Criteria: []Support{
		{"CC6.6", "the ACL is a second boundary for the day a security group is opened by mistake"},
		{"CC6.1", "the network is a part of the access architecture"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "Where the ACL lets everything in, one mistaken security group rule is enough to open SSH or RDP.",
	Fix:      "Deny ports 22, 3389, 5985 and 5986 from 0.0.0.0/0 and ::/0 before the entry that allows the rest.",
	Reads: []account.Kind{
		account.NetworkACLs.Kind, account.Subnets.Kind, account.NetworkInterfaces.Kind, account.SecurityGroups.Kind, account.PrefixLists.Kind,
		account.Instances.Kind, account.DBInstances.Kind, account.DBSubnetGroups.Kind,
	},
	Check: func(a *account.Account, r *Report) {
		for n := range a.NetworkACLs.All() {
			open := account.Known(false)
			for _, port := range AdminPorts {
				open = open.OrElse(func() account.Bool { return n.Admits(port) })
			}
			r.Require(n, open.Not(), "network ACL %s lets the internet reach an administration port", n.Called()).
				Lower("no security group behind it opens the ports", func() account.Bool { return a.OpenBehind(n, AdminPorts).Not() })
		}
	},
})
