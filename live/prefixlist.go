package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.PrefixLists.Kind},
	calls: []any{ec2.DescribeManagedPrefixListsInput{}, ec2.GetManagedPrefixListEntriesInput{}},
	last:  true, // security groups lead here
	read:  prefixLists,
})

// prefixLists reads the lists of the account and those of AWS; their entries if
// the list is wanted or a security group names it.
func prefixLists(r *reader) {
	client := ec2.NewFromConfig(r.config())
	in := &ec2.DescribeManagedPrefixListsInput{MaxResults: aws.Int32(ec2ShortPage)}
	for l := range found(r, client.DescribeManagedPrefixLists, in, func(o *ec2.DescribeManagedPrefixListsOutput) []types.ManagedPrefixList { return o.PrefixLists }) {
		id, arn := text(l.out.PrefixListId), text(l.out.PrefixListArn)
		if l.out.State == types.PrefixListStateDeleteComplete {
			continue
		}
		list := account.PrefixLists.Add(r.to, account.Ident{ARN: arn, ID: id, Region: r.region}, l.origin)
		if r.wants(id, arn) {
			r.also(func() { prefixEntries(r, client, id, list) })
		}
	}
}

func prefixEntries(r *reader, client *ec2.Client, id string, to *account.PrefixList) {
	in := &ec2.GetManagedPrefixListEntriesInput{PrefixListId: &id, MaxResults: aws.Int32(ec2ShortPage)}
	whole := true
	entries, gaps := all(r, client.GetManagedPrefixListEntries, in, func(o *ec2.GetManagedPrefixListEntriesOutput) []types.PrefixListEntry {
		whole = whole && o.Entries != nil
		return o.Entries
	})
	if !whole {
		gaps = append(gaps, account.Gap{Call: operationOf(in).String(), Cause: account.Failed})
	}
	items := make([]*account.PrefixEntry, len(entries))
	for i, e := range entries {
		items[i] = &account.PrefixEntry{}
		put(&items[i].CIDR, e.out.Cidr, e.told)
	}
	pages(&to.Entries, items, gaps)
}
