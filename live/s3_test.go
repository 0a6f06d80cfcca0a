package live

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	aclOf     = `<AccessControlPolicy><Owner><ID>75aa57f0</ID></Owner><AccessControlList>%GRANTS%</AccessControlList></AccessControlPolicy>`
	ownsIt    = `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>75aa57f0</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>`
	bucketsOf = `<ListAllMyBucketsResult><Buckets>%BUCKETS%</Buckets><Owner><ID>75aa57f0</ID></Owner></ListAllMyBucketsResult>`
	exports   = `<Bucket><CreationDate>2019-12-11T23:32:47+00:00</CreationDate><Name>orders-exports</Name><BucketRegion>eu-west-1</BucketRegion></Bucket>`
	logs      = `<Bucket><CreationDate>2019-11-10T23:32:13+00:00</CreationDate><Name>logs</Name><BucketRegion>us-east-1</BucketRegion></Bucket>`
)

func listsBuckets(buckets string) string { return strings.Replace(bucketsOf, "%BUCKETS%", buckets, 1) }

func grantsTo(grants string) string { return strings.Replace(aclOf, "%GRANTS%", grants, 1) }

func group(uri, permission string) string {
	return `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/` + uri + `</URI></Grantee><Permission>` + permission + `</Permission></Grant>`
}

var _ = sample(unlike(oneBucket(), fake{"s3:GetBucketPolicy": answers(inDoubt)}))

// oneBucket is an account with a bucket, in the shapes of the S3 API reference.
func oneBucket() fake {
	return fake{
		"s3:ListBuckets": answers(listsBuckets(exports)),
		"s3:GetPublicAccessBlock": answers(`<PublicAccessBlockConfiguration>
			<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>
			<BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>`),
		"s3:GetBucketPolicy":            answers(`{"Version":"2012-10-17","Statement":[]}`),
		"s3:GetBucketPolicyStatus":      answers(`<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>`),
		"s3:GetBucketAcl":               answers(grantsTo(ownsIt)),
		"s3:GetBucketOwnershipControls": answers(`<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`),
		"s3:GetBucketEncryption": answers(`<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>
			<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>` + keyARN + `</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>
			<BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`),
		"s3:GetBucketVersioning": answers(`<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>`),
		"s3:GetBucketLogging":    answers(`<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix>s3/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`),
		"s3:GetBucketTagging":    answers(`<Tagging><TagSet><Tag><Key>Backup</Key><Value>daily</Value></Tag><Tag><Key>aws:cloudformation:stack-name</Key><Value>s</Value></Tag></TagSet></Tagging>`),
	}
}

const bucketCalls = `{
	"existence": "s3:ListBuckets", "Policy": "s3:GetBucketPolicy", "IsPublic": "s3:GetBucketPolicyStatus", "CannedAcl": "s3:GetBucketAcl", "ObjectOwnership": "s3:GetBucketOwnershipControls",
	"BlockPublicAcls": "s3:GetPublicAccessBlock", "IgnorePublicAcls": "s3:GetPublicAccessBlock",
	"BlockPublicPolicy": "s3:GetPublicAccessBlock", "RestrictPublicBuckets": "s3:GetPublicAccessBlock",
	"SSEAlgorithm": "s3:GetBucketEncryption", "KMSMasterKeyID": "s3:GetBucketEncryption",
	"VersioningStatus": "s3:GetBucketVersioning", "LoggingTargetBucket": "s3:GetBucketLogging", "BucketRegion": "s3:ListBuckets"
}`

func TestBuckets(t *testing.T) {
	rec, sender := recorded(t, oneBucket(), account.Buckets.Kind)
	wantRecorded(t, rec, account.Buckets.Kind, `{
		"calls": `+strings.Replace(bucketCalls, "{", `{"Tags": "s3:GetBucketTagging", `, 1)+`,
		"items": [{
			"Arn": "arn:aws:s3:::orders-exports", "Name": "orders-exports",
			"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": false, "RestrictPublicBuckets": false,
			"Policy": {"Version": "2012-10-17", "Statement": []}, "IsPublic": false, "CannedAcl": "private", "ObjectOwnership": "BucketOwnerEnforced",
			"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "`+keyARN+`", "VersioningStatus": "Enabled", "LoggingTargetBucket": "logs", "BucketRegion": "eu-west-1", "Tags": [{"Key": "Backup", "Value": "daily"}]
		}]
	}`)
	for _, r := range sender.sent {
		if strings.Contains(r.URL.Host, "orders-exports") && r.URL.Host != "orders-exports.s3.eu-west-1.amazonaws.com" {
			t.Errorf("a bucket in eu-west-1 was asked about at %s", r.URL.Host)
		}
	}
	if query := sender.sent[0].URL.Query(); !query.Has("max-buckets") {
		t.Error("only an answer that is paged names the regions of buckets")
	}
}

