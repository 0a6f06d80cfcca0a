package live

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/securityhub"

	"github.com/soc2gate/soc2gate/account"
)

// readerOf returns a reader of a collector that may send these calls.
func readerOf(t *testing.T, f fake, calls ...any) (*reader, *transport) {
	t.Helper()
	s, sender := openFake(t, f)
	return &reader{
		ctx: s.ctx, session: s, from: s.party, region: testRegion, to: account.NewBuilder(),
		by: &collector{kinds: []account.Kind{account.Trails.Kind}, calls: calls},
	}, sender
}

// TestClassify sends real error answers, in the protocol of each service,
// through the SDK: what they are taken for decides what passes.
func TestClassify(t *testing.T) {
	html := refusal{status: http.StatusNotFound, body: "<!doctype html><title>404 Not Found</title>"}
	json := func(code, message string) refusal { return refuses("kms:x", http.StatusBadRequest, code, message) }
	for _, tc := range []struct {
		name   string
		call   func(*reader) told
		op     string
		answer any
		want   told
	}{
		{"json, denied", rotation, "kms:GetKeyRotationStatus", json("AccessDeniedException", "User is not authorized to perform: kms:GetKeyRotationStatus"), told{cause: account.Denied}},
		{"json, denied by the organization", rotation, "kms:GetKeyRotationStatus", json("AccessDeniedException", "not authorized, with an explicit deny in a service control policy"), told{cause: account.DeniedBySCP}},
		{"json, denied by the boundary", rotation, "kms:GetKeyRotationStatus", json("AccessDeniedException", "because no permissions boundary allows the kms:GetKeyRotationStatus action"), told{cause: account.DeniedBoundary}},
		{"json, not of this sort", rotation, "kms:GetKeyRotationStatus", json("UnsupportedOperationException", "asymmetric"), told{cause: account.NotApplicable}},
		{"json, not found", rotation, "kms:GetKeyRotationStatus", json("NotFoundException", "gone"), told{cause: account.Failed}},
		{"json, throttled", rotation, "kms:GetKeyRotationStatus", json("ThrottlingException", "Rate exceeded"), told{cause: account.Throttled}},
		{"json, html in its place", rotation, "kms:GetKeyRotationStatus", refusal{status: http.StatusInternalServerError, body: "<html>"}, told{cause: account.Unreachable}},
		{"json, xml 403 in its place", rotation, "kms:GetKeyRotationStatus", refusal{status: http.StatusForbidden, body: "<ErrorResponse/>"}, told{cause: account.Denied}},
		{"rest json, not enabled", hub, "securityhub:DescribeHub", refuses("securityhub:x", http.StatusUnauthorized, "InvalidAccessException", "Account is not subscribed to AWS Security Hub"), told{absent: true}},
		{"rest json, denied", hub, "securityhub:DescribeHub", refuses("securityhub:x", http.StatusForbidden, "AccessDeniedException", "no"), told{cause: account.Denied}},
		{"rest json, html 404", hub, "securityhub:DescribeHub", html, told{cause: account.Unreachable}},
		{"xml, no policy", bucketPolicy, "s3:GetBucketPolicy", refuses("s3:x", http.StatusNotFound, "NoSuchBucketPolicy", ""), told{absent: true}},
		{"xml, no bucket", bucketPolicy, "s3:GetBucketPolicy", refuses("s3:x", http.StatusNotFound, "NoSuchBucket", ""), told{cause: account.Failed}},
		{"xml, denied", bucketPolicy, "s3:GetBucketPolicy", refuses("s3:x", http.StatusForbidden, "AccessDenied", "Access Denied"), told{cause: account.Denied}},
		{"xml, slow down", bucketPolicy, "s3:GetBucketPolicy", refuses("s3:x", http.StatusServiceUnavailable, "SlowDown", ""), told{cause: account.Throttled}},
		{"xml, html 404", bucketPolicy, "s3:GetBucketPolicy", html, told{cause: account.Failed}}, // the SDK makes an error of S3 of it
		{"query, denied", summary, "iam:GetAccountSummary", refuses("iam:x", http.StatusForbidden, "AccessDenied", "User: x is not authorized"), told{cause: account.Denied}},
		{"query, throttled", summary, "iam:GetAccountSummary", refuses("iam:x", http.StatusBadRequest, "Throttling", ""), told{cause: account.Throttled}},
		{"ec2, denied", defaults, "ec2:GetEbsEncryptionByDefault", refuses("ec2:x", http.StatusForbidden, "UnauthorizedOperation", "You are not authorized"), told{cause: account.Denied}},
		{"ec2, limit", defaults, "ec2:GetEbsEncryptionByDefault", refuses("ec2:x", http.StatusServiceUnavailable, "RequestLimitExceeded", ""), told{cause: account.Throttled}},
		{"ec2, region off", defaults, "ec2:GetEbsEncryptionByDefault", refuses("ec2:x", http.StatusUnauthorized, "OptInRequired", ""), told{cause: account.Denied}},
		{"no organization", organization, "organizations:DescribeOrganization", json("AWSOrganizationsNotInUseException", ""), told{absent: true}},
		{"no route", rotation, "kms:GetKeyRotationStatus", errors.New("dial tcp: no route to host"), told{cause: account.Unreachable}},
		{"no answer", rotation, "kms:GetKeyRotationStatus", wait{}, told{cause: account.TimedOut}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r, _ := readerOf(t, fake{tc.op: answers(tc.answer)}, kms.GetKeyRotationStatusInput{}, securityhub.DescribeHubInput{},
				s3.GetBucketPolicyInput{}, iam.GetAccountSummaryInput{}, ec2.GetEbsEncryptionByDefaultInput{}, organizations.DescribeOrganizationInput{})
			got := tc.call(r)
			if got.cause != tc.want.cause || got.absent != tc.want.absent || got.origin.Ref != tc.op {
				t.Errorf("cause %q, absent %v, by %s", got.cause, got.absent, got.origin.Ref)
			}
		})
	}
}

