// Package source evaluates the Terraform sources that a saved plan file
// carries, as far as a plan leaves values open: it resolves references to the
// very instance, rebuilds policy documents that are known in part, reads
// provider configurations, and finds the lines that people have to change.
//
// The sources are written by whoever is to be checked. What cannot be told for
// certain is therefore not exact, and says why; a value that is not known yet
// is an unknown value all the way, so that it never steers an evaluation.
package source

import (
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// Module is the sources of one module: the root, or what a call leads to.
type Module struct {
	Key             string // "" for the root, "a.b" for the call b in the module of call a
	Source, Version string
	Dir             string
	Files           []File
}

// File is one *.tf or *.tf.json file.
type File struct {
	Name string
	Data []byte
}

// Object is one instance of a resource or data source: what is known of it,
// and Terraform's masks of what is not known yet and what is sensitive.
type Object struct {
	Address                    string
	Values, Unknown, Sensitive jsontext.Value
	Prefixes                   map[string]string // how unknown attributes are known to begin, by path
	NotNull                    map[string]bool   // which unknown attributes are known not to be null
}

// World is what the plan knows.
type World interface {
	// Instances returns the instances that a block has after apply. A scope is
	// the path of a module instance with its dot, as in `module.a["k"].`, and
	// a block is aws_x.y or data.aws_x.y.
	Instances(scope, block string) []Object
	// Instance returns one of them by its address.
	Instance(address string) (Object, bool)
	// Calls returns the keys of a module call's instances as addresses have
	// them: "" for the only one, `"k"`, `0`.
	Calls(scope, name string) []string
	// Variable returns the value of a variable of the root module. One that is
	// not there was not set, so that its default counts.
	Variable(name string) (jsontext.Value, bool)
	Workspace() string
}

// Origin is an attribute that is not known yet, of one instance.
type Origin struct{ Address, Path string }

// Range is where something stands in the sources.
type Range struct {
	File       string // with the module's directory
	Start, End int    // lines, from 1
	Module     string // the key of the module
}

// Sources are the parsed sources of a plan. They are safe for concurrent use.
type Sources struct {
	mu      sync.Mutex
	world   World
	modules map[string]*module
	scopes  map[string]*scope
	holes   []hole
	trusts  map[string]string // why the block of an address cannot be trusted, or empty
	spent   int               // steps of all evaluations
	table   map[string]known
	off     string // why nothing can be evaluated at all
}

// New parses the sources. A file that cannot be parsed makes what depends on
// its module inexact, and nothing else.
func New(modules []Module, w World) (*Sources, error) {
	s := &Sources{world: w, modules: map[string]*module{}, scopes: map[string]*scope{}, trusts: map[string]string{}}
	budget := maxSources
	for _, m := range modules {
		parsed, err := parseModule(m, &budget)
		if err != nil {
			return nil, err
		}
		if s.modules[m.Key] != nil {
			return nil, errTwice(m.Key)
		}
		s.modules[m.Key] = parsed
		if parsed.private && s.off == "" {
			s.off = "the sources of " + parsed.label() + " hold characters that are reserved for unknown values"
		}
	}
	return s, nil
}
