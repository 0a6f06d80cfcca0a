package account

import (
	"regexp"
	"slices"
	"strings"
)

// github is who issues the tokens of GitHub's jobs, the same for all of GitHub.
// An enterprise may have an issuer of its own, below this name (GitHub
// documentation, 2026-11).
const github = "token.actions.githubusercontent.com"

// TrustsAnyRepository tells whether the trust policy lets in jobs of GitHub
// without saying of which repository: those of everybody, or all of an owner.
func (d Document) TrustsAnyRepository() Bool { return d.trustsGitHub(ofRepository) }

// TrustsAnyOwner tells whether it does so without saying whose repositories.
func (d Document) TrustsAnyOwner() Bool { return d.trustsGitHub(ofOwner) }

func (d *Document) trustsGitHub(names bound) Bool {
	return d.anyAssuming(func(s *Statement) Bool {
		named := s.anyCondition(func(c condition) Tri { return c.names(names) })
		return s.Allow().And(s.ofGitHub()).And(named.Not())
	}, webIdentity)
}

// ofGitHub tells whether the statement names GitHub's provider. Which one a
// provider is that the plan makes shows in the keys of the conditions.
func (s *Statement) ofGitHub() Bool {
	if !s.principal.given {
		return s.doubt(Unreadable)
	}
	found := s.tri(False)
	for _, n := range s.principal.named {
		_, issuer, known := strings.Cut(n.text, ":oidc-provider/")
		switch {
		case s.principal.not || n.kind != "Federated" && n.text != Hole:
		case issuer == github:
			return s.tri(True)
		case !known && n.text == NewName, strings.Contains(n.text, Hole) && (!known || strings.Contains(issuer, Hole)):
			found = found.Or(s.byKeys(n.text == NewName))
		}
	}
	return found
}

// byKeys tells whose provider a statement names by the keys that it asks for, all
// of which begin with the name of the issuer.
func (s *Statement) byKeys(provider bool) Bool {
	if s.muddled {
		return s.unclear()
	}
	for _, c := range s.conditions {
		issuer, _, _ := strings.Cut(c.key, ":")
		switch {
		case c.unknown || !strings.Contains(issuer, "."):
		case issuer == github && provider:
			return s.tri(True)
		case issuer != github && c.demands():
			return s.tri(False)
		}
	}
	return s.doubt(AfterApply)
}

// bound is how far a condition has to bind a job.
type bound struct {
	claims []string         // one of these claims, known as a whole
	sub    []*regexp.Regexp // or one of these in the subject, before anything that is open
}

// The subject begins with "repo:OWNER/NAME:" or, with the IDs that nobody else can
// ever have, "repo:OWNER@ID/NAME@ID:". An organization may choose other claims and
// their order; a colon inside of a claim is written as %3A. Whoever may call a
// workflow, its name binds the job only together with the owner. AWS compares the
// claims by themselves as well (GitHub documentation, AWS documentation, 2026-11).
var (
	ofRepository = bound{
		claims: []string{"repository", "repository_id"},
		sub: []*regexp.Regexp{
			regexp.MustCompile(`^(.*:)?(repo|repository):[^/:]+/[^/:]+:`),
			regexp.MustCompile(`^(.*:)?repository_id:\d+:`),
			regexp.MustCompile(`^(.*:)?repository_owner(_id)?:[^:]+:(.*:)?job_workflow_ref:[^/:]+/[^/:]+/[^:]+`),
		},
	}
	ofOwner = bound{
		claims: []string{"repository", "repository_id"},
		sub:    []*regexp.Regexp{regexp.MustCompile(`^(.*:)?((repo|repository):[^/:@]+[/@]|repository_(owner|id|owner_id):[^:]+:)`)},
	}
)

// names tells whether the condition binds a job as far as that.
func (c condition) names(far bound) Tri {
	claim, ours := strings.CutPrefix(c.key, github+":")
	switch {
	case c.unknown:
		return Unknown
	case !ours || !c.demands():
		return False
	case slices.Contains(far.claims, claim):
		return c.allGood(fixedNames)
	case claim != "sub" || !slices.Contains(textOperators[:3], c.operator):
		return False
	}
	all := True
	for _, value := range c.values {
		switch c.subject(value, far.sub) {
		case False:
			return False
		case Unknown:
			all = Unknown
		case True:
		}
	}
	return all
}

// subject tells whether the part of a subject that is settled names enough. One
// with a wildcard that is none matches nobody.
func (c condition) subject(value string, enough []*regexp.Regexp) Tri {
	open := "$" + Hole + NewName
	if c.operator == "StringLike" {
		open += "*?"
	}
	settled := value + ":"
	if i := strings.IndexAny(value, open); i >= 0 {
		settled = value[:i]
	}
	switch {
	case slices.ContainsFunc(enough, func(r *regexp.Regexp) bool { return r.MatchString(settled) }):
		return True
	case strings.ContainsAny(value, Hole+NewName):
		return Unknown
	}
	return triOf(strings.ContainsAny(value, "*?") && len(settled) > len(value))
}
