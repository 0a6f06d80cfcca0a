package planfile

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

func (f *File) readModules(z *archive) error {
	modules, err := readManifest(z)
	if err != nil {
		return fmt.Errorf("%s: %w", manifestName, err)
	}
	sources := &sources{seen: map[[32]byte][]byte{}}
	for _, m := range z.members {
		key, name, err := sourceName(m.name)
		if err != nil {
			continue // checkNames has let only Terraform's own pass
		}
		module := modules[key]
		if module == nil {
			return fmt.Errorf("member %q is of a module that %s does not name", m.name, manifestName)
		}
		file, err := sources.read(z, m, name)
		if err != nil {
			return err
		}
		module.Files = append(module.Files, file)
	}
	for _, m := range modules {
		slices.SortFunc(m.Files, func(a, b SourceFile) int { return cmp.Compare(a.Name, b.Name) })
		f.Modules = append(f.Modules, *m)
	}
	slices.SortFunc(f.Modules, func(a, b Module) int { return cmp.Compare(a.Key, b.Key) })
	return checkDirs(f.Modules)
}

// checkDirs refuses two modules of one directory with other files. Terraform
// looks files up by directory, and takes those of either.
func checkDirs(modules []Module) error {
	first := map[string]Module{}
	for _, m := range modules {
		dir := path.Clean(strings.ReplaceAll(m.Dir, `\`, "/"))
		other, ok := first[dir]
		if !ok {
			first[dir] = m
			continue
		}
		same := slices.EqualFunc(m.Files, other.Files, func(a, b SourceFile) bool { return a.Name == b.Name && a.SHA256 == b.SHA256 })
		if !same {
			return fmt.Errorf("modules %q and %q are of one directory and have other files", other.Key, m.Key)
		}
	}
	return nil
}

// readManifest reads modules.json: a list of objects, by module key.
func readManifest(z *archive) (map[string]*Module, error) {
	m, err := z.want(manifestName)
	if err != nil {
		return nil, err
	}
	data, err := z.all(m, maxManifest)
	if err != nil {
		return nil, err
	}
	d := jsontext.NewDecoder(bytes.NewReader(data))
	if err := expect(d, '['); err != nil {
		return nil, err
	}
	modules := map[string]*Module{}
	for d.PeekKind() == '{' {
		m, err := readModule(d)
		if err != nil {
			return nil, err
		}
		if modules[m.Key] != nil {
			return nil, fmt.Errorf("module %q is there twice", m.Key)
		}
		if len(modules) >= maxMembers {
			return nil, fmt.Errorf("it names more than %d modules", maxMembers)
		}
		modules[m.Key] = m
	}
	if err := expect(d, ']'); err != nil {
		return nil, err
	}
	if modules[""] == nil {
		return nil, fmt.Errorf("it does not name the root module")
	}
	return modules, atEnd(d)
}

// readModule takes exactly the members that Terraform writes. Terraform would
// also take them in another case; nobody who writes them so is honest.
func readModule(d *jsontext.Decoder) (*Module, error) {
	m := &Module{}
	known := map[string]*string{"Key": &m.Key, "Source": &m.Source, "Version": &m.Version, "Dir": &m.Dir}
	err := object(d, func(d *jsontext.Decoder, name string) error {
		to := known[name]
		if to == nil {
			return fmt.Errorf("Terraform writes no such member of a module")
		}
		if err := scalar(d, '"', to); err != nil {
			return err
		}
		if strings.ContainsFunc(*to, unprintable) {
			return fmt.Errorf("%.100q holds characters that do not show", *to)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return m, checkKey(m.Key)
}

// sources keeps equal files once: each call of a module brings its own copy.
type sources struct {
	seen map[[32]byte][]byte
	size int
}

func (s *sources) read(z *archive, m *member, name string) (SourceFile, error) {
	data, err := z.all(m, maxSource)
	if err != nil {
		return SourceFile{}, err
	}
	sum := sha256.Sum256(data)
	if kept, ok := s.seen[sum]; ok {
		return SourceFile{Name: name, Data: kept, SHA256: sum}, nil
	}
	if s.size += len(data); s.size > maxSources {
		return SourceFile{}, fmt.Errorf("its sources have more than %d bytes", maxSources)
	}
	s.seen[sum] = data
	return SourceFile{Name: name, Data: data, SHA256: sum}, nil
}
