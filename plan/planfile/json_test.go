package planfile

import (
	"bytes"
	"crypto/sha512"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestStateThatIsNoneIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ why, state string }{
		"empty":            {"EOF", ""},
		"list":             {"[ where { should", "[]"},
		"cut off":          {"tfstate", `{"version":4,"resources":[`},
		"no version":       {`version "" of a state`, `{}`},
		"version 3":        {`version "3" of a state`, `{"version":3}`},
		"version as text":  {`member "version"`, `{"version":"4"}`},
		"serial twice":     {"duplicate", `{"version":4,"serial":1,"serial":2}`},
		"lineage twice":    {"duplicate", `{"version":4,"lineage":"a","line\u0061ge":"b"}`},
		"negative serial":  {`"-1" is no serial`, `{"version":4,"serial":-1}`},
		"broken serial":    {`"1.5" is no serial`, `{"version":4,"serial":1.5}`},
		"serial of null":   {"null where number", `{"version":4,"serial":null}`},
		"long lineage":     {"more than 65536", `{"version":4,"lineage":"` + strings.Repeat("x", maxText+1) + `"}`},
		"something behind": {"tfstate", `{"version":4} {}`},
		"deep":             {"tfstate", `{"version":4,"x":` + strings.Repeat("[", 100000)},
		"not UTF-8":        {"UTF-8", "{\"version\":4,\"lineage\":\"\xff\"}"},
		"twice below":      {"duplicate", `{"version":4,"resources":[{"a":1,"a":2}]}`},
	} {
		t.Run(name, func(t *testing.T) { refused(t, pack(t, with(base(t), stateName, c.state)), c.why) })
	}
	refused(t, pack(t, with(base(t), previousName, "{}")), "tfstate-prev")
}

// The decoder holds a token as a whole; the guard says how large it may be.
func TestTokenTooLargeIsRefused(t *testing.T) {
	const bound = 100
	noise := fmt.Sprintf("%x", sha512.Sum512(nil)) // else the ratio is what is refused
	for range 7 {
		noise += fmt.Sprintf("%x", sha512.Sum512([]byte(noise))) + noise
	}
	long := strings.Repeat("x", bound-1)
	refused(t, pack(t, with(base(t), stateName, `{"a":"`+strings.Repeat(noise, maxToken/len(noise)+1)+`"}`)), "a value has more than 67108864 bytes")
	for _, c := range []struct {
		json string
		bad  bool
	}{
		{`{"a":"` + long + `"}`, false},
		{`{"a":"` + long + `","b":"` + long + `"}`, false},
		{`{"a":"` + long + `xx"}`, true},
		{`{"a":"` + long[:10] + `\"` + long + `"}`, true},
		{`{"a":"` + long[:10] + `\\","` + long + `":1}`, false},
		{`{"a":1` + strings.Repeat("0", bound) + `}`, true},
		{`{"a":` + strings.Repeat(" ", bound+1) + `1}`, true},
	} {
		_, err := io.Copy(io.Discard, &guard{r: strings.NewReader(c.json), max: bound})
		if (err != nil) != c.bad {
			t.Errorf("%.30s of %d bytes: %v", c.json, len(c.json), err)
		}
	}
}

func TestManifestThatIsNoneIsRefused(t *testing.T) {
	root := `{"Key":"","Dir":"."}`
	for name, c := range map[string]struct{ why, manifest string }{
		"empty":             {"EOF", ""},
		"object":            {"{ where [ should", root},
		"no root":           {"root module", `[]`},
		"root twice":        {`module "" is there twice`, `[` + root + `,` + root + `]`},
		"member twice":      {"duplicate", `[{"Key":"","Dir":".","Dir":"x"}]`},
		"member in lower":   {"no such member of a module", `[{"key":"","Dir":"."}]`},
		"both cases":        {"no such member of a module", `[{"Key":"","Dir":".","DIR":"x"}]`},
		"another member":    {"no such member of a module", `[{"Key":"","Dir":".","Exec":"x"}]`},
		"number":            {"number where string", `[{"Key":1,"Dir":"."}]`},
		"key of null":       {"null where string", `[{"Key":null,"Dir":"."}]`},
		"no key":            {"", `[1]`},
		"key with a slash":  {"is none", `[` + root + `,{"Key":"../x","Dir":"x"}]`},
		"key with a dot":    {"empty name", `[` + root + `,{"Key":"a.","Dir":"x"}]`},
		"dir with a line":   {"do not show", `[` + root + `,{"Key":"a","Dir":"x\n::error::"}]`},
		"dir with a bidi":   {"do not show", `[` + root + `,{"Key":"a","Dir":"x\u202e"}]`},
		"something behind":  {"modules.json", `[` + root + `] []`},
		"cut off":           {"modules.json", `[` + root + `,`},
		"something between": {"modules.json", `[` + root + `,1]`},
	} {
		t.Run(name, func(t *testing.T) { refused(t, pack(t, with(base(t), manifestName, c.manifest)), c.why) })
	}
}

