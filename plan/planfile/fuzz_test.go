package planfile

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"testing"
	"unicode/utf8"
)

// FuzzOpen looks for panics, and for files that Go's own zip reader, which is
// Terraform's, sees otherwise.
func FuzzOpen(f *testing.F) {
	for _, raw := range plans(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := open(raw)
		if err != nil {
			return
		}
		if again := mustOpen(t, raw); len(again.Changes) != len(p.Changes) {
			t.Error("it reads differently a second time")
		}
		sameAsTerraform(t, raw, p)
	})
}

func sameAsTerraform(t *testing.T, raw []byte, p *File) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		if _, ok := files[f.Name]; ok {
			t.Errorf("%q is there twice", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	if files[changesName] == "" || p.LockFile != nil && files[lockName] != string(p.LockFile) {
		t.Error("another reader sees other members")
	}
	for _, m := range p.Modules {
		for _, f := range m.Files {
			if files[modulePrefix+m.Key+"/"+f.Name] != string(f.Data) {
				t.Errorf("another reader sees another %q", f.Name)
			}
		}
	}
}

// FuzzParts changes the members and packs them as they should be: FuzzOpen
// hardly gets behind the checksums.
func FuzzParts(f *testing.F) {
	for _, raw := range plans(f) {
		list := parts(f, raw)
		for i, p := range list {
			f.Add(i, p.data)
		}
	}
	list := base(f)
	f.Fuzz(func(t *testing.T, i int, data string) {
		list := slices.Clone(list)
		if i < 0 || i >= len(list) {
			return
		}
		list[i].data = data
		p, err := open(pack(t, list))
		if err != nil {
			return
		}
		for _, c := range p.Changes {
			if c.Address == "" || len(c.Action) == 0 || !utf8.ValidString(c.Address+c.PreviousAddress+c.Deposed+c.Provider) {
				t.Errorf("%+v", c)
			}
		}
	})
}

// FuzzUnknowns looks for panics, and for nonsense that is kept.
func FuzzUnknowns(f *testing.F) {
	for _, value := range []string{
		"\xc0", "\x82\xa1a\xc7\x03\x0c\x81\x01\xc2\xa1b\xd4\x00\x00", "\x92\xc4\x08\"string\"\xa1x",
		"\x93\xca\x00\x00\x00\x00\xcf\x00\x00\x00\x00\x00\x00\x00\x01\xc3", "\x81\xa1x\xc7\x09\x0c\x82\x01\xc2\x02\xa4arn:",
		"\xdc\x00\x01\xdf\x00\x00\x00\x01\xd9\x01a\xda\x00\x01b",
	} {
		f.Add([]byte(value))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		found, err := unknowns(value, &keeper{interned: map[string]string{}})
		if err != nil {
			return
		}
		for _, u := range found {
			if !u.NotNull && u.Prefix == "" || !utf8.ValidString(u.Path.String()+u.Prefix) {
				t.Errorf("%+v", u)
			}
		}
	})
}
