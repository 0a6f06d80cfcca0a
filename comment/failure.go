package comment

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/soc2gate/soc2gate/report"
)

// maxSaid is how much of a host's words an error has.
const maxSaid = 200

// refusal is the answer of a host that refuses.
type refusal struct {
	doing  string
	host   string
	status int
	said   string // the host's words, without the token
	cure   string
}

func (r *refusal) Error() string {
	text := fmt.Sprintf("%s: %s answers %d", r.doing, r.host, r.status)
	if r.said != "" {
		text += fmt.Sprintf(" (%s)", r.said)
	}
	if r.cure != "" {
		text += ": " + r.cure
	}
	return text
}

// newRefusal says what to do about an answer, with the cures of a host by status.
func newRefusal(doing, host string, status int, said string, cures map[int]string) *refusal {
	said = strings.Join(strings.Fields(report.Clean(said)), " ")
	if runes := []rune(said); len(runes) > maxSaid {
		said = string(runes[:maxSaid]) + " ..."
	}
	r := &refusal{doing: doing, host: host, status: status, said: said, cure: cures[status]}
	low := strings.ToLower(said)
	switch {
	case status == http.StatusTooManyRequests || strings.Contains(low, "rate limit") || strings.Contains(low, "abuse"):
		r.cure = "it limits how often it is asked, and there is no time left to wait; try later, or with a longer --timeout"
	case status == http.StatusForbidden && strings.Contains(low, "locked"):
		r.cure = "the conversation is locked; unlock it, or see the result elsewhere"
	case status >= 300 && status < 400:
		r.cure = "the repository has moved; pass its new name"
	case status >= http.StatusInternalServerError:
		r.cure = "the host has a trouble of its own; try later"
	}
	return r
}

// unanswered is that no answer came.
func unanswered(ctx context.Context, doing string, err error) error {
	switch {
	case errors.Is(err, errElsewhere):
		return fmt.Errorf("%s: %w", doing, errElsewhere)
	case ctx.Err() != nil:
		return fmt.Errorf("%s: the time was up before the host answered: %w", doing, ctx.Err())
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// unsure tells of a comment that was to be created whether it may be there: the
// host failed after it had the text, or did not answer.
func unsure(ctx context.Context, err error) error {
	var r *refusal
	switch {
	case ctx.Err() != nil, errors.Is(err, errElsewhere):
		return err
	case errors.As(err, &r) && r.status < http.StatusInternalServerError:
		return err
	}
	return fmt.Errorf("%w: %w", err, ErrUnsure)
}
