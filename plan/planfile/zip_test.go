package planfile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
)

// Where the records of a zip are that pack wrote.
func centralAt(raw []byte) int {
	return int(binary.LittleEndian.Uint32(raw[len(raw)-endLen+16:]))
}

func put16(raw []byte, at int, v uint16) []byte {
	binary.LittleEndian.PutUint16(raw[at:], v)
	return raw
}

func put32(raw []byte, at int, v uint32) []byte {
	binary.LittleEndian.PutUint32(raw[at:], v)
	return raw
}

func TestZipThatTerraformDoesNotWriteIsRefused(t *testing.T) {
	good := pack(t, base(t))
	mustOpen(t, good)
	central, end := centralAt(good), len(good)-endLen
	descriptor := central - descriptorLen
	for name, c := range map[string]struct {
		why  string
		make func(raw []byte) []byte
	}{
		"empty":            {"too short", func([]byte) []byte { return nil }},
		"no zip":           {"does not end", func([]byte) []byte { return bytes.Repeat([]byte("x"), 100) }},
		"cut off":          {"does not end", func(raw []byte) []byte { return raw[:len(raw)-1] }},
		"cut off further":  {"does not end", func(raw []byte) []byte { return raw[:len(raw)/2] }},
		"data before":      {"not where the end", func(raw []byte) []byte { return append([]byte("#!/bin/sh\n"), raw...) }},
		"data after":       {"does not end", func(raw []byte) []byte { return append(raw, 0) }},
		"comment":          {"does not end", func(raw []byte) []byte { return append(put16(raw, end+20, 1), 'x') }},
		"second zip after": {"not where the end", func(raw []byte) []byte { return append(raw, good...) }},
		"data between": {"between its last member", func(raw []byte) []byte {
			return put32(slices.Insert(raw, central, 'x'), end+1+16, uint32(central+1))
		}},
		"several disks":        {"several parts", func(raw []byte) []byte { return put16(raw, end+4, 1) }},
		"fewer on this disk":   {"several parts", func(raw []byte) []byte { return put16(raw, end+8, 1) }},
		"more members":         {"fewer members than it says", func(raw []byte) []byte { return put16(put16(raw, end+8, 99), end+10, 99) }},
		"hidden member":        {"more than its members", func(raw []byte) []byte { return put16(put16(raw, end+8, 1), end+10, 1) }},
		"64-bit count":         {"more than 65534", func(raw []byte) []byte { return put16(put16(raw, end+8, 0xffff), end+10, 0xffff) }},
		"long directory":       {"more than 65534 in", func(raw []byte) []byte { return put32(raw, end+12, maxDirectory+1) }},
		"64-bit directory":     {"not where the end", func(raw []byte) []byte { return put32(raw, end+16, 0xffffffff) }},
		"directory elsewhere":  {"not where the end", func(raw []byte) []byte { return put32(raw, end+16, uint32(central-1)) }},
		"encrypted":            {"is encrypted", func(raw []byte) []byte { return put16(raw, central+8, 9) }},
		"strange flags":        {"flags 0x2008", func(raw []byte) []byte { return put16(raw, central+8, 0x2008) }},
		"no descriptor":        {"flags 0x0", func(raw []byte) []byte { return put16(raw, central+8, 0) }},
		"stored":               {"method 0 is not", func(raw []byte) []byte { return put16(raw, central+10, 0) }},
		"lzma":                 {"method 14 is not", func(raw []byte) []byte { return put16(raw, central+10, 14) }},
		"64-bit version":       {"version 45", func(raw []byte) []byte { return put16(raw, central+6, 45) }},
		"another checksum":     {"directory disagree", func(raw []byte) []byte { return put32(raw, central+16, 1) }},
		"smaller packed":       {"directory disagree", func(raw []byte) []byte { return put32(raw, central+20, 1) }},
		"packed over the end":  {"does not end before", func(raw []byte) []byte { return put32(raw, central+20, 1<<20) }},
		"64-bit packed":        {"does not end before", func(raw []byte) []byte { return put32(raw, central+20, 0xffffffff) }},
		"another size":         {"directory disagree", func(raw []byte) []byte { return put32(raw, central+24, 1) }},
		"64-bit size":          {"inflates to 4294967295", func(raw []byte) []byte { return put32(raw, central+24, 0xffffffff) }},
		"too good a ratio":     {"more than 300 times", func(raw []byte) []byte { return put32(raw, central+24, 1<<30) }},
		"long name":            {"name has 2000 bytes", func(raw []byte) []byte { return put16(raw, central+28, 2000) }},
		"long extra":           {"is cut off", func(raw []byte) []byte { return put16(raw, central+30, 60000) }},
		"no extra":             {"fewer members", func(raw []byte) []byte { return put16(raw, central+30, 0) }},
		"comment of a member":  {"has a comment", func(raw []byte) []byte { return put16(raw, central+32, 1) }},
		"member on a disk":     {"another disk", func(raw []byte) []byte { return put16(raw, central+34, 1) }},
		"link":                 {"a link", func(raw []byte) []byte { return put32(raw, central+38, 0xa1ff0000) }},
		"directory attribute":  {"a directory", func(raw []byte) []byte { return put32(raw, central+38, 0x10) }},
		"header elsewhere":     {"does not begin where", func(raw []byte) []byte { return put32(raw, central+42, 1) }},
		"signature of central": {"fewer members", func(raw []byte) []byte { return put32(raw, central, 0) }},
		"signature of local":   {"own header", func(raw []byte) []byte { return put32(raw, 0, 0) }},
		"local flags":          {"own header", func(raw []byte) []byte { return put16(raw, 6, 0x808) }},
		"local method":         {"own header", func(raw []byte) []byte { return put16(raw, 8, 0) }},
		"local size":           {"own header", func(raw []byte) []byte { return put32(raw, 22, 5) }},
		"local name":           {"own header", func(raw []byte) []byte { raw[localLen] = 'x'; return raw }},
		"local extra":          {"own header", func(raw []byte) []byte { raw[localLen+6+8]++; return raw }},
		"descriptor signature": {"sizes behind", func(raw []byte) []byte { return put32(raw, descriptor, 0) }},
		"descriptor checksum":  {"sizes behind", func(raw []byte) []byte { return put32(raw, descriptor+4, 0) }},
		"descriptor size":      {"sizes behind", func(raw []byte) []byte { return put32(raw, descriptor+12, 0) }},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.make(slices.Clone(good)), c.why) })
	}
}