var name = "x"

func rotation(r *reader) told {
	return ask(r, kms.NewFromConfig(r.config()).GetKeyRotationStatus, &kms.GetKeyRotationStatusInput{KeyId: &name}).told
}

func hub(r *reader) told {
	return ask(r, securityhub.NewFromConfig(r.config()).DescribeHub, &securityhub.DescribeHubInput{}).told
}

func bucketPolicy(r *reader) told {
	return ask(r, s3.NewFromConfig(r.config()).GetBucketPolicy, &s3.GetBucketPolicyInput{Bucket: &name}).told
}

func summary(r *reader) told {
	return ask(r, iam.NewFromConfig(r.config()).GetAccountSummary, &iam.GetAccountSummaryInput{}).told
}

func defaults(r *reader) told {
	return ask(r, ec2.NewFromConfig(r.config()).GetEbsEncryptionByDefault, &ec2.GetEbsEncryptionByDefaultInput{}).told
}

func organization(r *reader) told {
	return ask(r, organizations.NewFromConfig(r.config()).DescribeOrganization, &organizations.DescribeOrganizationInput{}).told
}

// TestCredentialsThatAreNotGoodEndTheSession wants no recording at all, whatever
// was answered before.
func TestCredentialsThatAreNotGoodEndTheSession(t *testing.T) {
	for _, code := range dead {
		s, _ := openFake(t, fake{
			"cloudtrail:DescribeTrails": answers(auditTrail),
			"cloudtrail:GetTrailStatus": answers(refuses("cloudtrail:x", http.StatusForbidden, code, "")),
		})
		_, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: []string{testRegion}})
		var why *Refusal
		if !errors.As(err, &why) || why.Reason != ExpiredCredentials || !strings.Contains(why.Error(), code) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// TestPages follows tokens and not lengths, and knows what it did not see.
