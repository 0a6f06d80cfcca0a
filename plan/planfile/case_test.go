package planfile

import (
	"crypto/sha256"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestWhatOnlyTheFileSays(t *testing.T) {
	all := map[string]*File{}
	for name, raw := range plans(t) {
		all[name] = mustOpen(t, raw)
	}
	for name, f := range all {
		mode := map[string]Mode{"destroy": Destroy, "refresh-only": RefreshOnly}[name]
		if mode == "" {
			mode = Normal
		}
		workspace := "default"
		if name == "workspace" {
			workspace = "blue"
		}
		if f.Mode != mode || f.Backend != (Backend{Type: "local", Workspace: workspace}) || f.Version != 3 || f.UnknownVersion {
			t.Errorf("%s: mode %s, %+v", name, f.Mode, f.Backend)
		}
	}
	if f := all["target"]; !slices.Equal(f.Targets, []string{"terraform_data.a", `module.none["x.y"]`}) ||
		f.Complete != account.False || f.Applyable != account.True {
		t.Errorf("targets %q, complete %v, applyable %v", f.Targets, f.Complete, f.Applyable)
	}
	if f := all["replace"]; !slices.Equal(f.Replaces, []string{"terraform_data.b"}) || f.Targets != nil || f.Excludes != nil {
		t.Errorf("replaces %q", f.Replaces)
	}
	// Both are false, and so would be left out by who does not know of them.
	if f := all["errored"]; !f.Errored || f.Complete != account.Unknown || f.Applyable != account.Unknown {
		t.Errorf("errored %v, complete %v", f.Errored, f.Complete)
	}
}

func TestStatesAreIdentified(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/deposed/tfplan"))
	want := State{Lineage: "00000000-0000-0000-0000-000000000001", Serial: 7, TerraformVersion: "1.11.4"}
	if f.Prior != want || f.Previous != (State{TerraformVersion: "1.11.4"}) {
		t.Errorf("%+v, %+v, same %v", f.Prior, f.Previous, f.SameState)
	}
	if f := mustOpen(t, read(t, "testdata/workspace/tfplan")); !f.SameState || f.Prior.Lineage == "" {
		t.Errorf("-refresh=false: same %v", f.SameState)
	}
	list := base(t)
	other := strings.Replace(get(t, list, stateName), "outputs", "0utputs", 1)
	if f := mustOpen(t, pack(t, with(list, stateName, other))); f.SameState {
		t.Error("states that differ are the same")
	}
}

func TestModulesAreThoseOfTheSources(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/modules/tfplan"))
	type module struct{ Key, Source, Dir, Path string }
	want := []module{
		{"", "", ".", "testdata/modules/main.tf"},
		{"beside", "../shared", "../shared", "testdata/modules/shared/main.tf"},
		{"inner", "./modules/inner", "modules/inner", "testdata/modules/modules/inner/main.tf"},
		{"inner.leaf", "../leaf", "modules/leaf", "testdata/modules/modules/leaf/main.tf"},
	}
	if len(f.Modules) != len(want) {
		t.Fatalf("%d modules", len(f.Modules))
	}
	for i, m := range f.Modules {
		raw := read(t, want[i].Path)
		if got := (module{m.Key, m.Source, m.Dir, want[i].Path}); got != want[i] {
			t.Errorf("%+v", got)
		}
		if len(m.Files) != 1 || m.Files[0].Name != "main.tf" || string(m.Files[0].Data) != string(raw) || m.Files[0].SHA256 != sha256.Sum256(raw) {
			t.Errorf("%s: %+v", m.Key, m.Files)
		}
	}
}

func TestLocksAreThoseOfTheLockFile(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/aws/tfplan"))
	if len(f.Locks) != 1 || len(f.LockFile) == 0 {
		t.Fatalf("%+v", f.Locks)
	}
	l := f.Locks[0]
	if l.Provider != "registry.terraform.io/hashicorp/aws" || l.Version != "5.100.0" || l.Constraints != "5.100.0" || len(l.Hashes) == 0 || l.Hashes[0][:3] != "h1:" {
		t.Errorf("%+v", l)
	}
}

func TestEqualFilesAreKeptOnce(t *testing.T) {
	list := base(t)
	list = with(list, "tfconfig/modules.json", `[{"Key":"","Dir":"."},{"Key":"m","Source":"./m","Version":"1.2.3","Dir":"m"}]`)
	list = with(list, "tfconfig/m-m/other.tf", get(t, list, "tfconfig/m-/main.tf"))
	f := mustOpen(t, pack(t, list))
	a, b := f.Modules[0].Files[0], f.Modules[1].Files[0]
	if &a.Data[0] != &b.Data[0] || b.Name != "other.tf" || f.Modules[1].Version != "1.2.3" {
		t.Errorf("%q and %q", a.Name, b.Name)
	}
}

func TestChangesAreInOrder(t *testing.T) {
	f, err := openPlan(t, planOf(create("b.b"), create("a.a[1]"), create("a.a")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range f.Changes {
		got = append(got, c.Address)
	}
	if !reflect.DeepEqual(got, []string{"a.a", "a.a[1]", "b.b"}) {
		t.Errorf("%q", got)
	}
}