// A bucket of which S3 has nothing to say is as open as one can be.
func TestBucketsWithNothingSet(t *testing.T) {
	f := oneBucket()
	absent := func(operation, code string) {
		f[operation] = answers(refuses(operation, http.StatusNotFound, code, "none"))
	}
	absent("s3:GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration")
	absent("s3:GetBucketPolicy", "NoSuchBucketPolicy")
	absent("s3:GetBucketPolicyStatus", "NoSuchBucketPolicy")
	absent("s3:GetBucketTagging", "NoSuchTagSet")
	absent("s3:GetBucketOwnershipControls", "OwnershipControlsNotFoundError")
	f["s3:GetBucketEncryption"] = answers(`<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>
		<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`)
	f["s3:GetBucketVersioning"], f["s3:GetBucketLogging"] = answers(`<VersioningConfiguration/>`), answers(`<BucketLoggingStatus/>`)
	rec, _ := recorded(t, f, account.Buckets.Kind)
	wantRecorded(t, rec, account.Buckets.Kind, `{
		"calls": `+bucketCalls+`,
		"items": [{
			"Arn": "arn:aws:s3:::orders-exports", "Name": "orders-exports",
			"BlockPublicAcls": false, "IgnorePublicAcls": false, "BlockPublicPolicy": false, "RestrictPublicBuckets": false,
			"Policy": null, "IsPublic": false, "CannedAcl": "private", "ObjectOwnership": "ObjectWriter",
			"SSEAlgorithm": "AES256", "KMSMasterKeyID": null, "VersioningStatus": "Disabled", "LoggingTargetBucket": null, "BucketRegion": "eu-west-1", "Tags": []
		}]
	}`)
}

var bucketFacts = map[string][]string{
	"s3:ListBuckets":                {"gap"},
	"s3:GetPublicAccessBlock":       {"BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"},
	"s3:GetBucketPolicy":            {"Policy", "CheckNoPublicAccess"},
	"s3:GetBucketPolicyStatus":      {"IsPublic"},
	"s3:GetBucketAcl":               {"CannedAcl"},
	"s3:GetBucketOwnershipControls": {"ObjectOwnership"},
	"s3:GetBucketEncryption":        {"SSEAlgorithm", "KMSMasterKeyID"},
	"s3:GetBucketVersioning":        {"VersioningStatus"},
	"s3:GetBucketLogging":           {"LoggingTargetBucket"},
	"s3:GetBucketTagging":           {"Tags"},
}

func TestBucketsOfWhichACallIsRefused(t *testing.T) {
	for call, unknown := range bucketFacts {
		rec, _ := recorded(t, oneBucket().refusing(call), account.Buckets.Kind)
		wantUnknown(t, rec, account.Buckets.Kind, account.Denied, call, unknown...)
		f := oneBucket()
		f[call] = answers(refusal{status: http.StatusNotFound, body: "<html>not found</html>"})
		rec, _ = recorded(t, f, account.Buckets.Kind)
		wantUnknown(t, rec, account.Buckets.Kind, account.Failed, call, unknown...)
	}
}

// Answers that hold less than AWS always gives tell nothing.
func TestBucketsOfWhichAnAnswerIsEmpty(t *testing.T) {
	for call, body := range map[string]string{
		"s3:ListBuckets":                `<ListAllMyBucketsResult/>`,
		"s3:GetPublicAccessBlock":       `<PublicAccessBlockConfiguration/>`,
		"s3:GetBucketPolicy":            ``,
		"s3:GetBucketPolicyStatus":      `<PolicyStatus/>`,
		"s3:GetBucketAcl":               `<AccessControlPolicy/>`,
		"s3:GetBucketOwnershipControls": `<OwnershipControls/>`,
		"s3:GetBucketEncryption":        `<ServerSideEncryptionConfiguration/>`,
		"s3:GetBucketTagging":           `<Tagging/>`,
	} {
		f := oneBucket()
		f[call] = answers(body)
		rec, _ := recorded(t, f, account.Buckets.Kind)
		wantUnknown(t, rec, account.Buckets.Kind, account.Failed, call, bucketFacts[call]...)
	}
}

