package live

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

const (
	keyID    = "1234abcd-12ab-34cd-56ef-1234567890ab"
	keyARN   = "arn:aws:kms:us-east-1:123456789012:key/" + keyID
	otherKey = `{"KeyId": "0987dcba-09fe-87dc-65ba-ab0987654321", "KeyArn": "arn:aws:kms:us-east-1:123456789012:key/0987dcba-09fe-87dc-65ba-ab0987654321"}`
)

var _ = sample(oneKey())

// oneKey is an account with a key, in the shapes of the KMS API reference.
func oneKey() fake {
	return fake{
		"kms:ListKeys": answers(`{"Keys": [{"KeyId": "` + keyID + `", "KeyArn": "` + keyARN + `"}], "Truncated": false}`),
		"kms:ListAliases": answers(`{"Aliases": [
			{"AliasArn": "arn:aws:kms:us-east-1:123456789012:alias/orders", "AliasName": "alias/orders", "TargetKeyId": "` + keyID + `"},
			{"AliasArn": "arn:aws:kms:us-east-1:123456789012:alias/aws/redshift", "AliasName": "alias/aws/redshift"}
		], "Truncated": false}`),
		"kms:DescribeKey": answers(`{"KeyMetadata": {
			"AWSAccountId": "123456789012", "Arn": "` + keyARN + `", "CreationDate": 1.499288695918E9, "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
			"Description": "", "Enabled": true, "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"], "KeyId": "` + keyID + `", "KeyManager": "CUSTOMER",
			"KeySpec": "SYMMETRIC_DEFAULT", "KeyState": "Enabled", "KeyUsage": "ENCRYPT_DECRYPT", "MultiRegion": false, "Origin": "AWS_KMS"
		}}`),
		"kms:GetKeyRotationStatus": answers(`{"KeyId": "` + keyID + `", "KeyRotationEnabled": true, "RotationPeriodInDays": 365}`),
		"kms:GetKeyPolicy":         answers(`{"Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[]}", "PolicyName": "default"}`),
		"kms:ListGrants": answers(`{"Grants": [{
			"CreationDate": 1.477431461E9, "GrantId": "91ad875e49b04a9d1f3bdeb84d821f9db6ea95e1098813f6d47f0c65fbe2a172", "KeyId": "` + keyARN + `",
			"GranteePrincipal": "arn:aws:iam::123456789012:role/orders", "IssuingAccount": "arn:aws:iam::123456789012:root", "Operations": ["Encrypt", "Decrypt"]
		}], "Truncated": false}`),
		"kms:GetKeyLastUsage": answers(`{
			"KeyId": "` + keyID + `", "KeyCreationDate": 1.499288695918E9, "TrackingStartDate": 1.7772E9,
			"KeyLastUsage": {"Operation": "Decrypt", "Timestamp": 1.7950464E9, "CloudTrailEventId": "4aa7e4d5-d047-452a-a5a6-2cce282a7e82"}
		}`),
	}
}

func TestKeys(t *testing.T) {
	rec, _ := recorded(t, oneKey(), account.Keys.Kind)
	wantRecorded(t, rec, account.Keys.Kind, `{
		"calls": {
			"existence": "kms:ListKeys", "KeyManager": "kms:DescribeKey", "KeyState": "kms:DescribeKey", "KeySpec": "kms:DescribeKey",
			"Origin": "kms:DescribeKey", "MultiRegionReplica": "kms:DescribeKey", "KeyRotationEnabled": "kms:GetKeyRotationStatus",
			"LastUsageDate": "kms:GetKeyLastUsage", "Policy": "kms:GetKeyPolicy", "Grants": "kms:ListGrants"
		},
		"items": [{
			"Arn": "`+keyARN+`", "Id": "`+keyID+`", "Region": "us-east-1",
			"KeyManager": "CUSTOMER", "KeyState": "Enabled", "KeySpec": "SYMMETRIC_DEFAULT", "Origin": "AWS_KMS", "MultiRegionReplica": false,
			"KeyRotationEnabled": true, "LastUsageDate": "2026-11-19T00:00:00Z", "Policy": {"Version": "2012-10-17", "Statement": []},
			"Grants": [{
				"GrantId": "91ad875e49b04a9d1f3bdeb84d821f9db6ea95e1098813f6d47f0c65fbe2a172", "GranteePrincipal": "arn:aws:iam::123456789012:role/orders"
			}]
		}]
	}`)
}

func TestAliases(t *testing.T) {
	rec, _ := recorded(t, oneKey(), account.Aliases.Kind)
	wantRecorded(t, rec, account.Aliases.Kind, `{
		"calls": {"existence": "kms:ListAliases", "TargetKeyId": "kms:ListAliases"},
		"items": [
			{"Arn": "arn:aws:kms:us-east-1:123456789012:alias/aws/redshift", "Name": "alias/aws/redshift", "Region": "us-east-1", "TargetKeyId": null},
			{"Arn": "arn:aws:kms:us-east-1:123456789012:alias/orders", "Name": "alias/orders", "Region": "us-east-1", "TargetKeyId": "`+keyID+`"}
		]
	}`)
}

