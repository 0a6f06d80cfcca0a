// Package comment keeps one comment for each stack on a pull request or merge
// request, made of a result. It judges nothing, and nothing reads a verdict out
// of a comment.
package comment

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/soc2gate/soc2gate/report"
)

// Host is where the change is discussed. Every error says in one line what was
// being done and what to do about it.
type Host interface {
	// Change looks the change up.
	Change(ctx context.Context) (Change, error)
	// Self is the name under which the token writes.
	Self(ctx context.Context) (string, error)
	// Notes lists the comments that begin with any of our markers, the oldest first.
	Notes(ctx context.Context) ([]Note, error)
	// Create writes a new comment. The error is ErrUnsure if nobody knows
	// whether it was written.
	Create(ctx context.Context, body string) (Note, error)
	// Update puts another text into a comment.
	Update(ctx context.Context, id int64, body string) (Note, error)
	// Limit is the size of a comment in bytes.
	Limit() int
}

// Change is a pull request or a merge request as it is now.
type Change struct {
	Head string // the newest commit
	Page string // the address below which the host shows files and commits
}

// Note is a comment on the change.
type Note struct {
	ID     int64
	Author string
	Body   string
	URL    string
}

// ErrUnsure is that a comment may have been written or not.
var ErrUnsure = errors.New("it is not known whether the comment was written")

// Draft is what is to be said about a change.
type Draft struct {
	Result  report.Result
	Options report.Options // Stack, Root, Whole; Previous in place of what the old comment says
	Commit  string         // what was judged
	Author  string         // who writes; empty asks the host
	DryRun  bool           // only say what would be done
	Now     time.Time      // no plan is made later
}

// Done says what became of a draft.
type Done struct {
	What   string // created, updated, unchanged or superseded; with "would be" for a dry run
	Why    string // of unchanged and superseded
	URL    string
	Body   string // as it is on the change, or would be
	Author string // of a comment that was created
	Note   string // what somebody should know besides
}

// Put creates the comment of the stack, or updates it. A result that is older
// than what the change has become is not shown.
func Put(ctx context.Context, h Host, d Draft) (Done, error) {
	change, err := h.Change(ctx)
	if err != nil {
		return Done{}, err
	}
	if !FullCommit(change.Head) {
		return Done{}, errors.New("look up the change: the host does not say which commit is its head; try later")
	}
	if change.Head != d.Commit {
		return Done{What: "superseded", Why: fmt.Sprintf("the change is at %.12s now, and this result is of %.12s", change.Head, d.Commit)}, nil
	}
	if d.Author == "" {
		if d.Author, err = h.Self(ctx); err != nil {
			return Done{}, err
		}
	}
	own, foreign, err := sticky(ctx, h, d)
	if err != nil {
		return Done{}, err
	}
	done, err := put(ctx, h, d, change, own)
	switch {
	case done.Author != "" && !strings.EqualFold(done.Author, d.Author):
		done.Note = fmt.Sprintf("the token writes as %s and not as %s, so that this comment will not be found again; pass --author with that name, or no --author", done.Author, d.Author)
	case foreign > 0:
		done.Note = fmt.Sprintf("%d with the marker of this stack by others than %s left alone", foreign, d.Author)
	}
	return done, err
}

// sticky returns our comments of this stack, and how many others claim to be.
// Whoever can write a comment can copy a marker: the author decides.
func sticky(ctx context.Context, h Host, d Draft) (own []Note, foreign int, err error) {
	notes, err := h.Notes(ctx)
	for _, n := range notes {
		switch {
		case !strings.HasPrefix(n.Body, prefix(d.Options.Stack)):
		case strings.EqualFold(n.Author, d.Author):
			own = append(own, n)
		default:
			foreign++
		}
	}
	return own, foreign, err
}

func put(ctx context.Context, h Host, d Draft, change Change, own []Note) (Done, error) {
	now := markerOf(d)
	var newest *Note
	if len(own) > 0 {
		newest = &own[len(own)-1]
		then, intact := read(newest.Body)
		switch what, why := kept(then, intact && len(own) == 1, now, d.Now); {
		case what != "":
			return Done{What: what, Why: why, URL: newest.URL, Body: newest.Body}, nil
		case then != nil && d.Options.Previous == nil:
			d.Options.Previous = then.trace()
		}
	}
	body := compose(now, d, change, h.Limit())
	if d.DryRun {
		return dry(newest, body), nil
	}
	done, err := write(ctx, h, d, newest, body)
	if err != nil || len(own) < 2 {
		return done, err
	}
	return done, retire(ctx, h, own[:len(own)-1], done.URL)
}