func TestBucketsOnManyPages(t *testing.T) {
	first := `<ListAllMyBucketsResult><Buckets>` + logs + `</Buckets><ContinuationToken>more</ContinuationToken></ListAllMyBucketsResult>`
	f := oneBucket()
	f["s3:ListBuckets"] = answers(first, `<ListAllMyBucketsResult><Buckets/><ContinuationToken>last</ContinuationToken></ListAllMyBucketsResult>`, listsBuckets(exports))
	rec, sender := recorded(t, f, account.Buckets.Kind)
	wantUnknown(t, rec, account.Buckets.Kind, "", "")
	if sender.asked["s3:GetBucketAcl"] != 2 {
		t.Errorf("an empty page ended the list: %v", sender.operations())
	}
	f["s3:ListBuckets"] = answers(first, refuses("s3:ListBuckets", http.StatusForbidden, "AccessDenied", "no"))
	rec, _ = recorded(t, f, account.Buckets.Kind)
	wantUnknown(t, rec, account.Buckets.Kind, account.Denied, "s3:ListBuckets", "gap")
}

// A bucket that is not wanted costs a call only if a key is, for then its
// encryption has a say.
func TestBucketsThatAreNotWanted(t *testing.T) {
	f := oneBucket()
	f["s3:ListBuckets"] = answers(listsBuckets(exports + logs))
	all := []string{
		"s3:GetBucketAcl 1", "s3:GetBucketEncryption 1", "s3:GetBucketLogging 1", "s3:GetBucketOwnershipControls 1", "s3:GetBucketPolicy 1", "s3:GetBucketPolicyStatus 1",
		"s3:GetBucketTagging 1", "s3:GetBucketVersioning 1", "s3:GetPublicAccessBlock 1", "s3:ListBuckets 1",
	}
	for name, asked := range map[string][]string{"another": {"s3:ListBuckets 1"}, "logs": all, "arn:aws:s3:::logs": all} {
		_, sender := recordedSome(t, f, []string{name}, []account.Kind{account.Buckets.Kind}, account.Buckets.Kind)
		if got := sender.operations(); !slices.Equal(got, asked) {
			t.Errorf("for %s was asked %v", name, got)
		}
	}
	_, sender := recordedSome(t, f, nil, []account.Kind{account.Keys.Kind}, account.Buckets.Kind)
	if got := sender.operations(); !slices.Equal(got, []string{"s3:GetBucketEncryption 2", "s3:ListBuckets 1"}) {
		t.Errorf("for a key was asked %v", got)
	}
}

func TestBucketACL(t *testing.T) {
	stranger := strings.ReplaceAll(ownsIt, "75aa57f0", "aabbccdd")
	for grants, want := range map[string]string{
		ownsIt:          `"private"`,
		ownsIt + ownsIt: `"private"`,
		ownsIt + group("global/AllUsers", "READ"):                                       `"public-read"`,
		group("global/AllUsers", "WRITE") + group("global/AllUsers", "READ") + ownsIt:   `"public-read-write"`,
		ownsIt + group("global/AuthenticatedUsers", "READ"):                             `"authenticated-read"`,
		ownsIt + group("s3/LogDelivery", "WRITE") + group("s3/LogDelivery", "READ_ACP"): `"log-delivery-write"`,
		``: `"custom"`,
		ownsIt + group("global/AllUsers", "READ_ACP"):        `"custom"`,
		ownsIt + group("s3/LogDelivery", "WRITE"):            `"custom"`,
		ownsIt + group("global/AllUsers", "READ") + stranger: `"custom"`,
		ownsIt + stranger: `"custom"`,
		strings.Replace(ownsIt, "FULL_CONTROL", "READ", 1):                           `"custom"`,
		strings.Replace(ownsIt, "CanonicalUser", "AmazonCustomerByEmail", 1):         `"custom"`,
		ownsIt + `<Grant><Permission>READ</Permission></Grant>`:                      `"custom"`,
		ownsIt + strings.Replace(group("global/AllUsers", "READ"), "/All", "/Al", 1): `"custom"`,
	} {
		f := oneBucket()
		f["s3:GetBucketAcl"] = answers(grantsTo(grants))
		rec, _ := recorded(t, f, account.Buckets.Kind)
		if got := member(t, rec, account.Buckets.Kind, "CannedAcl"); got != want {
			t.Errorf("%s is %s and not %s", grants, got, want)
		}
	}
}