func TestKeysOfWhichACallIsRefused(t *testing.T) {
	for call, unknown := range map[string][]string{
		"kms:ListKeys":             {"gap"},
		"kms:ListAliases":          {}, // all keys are wanted, by whatever name
		"kms:DescribeKey":          {"KeyManager", "KeyState", "KeySpec", "Origin", "MultiRegionReplica"},
		"kms:GetKeyRotationStatus": {"KeyRotationEnabled"},
		"kms:GetKeyPolicy":         {"Policy"},
		"kms:GetKeyLastUsage":      {"LastUsageDate"},
		"kms:ListGrants":           {"Grants"},
	} {
		t.Run(call, func(t *testing.T) {
			rec, _ := recorded(t, oneKey().refusing(call), account.Keys.Kind)
			wantUnknown(t, rec, account.Keys.Kind, account.Denied, call, unknown...)
		})
	}
	rec, _ := recorded(t, oneKey().refusing("kms:ListAliases"), account.Aliases.Kind)
	wantUnknown(t, rec, account.Aliases.Kind, account.Denied, "kms:ListAliases", "gap")
}

func TestKeysOnManyPages(t *testing.T) {
	first := `{"Keys": [` + otherKey + `], "Truncated": true, "NextMarker": "more"}`
	pages := oneKey()
	pages["kms:ListKeys"] = answers(first, `{"Keys": [], "Truncated": true, "NextMarker": "last"}`, oneKey()["kms:ListKeys"][0])
	rec, sender := recorded(t, pages, account.Keys.Kind)
	wantUnknown(t, rec, account.Keys.Kind, "", "")
	if sender.asked["kms:DescribeKey"] != 2 {
		t.Errorf("an empty page ended the list: %v", sender.operations())
	}
	pages["kms:ListKeys"] = answers(first, refuses("kms:ListKeys", http.StatusBadRequest, "AccessDeniedException", "no"))
	rec, _ = recorded(t, pages, account.Keys.Kind)
	wantUnknown(t, rec, account.Keys.Kind, account.Denied, "kms:ListKeys", "gap")
	pages["kms:ListKeys"] = answers(`{}`)
	rec, _ = recorded(t, pages, account.Keys.Kind)
	wantUnknown(t, rec, account.Keys.Kind, account.Failed, "kms:ListKeys", "gap")
}

func TestKeysThatAreNotWanted(t *testing.T) {
	list := []string{"kms:ListAliases 1", "kms:ListKeys 1"}
	details := append([]string{"kms:DescribeKey 1", "kms:GetKeyLastUsage 1", "kms:GetKeyPolicy 1", "kms:GetKeyRotationStatus 1"}, list[0], "kms:ListGrants 1", list[1])
	for name, asked := range map[string][]string{
		"another": list, keyID: details, keyARN: details, "alias/orders": details, "arn:aws:kms:us-east-1:123456789012:alias/orders": details,
	} {
		f := oneKey()
		f["kms:ListKeys"] = answers(`{"Keys": [{"KeyId": "` + keyID + `", "KeyArn": "` + keyARN + `"}, ` + otherKey + `], "Truncated": false}`)
		_, sender := recordedSome(t, f, []string{name}, nil, account.Keys.Kind)
		if got := sender.operations(); !slices.Equal(got, asked) {
			t.Errorf("for %s was asked %v", name, got)
		}
	}
}

// Of a key in a custom store, an asymmetric one and the like KMS says that it
// does not rotate by itself, and of a replica that it is one.
func TestKeysOfOtherSorts(t *testing.T) {
	f := oneKey()
	f["kms:GetKeyRotationStatus"] = answers(refuses("kms:GetKeyRotationStatus", http.StatusBadRequest, "UnsupportedOperationException", "no"))
	rec, _ := recorded(t, f, account.Keys.Kind)
	wantUnknown(t, rec, account.Keys.Kind, account.NotApplicable, "kms:GetKeyRotationStatus", "KeyRotationEnabled")

	for key, want := range map[string]string{
		`"KeyId": "mrk-1234", "MultiRegion": true, "MultiRegionConfiguration": {"MultiRegionKeyType": "REPLICA"}`: "true",
		`"KeyId": "mrk-1234", "MultiRegion": true, "MultiRegionConfiguration": {"MultiRegionKeyType": "PRIMARY"}`: "false",
		`"KeyId": "mrk-1234", "MultiRegion": true`:                                                                "error",
		`"KeyId": "` + keyID + `"`: "false",
		`"Description": ""`:        "error",
	} {
		f["kms:DescribeKey"] = answers(`{"KeyMetadata": {"KeyManager": "CUSTOMER", "KeySpec": "RSA_2048", "KeyState": "Enabled", "Origin": "AWS_KMS", ` + key + `}}`)
		rec, _ := recorded(t, f, account.Keys.Kind)
		if got := member(t, rec, account.Keys.Kind, "MultiRegionReplica"); got != want {
			t.Errorf("%s makes %s", key, got)
		}
	}
}

func TestKeyThatWasNotUsed(t *testing.T) {
	day := func(ago int) int64 { return time.Now().AddDate(0, 0, -ago).Unix() }
	for name, one := range map[string]struct {
		made, tracked int64
		usage, want   string
	}{
		"since it was made": {day(10), day(10), `{}`, "null"},
		"for long":          {day(900), day(200), `{}`, "null"},
		"since tracking began, which was of late":  {day(900), day(20), `{}`, "partial"},
		"and nothing is said of when it was used":  {day(900), day(20), `null`, "partial"},
		"and nothing is said of when tracking was": {day(900), 0, `{}`, "partial"},
	} {
		f := oneKey()
		f["kms:GetKeyLastUsage"] = answers(strings.Replace(fmt.Sprintf(`{"KeyCreationDate": %d, "TrackingStartDate": %d, "KeyLastUsage": %s}`, one.made, one.tracked, one.usage), `"TrackingStartDate": 0, `, "", 1))
		rec, _ := recorded(t, f, account.Keys.Kind)
		if got := member(t, rec, account.Keys.Kind, "LastUsageDate"); got != one.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
