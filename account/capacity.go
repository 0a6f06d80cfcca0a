package account

import "strings"

// balancers are the namespaces of the metrics of load balancers (AWS
// documentation, 2026-11).
var balancers = []string{"AWS/ApplicationELB", "AWS/NetworkELB", "AWS/GatewayELB"}

// BalancerWatched tells whether an alarm that does something watches the load
// balancer, whose metrics go by the end of its ARN.
func (a *Account) BalancerWatched(b *LoadBalancer) Bool {
	names := func(l *Link) Bool {
		suffix := l.Test(func(text string) bool { return text != "" && strings.HasSuffix(b.ARN, ":loadbalancer/"+text) })
		return l.To(b).Or(suffix)
	}
	one := Known(false)
	for _, namespace := range balancers {
		one = one.OrElse(func() Bool { return a.alarmOn(&b.Meta, namespace, "LoadBalancer", names) })
	}
	return one
}

// DatabaseWatched tells the same of a database, or of the cluster that it is a
// member of.
func (a *Account) DatabaseWatched(i *DBInstance) Bool {
	own := a.alarmOn(&i.Meta, "AWS/RDS", "DBInstanceIdentifier", func(l *Link) Bool { return l.To(i) })
	return own.OrElse(func() Bool {
		return i.Cluster.Absent().Not().AndThen(func() Bool {
			return a.DBClusters.At(i.Cluster, func(c *DBCluster) Bool {
				return a.alarmOn(&i.Meta, "AWS/RDS", "DBClusterIdentifier", func(l *Link) Bool { return l.To(c) })
			})
		})
	})
}

// alarmOn tells whether an alarm in the region of the thing watches it and does
// something, be it to scale.
func (a *Account) alarmOn(of *Meta, namespace, dimension string, names func(*Link) Bool) Bool {
	return a.Alarms.Exists(func(m *Alarm) Bool {
		acts := m.Enabled.Is(true).And(m.Actions.empty().Not())
		return m.Watches(namespace, dimension, names).
			AndThen(func() Bool { return sameRegion(&m.Meta, of) }).
			AndThen(func() Bool { return acts.OrElse(func() Bool { return a.Reaches(m) }) })
	})
}