func TestReaderThatIsShorterThanSaidIsRefused(t *testing.T) {
	raw := pack(t, base(t))
	if _, err := Open(bytes.NewReader(raw), int64(len(raw))+1); err == nil || !strings.Contains(err.Error(), "reading 22 bytes") {
		t.Error(err)
	}
	if _, err := Open(bytes.NewReader(raw), maxFile+1); err == nil || !strings.Contains(err.Error(), "more than") {
		t.Error(err)
	}
}

// lie is a zip of one member whose headers say what they are told to.
func lie(packed []byte, crc, size uint32, name string) []byte {
	local := make([]byte, localLen)
	put32(local, 0, localSignature)
	put16(local, 4, versionNeeded)
	put16(local, 6, flagDescriptor)
	put16(local, 8, methodDeflate)
	put16(local, 26, uint16(len(name)))
	raw := append(append(local, name...), packed...)
	descriptor := make([]byte, descriptorLen)
	put32(descriptor, 0, descriptorSignature)
	put32(descriptor, 4, crc)
	put32(descriptor, 8, uint32(len(packed)))
	put32(descriptor, 12, size)
	raw = append(raw, descriptor...)
	central := make([]byte, centralLen)
	put32(central, 0, centralSignature)
	copy(central[6:], local[4:10]) // version, flags, method
	put16(central, 6, versionNeeded)
	put16(central, 8, flagDescriptor)
	put16(central, 10, methodDeflate)
	put32(central, 16, crc)
	put32(central, 20, uint32(len(packed)))
	put32(central, 24, size)
	put16(central, 28, uint16(len(name)))
	end := make([]byte, endLen)
	put32(end, 0, endSignature)
	put16(end, 8, 1)
	put16(end, 10, 1)
	put32(end, 12, uint32(centralLen+len(name)))
	put32(end, 16, uint32(len(raw)))
	return append(append(append(raw, central...), name...), end...)
}

