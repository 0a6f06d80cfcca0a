package plan

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/canonical"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

// savedPlans lists the directories with a saved plan and its JSON.
func savedPlans(t testing.TB) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{fixtureRoot + "/*/*/tfplan", "planfile/testdata/*/tfplan", "source/testdata/*/tfplan"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if info, err := os.Stat(file); err != nil || info.Size() == 0 {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), "plan.json")); err == nil {
				dirs = append(dirs, filepath.Dir(file))
			}
		}
	}
	slices.Sort(dirs)
	if len(dirs) < 80 {
		t.Fatalf("only %d saved plans: the tests would prove nothing", len(dirs))
	}
	return dirs
}

func savedPlan(t testing.TB, dir string) File {
	t.Helper()
	raw := contentOf(t, filepath.Join(dir, "tfplan"))
	f, err := planfile.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	return File{File: f}
}

func TestEverySavedPlanHasItsJSON(t *testing.T) {
	for _, dir := range savedPlans(t) {
		t.Run(dir, func(t *testing.T) {
			if _, err := LoadFile(savedPlan(t, dir), bytes.NewReader(contentOf(t, filepath.Join(dir, "plan.json")))); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestVariablesThatWereNotSetComeFromTheSources: Terraform prints defaults among
// the variables, and whoever doctors one must not decide what the sources mean.
func TestVariablesThatWereNotSetComeFromTheSources(t *testing.T) {
	f := savedPlan(t, "planfile/testdata/state")
	d := &decoder{Plan: &Plan{File: &f}, variables: map[string]jsontext.Value{}}
	for name, raw := range untangle(t, contentOf(t, "planfile/testdata/state/plan.json"))["variables"].(map[string]any) {
		value, err := json.Marshal(raw.(map[string]any)["value"])
		if err != nil {
			t.Fatal(err)
		}
		d.variables[name] = value
	}
	if len(d.variables) != 8 {
		t.Fatalf("%d variables", len(d.variables))
	}
	d.variables["secret"] = jsontext.Value(`"doctored"`)
	if err := d.sameVariables(); err != nil {
		t.Fatal(err)
	}
	same(t, "variables", slices.Collect(maps.Keys(d.variables)), []string{"nothing", "number_as_text", "set_secret", "typed"})
}

// joinedWith joins a plan that changes nothing with a file that says more.
func joinedWith(t *testing.T, dir string, say func(*planfile.File), doctor func(doc map[string]any)) error {
	t.Helper()
	f, doc := savedPlan(t, dir), untangle(t, contentOf(t, filepath.Join(dir, "plan.json")))
	say(f.File)
	doctor(doc)
	return joined(t, f, doc)
}

func deferredTo(address, typ string) map[string]any {
	return map[string]any{"reason": "provider_config_unknown", "resource_change": map[string]any{"address": address, "type": typ}}
}

// Terraform puts changes off only where that is switched on, and 1.11 has no
// actions: what the file says of them is made up here.
func TestWhatComesLaterMustBeTheSame(t *testing.T) {
	say := func(f *planfile.File) {
		f.Deferred, f.Actions, f.DeferredActions = []string{"aws_s3_bucket.b[*]", "aws_s3_bucket.a"}, []string{"action.a_b.c"}, []string{"action.a_b.d"}
	}
	good := func(doc map[string]any) {
		doc["deferred_changes"] = []any{deferredTo("aws_s3_bucket.a", "aws_s3_bucket"), deferredTo("aws_s3_bucket.b[*]", "aws_s3_bucket")}
		doc["action_invocations"] = []any{map[string]any{"address": "action.a_b.c"}}
		doc["deferred_action_invocations"] = []any{map[string]any{"action_invocation": map[string]any{"address": "action.a_b.d"}}}
	}
	const dir = "planfile/testdata/modules"
	if err := joinedWith(t, dir, say, good); err != nil {
		t.Error(err)
	}
	for name, doctor := range map[string]func(map[string]any){
		"deferred dropped":        func(doc map[string]any) { delete(doc, "deferred_changes") },
		"actions dropped":         func(doc map[string]any) { delete(doc, "action_invocations") },
		"deferred action dropped": func(doc map[string]any) { delete(doc, "deferred_action_invocations") },
		"one dropped":             func(doc map[string]any) { doc["deferred_changes"] = doc["deferred_changes"].([]any)[1:] },
		"one doubled": func(doc map[string]any) {
			doc["deferred_changes"] = append(doc["deferred_changes"].([]any), deferredTo("aws_s3_bucket.a", "aws_s3_bucket"))
		},
		"another type": func(doc map[string]any) {
			doc["deferred_changes"].([]any)[0] = deferredTo("aws_s3_bucket.a", "aws_vpc")
		},
		"another":      func(doc map[string]any) { doc["deferred_changes"].([]any)[0] = deferredTo("aws_vpc.a", "aws_vpc") },
		"other action": func(doc map[string]any) { doc["action_invocations"] = []any{map[string]any{"address": "action.a_b.x"}} },
	} {
		if err := joinedWith(t, dir, say, func(doc map[string]any) { good(doc); doctor(doc) }); err == nil {
			t.Errorf("accepted: %s", name)
		}
	}
}

// Messages shorten long names; what is compared must not be shortened.
func TestLongAddressesAreComparedToTheirEnd(t *testing.T) {
	long := `terraform_data.a["` + strings.Repeat("x", 100)
	rename := func(end string) func(map[string]any) {
		return func(doc map[string]any) {
			doc["resource_changes"].([]any)[0].(map[string]any)["address"] = long + end
		}
	}
	say := func(f *planfile.File) {
		f.Changes = slices.Clone(f.Changes)
		f.Changes[0].Address = long + `1"]`
	}
	const dir = "planfile/testdata/target"
	if err := joinedWith(t, dir, say, rename(`1"]`)); err != nil {
		t.Error(err)
	}
	if err := joinedWith(t, dir, say, rename(`2"]`)); err == nil {
		t.Error("another address is accepted")
	}
}

func TestStateOfTerraform011IsRefused(t *testing.T) {
	err := joinedWith(t, "planfile/testdata/destroy", func(f *planfile.File) { f.Objects[0].Flat = true }, func(map[string]any) {})
	if err == nil || !strings.Contains(err.Error(), "as by Terraform 0.11") {
		t.Error(err)
	}
}

// Terraform's own types have attributes of any type, and governed ones have
// none: for neither may the JSON choose the form.
func TestJSONDoesNotChooseTheForm(t *testing.T) {
	forms := canonical.Forms{Plain: 1, Open: 2}
	for _, c := range []struct {
		typ         string
		plain, open bool
	}{{"terraform_data", false, true}, {"aws_s3_bucket", true, false}, {"kubernetes_manifest", true, true}} {
		of := &change{family: &family{Type: c.typ, governed: adapters[c.typ] != nil}}
		if sameAttributes(of, forms, 1) != c.plain || sameAttributes(of, forms, 2) != c.open || sameAttributes(of, forms, 3) {
			t.Error(c.typ)
		}
	}
}
