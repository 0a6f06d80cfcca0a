package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/report"
)

// leaning are facts of an account that stand in for what a plan leaves out. Of
// each a case has two recorded accounts that differ in nothing else, and
// resources that lean on it beside some that do not.
var leaning = []struct {
	dir, without string   // the case, and its account in which the fact is another
	differs      string   // where the two accounts do
	changes      []string // by rule and resource, with the verdicts in both accounts
}{
	{"pub-s3-bucket-bpa/leans", "block-off", "s3.account_public_access_block", []string{
		"pub-s3-bucket-bpa arn:aws:s3:::archive: holds, left",
		"pub-s3-bucket-bpa aws_s3_bucket.downloads: holds, left",
		"pub-s3-bucket-bpa aws_s3_bucket.exports: holds, introduced",
		"pub-s3-bucket-bpa aws_s3_bucket.invoices: holds, introduced",
		"pub-s3-policy aws_s3_bucket.downloads: holds, left",
	}},
	{"rest-ebs-volume/leans", "default-off", "EbsEncryptionByDefault", []string{
		"rest-ebs-volume aws_ebs_volume.orders: holds, introduced",
		"rest-ebs-volume aws_ebs_volume.reports: holds, introduced",
	}},
	{"trail-multi-region-active/leans", "other-stopped", "IsLogging", []string{
		"alarm-cloudtrail-change account/123456789012: undecided, introduced", // without a trail there is nothing to hear
		"trail-management-events-all account/123456789012: holds, introduced",
		"trail-multi-region-active account/123456789012: holds, introduced",
		"trail-not-stopped arn:aws:cloudtrail:us-east-1:123456789012:trail/security: holds, introduced",
		"trail-not-stopped aws_cloudtrail.audit: holds, introduced",
		"trail-s3-data-events-write aws_s3_bucket.invoices: holds, introduced",
		"trail-s3-data-events-write aws_s3_bucket.orders: holds, introduced",
	}},
	{"alarm-target-reaches-someone/leans", "not-confirmed", "PendingConfirmation", []string{
		"alarm-target-reaches-someone arn:aws:events:us-east-1:123456789012:rule/threats: holds, left",
		"alarm-target-reaches-someone aws_cloudwatch_metric_alarm.errors: holds, introduced",
		"alarm-target-reaches-someone aws_cloudwatch_metric_alarm.latency: holds, introduced",
		"event-findings-routed arn:aws:guardduty:us-east-1:123456789012:detector/68e77a09cc819c17b5de0f12aee39221: holds, left",
	}},
	{"org-scp-protects-logging/leans", "detached", "organizations.policy_attachments", []string{
		"org-new-account-guarded 222222222222: holds, left",
		"org-new-account-guarded aws_organizations_account.crm: holds, introduced",
		"org-new-account-guarded aws_organizations_account.shop: holds, introduced",
		"org-scp-not-weakened ou-exam-workload1:p-logging1: holds, ", // the attachment itself
		"org-scp-protects-logging 222222222222: holds, left",
		"org-scp-protects-logging aws_organizations_account.crm: holds, introduced",
		"org-scp-protects-logging aws_organizations_account.shop: holds, introduced",
	}},
	{"event-findings-routed/leans", "no-administrator", "AdministratorAccountId", []string{
		"event-findings-routed arn:aws:guardduty:us-east-1:123456789012:detector/68e77a09cc819c17b5de0f12aee39221: undecided, introduced",
		"event-findings-routed arn:aws:securityhub:us-east-1:123456789012:hub/default: undecided, introduced",
	}},
}

// TestOneFactChangesWhatLeansOnIt judges each plan in both accounts by all
// rules: the findings that change are those that lean on the fact, on every
// resource that does, and no others.
func TestOneFactChangesWhatLeansOnIt(t *testing.T) {
	for _, l := range leaning {
		dir := filepath.Join(fixturesDir(), l.dir)
		with, without := filepath.Join(dir, "account.json"), filepath.Join(dir, "account-"+l.without+".json")
		for _, path := range differences("", decoded(t, with), decoded(t, without)) {
			if !strings.Contains(path, l.differs) {
				t.Errorf("%s: the accounts differ in %s as well", l.dir, path)
			}
		}
		got := changed(verdictsIn(resultOf(t, dir, with)), verdictsIn(resultOf(t, dir, without)))
		if !slices.Equal(got, l.changes) {
			t.Errorf("%s: what changes is\n\t%s\nand not\n\t%s", l.dir, strings.Join(got, "\n\t"), strings.Join(l.changes, "\n\t"))
		}
	}
}

// verdictsIn gives those of a result, by rule and subject.
func verdictsIn(r report.Result) map[string]string {
	all := map[string]string{}
	for _, f := range r.Findings {
		all[f.Rule+" "+cmp.Or(f.Address, f.Subject)] = f.Verdict
	}
	return all
}

// changed lists what differs between the verdicts in two accounts.
func changed(with, without map[string]string) []string {
	keys := maps.Clone(with)
	maps.Copy(keys, without)
	var all []string
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if with[key] != without[key] {
			all = append(all, fmt.Sprintf("%s: %s, %s", key, with[key], without[key]))
		}
	}
	return all
}

func decoded(t *testing.T, path string) (value any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, &value)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return value
}

// differences lists the paths of what differs, of lists of unlike length that
// of the list.
func differences(path string, a, b any) (all []string) {
	if m, ok := a.(map[string]any); ok {
		if n, ok := b.(map[string]any); ok && len(m) == len(n) {
			for key := range m {
				all = append(all, differences(path+"."+key, m[key], n[key])...)
			}
			return all
		}
	}
	if s, ok := a.([]any); ok {
		if z, ok := b.([]any); ok && len(s) == len(z) {
			for i := range s {
				all = append(all, differences(fmt.Sprintf("%s[%d]", path, i), s[i], z[i])...)
			}
			return all
		}
	}
	if !reflect.DeepEqual(a, b) {
		all = append(all, path)
	}
	return all
}
