package rules

import "github.com/soc2gate/soc2gate/account"

// AlarmCapacityAnomaly wants an alarm on what runs out of capacity first.
var AlarmCapacityAnomaly = add(Rule{
	ID:    "alarm-capacity-anomaly",
	Title: "An alarm watches every load balancer and every database",
	Criteria: []Support{
		{"A1.1", "demand is compared with capacity before it runs out"},
		{"CC7.2", "unusual load and errors are anomalies that somebody should hear of"},
	},
	Severity: Medium,
	Tier:     2,
	Why:      "A disk that fills up or a queue of requests that grows is seen by customers first if no alarm watches it.",
	Fix:      "Add an aws_cloudwatch_metric_alarm with the dimension of the thing, with a threshold or an ANOMALY_DETECTION_BAND, and an action.",
	Reads:    append([]account.Kind{account.LoadBalancers.Kind, account.DBInstances.Kind, account.DBClusters.Kind, account.Alarms.Kind}, routeReads...),
	Check: func(a *account.Account, r *Report) {
		for b := range a.LoadBalancers.All() {
			r.Require(b, a.BalancerWatched(b), "no alarm that does anything watches load balancer %s", b.Called())
		}
		for i := range a.DBInstances.All() {
			r.Require(i, a.DatabaseWatched(i), "no alarm that does anything watches database %s", i.Called())
		}
	},
})
