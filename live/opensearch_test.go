package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const ofDomains, ofDomain, ofDomainTags = "es:ListDomainNames", "es:DescribeDomain", "es:ListTags"

func search(domain string) fake {
	return fake{
		ofDomains: answers(`{"DomainNames": [{"DomainName": "s", "EngineType": "OpenSearch"}]}`), ofDomain: answers(domain),
		ofDomainTags: answers(`{"TagList": [{"Key": "a", "Value": "b"}]}`),
	}
}

var _ = sample(search(`{"DomainStatus": {"DomainName": "s", "EncryptionAtRestOptions": {"Enabled": true, "KmsKeyId": "k"}}}`))

func TestSearchDomains(t *testing.T) {
	unread := `{"unknown": "error", "call": "` + ofDomain + `"}`
	for name, c := range map[string]struct{ domain, want string }{
		"encrypted": {`{"DomainStatus": {"EncryptionAtRestOptions": {"Enabled": true, "KmsKeyId": "k"}}}`, `"EncryptionAtRestEnabled": true, "KmsKeyId": "k"`},
		"in clear":  {`{"DomainStatus": {"EncryptionAtRestOptions": {"Enabled": false}}}`, `"EncryptionAtRestEnabled": false, "KmsKeyId": null`},
		"silent":    {`{"DomainStatus": {}}`, `"EncryptionAtRestEnabled": ` + unread + `, "KmsKeyId": ` + unread},
		"no answer": {`{}`, `"EncryptionAtRestEnabled": ` + unread + `, "KmsKeyId": ` + unread},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, search(c.domain), account.SearchDomains.Kind)
			wantItems(t, rec, account.SearchDomains.Kind, `[{"Arn": "arn:aws:es:us-east-1:123456789012:domain/s", "Name": "s", "Region": "us-east-1", `+c.want+`, "Tags": [{"Key": "a", "Value": "b"}]}]`)
		})
	}
}
