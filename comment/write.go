package comment

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/soc2gate/soc2gate/report"
)

// compose is the text of the comment with its marker.
func compose(m marker, d Draft, change Change, limit int) string {
	o := d.Options
	o.Repository, o.Commit = change.Page, d.Commit
	if o.Check() != nil {
		o.Repository, o.Commit = "", "" // better no links than strange ones
	}
	o.Limit = limit - len(m.line())
	return m.of(report.Comment(d.Result, o))
}

// write updates the comment that there is, or creates one. Whether a comment
// was created by a request that failed is looked up before it is asked for again.
func write(ctx context.Context, h Host, d Draft, newest *Note, body string) (Done, error) {
	if newest != nil {
		return updated(ctx, h, *newest, body)
	}
	n, err := h.Create(ctx, body)
	if !errors.Is(err, ErrUnsure) {
		return Done{What: "created", URL: n.URL, Body: body, Author: n.Author}, err
	}
	own, _, again := sticky(ctx, h, d)
	if again != nil {
		return Done{}, again
	}
	if len(own) > 0 {
		return updated(ctx, h, own[len(own)-1], body)
	}
	n, err = h.Create(ctx, body)
	return Done{What: "created", URL: n.URL, Body: body, Author: n.Author}, err
}

func updated(ctx context.Context, h Host, n Note, body string) (Done, error) {
	n, err := h.Update(ctx, n.ID, body)
	return Done{What: "updated", URL: n.URL, Body: body}, err
}

// retire leaves of older comments of ours, which two runs at the same time can
// have made, only where the newest is.
func retire(ctx context.Context, h Host, old []Note, url string) error {
	for _, n := range old {
		if _, err := h.Update(ctx, n.ID, fmt.Sprintf("The result of soc2gate is in [another comment](%s).\n", url)); err != nil {
			return err
		}
	}
	return nil
}

// kept says why the comment that is there stays as it is: it shows the same
// result, or a later one of the same commit. What would be made later than now
// does not count, or it could not be replaced.
func kept(then *marker, whole bool, now marker, clock time.Time) (what, why string) {
	switch {
	case then == nil || then.Head != now.Head:
		return "", ""
	case whole && then.Result == now.Result:
		return "unchanged", "it shows this result already"
	case !now.Made.IsZero() && then.Made.After(now.Made) && !then.Made.After(clock.Add(skew)):
		return "superseded", "it shows a later plan of the same commit"
	}
	return "", ""
}

// skew is how far clocks of runners may differ.
const skew = 10 * time.Minute

func dry(newest *Note, body string) Done {
	if newest == nil {
		return Done{What: "would be created", Body: body}
	}
	return Done{What: "would be updated", URL: newest.URL, Body: body}
}
