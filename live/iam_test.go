package live

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// authorizationsOf is a page of authorization details, with a marker if another
// is to come.
func authorizationsOf(users, roles, groups, policies, marker string) string {
	if marker != "" {
		marker = `<IsTruncated>true</IsTruncated><Marker>` + marker + `</Marker>`
	}
	return `<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult>` + marker +
		`<UserDetailList>` + users + `</UserDetailList><RoleDetailList>` + roles + `</RoleDetailList><GroupDetailList>` + groups + `</GroupDetailList>` +
		`<Policies>` + policies + `</Policies></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`
}

const (
	alice = `<member><GroupList><member>Admins</member></GroupList><AttachedManagedPolicies/>
		<UserId>AIDACKCEVSQ6C2EXAMPLE</UserId><Path>/</Path><UserName>Alice</UserName>
		<Arn>arn:aws:iam::123456789012:user/Alice</Arn><CreateDate>2013-10-14T18:32:24Z</CreateDate></member>`
	admins = `<member><GroupId>AIDACKCEVSQ6C7EXAMPLE</GroupId><AttachedManagedPolicies><member><PolicyName>AdministratorAccess</PolicyName>
		<PolicyArn>arn:aws:iam::aws:policy/AdministratorAccess</PolicyArn></member></AttachedManagedPolicies>
		<GroupName>Admins</GroupName><Path>/</Path><Arn>arn:aws:iam::123456789012:group/Admins</Arn><CreateDate>2013-10-14T18:32:24Z</CreateDate><GroupPolicyList/></member>`
)

var (
	everything = url.QueryEscape(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}`)
	trusting   = url.PathEscape(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`)
	builder    = `<member><RolePolicyList><member><PolicyName>all</PolicyName><PolicyDocument>` + everything + `</PolicyDocument></member></RolePolicyList>
		<AttachedManagedPolicies/><InstanceProfileList/><RoleId>AROADBQP57FF2AEXAMPLE</RoleId><Path>/builder/</Path><RoleName>build</RoleName>
		<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>arn:aws:iam::123456789012:policy/edge</PermissionsBoundaryArn></PermissionsBoundary>
		<Arn>arn:aws:iam::123456789012:role/builder/build</Arn><AssumeRolePolicyDocument>` + trusting + `</AssumeRolePolicyDocument></member>`
	edge = managed("arn:aws:iam::123456789012:policy/edge", "edge", 0, 1,
		version("v1", false, "{}")+version("v2", true, everything))
	adminAccess = managed("arn:aws:iam::aws:policy/AdministratorAccess", "AdministratorAccess", 1, 0, version("v1", true, everything))
	powerUsers  = managed("arn:aws:iam::aws:policy/PowerUserAccess", "PowerUserAccess", 0, 0, version("v1", true, everything))
)

func managed(arn, name string, attached, boundary int, versions string) string {
	count := func(n int) string { return string(rune('0' + n)) }
	return `<member><PolicyName>` + name + `</PolicyName><Arn>` + arn + `</Arn><Path>/</Path><PolicyId>ANPA` + strings.ToUpper(name) + `</PolicyId>
		<AttachmentCount>` + count(attached) + `</AttachmentCount><PermissionsBoundaryUsageCount>` + count(boundary) + `</PermissionsBoundaryUsageCount>
		<PolicyVersionList>` + versions + `</PolicyVersionList></member>`
}

func version(id string, inForce bool, document string) string {
	is := map[bool]string{true: "true", false: "false"}[inForce]
	return `<member><VersionId>` + id + `</VersionId><IsDefaultVersion>` + is + `</IsDefaultVersion><Document>` + document + `</Document></member>`
}

