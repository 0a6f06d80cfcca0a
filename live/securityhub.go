package live

import (
	"github.com/aws/aws-sdk-go-v2/service/securityhub"
	"github.com/aws/aws-sdk-go-v2/service/securityhub/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Hubs.Kind},
	calls: []any{securityhub.DescribeHubInput{}, securityhub.GetAdministratorAccountInput{}},
	read:  hubs,
})

var _ = collect(collector{
	kinds: []account.Kind{account.Standards.Kind},
	calls: []any{securityhub.GetEnabledStandardsInput{}},
	read:  standards,
})

// hubs reads the hub of a region, if Security Hub CSPM is on there.
func hubs(r *reader) {
	client := securityhub.NewFromConfig(r.config())
	hub := ask(r, client.DescribeHub, &securityhub.DescribeHubInput{})
	if hub.absent {
		return
	}
	if hub.failed() {
		r.miss(hub.gap(r.region))
		return
	}
	if unnamed(r, hub.told, hub.out.HubArn) {
		return
	}
	to := account.Hubs.Add(r.to, account.Ident{ARN: text(hub.out.HubArn), Region: r.region}, hub.origin)
	put(&to.AutoEnable, hub.out.AutoEnableControls, hub.told)
	told := ask(r, client.GetAdministratorAccount, &securityhub.GetAdministratorAccountInput{})
	// An account that answers to none is given none (AWS API reference, 2026-11).
	one := or(told.out.Administrator, types.Invitation{AccountId: new(string), MemberStatus: new(string)})
	put(&to.Administrator, one.AccountId, told.told)
	put(&to.Relationship, one.MemberStatus, told.told)
}

// standards reads what the hub of a region checks the account by. Where there is
// no hub there are none.
func standards(r *reader) {
	client := securityhub.NewFromConfig(r.config())
	for s := range found(r, client.GetEnabledStandards, &securityhub.GetEnabledStandardsInput{}, func(o *securityhub.GetEnabledStandardsOutput) []types.StandardsSubscription {
		return o.StandardsSubscriptions
	}) {
		if unnamed(r, s.told, s.out.StandardsSubscriptionArn) {
			continue
		}
		id := account.Ident{ARN: text(s.out.StandardsSubscriptionArn), Region: r.region, Aliases: []string{text(s.out.StandardsArn)}}
		to := account.Standards.Add(r.to, id, s.origin)
		put(&to.Standard, s.out.StandardsArn, s.told)
		put(&to.Status, word(s.out.StandardsStatus), s.told)
	}
}
