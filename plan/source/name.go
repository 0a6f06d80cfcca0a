package source

import "strings"

// isName tells whether an attribute that is not known yet is a name that AWS
// will give to a thing which the plan makes: one name, never a wildcard, never
// empty, and no account or organization.
func isName(o Origin) bool {
	a, ok := parseAddress(o.Address)
	if !ok || !strings.HasPrefix(a.block, "aws_") {
		return false
	}
	kind, _, _ := strings.Cut(a.block, ".")
	for _, other := range []string{"aws_organizations_", "aws_account_", "aws_route53_", "aws_ssoadmin_", "aws_controltower_", "aws_ram_"} {
		if strings.HasPrefix(kind, other) {
			return false
		}
	}
	return o.Path == "arn" || o.Path == "id" || o.Path == "unique_id"
}
