package account

import "strings"

const (
	cloudTrail = "cloudtrail.amazonaws.com"
	awsConfig  = "config.amazonaws.com"
)

// delivery is where a service puts the files of a thing, and on what terms.
type delivery struct {
	service, source string
	to, key         *Link
	prefix          *Value[string]
	folder          string // in the middle of the names of the files
	plain           Bool   // the names are made in the usual way
	settled         bool   // AWS has said how the deliveries go
	role            bool   // a role may let the service write where the bucket's policy does not
}

// TrailDelivers tells whether CloudTrail gets the files of the trail into its
// bucket: AWS reports no error, and the change takes away neither the bucket nor
// the right to write to it. Of a trail that is new there is no report yet.
func (a *Account) TrailDelivers(t *Trail) Bool {
	status, fresh := t.FileError.Is("").And(t.DigestError.Is("").Or(t.FileValidation.Is(false))), t.Fresh()
	if fresh.Tri() == True {
		status = fresh
	}
	return status.And(a.arrives(&delivery{
		service: cloudTrail, source: a.arnOf(t), to: &t.Bucket, key: &t.Key, prefix: &t.Prefix, folder: "CloudTrail",
		plain: t.Organization.Is(false), settled: fresh.Tri() == False,
	}))
}

// ChannelDelivers tells in the same way whether AWS Config gets its files into
// the bucket of the channel. The role of the recorder may let it write where the
// policy of the bucket does not, and the model does not know the role.
func (a *Account) ChannelDelivers(c *DeliveryChannel) Bool {
	status, fresh := delivered(&c.History).And(c.Topic.Absent().Or(delivered(&c.Stream))), c.Fresh()
	if fresh.Tri() == True {
		status = fresh
	}
	return status.And(a.arrives(&delivery{
		service: awsConfig, to: &c.Bucket, key: &c.Key, prefix: &c.Prefix, folder: "Config",
		plain: Known(true), settled: fresh.Tri() == False, role: true,
	}))
}

// delivered tells whether the last delivery worked, or there is none to make.
// While nothing was delivered it is not known.
func delivered(outcome *Value[string]) Bool {
	if v, known := outcome.Get(); known && v == "" {
		return Unsure(outcome.Fact())
	}
	return outcome.Test(func(v string) bool { return v != "FAILURE" })
}

// arnOf is the ARN that the trail has or will have, or "".
func (a *Account) arnOf(t *Trail) string {
	if t.ARN != "" || t.Region == "" || t.Name == "" || a.ID == "" {
		return t.ARN
	}
	return "arn:" + partitionOf(t.Region) + ":cloudtrail:" + t.Region + ":" + a.ID + ":trail/" + t.Name
}

// arrives tells whether bucket and key let the service in.
func (a *Account) arrives(d *delivery) Bool {
	bucket := target(&a.Buckets, d, d.to, func(b *Bucket) Bool {
		return b.Interrupted().Not().And(d.letIn(&b.Policy, func() Bool { return d.writes(b, a.ID) }))
	})
	return bucket.And(d.key.Absent().OrElse(func() Bool {
		return target(&a.Keys, d, d.key, func(k *Key) Bool {
			return k.Usable().And(d.letIn(&k.Policy, func() Bool {
				return d.unlessRole(k.Policy.serviceDelivers(d.service, "kms:GenerateDataKey", k.ARN, d.source, Boundary{Account: a.ID}))
			}))
		})
	}))
}

// target asks the thing that the link names. One that the change deletes takes
// nothing more. One that is not among all of the account's is another's, and the
// change has no hand in it: then it is as AWS has said.
func target[T interface {
	Thing
	Gone() Fact
}](s *Set[T], d *delivery, to *Link, ask func(T) Bool) Bool {
	if one, ok := s.Linked(*to); ok {
		return ask(one)
	}
	kept := Known(true)
	for one := range s.Removed() {
		if gone := to.To(one); gone.Tri() != False {
			kept = kept.And(gone.Because(one.Gone()).Not())
		}
	}
	doubt := to.Fact()
	if d.settled && doubt.Cause == "" {
		return kept.And(s.Complete()).Because(doubt)
	}
	doubt.Cause = NotCollected
	return kept.And(Unsure(doubt))
}

// letIn believes AWS's report where the policy is the one of the report, and
// reads the policy where it is another.
func (d *delivery) letIn(policy *Document, reads func() Bool) Bool {
	if d.settled && policy.read() == documentRead && policy.from.Source == FromLive {
		return Known(true, policy.Fact())
	}
	return reads()
}

// writes tells whether the policy of the bucket lets the service write its files
// and ask who owns the bucket, which it does first (AWS documentation, 2026-11).
func (d *delivery) writes(b *Bucket, account string) Bool {
	objects := b.objects(d.source)
	if objects == "" || account == "" {
		return Unsure(Fact{Subject: b.Label(), Path: "Name", Cause: NotCollected})
	}
	if known := d.prefix.Known().And(d.plain); known.Tri() != True {
		return Unsure(known.Why()...)
	}
	bucket := strings.TrimSuffix(objects, "/")
	if prefix, _ := d.prefix.Get(); prefix != "" {
		objects += prefix + "/"
	}
	file, own := objects+"AWSLogs/"+account+"/"+d.folder+"/us-east-1/2026/11/27/file.json.gz", Boundary{Account: account}
	put := b.Policy.serviceDelivers(d.service, "s3:PutObject", file, d.source, own)
	owner := b.Policy.serviceDelivers(d.service, "s3:GetBucketAcl", bucket, d.source, own)
	return d.unlessRole(put.And(owner))
}

// unlessRole leaves a no open that a role may turn into a yes.
func (d *delivery) unlessRole(answer Bool) Bool {
	if d.role && answer.Tri() == False {
		return answer.unsettled()
	}
	return answer
}
