package live

import (
	"context"
	"encoding/base64"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/soc2gate/soc2gate/account"
)

const profile = `<GetLoginProfileResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetLoginProfileResult><LoginProfile>
	<UserName>Alice</UserName><CreateDate>2011-09-19T23:00:56Z</CreateDate></LoginProfile></GetLoginProfileResult></GetLoginProfileResponse>`

const (
	reportHeader = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
		"access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
		"access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
		"cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info\n" +
		"<root_account>,arn:aws:iam::123456789012:root,2013-10-01T10:00:00+00:00,not_supported,2026-01-01T10:00:00+00:00,not_supported,not_supported,true," +
		"false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A,N/A\n"
	reportedAlice = "Alice,arn:aws:iam::123456789012:user/Alice,2013-10-14T18:32:24+00:00,true,2026-11-01T10:00:00+00:00,2026-01-01T10:00:00+00:00,N/A,true," +
		"true,2026-01-05T10:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A,0\n"
)

// The report of the sample tells of Alice, who has no keys, and not yet of Bob.
var _ = sample(unlike(principals(), fake{
	"iam:GetAccountAuthorizationDetails": answers(authorizationsOf(alice+strings.ReplaceAll(alice, "Alice", "Bob"), builder, admins, edge, "")),
	"iam:GetCredentialReport":            answers(reportOf(strings.NewReplacer("N/A,true,true,2026-01-05T10:00:00+00:00", "N/A,false,false,N/A").Replace(reportedAlice))),
	"iam:ListMFADevices":                 answers(forBob(principals()["iam:ListMFADevices"][0], "ListMFADevices", "MFADevices")),
	"iam:ListAccessKeys":                 answers(forBob(principals()["iam:ListAccessKeys"][0], "ListAccessKeys", "AccessKeyMetadata")),
}))

// unlike is the fake with other answers of some operations.
func unlike(f, other fake) fake {
	maps.Copy(f, other)
	return f
}

// forBob answers for Bob, and for others with an empty list.
func forBob(body any, operation, list string) func(*http.Request) refusal {
	return func(r *http.Request) refusal {
		form, _ := io.ReadAll(r.Body)
		if text, ok := body.(string); ok && strings.Contains(string(form), "UserName=Bob") {
			return refusal{status: http.StatusOK, body: text}
		}
		return refusal{status: http.StatusOK, body: xml("iam:"+operation, "<"+list+"/>")}
	}
}

func reportOf(rows string) string {
	return `<GetCredentialReportResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetCredentialReportResult><Content>` +
		base64.StdEncoding.EncodeToString([]byte(reportHeader+rows)) +
		`</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-11-27T04:00:00Z</GeneratedTime></GetCredentialReportResult></GetCredentialReportResponse>`
}

func reportState(state string) string {
	return `<GenerateCredentialReportResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GenerateCredentialReportResult><State>` + state +
		`</State></GenerateCredentialReportResult></GenerateCredentialReportResponse>`
}

var reported = []string{"LoginProfile", "PasswordLastUsed", "MFADevices", "AccessKeys"}

// The report tells of every user; one that is wanted is asked about as it is now.
func TestCredentialsOfUsersThatAreWanted(t *testing.T) {
	for name, now := range map[string]int{"Bob": 0, "Alice": 1, "AIDACKCEVSQ6C2EXAMPLE": 1, "arn:aws:iam::123456789012:user/Alice": 1} {
		rec, sender := recordedSome(t, principals(), []string{name}, nil, authorized...)
		for _, call := range []string{"iam:GetLoginProfile", "iam:ListMFADevices", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"} {
			if sender.asked[call] != now {
				t.Errorf("for %s was asked %v", name, sender.operations())
			}
		}
		wantUnknown(t, rec, account.Users.Kind, "", "")
		const keys = `[{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","CreateDate":"2026-09-19T23:00:56Z","LastUsedDate":null,"Status":"Inactive"}]`
		if got := normal(t, member(t, rec, account.Users.Kind, "AccessKeys")); (got == normal(t, keys)) != (now == 1) {
			t.Errorf("for %s the keys are %s", name, got)
		}
	}
}

func TestCredentialsOfWhichACallIsRefused(t *testing.T) {
	alice := []string{"Alice"}
	for call, unknown := range map[string][]string{
		"iam:GenerateCredentialReport": {"PasswordLastUsed"}, "iam:GetCredentialReport": {"PasswordLastUsed"},
		"iam:GetLoginProfile": {"LoginProfile"}, "iam:ListMFADevices": {"MFADevices"}, "iam:ListAccessKeys": {"AccessKeys"},
	} {
		rec, _ := recordedSome(t, principals().refusing(call), alice, nil, authorized...)
		wantUnknown(t, rec, account.Users.Kind, account.Denied, call, unknown...)
	}
	for _, call := range []string{"iam:GenerateCredentialReport", "iam:GetCredentialReport"} {
		rec, _ := recordedSome(t, principals().refusing(call), nil, nil, authorized...)
		wantUnknown(t, rec, account.Users.Kind, account.Denied, call, reported...)
	}
	rec, _ := recordedSome(t, principals().refusing("iam:GetAccessKeyLastUsed"), alice, nil, authorized...)
	if got := member(t, rec, account.Users.Kind, "AccessKeys"); !strings.Contains(got, `"unknown": "denied"`) {
		t.Errorf("the keys are %s", got)
	}
}

