package account

// CacheGroups are the replication groups of ElastiCache.
var CacheGroups = kind("elasticache.replication_groups", func(a *Account) *Set[*CacheGroup] { return &a.CacheGroups })

// CacheGroup is a replication group of ElastiCache: Redis OSS or Valkey on nodes
// of one's own. Serverless caches are always encrypted (AWS documentation,
// 2026-11).
type CacheGroup struct {
	Meta
	Encrypted Value[bool] `aws:"AtRestEncryptionEnabled"`
	Key       Link        `aws:"KmsKeyId"` // empty for a key that ElastiCache owns
	Tags      Set[*Tag]   `aws:"Tags"`
}
