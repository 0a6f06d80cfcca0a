package account

// ways are operations by which a principal gives itself every permission
// (2026-11). Who may do one of them and everything outside IAM is
// administrator, whatever else is denied.
var ways = operationsOf(
	"iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion",
	"iam:AttachUserPolicy", "iam:AttachGroupPolicy", "iam:AttachRolePolicy",
	"iam:PutUserPolicy", "iam:PutGroupPolicy", "iam:PutRolePolicy",
	"iam:AddUserToGroup", "iam:UpdateAssumeRolePolicy",
	"iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile",
)

func operationsOf(actions ...string) []operation {
	all := make([]operation, len(actions))
	for i, action := range actions {
		all[i] = operationOf(action)
	}
	return all
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
	rest := everything.on("*")
	all := ds.any(rest.allowedBy)
	if all.Tri() == False {
		return all
	}
	way, denied := Known(false), ds.any(rest.deniedBy)
	for _, op := range ways {
		way = way.Or(ds.any(op.on("*").allowedBy))
		denied = denied.And(ds.any(op.on("*").deniedBy))
	}
	return all.And(way).And(denied.Not())
}

// Allows tells whether one of the documents allows the action on the resource
// and none denies it; see Document.Allows.
func (ds Documents) Allows(action, resource string) Bool {
	ask := operationOf(action).on(resource)
	return ds.any(ask.allowedBy).And(ds.any(ask.deniedBy).Not())
}

func (ds Documents) any(ok func(*Statement) Bool) Bool {
	found := Known(false)
	for i := range ds {
		found = found.Or(ds[i].any(ok))
	}
	return found
}

// GrantsAdmin tells whether the statement alone makes an administrator, if no
// other statement denies it.
func (s *Statement) GrantsAdmin() Bool {
	way := Known(false)
	for _, op := range ways {
		way = way.Or(op.on("*").allowedBy(s))
	}
	return way.And(everything.on("*").allowedBy(s))
}

// Grants tells whether the statement allows the action on the resource, if no
// other statement denies it; see Document.Allows.
func (s *Statement) Grants(action, resource string) Bool {
	return operationOf(action).on(resource).allowedBy(s)
}

// request is an operation on a resource.
type request struct {
	operation
	resource []token
	every    bool
}

func (op operation) on(resource string) request {
	return request{op, literal(resource), resource == "*"}
}

// allowedBy tells whether the statement of an identity policy allows it.
func (r request) allowedBy(s *Statement) Bool {
	if s.effect == False {
		return s.Allow()
	}
	return s.Allow().And(r.matches(s)).And(s.limited().Not())
}

// deniedBy tells whether the statement of an identity policy surely denies it.
func (r request) deniedBy(s *Statement) Bool {
	if s.effect == True {
		return s.Allow().Not()
	}
	return s.Allow().Not().And(r.matches(s)).And(s.Plain())
}

// matches tells whether a statement of an identity policy speaks of the
// request. One that has a principal or no resource is of another kind of
// policy, and nobody knows what it means here.
func (r request) matches(s *Statement) Bool {
	speaks := s.tri(s.actions.has(anyCovers(s.actions.patterns, r.tokens)))
	if s.principal.given || !s.resources.given {
		return speaks.And(s.doubt(Unreadable))
	}
	found := no
	for _, p := range s.resources.patterns {
		if r.every {
			found = max(found, p.onEverything(r.operation))
		} else {
			found = max(found, covers(p.tokens, r.resource))
		}
	}
	return speaks.And(s.tri(s.resources.has(found)))
}
