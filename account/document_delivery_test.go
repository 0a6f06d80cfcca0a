package account

import "testing"

func TestServiceDelivers(t *testing.T) {
	const trail, bucket = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", "arn:aws:s3:::logs"
	own := Boundary{Account: "111122223333"}
	grant := func(condition string) Document {
		return read(policy(`"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"` + bucket + `/AWSLogs/111122223333/*","Condition":{` + condition + `}`))
	}
	for condition, want := range map[string]Tri{
		``: True,
		`"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}`:                        True,
		`"StringEquals":{"s3:x-amz-acl":"private"}`:                                          Unknown,
		`"StringEquals":{"AWS:SourceArn":"` + trail + `"}`:                                   True,
		`"ForAnyValue:StringEquals":{"AWS:SourceArn":"` + trail + `"}`:                       Unknown,
		`"StringEquals":{"aws:SourceArn":"` + trail + `-2"}`:                                 False,
		`"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:*"}`:                            False,
		`"ArnLike":{"aws:SourceArn":"arn:aws:cloudtrail:*:111122223333:trail/*"}`:            True,
		`"ArnLike":{"aws:SourceArn":["arn:aws:cloudtrail:*:*:trail/x","` + trail + `"]}`:     True,
		`"ArnLike":{"aws:SourceArn":"arn:aws:cloudtrail:*:111122223333:trail/` + Hole + `"}`: Unknown,
		`"ArnNotLike":{"aws:SourceArn":"` + trail + `"}`:                                     Unknown,
		`"StringEquals":{"aws:SourceAccount":"111122223333"}`:                                True,
		`"StringEquals":{"aws:SourceAccount":"444455556666"}`:                                Unknown,
		`"Bool":{"aws:SecureTransport":"true"}`:                                              True,
		`"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}`:                               Unknown,
	} {
		t.Run(condition, func(t *testing.T) {
			expect(t, grant(condition).serviceDelivers(cloudTrail, "s3:PutObject", bucket+"/AWSLogs/111122223333/CloudTrail/x", trail, own), want)
		})
	}
	expect(t, grant(`"StringEquals":{"aws:SourceArn":"`+trail+`"}`).serviceDelivers(cloudTrail, "s3:PutObject", bucket+"/AWSLogs/111122223333/x", "", own), Unknown)
	expect(t, grant(``).serviceDelivers(cloudTrail, "s3:PutObject", bucket+"/AWSLogs/444455556666/x", trail, own), False)
}
