// Package plan reads Terraform's plans and says what apply would make of an
// AWS account. It is the only package that knows Terraform's names.
package plan

import (
	"time"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// Plan is a Terraform plan that was read and found usable.
type Plan struct {
	Digest           string // "sha256:" and the hash of the JSON that was read
	File             *File  // nil if the JSON alone was read
	FormatVersion    string
	TerraformVersion string
	Timestamp        time.Time

	// Errored, Applyable and Complete are unknown where the Terraform that
	// made the plan was too old to say (1.6, 1.8 and 1.8).
	Errored, Applyable, Complete account.Tri

	changes   []*change
	prior     []*change
	drift     int
	drifted   []*change // what changed outside of Terraform, the other way round
	deferred  []deferral
	actions   []string // addresses of actions that apply would invoke
	failed    []string // checks that failed
	ignored   []string // members that this version does not know
	warnings  []string
	config    *configModule
	providers []*provider
	sources   *source.Sources // nil without a plan file
	lines     *source.Sources // of a directory, for nothing but lines
	mentioned map[string]bool // names of blocks in the sources, whose values are kept
	found     *instances
	spoken    map[string]spoken
	doubts    []func() error   // what may be set, for the end of a phase
	claimed   map[claim]string // who set what, while the plan is laid over an account
	places    []placed
	counted   *counted // once the values were released
	store     store
	rooms     []*documents // to be used again
	secrets   map[string]bool
	accounts  map[string]bool
	conflicts []string // what the plan says about accounts that does not go together
}

// deferral is a change that Terraform puts off to a later plan.
type deferral struct {
	reason  string
	address string
	typ     string
}

// FailedChecks lists the checks, preconditions and postconditions that failed,
// each with its first message.
func (p *Plan) FailedChecks() []string { return p.failed }

// Secrets are the values that Terraform marks as sensitive, for a last look
// over every output. They must never be printed.
func (p *Plan) Secrets() []string { return sortedKeys(p.secrets) }

// Warnings lists what is odd about a plan that can be judged all the same.
func (p *Plan) Warnings() []string { return p.warnings }
