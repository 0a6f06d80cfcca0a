package live

import (
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const featuresCall = "iam:ListOrganizationsFeatures"

func centralAccess(features, organization string) string {
	return `<ListOrganizationsFeaturesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListOrganizationsFeaturesResult>` +
		features + organization + `</ListOrganizationsFeaturesResult></ListOrganizationsFeaturesResponse>`
}

const ofOrganization = `<OrganizationId>o-1234567890</OrganizationId>`

var _ = sample(fake{
	featuresCall: answers(centralAccess(`<EnabledFeatures><member>RootCredentialsManagement</member></EnabledFeatures>`, ofOrganization)),
})

func TestOrganizationsFeatures(t *testing.T) {
	has := func(credentials, sessions string) string {
		return `{
			"calls": {"existence": "` + featuresCall + `", "RootCredentialsManagement": "` + featuresCall + `", "RootSessions": "` + featuresCall + `"},
			"items": [{"Id": "account", "RootCredentialsManagement": ` + credentials + `, "RootSessions": ` + sessions + `}]
		}`
	}
	no := func(code string) any { return refuses(featuresCall, http.StatusBadRequest, code, "no") }
	missing := func(cause account.Cause) string { return `{"items": [], "gaps": [` + gap(featuresCall, cause) + `]}` }
	for name, c := range map[string]struct {
		answer any
		want   string
	}{
		"both":                {centralAccess(`<EnabledFeatures><member>RootSessions</member><member>RootCredentialsManagement</member></EnabledFeatures>`, ofOrganization), has("true", "true")},
		"one":                 {centralAccess(`<EnabledFeatures><member>RootSessions</member></EnabledFeatures>`, ofOrganization), has("false", "true")},
		"none":                {centralAccess(`<EnabledFeatures/>`, ofOrganization), has("false", "false")},
		"nothing said":        {centralAccess(``, ofOrganization), has("false", "false")},
		"not an organization": {centralAccess(``, ``), missing(account.Failed)},
		"no organization":     {no("OrganizationNotFoundException"), `{"items": []}`},
		"without trust":       {no("ServiceAccessNotEnabledException"), `{"items": []}`},
		"only for billing":    {no("OrganizationNotInAllFeaturesModeException"), `{"items": []}`},
		"a member":            {no("AccountNotManagementOrDelegatedAdministratorException"), missing(account.Denied)},
	} {
		rec, _ := recorded(t, fake{featuresCall: answers(c.answer)}, account.Features.Kind)
		t.Run(name, func(t *testing.T) { wantRecorded(t, rec, account.Features.Kind, c.want) })
	}
}
