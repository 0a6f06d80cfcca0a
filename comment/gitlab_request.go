package comment

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/go-json-experiment/json"
)

// do sends one request and reads what GitLab answers.
func (g *GitLab) do(ctx context.Context, doing, method, address string, in, out any) (http.Header, error) {
	var body io.Reader
	if in != nil {
		sent, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", doing, err)
		}
		body = bytes.NewReader(sent)
	}
	req, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "soc2gate")
	resp, err := g.client.Do(req)
	if err != nil {
		return nil, unanswered(ctx, doing, err)
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	if resp.StatusCode >= http.StatusMultipleChoices {
		return nil, newRefusal(doing, "GitLab", resp.StatusCode, g.access.hide(gitLabSaid(resp.Body)), gitLabCures)
	}
	if err := json.UnmarshalRead(resp.Body, out); err != nil {
		return nil, unanswered(ctx, doing, err)
	}
	return resp.Header, nil
}

// gitLabSaid is why GitLab refuses, in its own words, which stand under one of
// two names.
func gitLabSaid(body io.Reader) string {
	var said struct {
		Message any `json:"message"`
		Error   any `json:"error"`
	}
	if err := json.UnmarshalRead(io.LimitReader(body, 64<<10), &said); err != nil {
		return ""
	}
	if said.Message == nil {
		said.Message = said.Error
	}
	if said.Message == nil {
		return ""
	}
	return fmt.Sprint(said.Message)
}
