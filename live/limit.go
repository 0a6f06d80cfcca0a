package live

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// errBudget is the error of a call that its budget left no time for.
var errBudget = errors.New("the time for it is spent")

// How many calls are under way at once, in all and to one service in one
// region.
const (
	inFlight        = 24
	inFlightService = 8
	inFlightS3      = 16 // of which each bucket is asked a dozen questions
)

// rates are how many calls a second a service takes in one region and account,
// where AWS publishes it or experience tells (AWS service quotas, 2026-11);
// bursts are twice that. An operation that has a rate of its own goes its own
// way, with a budget of its own.
var rates = map[string]rate.Limit{
	"cloudtrail": 10, "s3": 100, "kms": 50, "ec2": 20, "securityhub": 10, "sns": 30, "cloudwatchlogs": 10, "iam": 20,
	"organizations":           5,
	"cloudtrail.LookupEvents": 2,
}

// cautious is the rate for services that publish none.
const cautious rate.Limit = 10

// limitOf is how many calls a second a service takes.
func limitOf(service string) rate.Limit {
	if limit, ok := rates[service]; ok {
		return limit
	}
	return cautious
}

// way is how the way of the operation is called: after its service, unless AWS
// counts its calls apart.
func (o operation) way() string {
	if apart := o.service + "." + o.name; rates[apart] > 0 {
		return apart
	}
	return o.service
}

// lane is the way to one service in one region of one account.
type lane struct {
	calls *semaphore.Weighted
	rate  *rate.Limiter
	once  sync.Once
	ctx   context.Context //nolint:containedctx // the budget of the service begins with the first call
	stop  context.CancelFunc
}

// lanes are all ways that were gone.
type lanes struct {
	mu    sync.Mutex
	each  map[string]*lane
	all   *semaphore.Weighted
	limit func(service string) rate.Limit
}

func newLanes() *lanes {
	return &lanes{each: map[string]*lane{}, all: semaphore.NewWeighted(inFlight), limit: limitOf}
}

func (l *lanes) of(account, region, way string) *lane {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := account + " " + region + " " + way
	if l.each[key] == nil {
		limit, abreast := l.limit(way), int64(inFlightService)
		if way == "s3" {
			abreast = inFlightS3
		}
		l.each[key] = &lane{calls: semaphore.NewWeighted(abreast), rate: rate.NewLimiter(limit, int(2*limit))}
	}
	return l.each[key]
}

// enter waits until a call may begin, and returns what ends it.
func (l *lanes) enter(ctx context.Context, one *lane) (leave func(), err error) {
	if err := one.calls.Acquire(ctx, 1); err != nil {
		return func() {}, fmt.Errorf("%w: %w", errBudget, err)
	}
	if err := l.all.Acquire(ctx, 1); err != nil {
		one.calls.Release(1)
		return func() {}, fmt.Errorf("%w: %w", errBudget, err)
	}
	return func() { l.all.Release(1); one.calls.Release(1) }, nil
}

// wait waits until an attempt may be sent.
func (one *lane) wait(ctx context.Context) error {
	if err := one.rate.Wait(ctx); err != nil {
		return fmt.Errorf("%w: %w", errBudget, err)
	}
	return nil
}
