package live

import (
	"maps"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// S3's groups, and whoever owns the bucket, as grantees.
const (
	owner         = "owner"
	everybody     = "http://acs.amazonaws.com/groups/global/AllUsers"
	authenticated = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
	logDelivery   = "http://acs.amazonaws.com/groups/s3/LogDelivery"
)

// grant is a permission that a grantee has.
type grant struct {
	to   string
	what types.Permission
}

// cannedACLs are the canned ACLs of buckets by what they grant, besides full
// control for the owner (AWS documentation, 2026-11).
var cannedACLs = map[string][]grant{
	"private":            {},
	"public-read":        {{everybody, types.PermissionRead}},
	"public-read-write":  {{everybody, types.PermissionRead}, {everybody, types.PermissionWrite}},
	"authenticated-read": {{authenticated, types.PermissionRead}},
	"log-delivery-write": {{logDelivery, types.PermissionWrite}, {logDelivery, types.PermissionReadAcp}},
}

// canned is the canned ACL that grants exactly what the answer does, or
// "custom"; nil if the answer does not say who owns the bucket.
func canned(o *s3.GetBucketAclOutput) *string {
	if o.Owner == nil || text(o.Owner.ID) == "" {
		return nil
	}
	have := map[grant]bool{}
	for _, g := range o.Grants {
		have[grant{grantee(g.Grantee, text(o.Owner.ID)), g.Permission}] = true
	}
	for name, grants := range cannedACLs {
		want := map[grant]bool{{owner, types.PermissionFullControl}: true}
		for _, g := range grants {
			want[g] = true
		}
		if maps.Equal(have, want) {
			return &name
		}
	}
	custom := "custom"
	return &custom
}

// grantee is owner, the URI of a group or else empty, which no canned ACL names.
func grantee(g *types.Grantee, ownerID string) string {
	switch {
	case g == nil:
		return ""
	case g.Type == types.TypeCanonicalUser && text(g.ID) == ownerID:
		return owner
	case g.Type == types.TypeGroup:
		return text(g.URI)
	}
	return ""
}
