package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/plan/source"
)

// The limits on a directory of sources; the parser has its own for each file.
const (
	maxSourceFile = 4 << 20
	maxModuleList = 16 << 20
	maxModules    = 5000
)

// locate looks up lines in a directory, for a plan that came without its
// sources. They decide nothing.
func locate(p *plan.Plan, dir string) error {
	if dir == "" {
		return nil
	}
	modules, err := sourcesIn(dir)
	if err != nil {
		return usage("--source: %w", err)
	}
	if err := p.Locate(modules); err != nil {
		return usage("--source: %w", err)
	}
	return nil
}

// listed is what terraform init writes down about one module.
type listed struct {
	Key, Source, Version, Dir string
}

// sourcesIn reads the root module in a directory, and the modules that
// terraform init found and listed there.
func sourcesIn(dir string) ([]plan.Sources, error) {
	root, err := moduleIn(dir, listed{Dir: "."})
	if err != nil {
		return nil, err
	}
	if len(root.Files) == 0 {
		return nil, fmt.Errorf("%s has no *.tf and no *.tf.json", dir)
	}
	list, err := moduleList(filepath.Join(dir, ".terraform", "modules", "modules.json"))
	if err != nil {
		return nil, err
	}
	modules := []plan.Sources{root}
	for _, one := range list {
		if one.Key == "" {
			continue
		}
		m, err := moduleIn(dir, one)
		if err != nil {
			return nil, err
		}
		modules = append(modules, m)
	}
	return modules, nil
}

// moduleList reads the list of modules. Without one there is the root alone.
func moduleList(path string) ([]listed, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the path
	}
	defer file.Close()
	var list struct{ Modules []listed }
	if err := json.UnmarshalRead(io.LimitReader(file, maxModuleList), &list); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(list.Modules) > maxModules {
		return nil, fmt.Errorf("%s lists %d modules, more than %d", path, len(list.Modules), maxModules)
	}
	return list.Modules, nil
}

// moduleIn reads the files of one module. A file that is too large is cut,
// which its parser takes for a broken one.
func moduleIn(root string, one listed) (plan.Sources, error) {
	m := plan.Sources{Key: one.Key, Source: one.Source, Version: one.Version, Dir: filepath.ToSlash(filepath.Clean(one.Dir))}
	dir := filepath.Join(root, one.Dir)
	if filepath.IsAbs(one.Dir) {
		dir = one.Dir
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return m, err //nolint:wrapcheck // it names the path
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasSuffix(e.Name(), ".tf") && !strings.HasSuffix(e.Name(), ".tf.json") {
			continue
		}
		data, err := readUpTo(filepath.Join(dir, e.Name()), maxSourceFile+1)
		if err != nil {
			return m, err
		}
		m.Files = append(m.Files, source.File{Name: e.Name(), Data: data})
	}
	return m, nil
}

func readUpTo(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the path
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most)) //nolint:wrapcheck // as above
}
