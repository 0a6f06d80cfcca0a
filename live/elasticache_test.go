package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	ofGroups, ofGroupTags = "elasticache:DescribeReplicationGroups", "elasticache:ListTagsForResource"
	theGroup              = "arn:aws:elasticache:us-east-1:123456789012:replicationgroup:g"
)

func caches(more string) fake {
	return fake{
		ofGroups: answers(xml(ofGroups, `<ReplicationGroups><ReplicationGroup><ReplicationGroupId>g</ReplicationGroupId><ARN>`+theGroup+`</ARN>`+more+
			`</ReplicationGroup></ReplicationGroups>`)),
		ofGroupTags: answers(xml(ofGroupTags, `<TagList><Tag><Key>a</Key><Value>b</Value></Tag></TagList>`)),
	}
}

var _ = sample(caches(`<AtRestEncryptionEnabled>true</AtRestEncryptionEnabled><KmsKeyId>k</KmsKeyId>`))

func TestCacheGroups(t *testing.T) {
	unread := `{"unknown": "error", "call": "` + ofGroups + `"}`
	for name, c := range map[string]struct{ more, want string }{
		"own key":  {`<AtRestEncryptionEnabled>true</AtRestEncryptionEnabled><KmsKeyId>k</KmsKeyId>`, `"AtRestEncryptionEnabled": true, "KmsKeyId": "k"`},
		"in clear": {`<AtRestEncryptionEnabled>false</AtRestEncryptionEnabled>`, `"AtRestEncryptionEnabled": false, "KmsKeyId": null`},
		"silent":   {``, `"AtRestEncryptionEnabled": ` + unread + `, "KmsKeyId": ` + unread},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, caches(c.more), account.CacheGroups.Kind)
			wantItems(t, rec, account.CacheGroups.Kind, `[{"Arn": "`+theGroup+`", "Name": "g", "Region": "us-east-1", `+c.want+`, "Tags": [{"Key": "a", "Value": "b"}]}]`)
		})
	}
}