func TestModulesOfOneDirectoryHaveTheSameFiles(t *testing.T) {
	list := base(t)
	source := get(t, list, "tfconfig/m-/main.tf")
	for dir, other := range map[string]string{"m": "./m", "m/n": `m\\n`, "": "x/..", ".": "."} {
		list := with(list, manifestName, `[{"Key":"","Dir":"root"},{"Key":"a","Dir":"`+dir+`"},{"Key":"b","Dir":"`+other+`"}]`)
		list = with(with(list, "tfconfig/m-a/main.tf", source), "tfconfig/m-b/main.tf", source)
		mustOpen(t, pack(t, list))
		refused(t, pack(t, with(list, "tfconfig/m-b/main.tf", source+"\n")), `modules "a" and "b" are of one directory`)
		refused(t, pack(t, with(list, "tfconfig/m-b/more.tf", "")), `modules "a" and "b" are of one directory`)
	}
}

func TestSourceTooLargeIsRefused(t *testing.T) {
	refused(t, pack(t, with(base(t), "tfconfig/m-/big.tf", strings.Repeat("#\n", maxSource/2+1))), "more than 8388608")
	refused(t, pack(t, with(base(t), lockName, strings.Repeat("#\n", maxLock/2+1))), "more than 1048576")
	refused(t, pack(t, with(base(t), manifestName, strings.Repeat(" ", maxManifest+1))), "more than 33554432")
	many := strings.Builder{}
	for i := range maxMembers {
		fmt.Fprintf(&many, `,{"Key":"m%d","Dir":"m%d"}`, i, i)
	}
	refused(t, pack(t, with(base(t), manifestName, `[{"Key":"","Dir":"."}`+many.String()+`]`)), "more than 65534 modules")
	s := &sources{seen: map[[32]byte][]byte{}, size: maxSources - 1}
	raw := pack(t, base(t))
	z, err := readArchive(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.read(z, z.byName["tfconfig/m-/main.tf"], "main.tf"); err == nil {
		t.Error("sources beyond the bound are kept")
	}
}

func TestLockFileThatTerraformDoesNotWriteIsRefused(t *testing.T) {
	whole := "provider \"a/b/c\" {\n  version = \"1\"\n  hashes = [\n    \"h1:x\",\n  ]\n}\n"
	for name, c := range map[string]struct{ why, lock string }{
		"not UTF-8":       {"not UTF-8", "# \xff"},
		"cut off":         {"cut off", whole[:len(whole)-2]},
		"no version":      {"no version", "provider \"a/b/c\" {\n}\n"},
		"provider twice":  {"is there twice", whole + whole},
		"version twice":   {"line 3: it is not", strings.Replace(whole, "\n", "\n version = \"2\"\n", 1)},
		"hashes twice":    {"line 6: it is not", strings.Replace(whole, "  ]\n", "  ]\n  hashes = [\n", 1)},
		"another block":   {"line 1: it is not", "module \"a\" {\n}\n"},
		"another member":  {"line 2: it is not", strings.Replace(whole, "version", "source", 1)},
		"expression":      {"line 2: it is not", strings.Replace(whole, `"1"`, `file("x")`, 1)},
		"template":        {"line 2: it is not", strings.Replace(whole, `"1"`, `"${x}"`, 1)},
		"no keyword":      {"line 1: it is not", strings.TrimPrefix(whole, "provider ")},
		"one line":        {"line 1: it is not", `provider "a" { version = "1" }`},
		"hash unquoted":   {"line 4: it is not", strings.Replace(whole, `"h1:x"`, `h1`, 1)},
		"hash, no comma":  {"line 4: it is not", strings.Replace(whole, `"h1:x",`, `"h1:x"`, 1)},
		"empty name":      {"line 1: it is not", strings.Replace(whole, "a/b/c", "", 1)},
		"control in name": {"line 1: it is not", strings.Replace(whole, "a/b/c", "a\x1b[2J", 1)},
	} {
		t.Run(name, func(t *testing.T) { refused(t, pack(t, with(base(t), lockName, c.lock)), c.why) })
	}
	f := mustOpen(t, pack(t, with(base(t), lockName, whole)))
	if got := fmt.Sprintf("%+v", f.Locks); got != "[{Provider:a/b/c Version:1 Constraints: Hashes:[h1:x]}]" || string(f.LockFile) != whole {
		t.Error(got)
	}
}

func TestFilesAreToldApart(t *testing.T) {
	for head, want := range map[string][2]bool{
		"PK\x03\x04rest":    {true, false},
		"PK\x05\x06":        {},
		"":                  {},
		`{"format_version"`: {},
		`{"meta":{"key_provider.pbkdf2.x":"e30="},"encrypted_data":"AAAA`:       {false, true},
		` {"serial":1,"lineage":"x","meta":{},"encryption_version":"v0"}`:       {false, true},
		`{"format_version":"1.2","planned_values":{"encrypted_data":1}}`:        {},
		`{"format_version":"1.2","planned_values":{"x":{"encryption_version":"`: {},
		`["encrypted_data"]`:                 {},
		`{"a":1,"a":2,"encrypted_data":"x"}`: {},
	} {
		if got := [2]bool{Is([]byte(head)), Encrypted([]byte(head))}; got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
	if !Remote([]byte(`{"remote_plan_format":1,"run_id":"run-x","hostname":"app.terraform.io"}`)) || Remote([]byte(`{"format_version":"1.2"}`)) {
		t.Error("the bookmark of a remote plan is not told")
	}
	for _, raw := range plans(t) {
		if !Is(raw) {
			t.Error("a plan is none")
		}
	}
}
