package evidence

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// PopulationSchema is the format of a list of everybody who has access.
const PopulationSchema = "soc2gate.population/v1"

// Population is a list of everybody who has access to an account. It is written
// only if it is complete.
type Population struct {
	Schema     string       `json:"schema"`
	Account    string       `json:"account"`
	RecordedAt time.Time    `json:"recorded_at"` // when the account was read
	Count      int          `json:"count"`
	Principals []Accessible `json:"principals"`
}

// Accessible is one line of the list.
type Accessible struct {
	Principal string   `json:"principal"`
	Access    []string `json:"access"` // managed and inline policies, and groups
}

// PopulationOf lists everybody who has access to the account. A list that may
// lack somebody is refused, for a review of it would show nothing.
func PopulationOf(a *account.Account) (Population, error) {
	p := Population{Schema: PopulationSchema, Account: a.ID, RecordedAt: a.Recorded.UTC()}
	whole := a.Users.Complete().And(a.Roles.Complete()).And(a.AccountAssignments.Complete())
	if whole.Tri() != account.True {
		return p, fmt.Errorf("the list would not be complete: %s", reasons(whole))
	}
	if a.Recorded.IsZero() || a.ID == "" {
		return p, errors.New("the list needs an account that was read, and when")
	}
	for _, one := range a.Accessors() {
		if one.Key == "" {
			return p, fmt.Errorf("the name of %s is not known", one.Base().Label())
		}
		p.Principals = append(p.Principals, Accessible{one.Key, slices.Concat([]string{}, one.Access())})
	}
	slices.SortFunc(p.Principals, func(a, b Accessible) int { return strings.Compare(a.Principal, b.Principal) })
	p.Count = len(p.Principals)
	return p, nil
}

func reasons(b account.Bool) string {
	var all []string
	for _, f := range b.Why() {
		if f.Cause != "" {
			all = append(all, f.Subject+" "+f.Path+" is "+string(f.Cause))
		}
	}
	return strings.Join(all, ", ")
}

// Write writes the list, the same bytes for the same account.
func (p Population) Write(w io.Writer) error {
	if err := json.MarshalWrite(w, p, json.Deterministic(true), jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write the list of access: %w", err)
	}
	return nil
}

// addList takes a list that a review may name by its hash.
func (all *Records) addList(text []byte, digest string) error {
	var p Population
	if err := json.Unmarshal(text, &p, json.RejectUnknownMembers(true)); err != nil {
		return fmt.Errorf("not a list of access: %w", err)
	}
	if p.Count != len(p.Principals) || p.Account == "" || p.RecordedAt.IsZero() {
		return errors.New("not a whole list of access: account, recorded_at, count and principals do not agree")
	}
	names := make([]string, len(p.Principals))
	for i, one := range p.Principals {
		names[i] = one.Principal
	}
	all.lists[digest] = account.Reviewed{Account: p.Account, RecordedAt: p.RecordedAt, Principals: names}
	return nil
}
