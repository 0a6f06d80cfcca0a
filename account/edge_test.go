package account_test

import (
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

func TestListenerOnlyRedirects(t *testing.T) {
	const toHTTPS, keeps, forward = `{"Type":"redirect","RedirectProtocol":"HTTPS"}`, `{"Type":"redirect","RedirectProtocol":"#{protocol}"}`, `{"Type":"forward","RedirectProtocol":null}`
	const unread = `{"unknown":"denied"}`
	for name, c := range map[string]struct {
		actions, rules string
		want           account.Tri
	}{
		"no rules":                {`[` + toHTTPS + `]`, `[]`, yes},
		"rules that redirect":     {`[` + toHTTPS + `]`, `[` + toHTTPS + `,` + toHTTPS + `]`, yes},
		"a rule that forwards":    {`[` + toHTTPS + `]`, `[` + toHTTPS + `,` + forward + `]`, no},
		"a rule that keeps HTTP":  {`[` + toHTTPS + `]`, `[` + keeps + `]`, no},
		"forwards":                {`[` + forward + `]`, `[]`, no},
		"to HTTP":                 {`[` + keeps + `]`, `[]`, no},
		"nothing":                 {`[]`, `[]`, no},
		"rules unread":            {`[` + toHTTPS + `]`, unread, maybe},
		"forwards, rules unread":  {`[` + forward + `]`, unread, no},
		"actions unread":          {unread, `[]`, maybe},
		"where to unread":         {`[{"Type":"redirect","RedirectProtocol":` + unread + `}]`, `[]`, maybe},
		"of one rule type unread": {`[` + toHTTPS + `]`, `[{"RuleArn":"r","Type":` + unread + `,"RedirectProtocol":"HTTPS"}]`, maybe},
	} {
		a := live(t, `"elasticloadbalancing.listeners":{"items":[{"Arn":"l","DefaultActions":`+c.actions+`,"Rules":`+c.rules+`}]}`)
		is(t, name, a.Listeners.Items()[0].OnlyRedirects(), c.want)
	}
}

func TestOldTLS(t *testing.T) {
	const read = `"elasticloadbalancing.ssl_policies":{"items":[{"Name":"ours","SslProtocols":[{"Protocol":"TLSv1.2"}]},{"Name":"theirs","SslProtocols":[{"Protocol":"TLSv1.1"},{"Protocol":"TLSv1.2"}]},` +
		`{"Name":"ELBSecurityPolicy-2016-08","SslProtocols":{"unknown":"denied"}}]},`
	for name, c := range map[string]struct {
		policies, policy string
		want             account.Tri
	}{
		"read, new": {read, "ours", no}, "read, old": {read, "theirs", yes}, "of which the protocols could not be read": {read, "ELBSecurityPolicy-2016-08", maybe},
		"default of the API": {``, "ELBSecurityPolicy-2016-08", yes}, "default of the console": {``, "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", no},
		"1.3 only": {``, "ELBSecurityPolicy-TLS13-1-3-2021-06", no}, "1.3 and 1.0": {``, "ELBSecurityPolicy-TLS13-1-0-2021-06", yes},
		"forward secrecy, old": {``, "ELBSecurityPolicy-FS-2018-06", yes}, "forward secrecy, new": {``, "ELBSecurityPolicy-FS-1-2-Res-2020-10", no},
		"of a name to come": {``, "ELBSecurityPolicy-TLS14-2030-01", maybe}, "of nobody": {``, "ours", maybe},
	} {
		a := live(t, c.policies+`"elasticloadbalancing.listeners":{"items":[{"Arn":"l","Protocol":"HTTPS","SslPolicy":"`+c.policy+`"}]}`)
		is(t, name, a.OldTLS(a.Listeners.Items()[0]), c.want)
	}
	a := live(t, `"elasticloadbalancing.listeners":{"items":[{"Arn":"l","Protocol":"HTTPS","SslPolicy":{"unknown":"denied"}}]}`)
	is(t, "unread", a.OldTLS(a.Listeners.Items()[0]), maybe)
}

func TestCertificateLasts(t *testing.T) {
	for end, want := range map[string]account.Tri{
		`"2026-12-23T06:00:01Z"`: yes, `"2026-12-23T06:00:00Z"`: no, `"2026-11-01T00:00:00Z"`: no,
		`null`: maybe, `"soon"`: maybe, `{"unknown":"denied"}`: maybe,
	} {
		a := live(t, `"acm.certificates":{"items":[{"Arn":"c","Type":"AMAZON_ISSUED","NotAfter":`+end+`}]}`)
		is(t, end, a.Lasts(a.Certificates.Items()[0], 30*24*time.Hour), want)
	}
	for kind, want := range map[string]account.Tri{"AMAZON_ISSUED": yes, "IMPORTED": maybe} {
		b := account.NewBuilder()
		c := account.Certificates.Add(b, account.Ident{Address: "aws_acm_certificate.c"}, fromPlan)
		c.Type, c.NotAfter = account.Observed(kind, fromPlan, ""), account.Missing[string](account.LeftToAWS, fromPlan, "not_after")
		is(t, kind+" that is not new", b.Build().Lasts(c, time.Hour), maybe)
		account.Create(c)
		is(t, "new "+kind, b.Build().Lasts(c, time.Hour), want)
	}
}

func TestCertificateUsed(t *testing.T) {
	const nowhere = `"elasticloadbalancing.listeners":{"items":[]},"cloudfront.distributions":{"items":[]}`
	for name, c := range map[string]struct {
		uses, others string
		want         account.Tri
	}{
		"by nothing":        {`[]`, nowhere, no},
		"as AWS lists":      {`[{"Arn":"arn:aws:apigateway:us-east-1::/domainnames/x"}]`, nowhere, yes},
		"unread":            {`{"unknown":"denied"}`, nowhere, maybe},
		"listeners unread":  {`[]`, `"cloudfront.distributions":{"items":[]}`, maybe},
		"by a listener":     {`[]`, `"cloudfront.distributions":{"items":[]},"elasticloadbalancing.listeners":{"items":[{"Arn":"l","DefaultCertificate":"arn:c","Certificates":[]}]}`, yes},
		"beside another":    {`[]`, `"cloudfront.distributions":{"items":[]},"elasticloadbalancing.listeners":{"items":[{"Arn":"l","DefaultCertificate":"arn:d","Certificates":[{"CertificateArn":"arn:c"}]}]}`, yes},
		"beside, unread":    {`[]`, `"cloudfront.distributions":{"items":[]},"elasticloadbalancing.listeners":{"items":[{"Arn":"l","DefaultCertificate":"arn:d"}]}`, maybe},
		"by a distribution": {`[]`, `"elasticloadbalancing.listeners":{"items":[]},"cloudfront.distributions":{"items":[{"Id":"d","ACMCertificateArn":"arn:c"}]}`, yes},
	} {
		a := live(t, `"acm.certificates":{"items":[{"Arn":"arn:c","InUseBy":`+c.uses+`}]},`+c.others)
		is(t, name, a.CertificateUsed(a.Certificates.Items()[0]), c.want)
	}
}

// TestNewCertificateIsUsedByWhatTheChangeMakes only, unless a part of that may
// not be seen.
func TestNewCertificateIsUsedByWhatTheChangeMakes(t *testing.T) {
	for name, c := range map[string]struct {
		gap  account.Gap
		want account.Tri
	}{
		"nobody looked":     {account.Gap{}, no},
		"denied":            {account.Gap{Cause: account.Denied}, maybe},
		"denied in its own": {account.Gap{Cause: account.Denied, Region: "us-east-1"}, maybe},
		"denied in another": {account.Gap{Cause: account.Denied, Region: "eu-west-1"}, no},
		"not followed":      {account.Gap{Cause: account.NotFollowed}, maybe},
	} {
		b := account.NewBuilder()
		account.Create(account.Certificates.Add(b, account.Ident{Address: "aws_acm_certificate.c", Region: "us-east-1"}, fromPlan))
		if c.gap.Cause != "" {
			b.Miss(account.Listeners.Kind, c.gap)
		}
		a := b.Build()
		is(t, name, a.CertificateUsed(a.Certificates.Items()[0]), c.want)
	}
}

func TestDatabaseWantsTLS(t *testing.T) {
	group := func(family, parameters string) string {
		return `"rds.parameter_groups":{"items":[{"Name":"g","DBParameterGroupFamily":` + family + `,"Parameters":` + parameters + `}]},`
	}
	parameter := func(name, value string) string {
		return `[{"ParameterName":"work_mem","ParameterValue":"1"},{"ParameterName":"` + name + `","ParameterValue":` + value + `,"ApplyMethod":"immediate"}]`
	}
	const unread = `{"unknown":"denied"}`
	for name, c := range map[string]struct {
		groups, group string
		want          account.Tri
	}{
		"on":                            {group(`"postgres14"`, parameter("rds.force_ssl", `"1"`)), "g", yes},
		"off, though its family is on":  {group(`"postgres16"`, parameter("rds.force_ssl", `"0"`)), "g", no},
		"by its family":                 {group(`"postgres15"`, `[]`), "g", yes},
		"not by its family":             {group(`"postgres14"`, `[]`), "g", no},
		"MySQL":                         {group(`"mysql8.0"`, parameter("require_secure_transport", `"ON"`)), "g", yes},
		"MySQL by its family":           {group(`"mysql8.4"`, `[]`), "g", no},
		"MySQL of which AWS says so":    {group(`"mysql9.7"`, `[]`), "g", yes},
		"MySQL of which nothing known":  {group(`"mysql9.1"`, `[]`), "g", maybe},
		"MariaDB before":                {group(`"mariadb11.4"`, `[]`), "g", no},
		"MariaDB since":                 {group(`"mariadb11.8"`, `[]`), "g", yes},
		"SQL Server":                    {group(`"sqlserver-se-15.0"`, `[]`), "g", no},
		"Oracle":                        {group(`"oracle-ee-19"`, `[]`), "g", maybe},
		"parameters unread":             {group(`"postgres16"`, unread), "g", maybe},
		"value unread":                  {group(`"postgres16"`, parameter("rds.force_ssl", unread)), "g", maybe},
		"family unread":                 {group(unread, `[]`), "g", maybe},
		"AWS's group":                   {``, "default.postgres16", yes},
		"AWS's group of an old version": {``, "default.postgres13", no},
		"a group that nobody saw":       {``, "g", maybe},
	} {
		a := live(t, c.groups+`"rds.instances":{"items":[{"Name":"i","DBClusterIdentifier":null,"DBParameterGroupName":"`+c.group+`"}]}`)
		is(t, name, a.DBTLS(a.DBInstances.Items()[0]), c.want)
	}
}

func TestMemberOfAClusterWantsTLSAsTheClusterDoes(t *testing.T) {
	for value, want := range map[string]account.Tri{"1": yes, "0": no} {
		a := live(t, `"rds.cluster_parameter_groups":{"items":[{"Name":"cg","DBParameterGroupFamily":"aurora-postgresql16","Parameters":[{"ParameterName":"rds.force_ssl","ParameterValue":"`+value+`"}]}]},`+
			`"rds.clusters":{"items":[{"Name":"c","DBClusterParameterGroup":"cg"}]},"rds.instances":{"items":[{"Name":"i","DBClusterIdentifier":"c","DBParameterGroupName":"default.aurora-postgresql16"}]}`)
		is(t, "force_ssl "+value, a.DBTLS(a.DBInstances.Items()[0]), want)
	}
}

func TestEngineWithoutAGroupIsOfItsFamily(t *testing.T) {
	for version, want := range map[string]account.Tri{"16.3": yes, "16": yes, "14.1": no, "": maybe} {
		b := account.NewBuilder()
		i := account.DBInstances.Add(b, account.Ident{Name: "i"}, fromPlan)
		i.Engine, i.Version = account.Observed("postgres", fromPlan, "engine"), account.Observed(version, fromPlan, "engine_version")
		i.Parameters, i.Cluster = account.LinkTo(account.Missing[string](account.LeftToAWS, fromPlan, "")), account.LinkTo(account.Observed("", fromPlan, ""))
		is(t, version, b.Build().DBTLS(i), want)
	}
}

func TestEngineThatNobodyReadIsOfNoFamily(t *testing.T) {
	const unread = `{"unknown":"denied"}`
	for name, told := range map[string]string{
		"engine": `"Engine":` + unread + `,"EngineVersion":"16.3"`, "version": `"Engine":"postgres","EngineVersion":` + unread, "both": `"Engine":` + unread + `,"EngineVersion":` + unread,
	} {
		a := live(t, `"rds.instances":{"items":[{"Name":"i","DBClusterIdentifier":null,`+told+`}]}`)
		i := a.DBInstances.Items()[0]
		i.Parameters = account.LinkTo(account.Missing[string](account.LeftToAWS, fromPlan, ""))
		is(t, name, a.DBTLS(i), maybe)
	}
}
