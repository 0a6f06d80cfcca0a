package planfile

import (
	"fmt"
	"io"
	"time"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/canonical"
)

// File is a saved plan. It keeps no value of the plan or its states but what
// is known of unknown ones, and nothing of the backend's configuration: that
// holds credentials.
type File struct {
	Version        uint64 // of the format
	UnknownVersion bool   // the format is not the one read here; no other field is set

	TerraformVersion string // OpenTofu writes its own here, and numbers alike
	Timestamp        time.Time
	Mode             Mode
	Errored          bool        // planning failed half-way, and changes are missing
	Applyable        account.Tri // unknown: false, or nobody wrote it (Terraform before 1.8, OpenTofu)
	Complete         account.Tri // as above
	Targets          []string    // addresses of -target
	Excludes         []string    // addresses of OpenTofu's -exclude
	Replaces         []string    // addresses of -replace, as far as they led to a replacement
	ActionTargets    []string    // addresses of -invoke
	Backend          Backend

	Changes         []Change                 // by address, then deposed key; the JSON leaves out the deletion of data sources
	Variables       map[string]canonical.Sum // of the variables that were set, by name; no defaults
	Drift           int                      // resources that changed outside Terraform, or only moved
	Deferred        []string                 // addresses of changes put off to a later plan
	Actions         []string                 // addresses of provider actions that apply will run
	DeferredActions []string                 // those put off to a later plan
	UnknownFields   []string                 // fields of a newer format, like "Plan 40"

	Prior     State    // tfstate: as refreshed for this plan
	Objects   []Object // of the prior state, by address, then deposed key
	Previous  State    // tfstate-prev: as the last run left it, without lineage and serial in Terraform 1.11
	SameState bool     // both hold the same: refresh was skipped, or found nothing new

	LockFile []byte // .terraform.lock.hcl, nil if there is none
	Locks    []Lock
	Modules  []Module // by key
}

// Mode is what the plan was made for.
type Mode string

// The modes, as numbered in the file.
const (
	Normal      Mode = "normal"
	Destroy     Mode = "destroy"
	RefreshOnly Mode = "refresh-only"
)

// Backend is where the state is kept. Of its configuration, which may hold
// credentials, only the bucket is kept.
type Backend struct {
	Type       string
	Workspace  string
	Bucket     string // of the backend s3
	StateStore bool   // a provider keeps the state
	Provider   string // source of that provider
}

// State identifies a state snapshot.
type State struct {
	Lineage          string // empty before the first apply
	Serial           uint64
	TerraformVersion string
}

// Module is the sources of one module call.
type Module struct {
	Key     string // call names joined by dots; empty for the root module
	Source  string
	Version string
	Dir     string // as Terraform saw it; may lead anywhere, and is only to be shown
	Files   []SourceFile
}

// SourceFile is one file of a module. Equal files share their bytes.
type SourceFile struct {
	Name   string
	Data   []byte
	SHA256 [32]byte
}

// Change is what Terraform will do to one object.
type Change struct {
	Address         string
	PreviousAddress string           // empty unless it moved
	Deposed         string           // key of a deposed object, empty for the current one
	Provider        string           // as stored, see ParseProvider
	Action          []string         // as in the JSON; shared, and not to be changed
	Imports         bool             // the object comes under Terraform's care
	Sums            [2]canonical.Sum // of the values before and after, to compare with the JSON's
	Unknowns        []Unknown

	requested bool // by -replace
}

// Unknown is what is known of a value that is not known yet. Terraform keeps it
// for its own terraform_data and for data sources that are read during apply;
// from the AWS provider, 5.100.0, values come back without it.
type Unknown struct {
	Path    Path
	NotNull bool
	Prefix  string // it begins so, or is null unless NotNull; sensitive like any value
}

// Open reads a saved plan file of size bytes, which must not change meanwhile:
// a digest of the file is only worth something if it is of the same bytes.
func Open(r io.ReaderAt, size int64) (*File, error) {
	z, err := readArchive(r, size)
	if err != nil {
		return nil, fmt.Errorf("plan file: %w", err)
	}
	f := &File{}
	if err := f.read(z); err != nil {
		return nil, fmt.Errorf("plan file: %w", err)
	}
	if f.UnknownVersion {
		return &File{Version: f.Version, UnknownVersion: true}, nil
	}
	return f, nil
}

// read reads the changes first: the version of the format stands there, and a
// newer one may have other members.
func (f *File) read(z *archive) error {
	if err := f.readChanges(z); err != nil {
		return err
	}
	if f.UnknownVersion {
		return z.drain()
	}
	if err := checkNames(z.members); err != nil {
		return err
	}
	if err := f.readStates(z); err != nil {
		return err
	}
	if err := f.readLock(z); err != nil {
		return err
	}
	if err := f.readModules(z); err != nil {
		return err
	}
	return z.drain()
}
