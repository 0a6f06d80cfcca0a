package source_test

import (
	"archive/zip"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/source"
)

// world is a plan as package plan will offer it, read from plan.json.
type world struct {
	objects   map[string][]source.Object
	calls     map[string][]string
	variables map[string]jsontext.Value
}

func (w *world) Instances(scope, block string) []source.Object { return w.objects[scope+block] }

func (w *world) Instance(address string) (source.Object, bool) {
	for _, all := range w.objects {
		for _, o := range all {
			if o.Address == address {
				return o, true
			}
		}
	}
	return source.Object{}, false
}

func (w *world) Calls(scope, name string) []string { return w.calls[scope+name] }

func (w *world) Variable(name string) (jsontext.Value, bool) {
	v, ok := w.variables[name]
	return v, ok
}

func (w *world) Workspace() string { return "default" }

type planJSON struct {
	Variables map[string]struct {
		Value jsontext.Value `json:"value"`
	} `json:"variables"`
	Changes []struct {
		Address string         `json:"address"`
		Module  string         `json:"module_address"`
		Mode    string         `json:"mode"`
		Type    string         `json:"type"`
		Name    string         `json:"name"`
		Index   jsontext.Value `json:"index"`
		Change  struct {
			After     jsontext.Value `json:"after"`
			Unknown   jsontext.Value `json:"after_unknown"`
			Sensitive jsontext.Value `json:"after_sensitive"`
		} `json:"change"`
	} `json:"resource_changes"`
	Prior struct {
		Values struct {
			Root struct {
				Resources []struct {
					Address string         `json:"address"`
					Values  jsontext.Value `json:"values"`
				} `json:"resources"`
			} `json:"root_module"`
		} `json:"values"`
	} `json:"prior_state"`
}

func readWorld(t testing.TB, raw []byte) *world {
	t.Helper()
	var p planJSON
	if err := json.Unmarshal(raw, &p); err != nil {
		t.Fatal(err)
	}
	w := &world{objects: map[string][]source.Object{}, calls: map[string][]string{}, variables: map[string]jsontext.Value{}}
	for name, v := range p.Variables {
		w.variables[name] = v.Value
	}
	for _, c := range p.Changes {
		scope, block := c.Module, c.Type+"."+c.Name
		if scope != "" {
			scope += "."
		}
		if c.Mode == "data" {
			block = "data." + block
		}
		w.objects[scope+block] = append(w.objects[scope+block], source.Object{
			Address: c.Address, Values: c.Change.After, Unknown: c.Change.Unknown, Sensitive: c.Change.Sensitive,
		})
		w.enterCalls(c.Module)
	}
	for _, r := range p.Prior.Values.Root.Resources {
		if strings.HasPrefix(r.Address, "data.") {
			w.objects[r.Address] = append(w.objects[r.Address], source.Object{Address: r.Address, Values: r.Values})
		}
	}
	return w
}

// enterCalls enters the module calls of `module.a["k"].module.b`.
func (w *world) enterCalls(module string) {
	scope := ""
	for module != "" {
		rest := strings.TrimPrefix(module, "module.")
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			end = len(rest)
		}
		name, key := rest[:end], ""
		rest = rest[end:]
		if strings.HasPrefix(rest, "[") {
			end := strings.Index(rest, "]")
			key, rest = rest[1:end], rest[end+1:]
		}
		if !slices.Contains(w.calls[scope+name], key) {
			w.calls[scope+name] = append(w.calls[scope+name], key)
		}
		scope += "module." + name
		if key != "" {
			scope += "[" + key + "]"
		}
		scope += "."
		module = strings.TrimPrefix(rest, ".")
	}
}

// load reads the plan of a case.
func load(t testing.TB, name string) *source.Sources {
	t.Helper()
	s, _ := loadAll(t, name)
	return s
}

func loadAll(t testing.TB, name string) (*source.Sources, *world) {
	t.Helper()
	dir := filepath.Join("testdata", name)
	raw, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	w := readWorld(t, raw)
	s, err := source.New(modules(t, filepath.Join(dir, "tfplan")), w)
	if err != nil {
		t.Fatal(err)
	}
	return s, w
}

// modules reads the sources in a plan file.
func modules(t testing.TB, file string) []source.Module {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	var manifest []struct {
		Key, Source, Version, Dir string
	}
	files := map[string][]source.File{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "tfconfig/modules.json" {
			if err := json.Unmarshal(data, &manifest, json.MatchCaseInsensitiveNames(true)); err != nil {
				t.Fatal(err)
			}
		} else if key, ok := strings.CutPrefix(path.Dir(f.Name), "tfconfig/m-"); ok {
			files[key] = append(files[key], source.File{Name: path.Base(f.Name), Data: data})
		}
	}
	var all []source.Module
	for _, m := range manifest {
		all = append(all, source.Module{Key: m.Key, Source: m.Source, Version: m.Version, Dir: m.Dir, Files: files[m.Key]})
	}
	return all
}
