package live

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/soc2gate/soc2gate/account"
)

// reader is what a collector works with: one collector in one region.
type reader struct {
	ctx     context.Context //nolint:containedctx // of one reading, which is what a reader is
	session *Session
	from    *party
	region  string
	to      *account.Builder
	by      *collector
	need    Need
	leads   leads // names that things read before this lead to

	wait sync.WaitGroup
	mu   sync.Mutex
	gaps []account.Gap
}

// config is what a client is made of, for the reader's region.
func (r *reader) config() aws.Config { return r.configIn(r.region) }

// configIn is config for another region, where a thing is at home elsewhere.
func (r *reader) configIn(region string) aws.Config { return r.from.in(region) }

// account is the number of the account that is read.
func (r *reader) account() string { return r.from.Account }

// wants tells whether more is to be asked about the thing with these names than
// the listing says.
func (r *reader) wants(names ...string) bool {
	return r.need.Wants == nil || r.need.Wants(names...) || slices.ContainsFunc(names, func(n string) bool { return n != "" && r.leads[n] })
}

// touched tells whether the change has a hand in something of the kind.
func (r *reader) touched(k account.Kind) bool {
	return r.need.Touched == nil || slices.Contains(r.need.Touched, k)
}

// also does something besides, that calls wait in. It may write to things that
// nothing else writes to, and must not look for others.
func (r *reader) also(do func()) {
	r.wait.Go(func() {
		defer r.recover()
		do()
	})
}

// recover makes a gap of what went wrong with a collector.
func (r *reader) recover() {
	if p := recover(); p != nil {
		r.miss(account.Gap{Region: r.region, Call: r.by.name(), Cause: account.Failed})
	}
}

// miss notes what a listing misses.
func (r *reader) miss(gaps ...account.Gap) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gaps = append(r.gaps, gaps...)
}

// run reads, and notes for all kinds that they were listed.
func (r *reader) run() {
	func() {
		defer r.recover()
		r.by.read(r)
	}()
	r.wait.Wait()
	for _, k := range r.by.kinds {
		r.to.Listed(k, r.gaps...)
	}
}

// allowed tells whether the collector declares the operation.
func (r *reader) allowed(op operation) bool { return slices.Contains(r.by.operations(), op) }

// begin waits until a call may be made, and gives it its time. Without time it
// gives a context that is done.
func (r *reader) begin(op operation) (context.Context, *call, func()) {
	one := r.session.lanes.of(r.from.Account, r.region, op.way())
	one.once.Do(func() { one.ctx, one.stop = context.WithTimeout(r.ctx, r.session.Service) })
	c := &call{op: op, lane: one, began: time.Now()}
	leave, err := r.session.lanes.enter(one.ctx, one)
	if err != nil {
		spent, cancel := context.WithCancelCause(one.ctx)
		cancel(err)
		return spent, c, func() {}
	}
	ctx, cancel := context.WithTimeout(one.ctx, r.session.Call)
	return context.WithValue(ctx, callKey{}, c), c, func() { cancel(); leave() }
}

// tell turns what became of a call into how something is known.
func (r *reader) tell(c *call, err error) told {
	origin := &account.Origin{Source: account.FromLive, Ref: c.op.String(), At: time.Now()}
	v := classify(c.op, err, c.throttled.Load())
	r.session.note(r, c, v, err)
	return told{origin: origin, cause: v.cause, absent: v.absent}
}

// broken tells that a collector does what it must not. It is an error of the
// program, which must not look like an answer.
func (r *reader) broken(op operation, why string) told {
	return r.tell(&call{op: op}, fmt.Errorf("%w: %s %s", errProgram, op, why))
}
