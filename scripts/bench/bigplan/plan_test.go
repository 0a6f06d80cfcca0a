package bigplan

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/soc2gate/soc2gate/plan"
)

func written(t *testing.T, n int, seed uint64) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, n, seed); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestPlansAreAsTerraformWritesThem asks HashiCorp's library and our own.
func TestPlansAreAsTerraformWritesThem(t *testing.T) {
	const n = 360
	raw := written(t, n, 1)
	var theirs tfjson.Plan
	if err := json.Unmarshal(raw, &theirs); err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, c := range theirs.ResourceChanges {
		addresses = append(addresses, c.Address)
	}
	if len(addresses) != n || !slices.IsSorted(addresses) {
		t.Errorf("%d changes, sorted %v", len(addresses), slices.IsSorted(addresses))
	}
	ours, err := plan.Load(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	counts, coverage := ours.Counts(), ours.Coverage()
	if counts["create"] != n/3 || counts["no-op"] != n*2/3 || len(coverage.Ignored) > 0 {
		t.Errorf("counts %v, ignored %v", counts, coverage.Ignored)
	}
	if len(coverage.Understood)+len(coverage.NotUnderstood) != len(kinds) || len(coverage.Understood) < 7 {
		t.Errorf("understood %v, not understood %v", coverage.Understood, coverage.NotUnderstood)
	}
	if len(ours.Secrets()) < n/len(kinds) {
		t.Errorf("only %d secrets", len(ours.Secrets()))
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, 50, 7), written(t, 50, 7)) {
		t.Error("one seed, two plans")
	}
	if bytes.Equal(written(t, 50, 7), written(t, 50, 8)) {
		t.Error("the seed makes no difference")
	}
	for n := range 12 {
		if raw := written(t, n, 1); !json.Valid(raw) {
			t.Errorf("%d resources are no JSON:\n%s", n, raw)
		}
	}
}