func TestCredentialsOfWhichAnAnswerIsEmpty(t *testing.T) {
	for call, unknown := range map[string]string{"GetLoginProfile": "LoginProfile", "ListMFADevices": "MFADevices", "ListAccessKeys": "AccessKeys"} {
		f := principals()
		f["iam:"+call] = answers(`<` + call + `Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><` + call + `Result/></` + call + `Response>`)
		rec, _ := recordedSome(t, f, []string{"Alice"}, nil, authorized...)
		wantUnknown(t, rec, account.Users.Kind, account.Failed, "iam:"+call, unknown)
	}
	f := principals()
	f["iam:GetLoginProfile"] = answers(refuses("iam:GetLoginProfile", http.StatusNotFound, "NoSuchEntity", "Login Profile for User Alice cannot be found."))
	rec, _ := recordedSome(t, f, []string{"Alice"}, nil, authorized...)
	if got := member(t, rec, account.Users.Kind, "LoginProfile"); got != "false" {
		t.Errorf("without a login profile it is %s", got)
	}
}

func TestDevicesOnManyPages(t *testing.T) {
	f := principals()
	f["iam:ListMFADevices"] = answers(`<ListMFADevicesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListMFADevicesResult><MFADevices/>
		<IsTruncated>true</IsTruncated><Marker>2</Marker></ListMFADevicesResult></ListMFADevicesResponse>`, f["iam:ListMFADevices"][0])
	rec, sender := recordedSome(t, f, []string{"Alice"}, nil, authorized...)
	wantUnknown(t, rec, account.Users.Kind, "", "")
	if sender.asked["iam:ListMFADevices"] != 2 {
		t.Error("an empty page ended the list")
	}
}

// Whatever the report does not say in the words that are documented is unknown.
func TestCredentialReportRows(t *testing.T) {
	for name, one := range map[string]struct {
		old, changed string
		want         []string
	}{
		"all is said":                   {"Alice", "Alice", nil},
		"another word for a password":   {"+00:00,true,2026", "+00:00,not_supported,2026", []string{"LoginProfile"}},
		"another word for a device":     {"N/A,true,true", "N/A,,true", []string{"MFADevices"}},
		"another word for a key":        {"true,2026-01-05", "maybe,2026-01-05", []string{"AccessKeys"}},
		"another word for a time":       {"2026-11-01T10:00:00+00:00", "yesterday", []string{"PasswordLastUsed"}},
		"a key made at an unknown time": {"true,2026-01-05T10:00:00+00:00", "true,yesterday", []string{"AccessKeys"}},
		"more keys than have a column":  {",0\n", ",1\n", []string{"AccessKeys"}},
	} {
		row := strings.Replace(reportedAlice, one.old, one.changed, 1)
		f := principals()
		f["iam:GetCredentialReport"] = answers(reportOf(row))
		rec, _ := recordedSome(t, f, nil, nil, authorized...)
		t.Run(name, func(t *testing.T) {
			wantUnknown(t, rec, account.Users.Kind, account.Failed, "iam:GetCredentialReport", one.want...)
		})
	}
}

// A row of a user who had the name before says nothing about this one, nor does
// a report that cannot be read about anybody.
func TestCredentialReportOfOthers(t *testing.T) {
	for name, rows := range map[string]string{"no row": "", "one made before": strings.Replace(reportedAlice, "2013-10-14", "2012-10-14", 1)} {
		f := principals()
		f["iam:GetCredentialReport"] = answers(reportOf(rows))
		rec, _ := recordedSome(t, f, nil, nil, authorized...)
		for _, attribute := range reported {
			if got := member(t, rec, account.Users.Kind, attribute); got != "" {
				t.Errorf("%s: %s is %s", name, attribute, got)
			}
		}
		if _, sender := recorded(t, f, authorized...); sender.asked["iam:ListMFADevices"] != 1 {
			t.Errorf("%s: nobody asked", name)
		}
	}
	f := principals()
	f["iam:GetCredentialReport"] = answers(reportOf("Alice,\n"))
	rec, _ := recordedSome(t, f, nil, nil, authorized...)
	wantUnknown(t, rec, account.Users.Kind, account.Unreadable, "iam:GetCredentialReport", reported...)
}

func TestCredentialReportThatIsBeingMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := principals()
		f["iam:GenerateCredentialReport"] = answers(reportState("STARTED"), reportState("INPROGRESS"), reportState("COMPLETE"))
		rec, sender := recordedLong(t, f)
		wantUnknown(t, rec, account.Users.Kind, "", "")
		if sender.asked["iam:GenerateCredentialReport"] != 3 {
			t.Errorf("asked %v", sender.operations())
		}
		f["iam:GenerateCredentialReport"] = answers(reportState("INPROGRESS"))
		rec, _ = recordedLong(t, f)
		wantUnknown(t, rec, account.Users.Kind, account.TimedOut, "iam:GenerateCredentialReport", reported...)
	})
}

// recordedLong is recorded with the budgets of the program.
func recordedLong(t *testing.T, f fake) (*account.Recording, *transport) {
	t.Helper()
	s, sender := openFake(t, f)
	s.Call, s.Service = DefaultCall, DefaultService
	s.ctx, s.stop = context.WithCancelCause(t.Context())
	rec, err := s.Record(Need{Kinds: slices.Clone(authorized), Regions: []string{testRegion}, Wants: func(...string) bool { return false }})
	if err != nil {
		t.Fatal(err)
	}
	return rec, sender
}
