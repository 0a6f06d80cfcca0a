package account

// ways are operations by which a principal gives itself every permission
// (2026-11). Who may do one of them and everything outside IAM is
// administrator, whatever else is denied.
var ways = []string{
	"iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion",
	"iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:AttachRolePolicy",
	"iam:PutUserPolicy", "iam:PutGroupPolicy", "iam:PutRolePolicy",
	"iam:AddUserToGroup", "iam:UpdateAssumeRolePolicy",
	"iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
}

// GrantsAdmin tells whether the document makes an administrator: it allows an
// arbitrary action on every resource and one of the ways to all the rest, in
// whatever spelling. NotAction without iam:* counts; with it, as in AWS's
// PowerUserAccess, it does not.
//
// Deny takes that back only if it is plain and covers both. "Deny iam:*"
// beside "Allow *" still leaves every resource of the account open and is a
// patch, not a grant of less. A conditional Deny takes nothing back, because a
// caller can choose the circumstances.
func (d Document) GrantsAdmin() Bool { return Documents{d}.GrantsAdmin() }

// Allows tells whether the identity policy allows the action on the resource,
// given that no other policy denies it. Resource "*" asks for every resource
// of the action: "role/*" of any one account is everything for iam:PassRole,
// and a Deny or a NotResource of some resources changes nothing. A "*" within
// the action or resource asks for all of that pattern. Conditions on the
// circumstances do not matter, because the caller may be in them; those on
// tags of the resource do.
func (d Document) Allows(action, resource string) Bool {
	return Documents{d}.Allows(action, resource)
}

// Documents are all the policies that one principal has.
type Documents []Document

// GrantsAdmin tells whether the documents together make an administrator; see
// Document.GrantsAdmin.
func (ds Documents) GrantsAdmin() Bool {
	rest := operationOf(everything).on("*")
	all := ds.allow(rest)
	if all.Tri() == False {
		return all
	}
	way, denied := Known(false), ds.deny(rest)
	for _, action := range ways {
		ask := operationOf(action).on("*")
		way, denied = way.Or(ds.allow(ask)), denied.And(ds.deny(ask))
	}
	return all.And(way).And(denied.Not())
}

// Allows tells whether one of the documents allows the action on the resource
// and none denies it; see Document.Allows.
func (ds Documents) Allows(action, resource string) Bool {
	return ds.grant(operationOf(action).on(resource))
}

// GrantsAdmin tells whether the statement alone makes an administrator, if no
// other statement denies it.
func (s *Statement) GrantsAdmin() Bool {
	way := Known(false)
	for _, action := range ways {
		way = way.Or(operationOf(action).on("*").allowedBy(s))
	}
	return way.And(operationOf(everything).on("*").allowedBy(s))
}

// Grants tells whether the statement allows the action on the resource, if no
// other statement denies it; see Document.Allows.
func (s *Statement) Grants(action, resource string) Bool {
	return operationOf(action).on(resource).allowedBy(s)
}
