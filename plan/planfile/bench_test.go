package planfile

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// synthetic is a plan file with n changes of about 2 KB, of which every tenth
// creates something with unknowns, and with states to match.
func synthetic(tb testing.TB, n int) []byte {
	tb.Helper()
	var plan, state strings.Builder
	plan.WriteString(planOf())
	state.WriteString(`{"version":4,"terraform_version":"1.11.4","serial":12,"lineage":"00000000-0000-0000-0000-000000000001","resources":[`)
	for i := range n {
		address := fmt.Sprintf(`module.region["%d"].aws_s3_bucket_policy.this["bucket-%d"]`, i%17, i)
		fill := strings.Repeat(fmt.Sprintf(`{"Sid":"%x","Effect":"Allow"}`, i*2654435761), 15)
		action, values := uint64(0), value(fmt.Sprintf("\x82\xa2id\xda\x00\x08%08d\xa6policy\xda%c%c%s", i, len(fill)>>8, byte(len(fill)), fill))
		if i%10 == 0 {
			action, values = 1, value("\x82\xa2id\xc7\x03\x0c\x81\x01\xc2\xa6policy\xc7\x09\x0c\x82\x01\xc2\x02\xa4arn:")
		}
		plan.WriteString(text(fieldChanges, text(changeAddress, address), text(changeProvider, testProvider),
			text(changeChange, varint(valueAction, action), values)))
		if i > 0 {
			state.WriteByte(',')
		}
		fmt.Fprintf(&state, `{"mode":"managed","type":"aws_s3_bucket_policy","name":"this","instances":[{"index_key":"bucket-%d","attributes":{"id":"%08d","policy":%q}}]}`, i, i, fill)
	}
	state.WriteString("]}")
	list := with(base(tb), changesName, plan.String())
	return pack(tb, with(with(list, stateName, state.String()), previousName, state.String()))
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{1000, 105000} {
		raw := synthetic(b, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				if f := mustOpen(b, raw); len(f.Changes) != n {
					b.Fatalf("%d changes", len(f.Changes))
				}
			}
		})
	}
}

// A plan is read in the memory of what is kept of it, whatever its size.
func TestMemoryIsThatOfWhatIsKept(t *testing.T) {
	raw := synthetic(t, 20000)
	var inflated int
	for _, p := range parts(t, raw) {
		inflated += len(p.data)
	}
	peak := peakWhile(func() {
		if f := mustOpen(t, raw); len(f.Changes) != 20000 {
			t.Errorf("%d changes", len(f.Changes))
		}
	})
	t.Logf("%d bytes, %d inflated, %d MB at most", len(raw), inflated, peak>>20)
	if limit := uint64(inflated / 2); peak > limit {
		t.Errorf("it took %d bytes, more than half of the %d inflated", peak, inflated)
	}
}

// peakWhile watches by how much the heap grows. It is swept often, so that what
// is not in use any more hardly counts.
func peakWhile(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, peak := m.HeapAlloc, uint64(0)
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				var m runtime.MemStats
				if runtime.ReadMemStats(&m); m.HeapAlloc > before {
					peak = max(peak, m.HeapAlloc-before)
				}
			}
		}
	}()
	f()
	close(done)
	<-stopped
	return peak
}

// A change that says it is large takes no memory before it is there.
func TestLengthThatIsNotThereTakesNoMemory(t *testing.T) {
	raw := pack(t, with(base(t), changesName, planOf()+"\x1a\xff\xff\xff\x1f"))
	peak := peakWhile(func() {
		if _, err := Open(bytes.NewReader(raw), int64(len(raw))); err == nil {
			t.Error("it is accepted")
		}
	})
	if peak > 4<<20 {
		t.Errorf("%d bytes", peak)
	}
}
