package planfile

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// plans returns the saved plans of testdata by the name of their case.
func plans(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/*/tfplan")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d saved plans, %v", len(paths), err)
	}
	plans := map[string][]byte{}
	for _, path := range paths {
		plans[filepath.Base(filepath.Dir(path))] = read(t, path)
	}
	return plans
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func open(raw []byte) (*File, error) { return Open(bytes.NewReader(raw), int64(len(raw))) }

func mustOpen(t testing.TB, raw []byte) *File {
	t.Helper()
	f, err := open(raw)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// refused asserts that a plan file is refused, for the reason given.
func refused(t *testing.T, raw []byte, why string) {
	t.Helper()
	f, err := open(raw)
	if err == nil {
		t.Fatalf("it is accepted: %+v", f)
	}
	if !strings.Contains(err.Error(), why) {
		t.Errorf("refused because %q, not because %q", err, why)
	}
	if len(err.Error()) > 1000 {
		t.Errorf("the error has %d bytes", len(err.Error()))
	}
}

// part is one member of a zip that is made for a test.
type part struct{ name, data string }

// parts takes a saved plan apart.
func parts(t testing.TB, raw []byte) []part {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var list []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, part{f.Name, string(data)})
	}
	return list
}

// base is a small plan that Terraform wrote.
func base(t testing.TB) []part { return parts(t, read(t, "testdata/moved/tfplan")) }

// with replaces a member, or adds it at the end.
func with(list []part, name, data string) []part {
	list = slices.Clone(list)
	for i := range list {
		if list[i].name == name {
			list[i].data = data
			return list
		}
	}
	return append(list, part{name, data})
}

func without(list []part, name string) []part {
	return slices.DeleteFunc(slices.Clone(list), func(p part) bool { return p.name == name })
}

func get(t testing.TB, list []part, name string) string {
	t.Helper()
	for _, p := range list {
		if p.name == name {
			return p.data
		}
	}
	t.Fatalf("no member %q", name)
	return ""
}

// pack writes a zip as Terraform does.
func pack(t testing.TB, list []part) []byte { return packWith(t, list, nil) }

func packWith(t testing.TB, list []part, change func(*zip.FileHeader)) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range list {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Unix(1790000000, 0)}
		if change != nil {
			change(h)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, p.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// The parts of a protobuf message.
func varint(num protowire.Number, v uint64) string {
	return string(protowire.AppendVarint(protowire.AppendTag(nil, num, protowire.VarintType), v))
}

func text(num protowire.Number, s ...string) string {
	return string(protowire.AppendString(protowire.AppendTag(nil, num, protowire.BytesType), strings.Join(s, "")))
}

// The parts of a plan, and a whole one that nothing is wrong with.
const testProvider = `provider["registry.terraform.io/hashicorp/aws"]`

func value(msgpack string) string { return text(valueValues, text(1, msgpack)) }

func create(address string) string {
	return text(fieldChanges, text(changeAddress, address), text(changeProvider, testProvider),
		text(changeChange, varint(valueAction, 1), value("\xc0")))
}

func planOf(fields ...string) string {
	return varint(fieldVersion, 3) + strings.Join(fields, "") + text(fieldBackend, text(1, "local"), text(3, "default")) +
		text(fieldTerraform, "1.11.4") + text(fieldTimestamp, "2026-11-23T08:50:41Z")
}

// openPlan opens a plan file with that member tfplan.
func openPlan(t testing.TB, tfplan string) (*File, error) {
	t.Helper()
	return open(pack(t, with(base(t), changesName, tfplan)))
}
