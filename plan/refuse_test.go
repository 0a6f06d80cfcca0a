package plan

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

const (
	head = `"format_version":"1.2","terraform_version":"1.11.4","errored":false`
	conf = `"configuration":{"root_module":{}}`
	good = `{` + head + `,` + conf + `}`
)

func withChange(body string) string {
	return `{` + head + `,"resource_changes":[` + body + `],` + conf + `}`
}

const bucketHead = `"address":"aws_s3_bucket.b","mode":"managed","type":"aws_s3_bucket","name":"b"`

func TestLoadRefusesWhatIsNoPlan(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"empty":                     {"", "empty"},
		"whitespace":                {" \n\t", ""},
		"not JSON":                  {"Terraform will perform the following actions:", "not a JSON object"},
		"array":                     {"[]", "not a JSON object"},
		"string":                    {`"plan"`, "not a JSON object"},
		"null":                      {`null`, "not a JSON object"},
		"empty object":              {`{}`, "format_version"},
		"state file":                {`{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"7b0c","outputs":{},"resources":[],"check_results":null}`, "state file"},
		"JSON of a state":           {`{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, "of a state"},
		"JSON of an empty state":    {`{"format_version":"1.0"}`, ""},
		"format 2.0":                {`{"format_version":"2.0",` + conf + `}`, "format 2.0"},
		"format 0.1":                {`{"format_version":"0.1",` + conf + `}`, "format 0.1"},
		"format 10.0":               {`{"format_version":"10.0",` + conf + `}`, "format 10.0"},
		"format is a number":        {`{"format_version":1.2,` + conf + `}`, ""},
		"no format":                 {`{` + conf + `,"resource_changes":[]}`, "format_version"},
		"no configuration":          {`{` + head + `,"resource_changes":[]}`, "configuration"},
		"saved plan file":           {"PK\x03\x04\x14\x00\x08\x00\x08\x00", "saved plan file"},
		"trailing object":           {good + `{}`, "after its end"},
		"trailing text":             {good + `x`, "after its end"},
		"trailing NUL":              {good + "\x00", "after its end"},
		"two top members":           {`{"resource_changes":[],` + head + `,"resource_changes":[],` + conf + `}`, "duplicate"},
		"two skipped members":       {`{` + head + `,"planned_values":{"a":1,"a":2},` + conf + `}`, "duplicate"},
		"two members in a change":   {withChange(`{` + bucketHead + `,"change":{"actions":["no-op"],"actions":["delete"]}}`), "duplicate"},
		"two members in a value":    {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{"bucket":"a","bucket":"b"}}}`), "duplicate"},
		"escaped duplicate":         {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{"bucket":"a","b\u0075cket":"b"}}}`), "duplicate"},
		"unknown action":            {withChange(`{` + bucketHead + `,"change":{"actions":["explode"]}}`), "explode"},
		"unknown pair of actions":   {withChange(`{` + bucketHead + `,"change":{"actions":["forget","create"]}}`), "aws_s3_bucket.b"},
		"three actions":             {withChange(`{` + bucketHead + `,"change":{"actions":["delete","create","forget"]}}`), "actions"},
		"no action":                 {withChange(`{` + bucketHead + `,"change":{"actions":[]}}`), "actions"},
		"no change":                 {withChange(`{` + bucketHead + `}`), "actions"},
		"wrong-case action":         {withChange(`{` + bucketHead + `,"change":{"actions":["Delete"]}}`), "actions"},
		"wrong-case member":         {withChange(`{` + bucketHead + `,"Change":{"actions":["delete"]}}`), "Change"},
		"no address":                {withChange(`{"mode":"managed","type":"aws_s3_bucket","change":{"actions":["create"]}}`), "address"},
		"address that is none":      {withChange(`{"address":"aws_s3_bucket","type":"aws_s3_bucket","change":{"actions":["create"]}}`), "address"},
		"changes are an object":     {`{` + head + `,"resource_changes":{},` + conf + `}`, "list was expected"},
		"change is a number":        {withChange(`1`), ""},
		"errored is text":           {`{"format_version":"1.2","errored":"false",` + conf + `}`, ""},
		"invalid UTF-8 in a value":  {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{"bucket":"` + "\xff" + `"}}}`), "UTF-8"},
		"invalid UTF-8, skipped":    {`{` + head + `,"planned_values":{"a":"` + "\xc3\x28" + `"},` + conf + `}`, "UTF-8"},
		"invalid UTF-8 in a name":   {`{` + head + `,"` + "\xff" + `":1,` + conf + `}`, "UTF-8"},
		"lone surrogate":            {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{"bucket":"\ud800"}}}`), ""},
		"deeper than anybody nests": {`{` + head + `,"planned_values":` + strings.Repeat("[", 100_000), ""},
		"configuration is a list":   {`{` + head + `,"configuration":[]}`, "configuration"},
		"comment":                   {"// plan\n" + good, "not a JSON object"},
		"NaN":                       {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{"x":NaN}}}`), ""},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.in), c.says) })
	}
}

