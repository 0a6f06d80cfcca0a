package account_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// covered asks of one table whether a selection of a plan with a rule chooses it.
func covered(t *testing.T, selection, tags, more string) account.Bool {
	t.Helper()
	const one = `"backup.plans":{"items":[{"Id":"p","Region":"us-east-1","Rules":[{"RuleName":"daily"}]}]},` +
		`"backup.selections":{"items":[{"Id":"s","Region":"us-east-1","BackupPlanId":"p",%s}]},` +
		`"data.stores":{"items":[{"Arn":"arn:aws:dynamodb:us-east-1:123456789012:table/carts","Id":"carts","Region":"us-east-1","ResourceType":"DynamoDB","Tags":%s}]},%s`
	a := live(t, fmt.Sprintf(one, selection, tags, more))
	for s := range a.DataStores.All() {
		return a.CoveredByBackup(s)
	}
	panic("no table")
}

const (
	noPolicy = `"organizations.effective_policies":{"items":[]}`
	opted    = noPolicy + `,"backup.region_settings":{"items":[{"Id":"account","Region":"us-east-1","ResourceTypeOptInPreference":[{"ResourceType":"DynamoDB","OptedIn":true}]}]}`
	notOpted = noPolicy + `,"backup.region_settings":{"items":[{"Id":"account","Region":"us-east-1","ResourceTypeOptInPreference":[{"ResourceType":"DynamoDB","OptedIn":false}]}]}`
)

// selection is one of these parts; what is left out is empty.
func selection(parts ...string) string {
	all := strings.Join(parts, ",")
	for _, name := range []string{"Resources", "NotResources", "ListOfTags", "Conditions"} {
		if !strings.Contains(all, `"`+name+`"`) {
			all = strings.TrimPrefix(all+`,"`+name+`":[]`, ",")
		}
	}
	return all
}

func TestCoveredByBackup(t *testing.T) {
	named := func(arn string) string { return `"Resources":[{"ResourceArn":"` + arn + `"}]` }
	tag := `"ListOfTags":[{"ConditionType":"STRINGEQUALS","ConditionKey":"Backup","ConditionValue":"daily"}]`
	when := func(operator, key, value string) string {
		return fmt.Sprintf(`"Conditions":[{"ConditionType":%q,"ConditionKey":"aws:ResourceTag/%s","ConditionValue":%q}]`, operator, key, value)
	}
	daily := `[{"Key":"Backup","Value":"daily"}]`
	for name, c := range map[string]struct {
		selection, tags, more string
		want                  account.Tri
	}{
		"by name":                             {selection(named("arn:aws:dynamodb:us-east-1:123456789012:table/carts")), `[]`, notOpted, yes},
		"another name":                        {selection(named("arn:aws:dynamodb:us-east-1:123456789012:table/other")), daily, opted, no},
		"by type, not opted in":               {selection(named("arn:aws:dynamodb:*:*:table/*")), `[]`, notOpted, yes},
		"everything":                          {selection(named("*")), `[]`, opted, yes},
		"everything, not opted in":            {selection(named("*")), `[]`, notOpted, no},
		"everything, nobody knows opt-ins":    {selection(named("*")), `[]`, noPolicy, maybe},
		"taken out":                           {selection(named("*"), `"NotResources":[{"ResourceArn":"arn:aws:dynamodb:*:*:table/ca*"}]`), `[]`, opted, no},
		"by tag":                              {selection(tag), daily, opted, yes},
		"by tag, not opted in":                {selection(tag), daily, notOpted, no},
		"by tag in another case":              {selection(tag), `[{"Key":"backup","Value":"daily"}]`, opted, no},
		"by tag whose value is not known":     {selection(tag), `[{"Key":"Backup","Value":{"unknown":"denied"}}]`, opted, maybe},
		"by tag, tags not known":              {selection(tag), `{"unknown":"denied"}`, opted, maybe},
		"by name and tag":                     {selection(named("*"), tag), daily, opted, yes},
		"by name and not by tag":              {selection(named("*"), tag), `[]`, opted, maybe},
		"by neither":                          {selection(named("arn:aws:s3:::*"), tag), `[]`, opted, no},
		"nothing named":                       {selection(), `[]`, opted, yes},
		"condition met":                       {selection(named("*"), when("StringLike", "Backup", "d*y")), daily, opted, yes},
		"condition not met":                   {selection(named("*"), when("StringEquals", "Backup", "weekly")), daily, opted, no},
		"negated condition without the tag":   {selection(named("*"), when("StringNotEquals", "Stage", "test")), daily, opted, yes},
		"negated condition met by a wildcard": {selection(named("*"), when("StringNotLike", "Backup", "*ail*")), daily, opted, no},
		"condition of another sort":           {selection(named("*"), when("DateLessThan", "Backup", "daily")), daily, opted, maybe},
		"tags of the selection not known":     {`"Resources":[],"NotResources":[],"Conditions":[],"ListOfTags":{"unknown":"denied"}`, daily, opted, maybe},
	} {
		is(t, name, covered(t, c.selection, c.tags, c.more), c.want)
	}
}

