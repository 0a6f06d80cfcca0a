package comment

import (
	"context"
	"errors"
	"net/http"

	"github.com/google/go-github/v90/github"
)

// failed says in one line why GitHub did not do it.
func (g *GitHub) failed(ctx context.Context, doing string, err error) error {
	resp, said := answer(err)
	if resp == nil {
		return unanswered(ctx, doing, err)
	}
	return newRefusal(doing, "GitHub", resp.StatusCode, g.access.hide(said), gitHubCures)
}

// answer is what GitHub answered and the words that it had, or nil if it did not.
func answer(err error) (*http.Response, string) {
	var (
		refused  *github.ErrorResponse
		limited  *github.RateLimitError
		abuse    *github.AbuseRateLimitError
		redirect *github.RedirectionError
		otp      *github.TwoFactorAuthError
	)
	switch {
	case errors.As(err, &refused):
		said := refused.Message
		for _, e := range refused.Errors {
			if e.Message != "" {
				said += ": " + e.Message
			}
		}
		return refused.Response, said
	case errors.As(err, &limited):
		return limited.Response, limited.Message
	case errors.As(err, &abuse):
		return abuse.Response, abuse.Message
	case errors.As(err, &redirect):
		return redirect.Response, ""
	case errors.As(err, &otp):
		return otp.Response, otp.Message
	}
	return nil, ""
}

// status is that of GitHub's answer, or 0.
func status(err error) int {
	if resp, _ := answer(err); resp != nil {
		return resp.StatusCode
	}
	return 0
}
