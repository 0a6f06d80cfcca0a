// Package report renders one judgement for people and for programs. A format
// never changes the verdict.
package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/soc2gate/soc2gate/gate"
)

// Schema names the format of the JSON result. Within a major version members
// are only added.
const Schema = "soc2gate.result/v1"

// Result is everything that one run of check found out.
type Result struct {
	Schema   string    `json:"schema"`
	Decision string    `json:"decision"` // allow, block or cannot-tell
	ExitCode int       `json:"exit_code"`
	Reason   string    `json:"reason"`
	Scope    Scope     `json:"scope"`
	Plan     Plan      `json:"plan"`
	Coverage Coverage  `json:"coverage"`
	Limits   []string  `json:"limits"`
	Counts   Counts    `json:"counts"`
	Rules    []Asked   `json:"rules"`
	Controls []Control `json:"controls"`
	Findings []Finding `json:"findings"`
	Tool     Tool      `json:"tool"`
}

// Tool is what judged.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Rules   int    `json:"rules"`
}

// Scope says which account was judged and how it is known.
type Scope struct {
	Mode       string    `json:"mode"` // live, recorded or offline
	Account    string    `json:"account,omitempty"`
	Confirmed  bool      `json:"account_confirmed"` // whether the plan names the same account
	RecordedAt time.Time `json:"recorded_at,omitzero"`
	Age        string    `json:"age,omitempty"` // of the recording, when it was judged
	Recording  string    `json:"recording,omitempty"`
	Caller     string    `json:"caller,omitempty"` // the ARN of the identity that read the account
	Regions    []string  `json:"regions,omitempty"`
	Synthetic  bool      `json:"synthetic,omitzero"` // somebody else than AWS answered
}

// Plan identifies the plan that was judged.
type Plan struct {
	Binding          string         `json:"binding"` // file, digest or unbound: what ties the judgement to a plan file
	Digest           string         `json:"digest"`  // of the plan file or, if the plan is unbound, of its JSON
	JSONDigest       string         `json:"json_digest"`
	FormatVersion    string         `json:"format_version"`
	TerraformVersion string         `json:"terraform_version"`
	Timestamp        time.Time      `json:"timestamp,omitzero"`
	Age              string         `json:"age,omitempty"`        // when it was judged
	LinesFrom        string         `json:"lines_from,omitempty"` // the directory in which lines were looked up, which may not be what the plan was made from
	Changes          map[string]int `json:"changes"`              // by action
	FailedChecks     []string       `json:"failed_checks"`
	Warnings         []string       `json:"warnings"`
	File             *PlanFile      `json:"file,omitzero"` // what only a plan file says
}

// PlanFile is what a saved plan file says beyond its JSON.
type PlanFile struct {
	Sealed    string       `json:"sealed,omitempty"` // why nothing but the digest could be used
	Mode      string       `json:"mode,omitempty"`   // normal, destroy or refresh-only
	Targets   []string     `json:"targets"`
	Excludes  []string     `json:"excludes"` // OpenTofu
	Replaces  []string     `json:"replaces"`
	Backend   string       `json:"backend,omitempty"` // the type
	Workspace string       `json:"workspace,omitempty"`
	Lineage   string       `json:"lineage,omitempty"` // of the state that the plan begins with
	Serial    uint64       `json:"serial"`
	LockFile  string       `json:"lock_file,omitempty"` // digest of .terraform.lock.hcl
	Modules   []PlanModule `json:"modules"`
}

// PlanModule is the sources of one module, as the plan was made from them.
type PlanModule struct {
	Key     string            `json:"key"` // names of calls joined by dots; empty for the root module
	Source  string            `json:"source,omitempty"`
	Version string            `json:"version,omitempty"`
	Files   map[string]string `json:"files"` // digests by name
}

// Coverage says how much of the plan the model understands.
type Coverage struct {
	Understood    map[string]int `json:"understood"`
	NotUnderstood map[string]int `json:"not_understood"`
	Unchanged     int            `json:"unchanged"`
	Drifted       int            `json:"drifted"`
	Ignored       []string       `json:"ignored_members"`
}

// Counts are the numbers of findings by verdict, those that hold included.
type Counts struct {
	Introduced int `json:"introduced"`
	Undecided  int `json:"undecided"`
	NotSeen    int `json:"not_seen"` // undecided as well, but in nobody's way: the plan has no hand in it, mostly
	Left       int `json:"left"`
	Fixed      int `json:"fixed"`
	Holds      int `json:"holds"`
}