// refused wants one clear error in one line.
func refused(t *testing.T, in []byte, says string) {
	t.Helper()
	p, err := Load(bytes.NewReader(in))
	switch {
	case err == nil || p != nil:
		t.Errorf("accepted: %.200q", in)
	case !strings.Contains(err.Error(), says):
		t.Errorf("error %q does not say %q", err, says)
	case strings.Contains(strings.TrimSpace(err.Error()), "\n"):
		t.Errorf("error is more than one line: %q", err)
	}
}

func TestLoadNeverAcceptsATruncatedPlan(t *testing.T) {
	raw := bytes.TrimSpace(content(t, "demo/plan.json"))
	for cut := 1; cut < len(raw); cut += 997 {
		refused(t, raw[:cut], "cut off")
	}
	small := bytes.TrimSpace(content(t, "plan/empty/plan.json"))
	for cut := range small {
		refused(t, small[:cut], "")
	}
}

func TestLoadReportsAReaderThatFails(t *testing.T) {
	raw := content(t, "demo/plan.json")
	for _, at := range []int{1, 100, len(raw) / 2} {
		broken := errors.New("disk on fire")
		_, err := Load(&failing{raw[:at], broken})
		if err == nil || !strings.Contains(err.Error(), broken.Error()) {
			t.Errorf("after %d bytes: error %v hides that reading failed", at, err)
		}
	}
}

func TestLoadReportsAReaderThatFailsAtOnce(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := Load(&failing{nil, broken}); err == nil || !errors.Is(err, broken) {
		t.Errorf("error %v hides that reading failed", err)
	}
}

// failing is a reader that gives some bytes and then fails.
type failing struct {
	left []byte
	err  error
}

func (f *failing) Read(p []byte) (int, error) {
	if len(f.left) == 0 {
		return 0, f.err
	}
	n := copy(p, f.left)
	f.left = f.left[n:]
	return n, nil
}

func TestLoadCountsMembersThatItDoesNotKnow(t *testing.T) {
	change := `{` + bucketHead + `,"mood":1,"change":{"actions":["no-op"],"colour":"red"}}`
	other := strings.ReplaceAll(change, "aws_s3_bucket", "aws_vpc")
	p := load(t, []byte(`{`+head+`,"weather":{"a":[]},"resource_changes":[`+change+`,`+other+`],`+conf+`}`))
	same(t, "ignored members", p.Coverage().Ignored, []string{"weather", "resource_changes.mood (2)", "resource_changes.change.colour (2)"})
}

func TestLoadAcceptsEveryEncodingThatShellsWrite(t *testing.T) {
	raw := content(t, "plan/odd-keys/plan.json")
	want := len(load(t, raw).changes)
	for name, encode := range map[string]unicode.Endianness{"UTF-16LE": unicode.LittleEndian, "UTF-16BE": unicode.BigEndian} {
		text, err := unicode.UTF16(encode, unicode.UseBOM).NewEncoder().Bytes(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(load(t, text).changes); got != want {
			t.Errorf("%s: %d changes, want %d", name, got, want)
		}
		refused(t, text[:len(text)/2], "")
	}
	if got := len(load(t, append([]byte("\xef\xbb\xbf"), raw...)).changes); got != want {
		t.Errorf("UTF-8 with a byte order mark: %d changes, want %d", got, want)
	}
	p, err := Load(iotest.OneByteReader(bytes.NewReader(raw)))
	if err != nil || len(p.changes) != want {
		t.Errorf("byte by byte: %v", err)
	}
}

func TestDigestIsOfEveryByteThatWasRead(t *testing.T) {
	raw := content(t, "plan/count/plan.json")
	seen := map[string]bool{}
	for _, in := range [][]byte{raw, append(raw[:len(raw):len(raw)], '\n'), append([]byte("\xef\xbb\xbf"), raw...)} {
		seen[load(t, in).Digest] = true
	}
	if len(seen) != 3 {
		t.Errorf("three different files have %d digests", len(seen))
	}
}
