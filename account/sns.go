package account

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// The kinds of SNS.
var (
	Topics        = kind("sns.topics", func(a *Account) *Set[*Topic] { return &a.Topics })
	Subscriptions = kind("sns.subscriptions", func(a *Account) *Set[*Subscription] { return &a.Subscriptions })
)

// Topic is an SNS topic. A topic without a policy of its own has AWS's, which
// lets the owner's account use it (AWS documentation, 2026-11).
type Topic struct {
	Meta
	Key    Link     `aws:"KmsMasterKeyId"` // empty if it is not encrypted with KMS
	Policy Document `aws:"Policy"`
}

// Subscription sends the messages of a topic to an endpoint.
type Subscription struct {
	Meta
	Topic    Link          `aws:"TopicArn"`
	Protocol Value[string] `aws:"Protocol"`
	Endpoint Endpoint      `aws:"Endpoint"` // only an ARN is kept, since others are addresses of people
	Pending  Value[bool]   `aws:"PendingConfirmation"`
	Filtered Value[bool]   `aws:"FilterPolicy"` // whether a policy picks the messages that it gets
}

// Endpoint is where messages go. One that is no ARN is an address, number or
// URL, which are data of people: it is never kept.
type Endpoint struct{ Link }

// EndpointOf returns the link without an address of a person.
func EndpointOf(l Link) Endpoint {
	if l.known && !isARN(l.v) {
		l.v = ""
	}
	return Endpoint{l}
}

func (e *Endpoint) decode(raw jsontext.Value, from *Origin) error {
	err := e.Link.decode(raw, from)
	*e = EndpointOf(e.Link)
	return err
}

// Delivers tells whether the subscription is confirmed and gets every message.
func (s *Subscription) Delivers() Bool {
	return s.Pending.Is(false).And(s.Filtered.Is(false).orUnsettled())
}

// nameless tells whether the subscription waits to be confirmed: a listing
// gives no ARN for it then, and leaves it out if nobody confirms it in time
// (AWS documentation, 2026-11). Either way it delivers nothing.
func (s *Subscription) nameless() bool { return s.Pending.known && s.Pending.v }

// Subscribed tells whether a confirmed subscription gets what is published on
// the topic.
func (a *Account) Subscribed(t *Topic) Bool {
	return a.Subscriptions.existsNaming(a.namings.of("subscriptions"), t,
		func(s *Subscription, do func(*Link)) { do(&s.Topic) },
		func(s *Subscription) Bool { return s.Topic.To(t).And(s.Delivers()) })
}

// The services that publish alerts.
const (
	cloudWatch  = "cloudwatch.amazonaws.com"
	eventBridge = "events.amazonaws.com"
)

// Publishes tells whether what a service publishes on the topic reaches a
// confirmed subscription.
func (a *Account) Publishes(t *Topic, service string) Bool {
	return a.Subscribed(t).AndThen(func() Bool { return a.accepts(t, service) }).
		AndThen(func() Bool { return a.encrypts(t, service) })
}

// accepts tells whether the policy of the topic lets the service publish.
// AWS's own policy lets in alarms and not EventBridge (AWS documentation,
// 2026-11).
func (a *Account) accepts(t *Topic, service string) Bool {
	if absent := t.Policy.Present().Not(); absent.Tri() == True {
		return Known(service == cloudWatch, absent.Why()...)
	}
	return t.Policy.ServiceMay(service, "sns:Publish", t.ARN, Boundary{Account: a.ID})
}

// encrypts tells whether the key of the topic lets the service use it. AWS's
// own key for SNS lets no service (AWS documentation, 2026-11).
func (a *Account) encrypts(t *Topic, service string) Bool {
	if name, _ := t.Key.Get(); strings.HasSuffix(name, "alias/aws/sns") {
		return Known(false, t.Key.Fact())
	}
	return t.Key.Absent().OrElse(func() Bool {
		target := a.behindAlias(&t.Key)
		if target == nil {
			return Unsure(Fact{Subject: t.Label(), Path: "KmsMasterKeyId", Cause: NotCollected})
		}
		return a.Keys.At(*target, func(k *Key) Bool {
			own := Boundary{Account: a.ID}
			return k.Policy.ServiceMay(service, "kms:Decrypt", k.ARN, own).And(k.Policy.ServiceMay(service, "kms:GenerateDataKey", k.ARN, own))
		})
	})
}