// Finding is the verdict of one rule about one subject.
type Finding struct {
	Rule        string            `json:"rule"`
	Title       string            `json:"title"`
	Verdict     string            `json:"verdict"`
	Blocks      bool              `json:"blocks"`
	Enforcement string            `json:"enforcement"`
	Severity    string            `json:"severity"`
	Criteria    []string          `json:"criteria"`
	Subject     string            `json:"subject"`
	Address     string            `json:"address,omitempty"`
	Account     string            `json:"account,omitempty"` // where the change goes
	Region      string            `json:"region,omitempty"`
	Provider    string            `json:"provider,omitempty"` // the configuration that makes the change, with its alias
	Tags        map[string]string `json:"tags,omitempty"`     // those of the resource that are known, with a plan file
	Source      *Lines            `json:"source,omitzero"`    // the lines that decide: of an attribute, or of the whole block
	CalledFrom  []Lines           `json:"called_from"`        // the module blocks that lead to it, from the outside in
	Touched     bool              `json:"touched"`
	Before      string            `json:"before"`
	After       string            `json:"after"`
	Message     string            `json:"message"`
	Lowered     []Lowered         `json:"lowered"`
	Because     []Fact            `json:"because"`
	Was         []Fact            `json:"was"`
	ToKnow      []string          `json:"to_know"` // how to make known what is not
	Fix         string            `json:"fix"`
}

// Lowered is a circumstance that makes a failure one step less severe.
type Lowered struct {
	Reason  string `json:"reason"`
	Because []Fact `json:"because"`
}

// Fact is one observed attribute that a verdict leans on.
type Fact struct {
	Subject string    `json:"subject"`
	Path    string    `json:"path"`
	Value   string    `json:"value,omitempty"`
	Unknown string    `json:"unknown,omitempty"` // the cause, if the value is not known
	Source  string    `json:"source"`
	Ref     string    `json:"ref,omitempty"`
	Via     string    `json:"via,omitempty"`
	Lines   *Lines    `json:"lines,omitzero"` // where the attribute is set
	At      time.Time `json:"at,omitzero"`
}

// Lines is a part of a file of the sources that the plan was made from.
type Lines struct {
	File   string `json:"file"`
	Start  int    `json:"start_line"`
	End    int    `json:"end_line"`
	Module string `json:"module,omitempty"` // names of calls joined by dots
}

// Secrets hides, in every string that an output could show, the values that
// Terraform marks as sensitive: a second net below the masks of the facts.
type Secrets struct{ replacer *strings.Replacer }

// Hidden is what stands in an output where a sensitive value would.
const Hidden = "(sensitive)"

// NewSecrets hides these values, of two that overlap the longer one.
func NewSecrets(values []string) Secrets {
	sorted := slices.SortedFunc(slices.Values(values), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b))
	})
	pairs := make([]string, 0, 2*len(sorted))
	for _, v := range sorted {
		pairs = append(pairs, v, Hidden)
	}
	return Secrets{strings.NewReplacer(pairs...)}
}

// Hide returns the text without the secrets.
func (s Secrets) Hide(text string) string {
	if s.replacer == nil {
		return text
	}
	return s.replacer.Replace(text)
}

// HideAll returns the texts without the secrets.
func (s Secrets) HideAll(texts []string) []string {
	hidden := make([]string, 0, len(texts))
	for _, text := range texts {
		hidden = append(hidden, s.Hide(text))
	}
	return hidden
}

// hideBeside hides secrets and leaves a Terraform address as it is: Terraform
// lets no sensitive value into one, and a short secret must not make it
// unreadable.
func (s Secrets) hideBeside(text, address string) string {
	if address == "" {
		return s.Hide(text)
	}
	parts := strings.Split(text, address)
	for i := range parts {
		parts[i] = s.Hide(parts[i])
	}
	return strings.Join(parts, address)
}

// Count counts findings by verdict.
func Count(findings []Finding) Counts {
	var c Counts
	for _, f := range findings {
		c.add(f)
	}
	return c
}

func (c *Counts) add(f Finding) {
	switch f.Verdict {
	case gate.Introduced.String():
		c.Introduced++
	case gate.Left.String():
		c.Left++
	case gate.Fixed.String():
		c.Fixed++
	case gate.Holds.String():
		c.Holds++
	default:
		if f.Blocks {
			c.Undecided++
		} else {
			c.NotSeen++
		}
	}
}

// synthetic is what is to be said of a result that Scope.Synthetic marks.
const synthetic = "not AWS answered, but a double of it"
