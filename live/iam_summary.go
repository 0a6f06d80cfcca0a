package live

import (
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Summaries.Kind},
	where: global,
	calls: []any{iam.GetAccountSummaryInput{}},
	read:  accountSummary,
})

// accountSummary reads the facts of the whole account, the root user's among them.
func accountSummary(r *reader) {
	all := ask(r, iam.NewFromConfig(r.config()).GetAccountSummary, &iam.GetAccountSummaryInput{})
	if all.failed() {
		r.miss(all.gap(r.region))
		return
	}
	s := account.Summaries.Add(r.to, account.Ident{ID: account.AccountID}, all.origin)
	for name, to := range map[string]*account.Value[int]{
		"AccountMFAEnabled": &s.RootMFA, "AccountAccessKeysPresent": &s.RootAccessKeys, "AccountPasswordPresent": &s.RootPassword,
		"AccountSigningCertificatesPresent": &s.RootCertificates, "Users": &s.Users,
	} {
		count, there := all.out.SummaryMap[name]
		put(to, number(&count), all.given(there))
	}
}