// principals is an account with one of each, in the shapes of the IAM API
// reference.
func principals() fake {
	return fake{
		"iam:GetAccountAuthorizationDetails": answers(authorizationsOf(alice, builder, admins, edge+adminAccess+powerUsers, "")),
		"iam:GenerateCredentialReport":       answers(reportState("COMPLETE")),
		"iam:GetCredentialReport":            answers(reportOf(reportedAlice)),
		"iam:GetLoginProfile":                answers(profile),
		"iam:ListMFADevices": answers(`<ListMFADevicesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListMFADevicesResult><MFADevices>
			<member><UserName>Alice</UserName><SerialNumber>arn:aws:iam::123456789012:mfa/Alice</SerialNumber></member></MFADevices></ListMFADevicesResult></ListMFADevicesResponse>`),
		"iam:ListAccessKeys": answers(`<ListAccessKeysResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccessKeysResult><AccessKeyMetadata>
			<member><UserName>Alice</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId><Status>Inactive</Status><CreateDate>2026-09-19T23:00:56Z</CreateDate></member>
			</AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>`),
		"iam:GetAccessKeyLastUsed": answers(`<GetAccessKeyLastUsedResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccessKeyLastUsedResult>
			<UserName>Alice</UserName><AccessKeyLastUsed><Region>N/A</Region><ServiceName>N/A</ServiceName></AccessKeyLastUsed>
			</GetAccessKeyLastUsedResult></GetAccessKeyLastUsedResponse>`),
	}
}

var authorized = []account.Kind{account.Users.Kind, account.Roles.Kind, account.Groups.Kind, account.Policies.Kind}

