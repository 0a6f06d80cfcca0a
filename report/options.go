package report

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Options are what a reader may choose about an output.
type Options struct {
	IncludeHolds bool
	Color        bool

	Stack      string // what this plan is called where there are several
	Repository string // the address of the repository's pages, for links to lines
	Commit     string // at which the lines are linked
	Root       string // the directory of the root module in the repository
	Anchor     string // the file at which lists of problems show what no line decides
	Scope      string // ScopeIntroduced or ScopeOpen
	Whole      string // where all of the result is to be found, in words or as an address
	Previous   *Trace // of the run before, to say what changed since
	Limit      int    // of a Markdown text, in bytes; 0 for what every host takes
}

// What lists of problems (SARIF, annotations, code quality) show.
const (
	ScopeIntroduced = "introduced" // what the plan is answerable for
	ScopeOpen       = "open"       // what it leaves as well
)

// anchor is the file that stands for the whole plan if nobody names another:
// the one in which the gate is configured.
const anchor = "soc2gate.hcl"

var (
	webAddress = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)+$`)
	fullWeb    = regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%?=&#/-]*)?$`)
	commitID   = regexp.MustCompile(`^[0-9a-f]{7,64}$`)
	stackName  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/ -]{0,99}$`)
)

// Check refuses options that would lead a link or a path astray.
func (o Options) Check() error {
	switch {
	case o.Repository != "" && !webAddress.MatchString(o.Repository):
		return fmt.Errorf("%q is not the address of a repository, such as https://github.com/acme/infra", o.Repository)
	case o.Commit != "" && !commitID.MatchString(o.Commit):
		return fmt.Errorf("%q is not the ID of a commit", o.Commit)
	case (o.Repository == "") != (o.Commit == ""):
		return fmt.Errorf("lines are linked with the repository and the commit, and one of them is missing")
	case o.Root != "" && !inside(path.Clean(o.Root)):
		return fmt.Errorf("%q is not a directory within the repository", o.Root)
	case o.Anchor != "" && !inside(path.Clean(o.Anchor)):
		return fmt.Errorf("%q is not a file within the repository", o.Anchor)
	case o.Stack != "" && !stackName.MatchString(o.Stack):
		return fmt.Errorf("%q is not a name of up to 100 letters, digits and . _ / -", o.Stack)
	case o.Scope != "" && o.Scope != ScopeIntroduced && o.Scope != ScopeOpen:
		return fmt.Errorf("%q is neither %s nor %s", o.Scope, ScopeIntroduced, ScopeOpen)
	}
	return nil
}

// inside tells whether a clean path stays below where it begins.
func inside(p string) bool {
	return p != "" && !path.IsAbs(p) && p != ".." && !strings.HasPrefix(p, "../")
}

// anchorFile is where a list of problems shows what no line decides.
func (o Options) anchorFile() string {
	if o.Anchor != "" {
		return path.Clean(o.Anchor)
	}
	return anchor
}
