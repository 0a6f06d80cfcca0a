package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"testing"
	"time"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
	"github.com/soc2gate/soc2gate/rules"
)

func TestPhases(t *testing.T) {
	path := os.Getenv("PHASE_PLAN")
	if path == "" {
		t.Skip()
	}
	var last runtime.MemStats
	start := time.Now()
	mark := func(name string) {
		d := time.Since(start)
		var m, m2 runtime.MemStats
		runtime.ReadMemStats(&m)
		runtime.GC()
		runtime.ReadMemStats(&m2)
		fmt.Printf("%-10s %6d ms  alloc %7.1f MB (%d)  live %6.1f MB\n", name, d.Milliseconds(), float64(m.TotalAlloc-last.TotalAlloc)/1e6, m.Mallocs-last.Mallocs, float64(m2.HeapAlloc)/1e6)
		runtime.ReadMemStats(&last)
		start = time.Now()
	}
	raw, _ := os.ReadFile(path)
	mark("read")
	p, err := plan.Load(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	raw = nil
	mark("load")
	if f := os.Getenv("PHASE_PROF"); f != "" {
		w, _ := os.Create(f)
		pprof.StartCPUProfile(w)
		defer pprof.StopCPUProfile()
	}
	b := account.NewBuilder()
	p.Before(b)
	mark("before")
	o := b.Clone()
	mark("clone")
	p.After(o)
	mark("after")
	x := b.Build()
	mark("build")
	y := o.Build()
	mark("build2")
	if f := os.Getenv("PHASE_HEAP"); f != "" {
		w, _ := os.Create(f)
		pprof.WriteHeapProfile(w)
		w.Close()
	}
	found := gate.Decide(rules.All(), x, y)
	gate.Policy{}.Enforce(found)
	mark("decide")
	r := assemble(p, nil, found, time.Now())
	mark("assemble")
	var out bytes.Buffer
	report.Write(&out, "json", r, report.Options{})
	mark("write")
	runtime.KeepAlive(x)
	runtime.KeepAlive(y)
	runtime.KeepAlive(p)
	runtime.KeepAlive(b)
	runtime.KeepAlive(o)
}
