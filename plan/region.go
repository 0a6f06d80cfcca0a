package plan

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// locate notes the region and the account that a resource says it is in: by
// its own argument (AWS provider 6) or by its ARN.
func (d *decoder) locate(c *change, values jsontext.Value) {
	arn, region := whereabouts(values)
	if c.Type == "aws_cloudwatch_event_target" {
		arn = nil // it is another thing's
	}
	if len(region) == 0 {
		region = arnPart(arn, 3)
	}
	at := *c.locality
	if at.region == "" {
		at.region = d.intern(region)
	}
	if at.account == "" {
		at.account = d.intern(arnPart(arn, 4))
	}
	d.place(c, at)
}

// whereabouts finds two members in one pass that ends early: most values have
// no region.
func whereabouts(values jsontext.Value) (arn, region []byte) {
	if kind(values) != '{' {
		return nil, nil
	}
	wanted := 1
	if bytes.Contains(values, []byte(`region"`)) || bytes.Contains(values, []byte(`\u`)) {
		wanted = 2
	}
	for c := inside(values); wanted > 0; {
		name, value, ok := c.next()
		if !ok {
			break
		}
		switch string(plain(name)) {
		case "arn":
			arn = plain(value)
			wanted--
		case "region":
			region = plain(value)
			wanted--
		}
	}
	return arn, region
}

// arnPart returns one field of an ARN: 3 is the region, 4 the account.
func arnPart(arn []byte, i int) []byte {
	if !bytes.HasPrefix(arn, []byte("arn:")) || bytes.Count(arn, []byte(":")) < 5 {
		return nil
	}
	for ; i > 0; i-- {
		_, arn, _ = bytes.Cut(arn, []byte(":"))
	}
	part, _, _ := bytes.Cut(arn, []byte(":"))
	return part
}

// noteCaller reads the account that the provider is signed in to.
func (d *decoder) noteCaller(c *change, values jsontext.Value) {
	if c.data && c.Type == "aws_caller_identity" {
		d.place(c, locality{c.region, d.intern(plain(memberOf(values, "account_id")))})
	}
}
