package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/soc2gate/soc2gate/scripts/bench/bigplan"
)

var (
	resources = flag.Int("resources", 35000, "how many resources the generated plan of the benchmark has")
	keepPlan  = flag.String("keep-plan", "", "where to leave the generated plan, to time the whole program on it")
)

// BenchmarkCheckOffline judges a generated plan inside of this process, for
// profiles. What a user waits for is what `make bench` measures.
func BenchmarkCheckOffline(b *testing.B) {
	path := *keepPlan
	if path == "" {
		path = filepath.Join(b.TempDir(), "plan.json")
	}
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := bigplan.Write(file, *resources, 1); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		run([]string{"soc2gate", "check", path, "--offline", "--format", "json"}, nil, io.Discard, io.Discard)
	}
}
