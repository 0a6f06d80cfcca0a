package account

import "strings"

// AccessReviews are the reviews of who has access.
var AccessReviews = records("access-review", "signed_by, signed_at, population_sha256, removed; with the file that `soc2gate evidence` exported beside it; "+
	"signed by whoever answers for access", func(a *Account) *Set[*AccessReview] { return &a.AccessReviews })

// AccessReview says that somebody went through a list of everybody who has
// access. The list is the file with that hash.
type AccessReview struct {
	Meta
	Signed      `aws:"-"`
	Population  Value[string]           `aws:"population_sha256"` // of the exported list
	Removed     Set[*RemovedAccess]     `aws:"removed"`           // what is to go, empty if nothing is
	Note        Value[string]           `aws:"note"`
	ListedAt    Value[string]           `aws:"listed_at"`    // when the list was exported; of the list and not of the record
	ListAccount Value[string]           `aws:"list_account"` // as above
	Principals  Set[*ReviewedPrincipal] `aws:"principals"`   // as above
}

// RemovedAccess is access that a review took away.
type RemovedAccess struct {
	Principal Value[string] `aws:"principal"`
	Reason    Value[string] `aws:"reason"`
}

// ReviewedPrincipal is one line of the list.
type ReviewedPrincipal struct {
	Principal Value[string] `aws:"principal"` // user/NAME, role/NAME or assignment/...
}

// Accessor is somebody who has access to the account.
type Accessor struct {
	Thing
	Key string // as in the list; empty if it is not known yet
	// Ignored tells whether it is not for a review: AWS alone may use it.
	Ignored func() Bool
	Access  func() []string
}

// serviceRoles is the path of roles that only a service of AWS may assume, and
// that nobody may change (AWS documentation, 2026-11).
const serviceRoles = "/aws-service-role/"

// Accessors lists all users, roles and assignments that were seen.
func (a *Account) Accessors() []Accessor {
	var all []Accessor
	never := func() Bool { return Known(false) }
	for u := range a.Users.All() {
		all = append(all, Accessor{u, keyOf("user", u.Name), never, func() []string { return append(u.access(), groupsOf(u)...) }})
	}
	for r := range a.Roles.All() {
		ofService := func() Bool { return r.Path.Test(func(p string) bool { return strings.HasPrefix(p, serviceRoles) }) }
		all = append(all, Accessor{r, keyOf("role", r.Name), ofService, r.access})
	}
	for s := range a.AccountAssignments.All() {
		if target, known := s.Target.Get(); !known || target == a.ID {
			all = append(all, Accessor{s, s.key(), never, func() []string { return nil }})
		}
	}
	return all
}

func keyOf(what, name string) string {
	if name == "" {
		return ""
	}
	return what + "/" + name
}

// key names an assignment by whom it lets in and with which permissions.
func (s *AccountAssignment) key() string {
	set, known := s.Set.Get()
	typ, typed := s.PrincipalType.Get()
	id, named := s.PrincipalID.Get()
	if !known || !typed || !named {
		return ""
	}
	return strings.Join([]string{"assignment", typ, id, set}, "/")
}

// access lists the names of what a principal is granted, as far as it was seen.
func (g *Grants) access() []string {
	var all []string
	for at := range g.Attached.All() {
		all = append(all, at.Policy.Fact().Value)
	}
	for in := range g.Inline.All() {
		all = append(all, "inline "+in.Name.Fact().Value)
	}
	return all
}

func groupsOf(u *User) []string {
	var all []string
	for m := range u.Groups.All() {
		all = append(all, "group "+m.Group.Fact().Value)
	}
	return all
}

// accessDays is how old a review of access may be.
const accessDays = 90

// counts tells whether a review counts today. It is as old as its list.
func (a *Account) counts(v *AccessReview) Bool {
	signed := v.signed().And(a.younger(&v.SignedAt, accessDays)).And(v.Removed.Complete())
	list := a.younger(&v.ListedAt, accessDays).And(v.ListAccount.Is(a.ID)).And(notBefore(&v.SignedAt, &v.ListedAt).Or(sameDay(&v.SignedAt, &v.ListedAt)))
	return signed.And(list).Because(v.Population.Fact()).Because(v.signature()...)
}

// sameDay tells whether a record gives only the day, which is the same.
func sameDay(v, as *Value[string]) Bool {
	text, _ := as.Get()
	return v.Test(func(day string) bool { return len(day) == len("2006-01-02") && strings.HasPrefix(text, day) }).Because(as.Fact())
}

// AccessReviewed tells whether there is a review of access that counts today.
func (a *Account) AccessReviewed() Bool {
	if a.AccessReviews.Len() == 0 {
		return lacking(AccessReviews.Kind)
	}
	return a.AccessReviews.Exists(a.counts)
}

// ReviewOf returns the question whether a review that counts today has a
// principal on its list.
func (a *Account) ReviewOf() func(Accessor) Bool {
	type list struct {
		counts Bool
		whole  Bool
		keys   map[string]*ReviewedPrincipal
	}
	var lists []list
	for v := range a.AccessReviews.All() {
		one := list{a.counts(v), v.Principals.Complete(), map[string]*ReviewedPrincipal{}}
		for p := range v.Principals.All() {
			key, _ := p.Principal.Get()
			one.keys[key] = p
			one.whole = one.whole.And(p.Principal.Known())
		}
		lists = append(lists, one)
	}
	all := a.AccessReviews.Complete()
	return func(p Accessor) Bool {
		if p.Key == "" {
			return Unsure(p.Base().Exists(), Fact{Subject: p.Base().Label(), Path: "name", Cause: NotCollected, Origin: p.Base().Exists().Origin})
		}
		named := all.Not()
		for _, one := range lists {
			on := one.whole.Not()
			if line := one.keys[p.Key]; line != nil {
				on = line.Principal.Is(p.Key)
			}
			named = named.Or(one.counts.And(on))
		}
		return named.Because(p.Base().Exists())
	}
}