func TestPages(t *testing.T) {
	const one, two = `{"Rules": [{"Name": "a"}], "NextToken": "t"}`, `{"Rules": [{"Name": "b"}]}`
	for _, tc := range []struct {
		name  string
		pages []any
		names string
		gap   account.Cause
	}{
		{"two pages", answers(one, two), "ab", ""},
		{"an empty page with a token", answers(`{"Rules": [], "NextToken": "s"}`, one, two), "ab", ""},
		{"an empty token is none", answers(`{"Rules": [{"Name": "a"}], "NextToken": ""}`), "a", ""},
		{"the second is denied", answers(one, refuses("events:x", http.StatusBadRequest, "AccessDeniedException", "")), "a", account.Denied},
		{"the second is lost", answers(one, refusal{status: http.StatusBadGateway, body: "<html>"}), "a", account.Partial},
		{"the same token again and again", answers(one), "aa", account.Partial},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, _ := readerOf(t, fake{"events:ListRules": tc.pages}, eventbridge.ListRulesInput{})
			list, gaps := all(r, eventbridge.NewFromConfig(r.config()).ListRules, &eventbridge.ListRulesInput{}, func(o *eventbridge.ListRulesOutput) []string {
				var names []string
				for _, rule := range o.Rules {
					names = append(names, text(rule.Name))
				}
				return names
			})
			var names strings.Builder
			for _, one := range list {
				names.WriteString(*one.out)
			}
			if names.String() != tc.names {
				t.Errorf("%s was seen", names.String())
			}
			if tc.gap == "" && len(gaps) > 0 || tc.gap != "" && (len(gaps) != 1 || gaps[0].Cause != tc.gap || gaps[0].Call != "events:ListRules") {
				t.Errorf("gaps %v", gaps)
			}
		})
	}
}

// TestCallsThatCouldMissSomethingAreNotSent keeps collectors from one page of
// several, from calls that no permission is printed for, and from calls without
// budget and classification.
func TestCallsThatCouldMissSomethingAreNotSent(t *testing.T) {
	r, sender := readerOf(t, fake{}, eventbridge.ListRulesInput{})
	client := eventbridge.NewFromConfig(r.config())
	if one := ask(r, client.ListRules, &eventbridge.ListRulesInput{}); one.cause != account.Failed {
		t.Errorf("a paged operation was asked for one page: %q", one.cause)
	}
	if other := ask(r, client.DescribeEventBus, &eventbridge.DescribeEventBusInput{}); other.cause != account.Failed {
		t.Errorf("an operation that is not declared was called: %q", other.cause)
	}
	if _, err := client.ListRules(context.WithoutCancel(r.ctx), &eventbridge.ListRulesInput{}); !errors.Is(err, errProgram) {
		t.Errorf("an operation was called past the helpers: %v", err)
	}
	if len(sender.sent) > 0 {
		t.Errorf("%d requests were sent", len(sender.sent))
	}
}

// TestEveryPagedOperationHasAToken finds, for each operation that a collector
// pages through, the field of the answer that tells the next page.
func TestEveryPagedOperationHasAToken(t *testing.T) {
	known := []any{&eventbridge.ListRulesOutput{}, &kms.ListKeysOutput{}, &iam.GetAccountAuthorizationDetailsOutput{}, &ec2.DescribeVolumesOutput{}, &s3.ListBucketsOutput{}}
	inputs := []any{eventbridge.ListRulesInput{}, kms.ListKeysInput{}, iam.GetAccountAuthorizationDetailsInput{}, ec2.DescribeVolumesInput{}, s3.ListBucketsInput{}}
	for i, input := range inputs {
		op := operationOf(input)
		if op.paging.in == "" {
			t.Errorf("%s is not known to be paged", op)
			continue
		}
		if _, ok := op.paging.next(known[i]); !ok {
			t.Errorf("%s: the answer has no token", op)
		}
	}
	if op := operationOf(cloudtrail.DescribeTrailsInput{}); op.paging.in != "" || op.String() != "cloudtrail:DescribeTrails" {
		t.Errorf("%s pages by %q", op, op.paging.in)
	}
}

// TestBudgets lets calls hang and be slowed down for ever: the reading ends in
// its time, and what it did not get has the cause.
func TestBudgets(t *testing.T) {
	for cause, answer := range map[account.Cause]any{
		account.TimedOut:  wait{},
		account.Throttled: refuses("cloudtrail:x", http.StatusBadRequest, "ThrottlingException", "Rate exceeded"),
	} {
		t.Run(string(cause), func(t *testing.T) {
			t.Parallel()
			s, _ := openFake(t, fake{"cloudtrail:DescribeTrails": answers(auditTrail), "cloudtrail:GetTrailStatus": answers(answer)})
			s.Call = 300 * time.Millisecond
			begin := time.Now()
			rec, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: []string{testRegion}})
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
			b := account.NewBuilder()
			if err := rec.Fill(b); err != nil {
				t.Fatal(err)
			}
			for trail := range b.Build().Trails.All() {
				if f := trail.Logging.Fact(); f.Cause != cause || f.Origin.Ref != "cloudtrail:GetTrailStatus" {
					t.Errorf("%v", f)
				}
			}
		})
	}
}

