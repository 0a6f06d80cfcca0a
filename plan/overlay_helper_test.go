package plan_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/plan/planfile"
)

func loaded(t *testing.T, name string) *plan.Plan {
	t.Helper()
	f, err := os.Open(filepath.Join("../fixtures", name, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	saved, err := os.ReadFile(filepath.Join("../fixtures", name, "tfplan"))
	if os.IsNotExist(err) || len(saved) == 0 {
		p, err := plan.Load(f)
		must(t, err)
		return p
	}
	must(t, err)
	file, err := planfile.Open(bytes.NewReader(saved), int64(len(saved)))
	must(t, err)
	p, err := plan.LoadFile(plan.File{File: file}, f)
	must(t, err)
	return p
}

// loadedJSON reads a real plan without its plan file.
func loadedJSON(t *testing.T, name string) *plan.Plan {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("../fixtures", name, "plan.json"))
	must(t, err)
	p, err := plan.Load(bytes.NewReader(raw))
	must(t, err)
	return p
}

// judged returns the accounts before and after a real plan. Live is the
// recorded account laid over what Terraform last saw, or empty.
func judged(t *testing.T, name, live string) (before, after *account.Account) {
	t.Helper()
	p, b := loaded(t, name), account.NewBuilder()
	must(t, p.Before(b))
	if live != "" {
		must(t, recording(t, live).Fill(b))
	}
	before = b.Build()
	c := b.Clone()
	must(t, p.After(c))
	return before, c.Build()
}

// recording is a recorded account with these kinds.
func recording(t *testing.T, kinds string) *account.Recording {
	t.Helper()
	text := `{"schema":"soc2gate.account/v1","account":"123456789012","recorded_at":"2026-11-23T06:00:00Z","regions":["us-east-1"],"kinds":{` + kinds + `}}`
	rec, err := account.ReadRecording(strings.NewReader(text))
	must(t, err)
	return rec
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// called lists what messages call the things of a set.
func called[T account.Thing](s account.Set[T]) []string {
	var all []string
	for item := range s.All() {
		all = append(all, item.Base().Called())
	}
	return all
}

// gone lists what the change removes from a set, by what messages call it.
func gone[T account.Thing](s account.Set[T]) []string {
	var all []string
	for item := range s.Removed() {
		all = append(all, item.Base().Called())
	}
	return all
}

func want(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// the returns the one thing that goes by the name.
func the[T account.Thing](t *testing.T, s account.Set[T], name string) T {
	t.Helper()
	items := s.Items()
	i := slices.IndexFunc(items, func(item T) bool {
		m := item.Base()
		return m.Called() == name || m.Answers(name)
	})
	if i < 0 {
		t.Fatalf("%q is not in the account, only %q", name, called(s))
	}
	return items[i]
}

func is(t *testing.T, what string, got account.Bool, want account.Tri) {
	t.Helper()
	if got.Tri() != want {
		t.Errorf("%s is %v, want %v; because %v", what, got.Tri(), want, got.Why())
	}
}

func shut(b *account.Bucket) account.Bool {
	all := account.Known(true)
	for _, flag := range account.Flags() {
		all = all.And(flag(&b.BlockFlags).Is(true))
	}
	return all
}
