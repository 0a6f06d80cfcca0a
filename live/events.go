package live

import (
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Events.Kind},
	calls: []any{cloudtrail.LookupEventsInput{}},
	named: true,
	read:  events,
})

// How much is looked up for one plan in one region: at two calls a second it
// takes ten seconds.
const (
	eventNames = 10
	eventPages = 2 // of fifty events, the newest first
)

// events reads the history of what changed the account: all of it, as far as
// the time allows, or what is said of things that a plan changes.
func events(r *reader) {
	look := eventsOf{r, cloudtrail.NewFromConfig(r.config()), map[string]bool{}}
	if home := r.session.home(); !slices.Contains(r.need.Regions, home) {
		look.missing(home) // the calls to services without regions are there
	}
	if r.need.Wants == nil {
		look.up(0, types.LookupAttributeKeyReadOnly, "false")
		return
	}
	look.missing(r.region) // not every event names all that it is about
	for _, name := range eventNamesIn(r.need.Changed, r.region) {
		look.up(eventPages, types.LookupAttributeKeyResourceName, name)
	}
}

// eventNamesIn lists names of the things in a region, as many as are looked up.
func eventNamesIn(changed []account.Ident, region string) []string {
	var names []string
	for _, one := range changed {
		for _, name := range []string{one.Name, one.ID, one.ARN} {
			if (one.Region == region || one.Region == "") && name != "" && len(names) < eventNames && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// eventsOf looks up events, and knows those that it has.
type eventsOf struct {
	*reader
	client *cloudtrail.Client
	seen   map[string]bool
}

func (r eventsOf) missing(region string) {
	r.miss(account.Gap{Region: region, Call: operationOf(cloudtrail.LookupEventsInput{}).String(), Cause: account.NotCollected})
}

// up adds the events of which one attribute has the value and that did not only
// read.
func (r eventsOf) up(pages int, key types.LookupAttributeKey, value string) {
	in := &cloudtrail.LookupEventsInput{LookupAttributes: []types.LookupAttribute{{AttributeKey: key, AttributeValue: &value}}}
	found, gaps := upTo(r.reader, pages, r.client.LookupEvents, in, func(o *cloudtrail.LookupEventsOutput) []types.Event {
		if o.Events == nil {
			r.miss(account.Gap{Region: r.region, Call: operationOf(in).String(), Cause: account.Failed})
		}
		return o.Events
	})
	r.miss(gaps...)
	for _, e := range found {
		id := text(e.out.EventId)
		if unnamed(r.reader, e.told, &id) || r.seen[id] || text(e.out.ReadOnly) == "true" {
			continue
		}
		r.seen[id] = true
		event(account.Events.Add(r.to, account.Ident{ID: id, Region: r.region}, e.origin), e)
	}
}

// event reads one event. Where AWS leaves out the user, a service of its own
// made the call (AWS documentation, 2026-11).
func event(to *account.Event, e answer[types.Event]) {
	put(&to.Name, e.out.EventName, e.told)
	put(&to.Time, moment(e.out.EventTime), e.told)
	put(&to.Source, e.out.EventSource, e.told)
	readOnly, err := strconv.ParseBool(text(e.out.ReadOnly))
	put(&to.ReadOnly, &readOnly, e.given(err == nil))
	record, by := eventRecordOf(e)
	put(&to.User, or(e.out.Username, ""), by)
	put(&to.Identity, &record.UserIdentity.ARN, by)
	link(&to.Issuer, &record.UserIdentity.SessionContext.SessionIssuer.ARN, by)
	put(&to.Error, &record.ErrorCode, by)
	resources := make([]*account.EventResource, len(e.out.Resources))
	for i, resource := range e.out.Resources {
		resources[i] = &account.EventResource{}
		linkGiven(&resources[i].Resource, resource.ResourceName, e.told)
		put(&resources[i].Type, or(resource.ResourceType, ""), e.told) // left out if CloudTrail does not know it
	}
	list(&to.Resources, resources, e.told)
}

// eventRecord is what is read of the whole record of an event. What the caller
// sent, secrets among it, stays unread. A call that was carried out has no error
// code, and who is no role's session no issuer (AWS documentation, 2026-11).
type eventRecord struct {
	ErrorCode    string `json:"errorCode"`
	UserIdentity struct {
		Type           string `json:"type"`
		ARN            string `json:"arn"`
		SessionContext struct {
			SessionIssuer struct {
				ARN string `json:"arn"`
			} `json:"sessionIssuer"`
		} `json:"sessionContext"`
	} `json:"userIdentity"`
}

// eventRecordOf reads the record, of which nothing is known unless it says what
// sort of identity made the call.
func eventRecordOf(e answer[types.Event]) (record eventRecord, by told) {
	err := json.Unmarshal([]byte(text(e.out.CloudTrailEvent)), &record)
	return record, e.given(err == nil && record.UserIdentity.Type != "")
}
