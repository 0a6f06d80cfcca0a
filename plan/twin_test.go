package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// inTwoRegions lays the plan over an account of which two regions were read.
func (m made) inTwoRegions(t *testing.T, kinds string) (before, after *account.Account) {
	t.Helper()
	rec, err := account.ReadRecording(strings.NewReader(`{"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z",
		"regions":["eu-west-1","us-east-1"],"kinds":{` + kinds + `}}`))
	if err != nil {
		t.Fatal(err)
	}
	p, b := m.load(t), account.NewBuilder()
	for _, step := range []func() error{
		func() error { return p.Before(b) },
		func() error { return rec.Fill(b) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	before = b.Build()
	c := b.Clone()
	if err := p.After(c); err != nil {
		t.Fatal(err)
	}
	return before, c.Build()
}

// twice lists an item of the kind in both regions.
func twice(kind, item string) string {
	one := func(region string) string { return `{"Region":"` + region + `",` + item + `}` }
	return fmt.Sprintf(`%q:{"items":[%s,%s]}`, kind, one("us-east-1"), one("eu-west-1"))
}

// twins are kinds whose things go by names that they have in other regions too,
// with one attribute that the account tells.
var twins = map[string]struct {
	typ, values, kind, item string
	told                    func(*account.Account, string) account.Tri
}{
	"recorder": {
		"aws_config_configuration_recorder", `{"id":"default","name":"default"}`, "config.recorders", `"Name":"default","Recording":true`,
		func(a *account.Account, region string) account.Tri {
			return told(a.Recorders, region, func(r *account.Recorder) account.Bool { return r.Recording.Is(true) })
		},
	},
	"delivery channel": {
		"aws_config_delivery_channel", `{"id":"default","name":"default","s3_bucket_name":"logs"}`, "config.delivery_channels", `"Name":"default","S3BucketName":"logs"`,
		func(a *account.Account, region string) account.Tri {
			return told(a.DeliveryChannels, region, func(c *account.DeliveryChannel) account.Bool { return c.Bucket.Value.Is("logs") })
		},
	},
	"metric filter": {
		"aws_cloudwatch_log_metric_filter", `{"id":"root","name":"root","log_group_name":"trail","pattern":"x","metric_transformation":[]}`, "logs.metric_filters", `"Id":"trail:root","filterPattern":"x"`,
		func(a *account.Account, region string) account.Tri {
			return told(a.MetricFilters, region, func(f *account.MetricFilter) account.Bool { return f.Pattern.Is("x") })
		},
	},
	"setting of the region": {
		"aws_ebs_encryption_by_default", `{"id":"1","enabled":true}`, "ec2.ebs_defaults", `"Id":"account","EbsEncryptionByDefault":true`,
		func(a *account.Account, region string) account.Tri {
			return told(a.EBSDefaults, region, func(d *account.EBSDefault) account.Bool { return d.Encrypted.Is(true) })
		},
	},
}

// told asks the one thing in the region.
func told[T account.Thing](s account.Set[T], region string, ok func(T) account.Bool) account.Tri {
	for item := range s.All() {
		if item.Base().Region == region {
			return ok(item).Tri()
		}
	}
	return account.False
}

// TestTwinsInRegionsThatNobodyKnows deletes what may be in either region: then
// neither is said to be left, nor to be gone.
func TestTwinsInRegionsThatNobodyKnows(t *testing.T) {
	for name, c := range twins {
		for how, m := range map[string]made{
			"deleted":                      {prior: []string{was(c.typ+".west", c.values)}, changes: []string{does("delete", c.typ+".west", c.values, "null", `{}`)}},
			"replaced":                     {prior: []string{was(c.typ+".west", c.values)}, changes: []string{does("delete,create", c.typ+".west", c.values, c.values, `{}`)}},
			"the other is managed as well": {prior: []string{was(c.typ+".east", c.values), was(c.typ+".west", c.values)}, changes: []string{does("delete", c.typ+".west", c.values, "null", `{}`)}},
			"the other comes first":        {prior: []string{was(c.typ+".a", c.values), was(c.typ+".z", c.values)}, changes: []string{does("delete", c.typ+".a", c.values, "null", `{}`)}},
		} {
			t.Run(name+", "+how, func(t *testing.T) {
				before, after := m.inTwoRegions(t, twice(c.kind, c.item))
				for _, region := range []string{"us-east-1", "eu-west-1"} {
					if got := c.told(before, region); got != account.True {
						t.Errorf("before, in %s: %v", region, got)
					}
					if got := c.told(after, region); got != account.Unknown {
						t.Errorf("after, in %s: %v", region, got)
					}
				}
			})
		}
	}
}

// TestTwinsInKnownRegions deletes what says its region: the other one stays as
// it was.
func TestTwinsInKnownRegions(t *testing.T) {
	for name, c := range twins {
		t.Run(name, func(t *testing.T) {
			in := func(region string) string { return strings.TrimSuffix(c.values, "}") + `,"region":"` + region + `"}` }
			_, after := made{
				prior:   []string{was(c.typ+".east", in("us-east-1")), was(c.typ+".west", in("eu-west-1"))},
				changes: []string{does("delete", c.typ+".west", in("eu-west-1"), "null", `{}`)},
			}.inTwoRegions(t, twice(c.kind, c.item))
			if east, west := c.told(after, "us-east-1"), c.told(after, "eu-west-1"); east != account.True || west != account.False {
				t.Errorf("east %v, west %v", east, west)
			}
		})
	}
}

func TestStatusOfARecorderInARegionThatNobodyKnows(t *testing.T) {
	const recorder, status = "aws_config_configuration_recorder.west", "aws_config_configuration_recorder_status.west"
	on, off := `{"id":"default","name":"default","is_enabled":true}`, `{"id":"default","name":"default","is_enabled":false}`
	prior := []string{was(recorder, `{"id":"default","name":"default"}`), was(status, on)}
	for how, changes := range map[string][]string{
		"stopped": {does("update", status, on, off, `{}`)},
		"deleted": {does("delete", status, on, "null", `{}`)},
		"deleted with the recorder": {
			does("delete", recorder, `{"id":"default","name":"default"}`, "null", `{}`), does("delete", status, on, "null", `{}`),
		},
	} {
		t.Run(how, func(t *testing.T) {
			_, after := made{prior: prior, changes: changes}.inTwoRegions(t, twice("config.recorders", `"Name":"default","Recording":true`))
			for _, region := range []string{"us-east-1", "eu-west-1"} {
				if got := twins["recorder"].told(after, region); got != account.Unknown {
					t.Errorf("in %s: %v", region, got)
				}
			}
		})
	}
}

func TestLockOfAVaultInARegionThatNobodyKnows(t *testing.T) {
	lock := `{"backup_vault_name":"main","min_retention_days":30,"max_retention_days":null,"changeable_for_days":null}`
	vault := func(region string) string {
		return `{"Arn":"arn:aws:backup:` + region + `:123456789012:backup-vault:main","Name":"main","Region":"` + region + `","Locked":true}`
	}
	_, after := made{
		prior:   []string{was("aws_backup_vault_lock_configuration.west", lock)},
		changes: []string{does("delete", "aws_backup_vault_lock_configuration.west", lock, "null", `{}`)},
	}.inTwoRegions(t, `"backup.vaults":{"items":[`+vault("us-east-1")+`,`+vault("eu-west-1")+`]}`)
	for _, region := range []string{"us-east-1", "eu-west-1"} {
		if got := told(after.BackupVaults, region, func(v *account.BackupVault) account.Bool { return v.Locked.Is(true) }); got != account.Unknown {
			t.Errorf("in %s: %v", region, got)
		}
	}
}

// TestIdsTellTwoRegionsApart deletes a detector, which AWS gives an id that no
// other has.
func TestIdsTellTwoRegionsApart(t *testing.T) {
	_, after := made{
		prior:   []string{was("aws_guardduty_detector.west", `{"id":"d2","enable":true}`)},
		changes: []string{does("delete", "aws_guardduty_detector.west", `{"id":"d2","enable":true}`, "null", `{}`)},
	}.inTwoRegions(t, `"guardduty.detectors":{"items":[{"Id":"d1","Region":"us-east-1","Status":"ENABLED"},{"Id":"d2","Region":"eu-west-1","Status":"ENABLED"}]}`)
	on := func(d *account.Detector) account.Bool { return d.Status.Is("ENABLED") }
	if east, west := told(after.Detectors, "us-east-1", on), told(after.Detectors, "eu-west-1", on); east != account.True || west != account.False {
		t.Errorf("east %v, west %v", east, west)
	}
}