func TestPrincipals(t *testing.T) {
	rec, _ := recorded(t, principals(), authorized...)
	const call, report = "iam:GetAccountAuthorizationDetails", "iam:GetCredentialReport"
	const admin = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`
	wantRecorded(t, rec, account.Users.Kind, `{
		"calls": {"existence": "`+call+`", "Path": "`+call+`", "PermissionsBoundary": "`+call+`", "Groups": "`+call+`",
			"LoginProfile": "`+report+`", "PasswordLastUsed": "`+report+`", "AccessKeys": "`+report+`"},
		"items": [{
			"Arn": "arn:aws:iam::123456789012:user/Alice", "Id": "AIDACKCEVSQ6C2EXAMPLE", "Name": "Alice", "Path": "/", "PermissionsBoundary": null,
			"AttachedManagedPolicies": [], "InlinePolicies": [], "Groups": [{"GroupName": "Admins"}],
			"LoginProfile": true, "PasswordLastUsed": "2026-11-01T10:00:00Z", "MFADevices": [{}],
			"AccessKeys": [{"Status": "Active", "CreateDate": "2026-01-05T10:00:00Z", "LastUsedDate": null}]
		}]
	}`)
	wantRecorded(t, rec, account.Roles.Kind, `{
		"calls": {"existence": "`+call+`", "Path": "`+call+`", "PermissionsBoundary": "`+call+`", "AssumeRolePolicyDocument": "`+call+`", "InlinePolicies": "`+call+`"},
		"items": [{
			"Arn": "arn:aws:iam::123456789012:role/builder/build", "Id": "AROADBQP57FF2AEXAMPLE", "Name": "build", "Path": "/builder/",
			"PermissionsBoundary": "arn:aws:iam::123456789012:policy/edge", "AttachedManagedPolicies": [],
			"InlinePolicies": [{"PolicyName": "all", "PolicyDocument": `+admin+`}],
			"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
		}]
	}`)
	wantRecorded(t, rec, account.Groups.Kind, `{
		"calls": {"existence": "`+call+`", "Path": "`+call+`", "AttachedManagedPolicies": "`+call+`"},
		"items": [{
			"Arn": "arn:aws:iam::123456789012:group/Admins", "Id": "AIDACKCEVSQ6C7EXAMPLE", "Name": "Admins", "Path": "/", "InlinePolicies": [],
			"AttachedManagedPolicies": [{"PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}]
		}]
	}`)
	wantRecorded(t, rec, account.Policies.Kind, `{
		"calls": {"existence": "`+call+`", "PolicyDocument": "`+call+`", "PermissionsBoundaryUsageCount": "`+call+`"},
		"items": [
			{"Arn": "arn:aws:iam::123456789012:policy/edge", "Id": "ANPAEDGE", "Name": "edge", "PermissionsBoundaryUsageCount": 1, "PolicyDocument": `+admin+`},
			{"Arn": "arn:aws:iam::aws:policy/AdministratorAccess", "Id": "ANPAADMINISTRATORACCESS", "Name": "AdministratorAccess", "PermissionsBoundaryUsageCount": 0, "PolicyDocument": `+admin+`}
		]
	}`)
}

func TestPrincipalsOfWhichACallIsRefused(t *testing.T) {
	rec, _ := recorded(t, principals().refusing("iam:GetAccountAuthorizationDetails"), authorized...)
	for _, kind := range authorized {
		wantUnknown(t, rec, kind, account.Denied, "iam:GetAccountAuthorizationDetails", "gap")
	}
}

func TestPrincipalsOnManyPages(t *testing.T) {
	f := principals()
	f["iam:GetAccountAuthorizationDetails"] = answers(authorizationsOf(alice, "", "", "", "2"), authorizationsOf("", "", "", "", "3"), authorizationsOf("", builder, admins, edge, ""))
	rec, sender := recorded(t, f, authorized...)
	for _, kind := range authorized {
		wantUnknown(t, rec, kind, "", "")
	}
	if member(t, rec, account.Roles.Kind, "Path") != `"/builder/"` || sender.asked["iam:GetAccountAuthorizationDetails"] != 3 {
		t.Error("an empty page ended the list")
	}
	for cause, second := range map[account.Cause]any{
		account.Denied: refuses("iam:GetAccountAuthorizationDetails", http.StatusForbidden, "AccessDenied", "no"),
		account.Failed: `<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult/></GetAccountAuthorizationDetailsResponse>`,
	} {
		f["iam:GetAccountAuthorizationDetails"] = answers(authorizationsOf(alice, "", "", "", "2"), second)
		rec, _ = recorded(t, f, authorized...)
		for _, kind := range authorized {
			wantUnknown(t, rec, kind, cause, "iam:GetAccountAuthorizationDetails", "gap")
		}
	}
}

// A policy of AWS that nobody has yet counts if the change gives it to somebody.
func TestPolicyOfAWSThatIsWanted(t *testing.T) {
	rec, _ := recordedSome(t, principals(), []string{"arn:aws:iam::aws:policy/PowerUserAccess"}, nil, authorized...)
	b := account.NewBuilder()
	if err := rec.Fill(b); err != nil {
		t.Fatal(err)
	}
	var names []string
	for p := range b.Build().Policies.All() {
		names = append(names, p.Name)
	}
	if !slices.Equal(names, []string{"edge", "AdministratorAccess", "PowerUserAccess"}) {
		t.Errorf("there are %v", names)
	}
}

// What IAM always gives, and does not give here, is not taken for none.
func TestPrincipalsOfWhichPartsAreMissing(t *testing.T) {
	const call = "iam:GetAccountAuthorizationDetails"
	f := principals()
	f[call] = answers(authorizationsOf(
		`<member><Arn>arn:aws:iam::123456789012:user/Alice</Arn><UserName>Alice</UserName><PermissionsBoundary/></member>`,
		`<member><Arn>arn:aws:iam::123456789012:role/a</Arn><RoleName>a</RoleName><Path>/</Path><AttachedManagedPolicies/>
			<AssumeRolePolicyDocument></AssumeRolePolicyDocument></member>`,
		"", managed("arn:aws:iam::123456789012:policy/edge", "edge", 1, 0, version("v1", false, "{}"))+
			`<member><Arn>arn:aws:iam::123456789012:policy/none</Arn></member>`, ""))
	rec, _ := recordedSome(t, f, nil, nil, authorized...)
	wantUnknown(t, rec, account.Users.Kind, account.Failed, call, "Path", "PermissionsBoundary", "AttachedManagedPolicies", "Groups")
	wantUnknown(t, rec, account.Roles.Kind, account.Failed, call, "AssumeRolePolicyDocument")
	wantUnknown(t, rec, account.Policies.Kind, account.Failed, call, "PolicyDocument", "PolicyDocument", "PermissionsBoundaryUsageCount")
}
