package live

import (
	"maps"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// effectivePolicy is what is used of an effective policy (AWS Organizations
// user guide, 2026-11).
type effectivePolicy struct {
	S3 struct {
		Block string `json:"public_access_block_configuration"`
	} `json:"s3_attributes"`
	Plans map[string]effectivePlan `json:"plans"`
}

// effectivePlan is one backup plan of an effective policy.
type effectivePlan struct {
	Regions    []string                  `json:"regions"`
	Rules      map[string]jsontext.Value `json:"rules"`
	Selections struct {
		Tags   map[string]effectiveTag   `json:"tags"`
		Others map[string]jsontext.Value `json:",embed"` //nolint:staticcheck // an option of go-json-experiment/json
	} `json:"selections"`
}

// effectiveTag chooses resources by a tag that has one of several values.
type effectiveTag struct {
	Role   string                    `json:"iam_role_arn"`
	Key    string                    `json:"tag_key"`
	Values []string                  `json:"tag_value"`
	Others map[string]jsontext.Value `json:",embed"` //nolint:staticcheck // an option of go-json-experiment/json
}

// effective puts an effective policy into the model. No policy comes to nothing,
// and of one that cannot be read nothing is known.
func effective(to *account.EffectivePolicy, content *string, by told) {
	var read effectivePolicy
	if content != nil {
		if err := json.Unmarshal([]byte(*content), &read); err != nil {
			by.cause = account.Unreadable
		}
	}
	put(&to.PublicAccessBlock, &read.S3.Block, by)
	var all []*account.EffectiveBackup
	followed := true
	for _, name := range slices.Sorted(maps.Keys(read.Plans)) {
		some, whole := read.Plans[name].choices(by)
		all, followed = append(all, some...), followed && whole
	}
	list(&to.Backups, all, by)
	if !followed {
		to.Backups = to.Backups.Doubted(account.Gap{Call: by.origin.Ref, Cause: account.Unreadable})
	}
}

// choices are the tags by which a plan chooses, in each region, and whether
// those are all. A plan without rules makes no backups.
func (p effectivePlan) choices(by told) (all []*account.EffectiveBackup, whole bool) {
	if len(p.Rules) == 0 {
		return nil, true
	}
	whole = len(p.Selections.Others) == 0
	for _, name := range slices.Sorted(maps.Keys(p.Selections.Tags)) {
		tag := p.Selections.Tags[name]
		if len(tag.Others) > 0 || tag.Key == "" {
			whole = false
			continue
		}
		for _, region := range p.Regions {
			for _, value := range tag.Values {
				one := &account.EffectiveBackup{}
				put(&one.Region, &region, by)
				put(&one.Key, &tag.Key, by)
				put(&one.Value, &value, by)
				all = append(all, one)
			}
		}
	}
	return all, whole
}
