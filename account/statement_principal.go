package account

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// principal is Principal or its opposite NotPrincipal.
type principal struct {
	given bool
	not   bool
	named []named
	odd   bool // one of them is
}

// named is one principal that a statement names.
type named struct {
	kind string // "AWS", "Service", "Federated" or "CanonicalUser"
	text string
}

// everybody is how Principal "*" is kept; {"AWS": "*"} means the same in
// resource and trust policies (2026-11).
var everybody = named{"AWS", "*"}

// principal reads Principal or NotPrincipal; both are an error.
func (r *documentReader) principal(s *clause, raw rawStatement) error {
	if raw.Principal != nil && raw.NotPrincipal != nil {
		return errors.New("Principal and NotPrincipal together")
	}
	value := raw.Principal
	if raw.NotPrincipal != nil {
		value, s.principal.not = raw.NotPrincipal, true
	}
	if value == nil {
		return nil
	}
	s.principal.given = true
	var err error
	if s.principal.named, err = r.principals(value); err != nil {
		return fmt.Errorf("Principal: %w", err)
	}
	s.principal.odd = slices.ContainsFunc(s.principal.named, named.odd)
	return nil
}

func (r *documentReader) principals(raw jsontext.Value) ([]named, error) {
	if raw.Kind() == '"' {
		text, err := stringOf(raw)
		if err == nil && text != "*" && !isHole(text) {
			err = fmt.Errorf("%q is nobody", text)
		}
		return []named{{"AWS", text}}, err
	}
	var byKind map[string]jsontext.Value
	if err := unmarshal(raw, &byKind); err != nil || len(byKind) == 0 {
		return nil, errors.Join(errors.New("nobody named"), err)
	}
	var all []named
	for _, kind := range []string{"AWS", "Service", "Federated", "CanonicalUser"} {
		list, err := stringsOfMember(byKind, kind)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		for _, text := range list {
			all = append(all, named{kind, r.text(text)})
		}
	}
	for kind := range byKind {
		return nil, fmt.Errorf("unknown kind %q", kind)
	}
	if len(all) == 0 {
		return nil, errors.New("nobody named")
	}
	return all, nil
}

// stringsOfMember takes the member out of an object. An empty list names nobody,
// as the documents of modules do of the kinds that they have no use for.
func stringsOfMember(members map[string]jsontext.Value, name string) ([]string, error) {
	raw, ok := members[name]
	if !ok {
		return nil, nil
	}
	delete(members, name)
	if list, err := anyList(raw); err == nil && len(list) == 0 {
		return nil, nil
	}
	return stringsOf(raw)
}

// legalPrincipal has the forms of a principal that AWS accepts for each kind
// (2026-11): an account id, an ARN or the unique id of a deleted principal.
var legalPrincipal = map[string]*regexp.Regexp{
	"AWS":           regexp.MustCompile(`^(\d{12}|arn:[a-z-]+:(iam|sts)::[^:]*:.+|A[A-Z0-9]{15,127})$`),
	"Service":       regexp.MustCompile(`^[a-z0-9.-]+\.(amazonaws\.com|amazonaws\.com\.cn|amazon\.com|aws\.internal|aws)$`),
	"Federated":     regexp.MustCompile(`^(arn:[a-z-]+:iam::\d{12}:(saml|oidc)-provider/.+|[a-z0-9.-]+)$`),
	"CanonicalUser": regexp.MustCompile(`^[0-9a-f]{64}$`),
}

// odd tells whether AWS would not accept the principal as it is written, or
// part of it is not known, so that nobody can say whom it names.
func (n named) odd() bool {
	if n == everybody || n.text == NewName {
		return false
	}
	return strings.ContainsAny(n.text, "*?$"+Hole+NewName) || !legalPrincipal[n.kind].MatchString(n.text)
}

// strangers tells whether the statement speaks of everybody: of whoever is not
// named by anybody. NotPrincipal speaks of everybody who is not named.
func (s *Statement) strangers() Bool {
	p := s.principal
	switch {
	case !p.given:
		return s.doubt(Unreadable)
	case slices.Contains(p.named, everybody):
		return s.tri(triOf(!p.not))
	case p.odd:
		return s.oddity()
	default:
		return s.tri(triOf(p.not))
	}
}

// oddity is an answer that hangs on whom the statement names, which is not
// clear.
func (s *Statement) oddity() Bool {
	if s.partial {
		return s.doubt(AfterApply)
	}
	return s.doubt(Unreadable)
}

func (p principal) summary() string {
	texts := make([]string, len(p.named))
	for i, n := range p.named {
		texts[i] = n.text
	}
	list := strings.Join(texts, ", ")
	if p.not {
		return "all but " + list
	}
	return list
}
