package account

import (
	"cmp"
	"strings"
)

const objects = "AWS::S3::Object"

// ObjectsRecorded tells whether a trail that is logging takes in all data
// events of the access to the objects of the bucket.
func (a *Account) ObjectsRecorded(b *Bucket, access Access) Bool {
	return a.Trails.Exists(func(t *Trail) Bool {
		return t.Logging.Is(true).And(t.reaches(b)).And(t.RecordsObjects(b, access))
	})
}

// HoldsTrails tells whether a trail delivers to the bucket, or did until the
// change. To record what is written there would make more to write, for ever.
func (a *Account) HoldsTrails(b *Bucket) Bool {
	holds := a.Trails.Exists(func(t *Trail) Bool { return t.Bucket.To(b) })
	for t := range a.Trails.Removed() {
		holds = holds.Or(t.Bucket.To(b))
	}
	return holds
}

// reaches tells whether the trail records what happens in the bucket's region.
func (t *Trail) reaches(b *Bucket) Bool {
	return t.MultiRegion.Is(true).Or(b.Location.Test(func(region string) bool { return region == t.Region }))
}

// RecordsObjects tells whether a selector of the trail takes in all data
// events of the access to the objects of the bucket. Selectors that only
// together cover the bucket do not count.
func (t *Trail) RecordsObjects(b *Bucket, access Access) Bool {
	classic := t.Selectors.Exists(func(s *EventSelector) Bool {
		return s.takes(access).And(s.Data.Exists(func(d *DataResource) Bool {
			return d.Type.Is(objects).And(d.covers(b))
		}))
	})
	return classic.Or(t.Advanced.Exists(func(s *AdvancedSelector) Bool { return s.recordsObjects(b, access) }))
}

func (s *AdvancedSelector) recordsObjects(b *Bucket, access Access) Bool {
	wanted := func(f *FieldSelector) Bool { return f.Operator.Is("StartsWith").And(f.compare(b, covering)) }
	refused := func(f *FieldSelector) Bool { return f.Operator.Is("NotEndsWith").Or(f.compare(b, touching)) }
	return s.says("eventCategory", "Data").And(s.says("resources.type", objects)).
		And(s.admits("readOnly", access.readOnly)).And(s.lets("resources.ARN", wanted, refused)).
		And(s.narrows("eventCategory", "resources.type", "readOnly", "resources.ARN").Not())
}

// covers tells whether the value of a classic selector means all objects of
// the bucket: all buckets, or the bucket with a slash after it. AWS does not
// say what other beginnings of ARNs mean (AWS documentation, 2026-11).
func (d *DataResource) covers(b *Bucket) Bool {
	value, known := d.Value.Get()
	if service := afterPartition(value); service == "s3" || service == "s3:::" {
		return d.Value.Known()
	}
	all := b.objects(value)
	if !known || all == "" || value != all && strings.HasPrefix(all, value) {
		return Unsure(d.Value.Fact())
	}
	return d.Value.Is(all)
}

// compare compares the value with the beginning of the ARNs of all objects of
// the bucket.
func (f *FieldSelector) compare(b *Bucket, ok func(all, value string) bool) Bool {
	value, known := f.Value.Get()
	all := b.objects(value)
	if service := afterPartition(value); known && all == "" && (service == "s3" || service == "s3:::") {
		all = value // every bucket is meant, whatever this one will be called
	}
	if all == "" {
		return Unsure(f.Value.Fact())
	}
	return f.Value.Test(func(v string) bool { return ok(all, v) })
}

func covering(all, value string) bool { return strings.HasPrefix(all, value) }

func touching(all, value string) bool {
	return strings.HasPrefix(all, value) || strings.HasPrefix(value, all)
}

// objects is what the ARNs of all objects of the bucket begin with, in the
// partition that the other ARN is in, or "" while the bucket has no name.
func (b *Bucket) objects(other string) string {
	name := cmp.Or(b.Name, b.ID)
	if service := afterPartition(b.ARN); strings.HasPrefix(service, "s3:::") {
		name = cmp.Or(name, strings.TrimPrefix(service, "s3:::"))
	}
	if name == "" {
		return ""
	}
	partition := "aws"
	if parts := strings.SplitN(other, ":", 3); len(parts) == 3 && parts[0] == "arn" {
		partition = parts[1]
	}
	return "arn:" + partition + ":s3:::" + name + "/"
}

// afterPartition is what an ARN says after the partition, or "".
func afterPartition(arn string) string {
	if parts := strings.SplitN(arn, ":", 3); len(parts) == 3 && parts[0] == "arn" {
		return parts[2]
	}
	return ""
}
