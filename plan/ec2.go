package plan

import (
	"regexp"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_ebs_volume": thing(account.Volumes, names{}, func(v *account.Volume, c *change) {
		c.boolean(&v.Encrypted, "encrypted")
		c.link(&v.Key, "kms_key_id", account.Keys.Kind)
		c.link(&v.Snapshot, "snapshot_id", account.Snapshots.Kind, "")
		c.tags(&v.Tags)
		zone, _ := c.values().at("availability_zone").text()
		if v.Region == "" {
			v.Region = regionOfZone(zone)
		}
		if c.creates() {
			v.Attachments = account.ListOf[*account.VolumeAttachment]()
		}
	}),
	"aws_volume_attachment": oneOf("volume_id", account.Volumes, member(
		func(v *account.Volume) *account.Set[*account.VolumeAttachment] { return &v.Attachments },
		func(c *change) []*account.VolumeAttachment {
			return []*account.VolumeAttachment{{Instance: c.linkAt(c.values().at("instance_id"), "instance_id", account.Instances.Kind)}}
		},
		func(at *account.VolumeAttachment) string {
			id, known := at.Instance.Get()
			return keyOr(id, known, at.Instance.Fact())
		})),
	"aws_ebs_snapshot": thing(account.Snapshots, names{}, func(s *account.Snapshot, c *change) {
		c.boolean(&s.Encrypted, "encrypted")
		c.link(&s.Key, "kms_key_id", account.Keys.Kind)
		c.link(&s.Volume, "volume_id", account.Volumes.Kind)
	}),
	"aws_ebs_snapshot_copy": thing(account.Snapshots, names{}, func(s *account.Snapshot, c *change) {
		c.boolean(&s.Encrypted, "encrypted")
		c.link(&s.Key, "kms_key_id", account.Keys.Kind)
	}),
	"aws_ebs_encryption_by_default": setting(account.EBSDefaults, false, func(d *account.EBSDefault, c *change) {
		c.boolean(&d.Encrypted, "enabled", c.side != deleted)
	}),
	"aws_ebs_default_kms_key": setting(account.EBSDefaults, false, func(d *account.EBSDefault, c *change) {
		c.link(&d.Key, "key_arn", account.Keys.Kind)
		if c.side == deleted {
			d.Key = account.LinkTo(c.fixed("alias/aws/ebs"))
		}
	}),
	"aws_instance": thing(account.Instances, names{}, func(i *account.Instance, c *change) {
		c.link(&i.Subnet, "subnet_id", account.Subnets.Kind)
		c.boolean(&i.Public, "associate_public_ip_address")
		list(c, &i.Groups, "vpc_security_group_ids", c.members("vpc_security_group_ids"))
		c.tags(&i.Tags)
	}),
})

// regionPattern is how a zone's name begins: us-east-1a, us-gov-west-1a,
// us-west-2-lax-1a.
var regionPattern = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-\d+`)

func regionOfZone(zone string) string { return regionPattern.FindString(zone) }

// members reads a list of security group ids.
func (c *change) members(attr string) func(node) []*account.Member {
	return func(n node) []*account.Member {
		return []*account.Member{{Group: c.linkAt(n, attr, account.SecurityGroups.Kind)}}
	}
}