func deflate(t *testing.T, data string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestDataThatIsNotAsDeclaredIsRefused(t *testing.T) {
	plan := planOf()
	packed, crc, size := deflate(t, plan), crc32.ChecksumIEEE([]byte(plan)), uint32(len(plan))
	refused(t, lie(packed, crc, size, changesName), `no member "tfstate"`) // and so tfplan is right
	refused(t, lie(packed, crc, size-1, changesName), "inflates to more than")
	refused(t, lie(packed, crc, size+1, changesName), "1 bytes less than")
	refused(t, lie(packed, crc+1, size, changesName), "checksum is wrong")
	refused(t, lie(append(slices.Clone(packed), "PK"...), crc, size, changesName), "follows its compressed data")
	refused(t, lie(packed[:len(packed)-3], crc, size, changesName), "inflating member \"tfplan\"")
	refused(t, lie([]byte("\xff\xff\xff"), crc, size, changesName), "inflating")
}

// A checksum counts for members of which only a part, or nothing, is used.
func TestEveryChecksumIsChecked(t *testing.T) {
	raw := pack(t, append(base(t), part{schemasName, "a schema of OpenTofu"}))
	mustOpen(t, raw)
	le := binary.LittleEndian
	for at := centralAt(raw); at < len(raw)-endLen; {
		name := string(raw[at+centralLen:][:le.Uint16(raw[at+28:])])
		bad := slices.Clone(raw)
		bad[at+16]++ // the checksum, here and behind the data
		local := int(le.Uint32(raw[at+42:]))
		bad[local+localLen+len(name)+timestampLen+int(le.Uint32(raw[at+20:]))+4]++
		t.Run(name, func(t *testing.T) { refused(t, bad, "checksum is wrong") })
		at += centralLen + len(name) + timestampLen
	}
}

func TestBombIsRefusedBeforeItIsInflated(t *testing.T) {
	bomb := deflate(t, strings.Repeat("\x00", 65<<20))
	refused(t, lie(bomb, 0, 65<<20, changesName), "more than 300 times")
	refused(t, lie(bomb, 0, maxMember+1, changesName), "inflates to 3221225473 bytes")
	refused(t, lie(bomb, 0, 1000, changesName), "")
}

func TestMembersThatTogetherAreTooMuchAreRefused(t *testing.T) {
	z := &archive{members: nil}
	var raw []byte
	for range 3 {
		m := &member{name: "x", flags: flagDescriptor, size: maxMember, header: int64(len(raw))}
		z.members = append(z.members, m)
		raw = append(raw, lie(nil, 0, maxMember, "x")[:localLen+1+descriptorLen]...)
	}
	z.r = bytes.NewReader(raw)
	if err := z.checkLayout(int64(len(raw))); err == nil || !strings.Contains(err.Error(), "it inflates to") {
		t.Error(err)
	}
}

func TestDataListedTwiceIsRefused(t *testing.T) {
	raw := pack(t, base(t))
	at := centralAt(raw)
	second := at + centralLen + len(changesName) + timestampLen
	refused(t, put32(raw, second+42, 0), "does not begin where the one before it ends")
	list := base(t)
	refused(t, pack(t, append(list, list[0])), `"tfplan" is there twice`)
}

func TestMembersOfAnotherNameAreRefused(t *testing.T) {
	for name, why := range map[string]string{
		"TFPLAN":                       "no such member",
		"Tfstate":                      "no such member",
		"README":                       "no such member",
		"tfconfig/MODULES.JSON":        "no such member",
		"tfconfig/x":                   "no such member",
		"/tfplan":                      "leads out",
		"../tfplan":                    "leads out",
		"./tfplan":                     "leads out",
		"tfconfig/m-/../x.tf":          "leads out",
		"tfconfig//m-/x.tf":            "leads out",
		`tfconfig\modules.json`:        "backslash",
		`tfconfig/m-\..\x/main.tf`:     "backslash",
		"tfplan\x00":                   "do not show",
		"tfconfig/m-/a\nb.tf":          "do not show",
		"tfconfig/m-/a\u202efdp.tf":    "do not show",
		"tfplan\xff":                   "not UTF-8",
		"tfconfig/m-/dir/x.tf":         "no source file",
		"tfconfig/m-x":                 "no source file",
		"tfconfig/m-/x.hcl":            "loads no such file",
		"tfconfig/m-/.hidden.tf":       "loads no such file",
		"tfconfig/m-/x.tf~":            "loads no such file",
		"tfconfig/m-a..b/x.tf":         "empty name",
		"tfconfig/m-.a/x.tf":           "empty name",
		"tfconfig/m-a b/x.tf":          "is none",
		"tfconfig/m-no.such/x.tf":      "does not name",
		strings.Repeat("x", maxName+1): "name has 1025 bytes",
	} {
		t.Run(name, func(t *testing.T) { refused(t, pack(t, append(base(t), part{name, "x"})), why) })
	}
	refused(t, pack(t, append(base(t), part{"tfconfig/m-/dir/", ""})), "its flags 0x0")
	refused(t, lie(deflate(t, ""), 0, 0, "dir/"), "is a directory")
	refused(t, packWith(t, base(t), func(h *zip.FileHeader) { h.Comment = "x" }), "has a comment")
	refused(t, packWith(t, base(t), func(h *zip.FileHeader) { h.Extra = []byte{1, 0, 1, 0, 0} }), "extra fields")
	refused(t, packWith(t, base(t), func(h *zip.FileHeader) { h.SetMode(0o777) }), "file attributes")
}

func TestMemberThatEveryPlanHasMustBeThere(t *testing.T) {
	for _, name := range []string{changesName, stateName, previousName, manifestName} {
		refused(t, pack(t, without(base(t), name)), "no member \""+name)
	}
	f := mustOpen(t, pack(t, without(base(t), lockName)))
	if f.LockFile != nil || f.Locks != nil {
		t.Error("a lock file comes from nowhere")
	}
}
