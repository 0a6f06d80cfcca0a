package rules

import "github.com/soc2gate/soc2gate/account"

// DataPorts are those of databases, caches, searches and queues: SQL Server,
// Oracle, NFS, ZooKeeper, etcd, MySQL, Redshift, AMQP, PostgreSQL, Kibana,
// Redis, Cassandra, Kafka, Elasticsearch, Memcached, RabbitMQ and MongoDB.
var DataPorts = []int{
	1433, 1521, 2049, 2181, 2379, 3306, 5439, 5432, 5601, 5671, 5672, 6379, 7000, 8086, 9042, 9092, 9200, 9300, 11211, 15672, 27017,
}

// NetSGNoOpenDataPort keeps data stores off the internet.
var NetSGNoOpenDataPort = add(Rule{
	ID:    "net-sg-no-open-data-port",
	Title: "No security group opens the port of a data store to the internet",
	Criteria: []Support{
		{"CC6.6", "the boundary keeps outsiders away from stored data"},
		{"CC6.1", "the network is a part of the access architecture"},
	},
	Severity: Critical,
	Tier:     1,
	Why:      "Data stores are not built to face the internet; many ask for no password by default.",
	Fix:      "Let in the application's security group (referenced_security_group_id) instead of address ranges.",
	Reads:    groupReads,
	Check:    func(a *account.Account, r *Report) { requireClosed(a, r, DataPorts, "the port of a data store") },
})
