package account

import "strings"

// Events are the API calls that CloudTrail's event history holds. The listing
// is complete if it holds every call that changed anything in the 90 days
// before the account was read; the history reaches no further back (AWS
// documentation, 2026-11).
var Events = kind("cloudtrail.events", func(a *Account) *Set[*Event] { return &a.Events })

// Event is one API call.
type Event struct {
	Meta
	Name      Value[string]       `aws:"EventName"`
	Time      Value[string]       `aws:"EventTime"` // RFC 3339
	Source    Value[string]       `aws:"EventSource"`
	ReadOnly  Value[bool]         `aws:"ReadOnly"`
	User      Value[string]       `aws:"Username"` // of a role, the name of the session
	Identity  Value[string]       `aws:"UserIdentityArn"`
	Issuer    Link                `aws:"SessionIssuerArn"` // the role behind a session, empty if there is none
	Error     Value[string]       `aws:"ErrorCode"`        // why the call did nothing, empty if it was carried out
	Resources Set[*EventResource] `aws:"Resources"`
}

// EventResource is a thing that a call is about.
type EventResource struct {
	Resource Link          `aws:"ResourceName"`
	Type     Value[string] `aws:"ResourceType"`
}

// Changed tells whether the call changed the thing.
func (e *Event) Changed(t Thing) Bool {
	about := e.Resources.Exists(func(r *EventResource) Bool { return r.Resource.To(t) })
	return e.ReadOnly.Is(false).And(e.Error.Is("")).And(e.of(t.Base().Kind())).And(about)
}

// of tells whether the call was one of the service of the kind, for names are
// unique in one service only.
func (e *Event) of(k Kind) Bool {
	service, _, _ := strings.Cut(string(k), ".")
	return e.Source.Test(func(source string) bool {
		return service == "data" || service == "settings" || strings.HasPrefix(source, service+".")
	})
}
