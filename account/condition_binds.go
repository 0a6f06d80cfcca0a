package account

import (
	"slices"
	"strings"
)

// Boundary is what counts as ours when a condition confines a grant to
// everybody. Either name may be empty: not known.
//
// An organization that is known not to be ours confines nothing, because its
// members are strangers; while ours is not known, any one organization does.
// One account confines a grant whoever owns it: sharing with a foreign account
// is not publishing, and has rules of its own.
type Boundary struct{ Account, Organization string }

// binder tells whether the values that a condition compares with confine the
// grant to known callers. The operator is one of those in its kind.
type binder func(c condition, values []string, own Boundary) bool

// binders are the condition keys that confine a grant to everybody, after the
// meaning of "public" that S3 and IAM Access Analyzer publish (2026-11). A key
// that is not here confines nothing: its value is in the caller's hand, as
// aws:Referer, aws:PrincipalTag and aws:username are, or many callers share
// it, as aws:SecureTransport and kms:ViaService are. sts:ExternalId is a
// password for one known partner and no fence against everybody.
var binders = map[string]binder{
	"aws:principalorgid":    oneOrganization,
	"aws:sourceorgid":       oneOrganization,
	"aws:vpceorgid":         oneOrganization,
	"aws:principalorgpaths": pathsOfOne,
	"aws:sourceorgpaths":    pathsOfOne,
	"aws:vpceorgpaths":      pathsOfOne,

	"aws:principalaccount":      fixedAccounts,
	"aws:sourceaccount":         fixedAccounts,
	"aws:sourceowner":           fixedAccounts,
	"aws:vpceaccount":           fixedAccounts,
	"kms:calleraccount":         fixedAccounts,
	"s3:dataaccesspointaccount": fixedAccounts,

	"aws:principalarn":                               fixedARNs,
	"aws:sourcearn":                                  fixedARNs,
	"aws:sourcevpcarn":                               fixedARNs,
	"s3:dataaccesspointarn":                          fixedARNs,
	"elasticfilesystem:accesspointarn":               fixedARNs,
	"s3:x-amz-server-side-encryption-aws-kms-key-id": fixedARNs,
	"aws:sourcevpc":                                  fixedNames,
	"aws:sourcevpce":                                 fixedNames,
	"aws:principalservicename":                       fixedNames,
	"aws:userid":                                     fixedUserIDs,
	"aws:sourceip":                                   narrowNetworks,
	"aws:principalisawsservice":                      isTrue,
	"elasticfilesystem:accessedviamounttarget":       isTrue,
}

// sameOwner has the pairs of key and policy variable that say that caller and
// resource have the same owner; the only variables whose values a stranger
// cannot choose (2026-11).
var sameOwner = map[string]string{
	"aws:principalaccount": "${aws:resourceaccount}",
	"aws:sourceaccount":    "${aws:resourceaccount}",
	"aws:resourceaccount":  "${aws:principalaccount}",
	"aws:principalorgid":   "${aws:resourceorgid}",
	"aws:sourceorgid":      "${aws:resourceorgid}",
	"aws:resourceorgid":    "${aws:principalorgid}",
}

// binds tells whether the condition keeps strangers out.
func (c condition) binds(own Boundary) Tri {
	if c.unknown {
		return Unknown
	}
	bind, ok := binders[c.key]
	if !c.demands() || (!ok && sameOwner[c.key] == "") {
		return False
	}
	known := slices.DeleteFunc(slices.Clone(c.values), c.open)
	switch {
	case len(known) > 0 && (!ok || !bind(c, known, own)):
		return False
	case slices.ContainsFunc(c.values, func(v string) bool { return strings.Contains(v, Hole) }):
		return Unknown
	default:
		return True
	}
}

// open tells whether nothing needs to be asked of the value: part of it is not
// known, or it says that caller and resource have the same owner.
func (c condition) open(value string) bool {
	return strings.Contains(value, Hole) ||
		(strings.EqualFold(value, sameOwner[c.key]) && slices.Contains(textOperators, c.operator))
}

// demands tells whether the condition can be met only by a request that has
// the key with one of the values. ForAllValues and IfExists are met by a
// request without the key, and a negated operator by every other value.
func (c condition) demands() bool {
	if c.unknown || c.ifExists || c.set == "ForAllValues" {
		return false
	}
	return c.operator != "Null" && !strings.Contains(c.operator, "Not")
}

// confined tells whether a condition keeps strangers out of the statement.
func (s *Statement) confined(own Boundary) Bool {
	return s.anyCondition(func(c condition) Tri { return c.binds(own) })
}

// anyCondition tells whether ok is true of a condition of the statement.
// Conditions hold together, so that one is enough to confine a grant.
func (s *Statement) anyCondition(ok func(condition) Tri) Bool {
	if s.muddled {
		return s.unclear()
	}
	found := Known(false)
	for _, c := range s.conditions {
		switch ok(c) {
		case True:
			return s.tri(True)
		case Unknown:
			found = s.unclear()
		case False:
		}
	}
	return found
}
