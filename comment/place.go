package comment

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"

	"github.com/go-json-experiment/json"
)

// The hosts.
const (
	HostGitHub = "github"
	HostGitLab = "gitlab"
)

// Place is where a comment goes. CI says so, or who calls.
type Place struct {
	Host      string
	API       string
	Repo      string // OWNER/NAME; of GitLab the number or path of the project
	Number    int    // of the pull request or merge request
	Branch    string // OWNER:BRANCH, if only that is known of a pull request
	Commit    string // that was judged
	Whole     string // where this run shows all of it
	InActions bool   // whether the token is, if nobody says otherwise, that of GitHub's own app
}

// Surroundings reads the variables of CI. A variable that is empty is none.
type Surroundings struct {
	Getenv func(string) string
}

// Host is that of the CI that runs this.
func (s Surroundings) Host() string {
	if s.Getenv("GITLAB_CI") == "true" {
		return HostGitLab
	}
	return HostGitHub
}

// Token is the one for a host: only the environment has it, since other users of
// a machine see the arguments of a program.
func (s Surroundings) Token(host string) (name, token string) {
	name = "GITHUB_TOKEN"
	if host == HostGitLab {
		name = "GITLAB_TOKEN"
	}
	return name, s.Getenv(name)
}

// Place is what CI says of the change that it runs for.
func (s Surroundings) Place(host string) (Place, error) {
	if host == HostGitLab {
		return s.gitLab(), nil
	}
	p := Place{Host: host, API: s.or("https://api.github.com", "GITHUB_API_URL"), Repo: s.Getenv("GITHUB_REPOSITORY"), InActions: s.Getenv("GITHUB_ACTIONS") == "true"}
	server, run := s.Getenv("GITHUB_SERVER_URL"), s.Getenv("GITHUB_RUN_ID")
	if server != "" && p.Repo != "" && run != "" {
		p.Whole = server + "/" + p.Repo + "/actions/runs/" + run
	}
	path := s.Getenv("GITHUB_EVENT_PATH")
	if path == "" {
		return p, nil
	}
	e, err := readEvent(path)
	if err != nil {
		return p, err
	}
	e.tell(&p)
	return p, nil
}

// gitLab reads the variables of a merge request pipeline. Its project is the
// target, where the notes are, even if the pipeline is of a fork's (GitLab
// documentation, "Predefined CI/CD variables", 2026-11).
func (s Surroundings) gitLab() Place {
	number, _ := strconv.Atoi(s.Getenv("CI_MERGE_REQUEST_IID"))
	return Place{
		Host: HostGitLab, API: s.or("https://gitlab.com/api/v4", "CI_API_V4_URL"), Repo: s.or("", "CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID"),
		Number: number, Commit: s.or("", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"), Whole: s.Getenv("CI_JOB_URL"),
	}
}

// or is the first variable that is set.
func (s Surroundings) or(otherwise string, names ...string) string {
	for _, name := range names {
		if value := s.Getenv(name); value != "" {
			return value
		}
	}
	return otherwise
}

var (
	repoName    = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_-]{0,99}/[A-Za-z0-9._-]{1,100}$`)
	projectName = regexp.MustCompile(`^([0-9]{1,18}|[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)+)$`)
)

// Check says what of the place is missing or wrong.
func (p Place) Check() error {
	switch {
	case p.Host == HostGitHub && (!repoName.MatchString(p.Repo) || p.Repo[len(p.Repo)-1] == '.'):
		return fmt.Errorf("--repo is OWNER/NAME, not %q; GITHUB_REPOSITORY says it in a workflow", p.Repo)
	case p.Host == HostGitLab && !projectName.MatchString(p.Repo):
		return fmt.Errorf("--repo is the number or the path of a project, not %q; CI_PROJECT_ID says it in a pipeline", p.Repo)
	case p.Number < 0 || p.Number == 0 && p.Branch == "":
		return errors.New("--pr is the number of the pull request or merge request, and this run is not of one")
	case !FullCommit(p.Commit):
		return fmt.Errorf("--commit is the whole ID of the commit that was judged, the head of the change, not %q", p.Commit)
	}
	return nil
}

// maxEvent bounds the file of an event, in bytes. GitHub's are at most 25 MB.
const maxEvent = 32 << 20

// readEvent reads what GitHub says of the event that started a workflow.
func readEvent(path string) (event, error) {
	var e event
	file, err := os.Open(path)
	if err != nil {
		return e, fmt.Errorf("GITHUB_EVENT_PATH: %w", err)
	}
	defer file.Close()
	if err := json.UnmarshalRead(io.LimitReader(file, maxEvent), &e); err != nil {
		return e, fmt.Errorf("GITHUB_EVENT_PATH: %w", err)
	}
	return e, nil
}