func TestAPlanWithoutRulesBacksNothingUp(t *testing.T) {
	a := live(t, `"backup.plans":{"items":[{"Id":"p","Region":"us-east-1","Rules":[]}]},"backup.selections":{"items":[{"Id":"s","Region":"us-east-1","BackupPlanId":"p",`+
		selection(`"Resources":[{"ResourceArn":"arn:aws:ec2:*:*:volume/*"}]`)+`}]},"ec2.volumes":{"items":[{"Id":"vol-1","Region":"us-east-1","Tags":[]}]},`+notOpted)
	for v := range a.Volumes.All() {
		is(t, "a plan without rules", a.CoveredByBackup(v), no)
	}
}

func TestBackupPoliciesOfTheOrganizationChoose(t *testing.T) {
	const policy = `"organizations.effective_policies":{"items":[{"Id":"BACKUP_POLICY","selections":%s}]},"backup.selections":{"items":[]},` +
		`"backup.region_settings":{"items":[{"Id":"account","Region":"us-east-1","ResourceTypeOptInPreference":[{"ResourceType":"EBS","OptedIn":true}]}]},` +
		`"ec2.volumes":{"items":[{"Id":"vol-1","Region":"us-east-1","Tags":[{"Key":"Backup","Value":"daily"}]}]}`
	for selections, want := range map[string]account.Tri{
		`[{"region":"us-east-1","tag_key":"Backup","tag_value":"daily"}]`:               yes,
		`[{"region":"eu-west-1","tag_key":"Backup","tag_value":"daily"}]`:               no,
		`[{"region":"us-east-1","tag_key":"Backup","tag_value":{"unknown":"partial"}}]`: maybe,
		`{"unknown":"denied"}`: maybe,
	} {
		a := live(t, fmt.Sprintf(policy, selections))
		for v := range a.Volumes.All() {
			is(t, selections, a.CoveredByBackup(v), want)
		}
	}
}

func TestBucketsAreBackedUpWithVersions(t *testing.T) {
	const kinds = `"backup.plans":{"items":[{"Id":"p","Region":"us-east-1","Rules":[{"RuleName":"daily"}]}]},"backup.selections":{"items":[{"Id":"s","Region":"us-east-1","BackupPlanId":"p",%s}]},` +
		`"s3.buckets":{"items":[{"Id":"b","Name":"b","BucketRegion":%s,"VersioningStatus":%s,"Tags":[]}]},` + notOpted
	for _, c := range []struct {
		region, versions string
		want             account.Tri
	}{
		{`"us-east-1"`, `"Enabled"`, yes}, {`"us-east-1"`, `"Suspended"`, no}, {`"us-east-1"`, `{"unknown":"denied"}`, maybe},
		{`"eu-west-1"`, `"Enabled"`, no}, {`{"unknown":"denied"}`, `"Enabled"`, maybe},
	} {
		a := live(t, fmt.Sprintf(kinds, selection(`"Resources":[{"ResourceArn":"arn:aws:s3:::*"}]`), c.region, c.versions))
		for b := range a.Buckets.All() {
			is(t, c.region+c.versions, a.CoveredByBackup(b), c.want)
		}
	}
}

func TestServicesWithoutRegions(t *testing.T) {
	for kind, want := range map[account.Kind]bool{
		account.OrganizationPolicies.Kind: true, account.ArtifactReports.Kind: true, account.Users.Kind: true,
		account.BackupVaults.Kind: false, account.PatchGroups.Kind: false, account.Volumes.Kind: false,
	} {
		if kind.Global() != want {
			t.Errorf("%s is without regions: %v", kind, !want)
		}
	}
}
