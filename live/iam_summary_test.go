package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

var _ = sample(fake{"iam:GetAccountSummary": answers(xml("iam:GetAccountSummary", `<SummaryMap><entry><key>Users</key><value>32</value></entry></SummaryMap>`))})

func TestAccountSummary(t *testing.T) {
	const call = "iam:GetAccountSummary"
	of := func(entries string) fake {
		return fake{call: answers(`<GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult><SummaryMap>` +
			entries + `</SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>`)}
	}
	const users, mfa = `<entry><key>Users</key><value>32</value></entry>`, `<entry><key>AccountMFAEnabled</key><value>1</value></entry>`
	const others = `<entry><key>AccountPasswordPresent</key><value>1</value></entry><entry><key>AccountSigningCertificatesPresent</key><value>0</value></entry>`
	rec, _ := recorded(t, of(users+mfa+others+`<entry><key>AccountAccessKeysPresent</key><value>0</value></entry>`), account.Summaries.Kind)
	wantRecorded(t, rec, account.Summaries.Kind, `{
		"calls": {"existence": "`+call+`", "AccountMFAEnabled": "`+call+`", "AccountAccessKeysPresent": "`+call+`",
			"AccountPasswordPresent": "`+call+`", "AccountSigningCertificatesPresent": "`+call+`", "Users": "`+call+`"},
		"items": [{"Id": "account", "AccountMFAEnabled": 1, "AccountAccessKeysPresent": 0, "AccountPasswordPresent": 1, "AccountSigningCertificatesPresent": 0, "Users": 32}]
	}`)
	rec, _ = recorded(t, of(users+mfa+others), account.Summaries.Kind)
	wantUnknown(t, rec, account.Summaries.Kind, account.Failed, call, "AccountAccessKeysPresent")
	rec, _ = recorded(t, of(users).refusing(call), account.Summaries.Kind)
	wantUnknown(t, rec, account.Summaries.Kind, account.Denied, call, "gap")
}