// TestTheRunEnds lets every answer of several regions hang: the run's budget
// ends all of them.
func TestTheRunEnds(t *testing.T) {
	s, _ := openFake(t, fake{"cloudtrail:DescribeTrails": answers(wait{})})
	s.Call, s.Service = time.Hour, time.Hour
	ended, done := context.WithTimeout(s.ctx, 200*time.Millisecond)
	defer done()
	s.ctx = ended
	rec, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: []string{"eu-west-1", testRegion}})
	if err != nil {
		t.Fatal(err)
	}
	if whole, partly := rec.Tally(); whole != 0 || partly != 1 {
		t.Errorf("%d whole, %d partly", whole, partly)
	}
}

// TestEndpoints refuses to let anybody but AWS answer.
func TestEndpoints(t *testing.T) {
	for host, want := range map[string]bool{
		"cloudtrail.us-east-1.amazonaws.com": true, "s3.cn-north-1.amazonaws.com.cn": true, "sts.eusc-de-east-1.amazonaws.eu": true,
		"amazonaws.com.evil.example": false, "cloudtrail.us-east-1.amazonaws.com.": true, "amazonaws.com": false, "127.0.0.1": false, "evilamazonaws.com": false,
	} {
		if ofAWS(host) != want {
			t.Errorf("%s is taken for AWS: %v", host, !want)
		}
	}
	s, sender := openFake(t, fake{"cloudtrail:DescribeTrails": answers(auditTrail)})
	elsewhere := "https://bucket.s3.amazonaws.com" // a host of AWS's that answers what a stranger put there
	s.party.config.BaseEndpoint = &elsewhere
	_, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: []string{testRegion}})
	var why *Refusal
	if !errors.As(err, &why) || why.Reason != CustomEndpoint || len(sender.sent) > 0 {
		t.Errorf("%v, %d requests", err, len(sender.sent))
	}
	if got := EndpointVariables([]string{"AWS_ENDPOINT_URL=x", "AWS_ENDPOINT_URL_S3=y", "AWS_ENDPOINT_URL_KMS=", "AWS_REGION=z"}); !slices.Equal(got, []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"}) {
		t.Errorf("%v", got)
	}
}

// TestCustomEndpointMarksTheRecording lets somebody else answer on request.
func TestCustomEndpointMarksTheRecording(t *testing.T) {
	s, _ := openFake(t, fake{"cloudtrail:DescribeTrails": answers(`{"trailList": []}`)})
	double := "http://127.0.0.1:1"
	s.AllowCustomEndpoint, s.party.config.BaseEndpoint = true, &double
	rec, err := s.Record(Need{Kinds: []account.Kind{account.Trails.Kind}, Regions: []string{testRegion}})
	if err != nil || !rec.Synthetic {
		t.Errorf("%v, synthetic %v", err, rec.Synthetic)
	}
}

// TestRegions says why regions are not read.
func TestRegions(t *testing.T) {
	const regions = `<DescribeRegionsResponse><regionInfo>
		<item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>
		<item><regionName>eu-west-1</regionName><optInStatus>opt-in-not-required</optInStatus></item>
		<item><regionName>af-south-1</regionName><optInStatus>not-opted-in</optInStatus></item>
	</regionInfo></DescribeRegionsResponse>`
	s, _ := openFake(t, fake{"ec2:DescribeRegions": answers(regions)})
	read, skipped := s.Regions(nil)
	if !slices.Equal(read, []string{"eu-west-1", "us-east-1"}) || !slices.Equal(skipped, []account.SkippedRegion{{Region: "af-south-1", Reason: NotOptedIn}}) {
		t.Errorf("%v, %v", read, skipped)
	}
	read, skipped = s.Regions([]string{"af-south-1"})
	if !slices.Equal(read, []string{"af-south-1"}) || len(skipped) != 2 || skipped[0].Reason != NotAskedFor {
		t.Errorf("%v, %v", read, skipped)
	}
	s, _ = openFake(t, fake{"ec2:DescribeRegions": answers(refuses("ec2:x", http.StatusForbidden, "UnauthorizedOperation", ""))})
	read, skipped = s.Regions(nil)
	if !slices.Equal(read, []string{testRegion}) || len(skipped) != 1 || skipped[0].Region != "*" {
		t.Errorf("%v, %v", read, skipped)
	}
	_ = types.Region{}
}
