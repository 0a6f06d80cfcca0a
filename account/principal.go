package account

import "strings"

// Principal is a user, role or group, as far as its grants go.
type Principal struct {
	Thing
	*Grants
	Boundary *Link             // nil for groups, which cannot have one
	Groups   *Set[*Membership] // nil for all but users
}

// Label names the principal as the subject of a finding.
func (p Principal) Label() string { return p.Base().Label() }

// Called is what messages call the principal.
func (p Principal) Called() string { return p.Base().Called() }

// Principals returns every user, role and group that was seen.
func (a *Account) Principals() []Principal {
	var all []Principal
	for u := range a.Users.All() {
		all = append(all, u.principal())
	}
	for r := range a.Roles.All() {
		all = append(all, r.principal())
	}
	for g := range a.Groups.All() {
		all = append(all, g.principal())
	}
	return all
}

const awsPolicy = ":iam::aws:policy/"

// ManagedByAWS tells whether AWS wrote the policy.
func (p *Policy) ManagedByAWS() bool { return strings.Contains(p.ARN, awsPolicy) }

// AdminPolicy tells whether the policy that an attachment names makes an
// administrator. Of AWS's own policies that were not read only the names are
// judged.
func (a *Account) AdminPolicy(l Link) Bool {
	arn, known := l.Get()
	_, name, byAWS := strings.Cut(arn, awsPolicy)
	if known && byAWS {
		if _, ok := administratorTexts[name]; ok {
			return Known(true, l.Fact())
		}
		if p, found := a.Policies.Linked(l); found {
			return p.Document.GrantsAdmin().Because(l.Fact())
		}
		return Known(false, l.Fact())
	}
	return a.Policies.At(l, func(p *Policy) Bool { return p.Document.GrantsAdmin().Because(l.Fact()) })
}

// Attached tells whether any principal has the policy attached.
func (a *Account) Attached(p *Policy) Bool {
	return a.attachedTo(p, func(Principal) Bool { return Known(true) })
}

// AttachedCapped tells whether principals have the policy attached and a
// permissions boundary caps each of them.
func (a *Account) AttachedCapped(p *Policy) Bool {
	free := a.attachedTo(p, func(holder Principal) Bool { return a.Capped(holder).Not() })
	return a.Attached(p).And(free.Not())
}

// attachedTo tells whether a principal of which ok is true has the policy.
func (a *Account) attachedTo(p *Policy, ok func(Principal) Bool) Bool {
	return Any(
		holder(a, &a.Users, p, (*User).principal, ok),
		holder(a, &a.Roles, p, (*Role).principal, ok),
		holder(a, &a.Groups, p, (*Group).principal, ok),
	)
}

func holder[T any](a *Account, s *Set[T], p *Policy, principal func(T) Principal, ok func(Principal) Bool) Bool {
	policy := func(at *Attachment) *Link { return &at.Policy }
	links := func(item T, do func(*Link)) { linksOf(&principal(item).Attached, policy, do) }
	return s.existsNaming(a.namings.of("policy of "+s.name()), p, links, func(item T) Bool {
		has := principal(item).Attached.Exists(func(at *Attachment) Bool { return at.Policy.To(p) })
		return has.And(ok(principal(item)))
	})
}

func (u *User) principal() Principal  { return Principal{u, &u.Grants, &u.Boundary, &u.Groups} }
func (r *Role) principal() Principal  { return Principal{r, &r.Grants, &r.Boundary, nil} }
func (g *Group) principal() Principal { return Principal{g, &g.Grants, nil, nil} }

// Capped tells whether a permissions boundary that is not itself an
// administrator's keeps the principal's grants in bounds.
func (a *Account) Capped(p Principal) Bool {
	if p.Boundary == nil {
		return Known(false)
	}
	return p.Boundary.Absent().Not().And(a.AdminPolicy(*p.Boundary).Not())
}

// InlineAdmin tells whether an inline policy grants everything.
func (g *Grants) InlineAdmin() Bool {
	return g.Inline.Exists(func(p *InlinePolicy) Bool { return p.Document.GrantsAdmin() })
}

// GrantsOf collects every policy that a principal acts under, those of its
// groups included. What cannot be read counts as a policy that is not known.
func (a *Account) GrantsOf(p Principal) Documents {
	docs := a.grants(p.Base(), p.Grants)
	if p.Groups == nil {
		return docs
	}
	for m := range p.Groups.All() {
		if g, found := a.Groups.Linked(m.Group); found {
			docs = append(docs, a.grants(&g.Meta, &g.Grants)...)
		} else {
			docs = append(docs, unseen(p.Base(), "Groups"))
		}
	}
	return appendGap(docs, p.Base(), "Groups", p.Groups.Complete())
}

func (a *Account) grants(of *Meta, g *Grants) Documents {
	var docs Documents
	for in := range g.Inline.All() {
		docs = append(docs, in.Document)
	}
	for at := range g.Attached.All() {
		docs = append(docs, a.attached(of, at.Policy))
	}
	docs = appendGap(docs, of, "InlinePolicies", g.Inline.Complete())
	return appendGap(docs, of, "AttachedManagedPolicies", g.Attached.Complete())
}

// attached returns the document behind an attachment. Where AWS's own policy
// was not read, its administrators' policies are known all the same.
func (a *Account) attached(of *Meta, l Link) Document {
	if p, found := a.Policies.Linked(l); found {
		return p.Document
	}
	arn, _ := l.Get()
	_, name, _ := strings.Cut(arn, awsPolicy)
	if text, ok := administratorTexts[name]; ok {
		d := Document{state: documentRead, text: text, from: l.from, via: l.via}
		return d.in(of, "AttachedManagedPolicies["+name+"]")
	}
	return unseen(of, "AttachedManagedPolicies["+arn+"]")
}

// administratorTexts say what AWS's policies for administrators come to: to do
// everything, everything in IAM, or everything but that (AWS documentation,
// 2026-11).
var administratorTexts = map[string]*policyText{
	"AdministratorAccess": newText(`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`),
	"IAMFullAccess":       newText(`{"Statement":{"Effect":"Allow","Action":"iam:*","Resource":"*"}}`),
	"PowerUserAccess":     newText(`{"Statement":{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}}`),
}

func appendGap(docs Documents, of *Meta, path string, complete Bool) Documents {
	if complete.Tri() == True {
		return docs
	}
	return append(docs, unseen(of, path))
}

func unseen(of *Meta, path string) Document {
	return UnknownDocument(NotCollected, nil, "").in(of, path)
}
