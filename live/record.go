package live

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/soc2gate/soc2gate/account"
)

// Need says what is to be read.
type Need struct {
	Kinds   []account.Kind // nil for all but those that must be named
	Regions []string       // at least one
	Skipped []account.SkippedRegion
	// Wants tells whether more is to be asked about a thing with these names
	// than the listing says; nil asks about everything.
	Wants func(names ...string) bool
	// Touched are the kinds of which the change has a hand in something; nil for
	// all.
	Touched []account.Kind
	// Changed is what is there and the change has a hand in.
	Changed []account.Ident
}

// Record reads what is needed. Whatever could not be read is in the recording
// with its cause; an error says that nothing in it can be relied upon.
func (s *Session) Record(need Need) (*account.Recording, error) {
	begin := time.Now()
	rec := &account.Recording{
		Schema: account.RecordingSchema, Account: s.party.Account, Caller: s.party.ARN, RecordedAt: begin.UTC().Truncate(time.Second),
		Regions: slices.Sorted(slices.Values(need.Regions)), Skipped: need.Skipped, Partial: need.Kinds != nil || need.Wants != nil,
	}
	found := leads{}
	for _, wave := range s.waves(need) {
		readAll(wave, found)
		for _, t := range wave {
			if err := rec.Take(t.to); err != nil {
				return nil, fmt.Errorf("read the account: %w", err)
			}
			account.Organizations.Each(t.to, func(o *account.Organization) { rec.Organization = o.ID })
			if t.by.leads {
				found.follow(t.to)
			}
		}
	}
	rec.Synthetic = s.synthetic.Load()
	return rec, s.refusal()
}

// waves are the readings that are needed, in the order in which one leads to
// another, and within a wave always in the same one.
func (s *Session) waves(need Need) [3][]*reader {
	var waves [3][]*reader
	for i := range collectors {
		c := &collectors[i]
		if !c.reads(need.Kinds) {
			continue
		}
		from, regions := s.party, []string{s.home()}
		switch c.where {
		case regional:
			regions = slices.Sorted(slices.Values(need.Regions))
		case management:
			from = s.upper
		case global:
		}
		for _, region := range regions {
			one := &reader{ctx: s.ctx, session: s, from: from, region: region, to: account.NewBuilder(), by: c, need: need}
			waves[c.wave()] = append(waves[c.wave()], one)
		}
	}
	return waves
}

// readAll runs readings side by side. Their calls wait for their turns.
func readAll(wave []*reader, found leads) {
	var wait sync.WaitGroup
	for _, r := range wave {
		r.leads = found
		wait.Go(r.run)
	}
	wait.Wait()
}

// leads are the names of things that others name: the bucket of a trail, say.
type leads map[string]bool

// follow adds the names in what was read.
func (l leads) follow(b *account.Builder) {
	for _, name := range b.Named() {
		l[name] = true
	}
}
