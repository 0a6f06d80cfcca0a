package live

import (
	"github.com/aws/aws-sdk-go-v2/service/opensearch"
	"github.com/aws/aws-sdk-go-v2/service/opensearch/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.SearchDomains.Kind},
	calls: []any{opensearch.ListDomainNamesInput{}, opensearch.DescribeDomainInput{}, opensearch.ListTagsInput{}},
	leads: true,
	read:  searchDomains,
})

func searchDomains(r *reader) {
	client := opensearch.NewFromConfig(r.config())
	list := func(o *opensearch.ListDomainNamesOutput) []types.DomainInfo { return o.DomainNames }
	for d := range found(r, client.ListDomainNames, &opensearch.ListDomainNamesInput{}, list) {
		name := text(d.out.DomainName)
		arn := r.arn("es", "domain/"+name)
		domain := account.SearchDomains.Add(r.to, account.Ident{ARN: arn, Name: name, Region: r.region}, d.origin)
		if r.wants(arn, name) {
			r.also(func() { searchDomain(r, client, domain) })
		}
	}
}

// searchDomain reads how a domain is encrypted. AWS gives a key only where there
// is one (AWS API reference, 2026-11).
func searchDomain(r *reader, client *opensearch.Client, d *account.SearchDomain) {
	about := ask(r, client.DescribeDomain, &opensearch.DescribeDomainInput{DomainName: &d.Name})
	rest := types.EncryptionAtRestOptions{}
	if about.out.DomainStatus != nil && about.out.DomainStatus.EncryptionAtRestOptions != nil {
		rest = *about.out.DomainStatus.EncryptionAtRestOptions
	}
	put(&d.Encrypted, rest.Enabled, about.told)
	link(&d.Key, rest.KmsKeyId, about.given(rest.Enabled != nil))
	tags := ask(r, client.ListTags, &opensearch.ListTagsInput{ARN: &d.ARN})
	tagged(&d.Tags, tags.out.TagList, tags.given(tags.out.TagList != nil), func(t types.Tag) (key, value *string) { return t.Key, t.Value })
}
