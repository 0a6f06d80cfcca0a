package plan

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

const fixtureRoot = "../fixtures"

// planFiles lists every real plan of the repository.
func planFiles(t testing.TB) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(fixtureRoot, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "plan.json" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 100 {
		t.Fatalf("only %d fixtures: the tests would prove nothing", len(files))
	}
	return files
}

// eachFixture runs the test once for every real plan.
func eachFixture(t *testing.T, test func(t *testing.T, raw []byte)) {
	for _, file := range planFiles(t) {
		name := strings.TrimPrefix(filepath.Dir(file), fixtureRoot+"/")
		t.Run(name, func(t *testing.T) { test(t, contentOf(t, file)) })
	}
}

func contentOf(t testing.TB, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// content returns a file of the fixtures.
func content(t testing.TB, name string) []byte {
	t.Helper()
	return contentOf(t, filepath.Join(fixtureRoot, name))
}

func fixture(t testing.TB, name string) *Plan {
	t.Helper()
	return load(t, content(t, name+"/plan.json"))
}

// saved reads a real plan from its plan file.
func saved(t testing.TB, name string) *Plan {
	t.Helper()
	raw := content(t, name+"/tfplan")
	file, err := planfile.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := LoadFile(File{File: file}, bytes.NewReader(content(t, name+"/plan.json")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func load(t testing.TB, raw []byte) *Plan {
	t.Helper()
	p, err := Load(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("a good plan is refused: %v", err)
	}
	return p
}

// built returns the accounts before and after a plan, without a live account.
func built(t testing.TB, p *Plan) (before, after *account.Account) {
	t.Helper()
	b := account.NewBuilder()
	if err := p.Before(b); err != nil {
		t.Fatalf("before: %v", err)
	}
	c := b.Clone()
	if err := p.After(c); err != nil {
		t.Fatalf("after: %v", err)
	}
	return b.Build(), c.Build()
}

// changeAt returns the one current change of an address.
func changeAt(t testing.TB, p *Plan, address string) *change {
	t.Helper()
	for _, c := range p.changes {
		if c.Address == address && c.rare.Deposed == "" {
			return c
		}
	}
	t.Fatalf("the plan has no change of %s", address)
	return nil
}

// same compares lists without regard to their order.
func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// targets is refersTo without how sure that is.
func (c *change) targets(attr string, kind account.Kind) []string {
	addresses, _ := c.refersTo(attr, kind)
	return addresses
}
