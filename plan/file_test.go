package plan

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

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
