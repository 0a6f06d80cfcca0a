package account

// SearchDomains are the domains of OpenSearch Service.
var SearchDomains = kind("opensearch.domains", func(a *Account) *Set[*SearchDomain] { return &a.SearchDomains })

// SearchDomain is a domain of OpenSearch Service, be its engine OpenSearch or
// Elasticsearch.
type SearchDomain struct {
	Meta
	Encrypted Value[bool] `aws:"EncryptionAtRestEnabled"`
	Key       Link        `aws:"KmsKeyId"` // empty if it is not encrypted
	Tags      Set[*Tag]   `aws:"Tags"`
}
