package source

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The limits on sources keep hostile ones from exhausting the parser.
const (
	maxSources = 64 << 20
	maxFile    = 4 << 20
	maxNesting = 300
	maxLinks   = 5000
)

// module is a parsed module, its override files merged in.
type module struct {
	key, dir  string
	resources map[string]*hclsyntax.Block // by type.name, data sources with "data." before
	variables map[string]*hclsyntax.Block
	outputs   map[string]*hclsyntax.Block
	calls     map[string]*hclsyntax.Block
	providers []*hclsyntax.Block
	locals    map[string]*hclsyntax.Attribute
	required  map[string]string // the sources of providers, by their local names
	broken    string            // why not all of it is understood, or empty
	private   bool              // it holds characters that stand for unknown values
}

func errTwice(key string) error { return fmt.Errorf("the sources have module %q twice", key) }

func (m *module) label() string {
	if m.key == "" {
		return "the root module"
	}
	return "module " + m.key
}

// parseModule parses the files in the order in which Terraform merges them:
// override files last.
func parseModule(in Module, budget *int) (*module, error) {
	m := &module{
		key: in.Key, dir: in.Dir,
		resources: map[string]*hclsyntax.Block{}, variables: map[string]*hclsyntax.Block{},
		outputs: map[string]*hclsyntax.Block{}, calls: map[string]*hclsyntax.Block{},
		locals: map[string]*hclsyntax.Attribute{},
	}
	files := slices.Clone(in.Files)
	slices.SortStableFunc(files, func(a, b File) int {
		if x, y := isOverride(a.Name), isOverride(b.Name); x != y {
			if y {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, f := range files {
		if *budget -= len(f.Data); *budget < 0 {
			return nil, fmt.Errorf("the sources are larger than %d bytes", maxSources)
		}
		m.file(f)
	}
	return m, nil
}

func isOverride(name string) bool {
	base, ok := strings.CutSuffix(name, ".tf")
	if !ok {
		base = strings.TrimSuffix(name, ".tf.json")
	}
	return base == "override" || strings.HasSuffix(base, "_override")
}

// file parses one file and enters its blocks.
func (m *module) file(f File) {
	name := path.Join(m.dir, f.Name)
	m.private = m.private || hasPrivate(string(f.Data))
	var body *hclsyntax.Body
	var err error
	switch {
	case len(f.Data) > maxFile:
		err = fmt.Errorf("it is larger than %d bytes", maxFile)
	case strings.HasSuffix(f.Name, ".tf.json"):
		body, err = parseJSON(f.Data, name)
	case strings.HasSuffix(f.Name, ".tf"):
		body, err = parseNative(f.Data, name)
	case strings.HasSuffix(f.Name, ".tofu"), strings.HasSuffix(f.Name, ".tofu.json"):
		err = errors.New("OpenTofu takes it in place of another file, which is not understood")
	default:
		return
	}
	if err != nil {
		m.spoil("%s: %v", name, err)
		return
	}
	if isOverride(f.Name) {
		m.override(body)
		return
	}
	for _, b := range body.Blocks {
		m.enter(b)
	}
}

// spoil keeps the first reason for which the module is not understood.
func (m *module) spoil(format string, args ...any) {
	if m.broken == "" {
		m.broken = fmt.Sprintf(format, args...)
	}
}

func parseNative(data []byte, name string) (*hclsyntax.Body, error) {
	tokens, _ := hclsyntax.LexConfig(data, name, hcl.InitialPos)
	if err := shallow(tokens); err != nil {
		return nil, err
	}
	f, diags := hclsyntax.ParseConfig(data, name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	body, ok := f.Body.(*hclsyntax.Body)
	if !ok {
		return nil, fmt.Errorf("it has a %T", f.Body)
	}
	return body, nil
}

// firstError says where the first error is and what it is.
func firstError(diags hcl.Diagnostics) error {
	for _, d := range diags {
		if d.Severity != hcl.DiagError {
			continue
		}
		if d.Subject != nil {
			return fmt.Errorf("line %d: %s", d.Subject.Start.Line, d.Summary)
		}
		return fmt.Errorf("%s", d.Summary)
	}
	return fmt.Errorf("it cannot be parsed")
}

// enter files a top-level block under its name.
func (m *module) enter(b *hclsyntax.Block) {
	switch b.Type {
	case "locals":
		for name, a := range b.Body.Attributes {
			m.locals[name] = a
		}
	case "provider":
		m.providers = append(m.providers, b)
	case "terraform":
		m.require(b.Body)
	default:
		if table, name := m.table(b); table != nil {
			table[name] = b
		}
	}
}

// table returns where a block belongs, and under which name.
func (m *module) table(b *hclsyntax.Block) (map[string]*hclsyntax.Block, string) {
	switch {
	case b.Type == "resource" && len(b.Labels) == 2:
		return m.resources, b.Labels[0] + "." + b.Labels[1]
	case b.Type == "data" && len(b.Labels) == 2:
		return m.resources, "data." + b.Labels[0] + "." + b.Labels[1]
	case b.Type == "check": // its data source is a block of the module
		for _, inner := range b.Body.Blocks {
			if inner.Type == "data" {
				m.enter(inner)
			}
		}
	case b.Type == "variable" && len(b.Labels) == 1:
		return m.variables, b.Labels[0]
	case b.Type == "output" && len(b.Labels) == 1:
		return m.outputs, b.Labels[0]
	case b.Type == "module" && len(b.Labels) == 1:
		return m.calls, b.Labels[0]
	}
	return nil, ""
}
