package comment

import (
	"context"
	"errors"
	"net/http"
)

// Self is the name of the token's user or app. Only GraphQL tells it of the
// token of an installation, which every workflow has (2026-11).
func (g *GitHub) Self(ctx context.Context) (string, error) {
	const doing = "ask whose the token is"
	var viewer struct {
		Data struct {
			Viewer struct {
				Login string `json:"login"`
			} `json:"viewer"`
		} `json:"data"`
	}
	req, err := g.client.NewRequest(ctx, http.MethodPost, g.graphql, map[string]string{"query": "query { viewer { login } }"})
	if err != nil {
		return "", g.failed(ctx, doing, err)
	}
	if _, err = g.client.Do(req, &viewer); err == nil && viewer.Data.Viewer.Login != "" {
		return viewer.Data.Viewer.Login, nil
	}
	user, _, err := g.client.Users.Get(ctx, "")
	switch {
	case err == nil && user.GetLogin() != "":
		return user.GetLogin(), nil
	case g.inActions && (status(err) == http.StatusForbidden || status(err) == http.StatusNotFound):
		return "github-actions[bot]", nil
	case err == nil:
		return "", errors.New(doing + ": GitHub does not say; pass --author LOGIN")
	}
	return "", g.failed(ctx, doing, err)
}
