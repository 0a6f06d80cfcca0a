package rules

import "github.com/soc2gate/soc2gate/account"

// NetFlowLogs wants the traffic of every VPC recorded.
var NetFlowLogs = add(Rule{
	ID:    "net-flow-logs",
	Title: "Every VPC has a flow log that records all traffic",
	Criteria: []Support{
		{"CC7.2", "unusual traffic can only be noticed where traffic is recorded"},
		{"CC6.6", "the record shows whether the boundary does what it should"},
	},
	Severity: High,
	Tier:     1,
	Why:      "After an incident the flow log is what tells which hosts talked to whom.",
	Fix:      "Add an aws_flow_log with the vpc_id and traffic_type = \"ALL\".",
	Reads:    []account.Kind{account.VPCs.Kind, account.FlowLogs.Kind},
	Check: func(a *account.Account, r *Report) {
		for v := range a.VPCs.All() {
			r.Require(v, a.Logged(v), "no active flow log records all traffic of %s", v.Called())
		}
		r.requireSeen(a, a.VPCs.Complete(), "VPCs", a.FlowLogs.Moved())
	},
})
