package plan

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/soc2gate/soc2gate/account"
)

// piped is a reader that cannot be read twice.
type piped struct{ io.Reader }

func withConfig(body string) string { return `{` + head + `,"configuration":{` + body + `}}` }

func withState(body string) string {
	return `{` + head + `,"prior_state":{"values":{"root_module":{` + body + `}}},` + conf + `}`
}

// created is a change that creates a bucket with these values.
func created(after string) string {
	return withChange(`{` + bucketHead + `,"change":{"actions":["create"],"before":null,"after":` + after + `,"after_unknown":{}}}`)
}

func deep(open, shut string, levels int) string {
	return strings.Repeat(open, levels) + "1" + strings.Repeat(shut, levels)
}

func TestLoadRefusesHostileMembers(t *testing.T) {
	const bucket = `{` + bucketHead + `,"change":{"actions":["no-op"]}}`
	for name, c := range map[string]struct{ in, says string }{
		"two members in the configuration": {withConfig(`"root_module":{},"root_module":{}`), `duplicate object member name "root_module" (at byte`},
		"two members in an expression":     {withConfig(`"root_module":{"resources":[{"address":"aws_vpc.v","expressions":{"a":{},"a":{}}}]}`), "duplicate"},
		"two members in the state":         {withState(`"resources":[],"resources":[]`), "duplicate"},
		"two members in a drift":           {`{` + head + `,"resource_drift":[{"a":1,"a":2}],` + conf + `}`, "duplicate"},
		"two members in an unknown one":    {`{` + head + `,"weather":{"a":1,"\u0061":2},` + conf + `}`, "duplicate"},
		"wrong case in the plan":           {`{` + head + `,"Resource_Changes":[],` + conf + `}`, `member resource_changes is written "Resource_Changes" (at byte`},
		"wrong case by another letter":     {`{` + head + `,"re\u017fource_changes":[],` + conf + `}`, "member resource_changes is written"},
		"wrong case in a change":           {withChange(strings.Replace(bucket, "address", "ADDRESS", 1)), `member resource_changes.address is written "ADDRESS"`},
		"wrong case beside the right one":  {withChange(`{"Mode":"data",` + bucket[1:]), `written "Mode"`},
		"wrong case in a change's change":  {withChange(`{` + bucketHead + `,"change":{"actions":["no-op"],"After_Unknown":{}}}`), `written "After_Unknown"`},
		"wrong case in the state":          {`{` + head + `,"prior_state":{"Values":{}},` + conf + `}`, `written "Values"`},
		"wrong case in the state's values": {`{` + head + `,"prior_state":{"values":{"Root_Module":{}}},` + conf + `}`, `written "Root_Module"`},
		"wrong case in a state module":     {withState(`"Resources":[]`), `written "Resources"`},
		"wrong case in a state resource":   {withState(`"resources":[{` + bucketHead + `,"Sensitive_Values":{}}]`), `written "Sensitive_Values"`},
		"wrong case in a deferred change":  {`{` + head + `,"deferred_changes":[{"reason":"unknown","Resource_Change":{}}],` + conf + `}`, `written "Resource_Change"`},
		"wrong case in an output":          {`{` + head + `,"output_changes":{"o":{"After":1}},` + conf + `}`, `written "After"`},
		"wrong case in the configuration":  {withConfig(`"Root_Module":{}`), `written "Root_Module"`},
		"wrong case in a config module":    {withConfig(`"root_module":{"Module_Calls":{}}`), `written "Module_Calls"`},
		"wrong case in a block":            {withConfig(`"root_module":{"resources":[{"address":"aws_vpc.v","Expressions":{}}]}`), `written "Expressions"`},
		"wrong case in a call":             {withConfig(`"root_module":{"module_calls":{"m":{"Module":{}}}}`), `written "Module"`},
		"wrong case in a variable":         {withConfig(`"root_module":{"variables":{"v":{"Sensitive":true}}}`), `written "Sensitive"`},
		"wrong case in a provider":         {withConfig(`"provider_config":{"aws":{"Expressions":{}}}`), `written "Expressions"`},
		"a name of any length":             {`{` + head + `,"ERRORED` + strings.Repeat(" ", 1<<16) + `":1,"Errored":1,` + conf + `}`, `written "Errored"`},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.in), c.says) })
	}
}

func TestLoadRefusesHostileShapes(t *testing.T) {
	bucket := func(change string) string { return withChange(`{` + bucketHead + `,"change":` + change + `}`) }
	deposed := `{` + bucketHead + `,"deposed":"a1b2c3d4","change":{"actions":["delete"],"before":{}}}`
	noop := `{` + bucketHead + `,"change":{"actions":["no-op"]}}`
	for name, c := range map[string]struct{ in, says string }{
		"changes are text":             {`{` + head + `,"resource_changes":"none",` + conf + `}`, "list was expected"},
		"changes are true":             {`{` + head + `,"resource_changes":true,` + conf + `}`, "list was expected"},
		"null among the changes":       {withChange(noop + `,null`), "object was expected"},
		"list among the changes":       {withChange(`[]`), "object was expected"},
		"null in the state":            {withState(`"resources":[null]`), "object was expected"},
		"null block":                   {withConfig(`"root_module":{"resources":[null]}`), "object was expected"},
		"block without address":        {withConfig(`"root_module":{"resources":[{}]}`), "address"},
		"block that is there twice":    {withConfig(`"root_module":{"resources":[{"address":"aws_vpc.v"},{"address":"aws_vpc.v"}]}`), "twice"},
		"null call":                    {withConfig(`"root_module":{"module_calls":{"m":null}}`), "without a module"},
		"address is a number":          {withChange(strings.Replace(noop, `"aws_s3_bucket.b"`, `1`, 1)), "string was expected"},
		"type is a list":               {withChange(strings.Replace(noop, `"type":"aws_s3_bucket"`, `"type":[]`, 1)), "string was expected"},
		"no type":                      {withChange(strings.Replace(noop, `"type":"aws_s3_bucket",`, ``, 1)), "is said to be"},
		"no mode":                      {withChange(strings.Replace(noop, `"mode":"managed",`, ``, 1)), "mode"},
		"another mode":                 {withChange(strings.Replace(noop, `managed`, `Managed`, 1)), `mode "Managed"`},
		"mode against the address":     {withChange(strings.Replace(noop, `managed`, `data`, 1)), "is said to be"},
		"type against the address":     {withChange(strings.Replace(noop, `"type":"aws_s3_bucket"`, `"type":"null_resource"`, 1)), "is said to be"},
		"name against the address":     {withChange(strings.Replace(noop, `"name":"b"`, `"name":"c"`, 1)), "is said to be"},
		"type against it in the state": {withState(`"resources":[{"address":"aws_s3_bucket.b","mode":"managed","type":"aws_vpc","name":"b","values":{}}]`), "is said to be"},
		"instance that is there twice": {withChange(noop + `,` + noop), "aws_s3_bucket.b twice"},
		"deposed that is there twice":  {withChange(deposed + `,` + noop + `,` + deposed), "aws_s3_bucket.b twice"},
		"twice in the state":           {withState(`"resources":[{` + bucketHead + `,"values":{}},{` + bucketHead + `,"values":{}}]`), "twice"},
		"change is null":               {bucket(`null`), "actions"},
		"actions are text":             {bucket(`{"actions":"create"}`), "actions"},
		"actions are null":             {bucket(`{"actions":null}`), "actions"},
		"create without values":        {bucket(`{"actions":["create"],"after_unknown":{}}`), "no values after"},
		"create with null":             {bucket(`{"actions":["create"],"after":null,"after_unknown":{}}`), "no values after"},
		"create without unknowns":      {bucket(`{"actions":["create"],"after":{}}`), "unknown after"},
		"update without what was":      {bucket(`{"actions":["update"],"after":{},"after_unknown":{}}`), "no values before"},
		"delete without what was":      {bucket(`{"actions":["delete"],"before":null}`), "no values before"},
		"state without values":         {withState(`"resources":[{` + bucketHead + `}]`), "no values"},
		"values are a list":            {withState(`"resources":[{` + bucketHead + `,"values":[]}]`), "no values"},
		"state is a list":              {`{` + head + `,"prior_state":[],` + conf + `}`, "object was expected"},
		"root module is text":          {withConfig(`"root_module":"m"`), "object was expected"},
		"timestamp is none":            {`{` + head + `,"timestamp":"yesterday",` + conf + `}`, "timestamp"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(c.in), c.says) })
	}
}

func TestLoadRefusesWhatNestsTooDeep(t *testing.T) {
	modules := strings.Repeat(`{"child_modules":[`, 300)
	calls := strings.Repeat(`{"module_calls":{"m":{"module":`, 200)
	for name, in := range map[string]string{
		"values":              created(`{"x":` + deep("[", "]", 10_000) + `}`),
		"values, a bit":       created(`{"x":` + deep(`{"a":`, "}", deepest) + `}`),
		"mask":                withChange(`{` + bucketHead + `,"change":{"actions":["create"],"after":{},"after_unknown":{"x":` + deep("[", "]", 10_000) + `}}}`),
		"expression":          withConfig(`"root_module":{"resources":[{"address":"aws_vpc.v","expressions":{"a":` + deep("[", "]", 10_000) + `}}]}`),
		"modules of calls":    withConfig(`"root_module":` + calls),
		"modules of state":    `{` + head + `,"prior_state":{"values":{"root_module":` + modules,
		"planned values":      `{` + head + `,"planned_values":` + deep("[", "]", 10_000) + `,` + conf + `}`,
		"a member unknown":    `{` + head + `,"weather":` + deep(`{"a":`, "}", 600) + `,` + conf + `}`,
		"variable":            `{` + head + `,"variables":{"v":{"value":` + deep("[", "]", 600) + `}},` + conf + `}`,
		"drift":               `{` + head + `,"resource_drift":[` + deep("[", "]", 600) + `],` + conf + `}`,
		"output":              `{` + head + `,"output_changes":{"o":{"after":` + deep("[", "]", 600) + `}},` + conf + `}`,
		"the text of a check": `{` + head + `,"checks":[` + deep("[", "]", 600) + `],` + conf + `}`,
	} {
		t.Run(name, func(t *testing.T) { refused(t, []byte(in), "nest deeper than 500 levels") })
	}
	load(t, []byte(created(`{"x":`+deep("[", "]", 400)+`}`)))
}

func TestLoadRefusesOtherText(t *testing.T) {
	wide := func(e unicode.Endianness, text string) []byte {
		raw, err := unicode.UTF16(e, unicode.IgnoreBOM).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	lone := append([]byte{0xff, 0xfe}, wide(unicode.LittleEndian, `{`+head+`,"x":"`)...)
	lone = append(append(lone, 0x00, 0xd8), wide(unicode.LittleEndian, `",`+conf+`}`)...)
	for name, c := range map[string]struct {
		in   []byte
		says string
	}{
		"UTF-16LE without a mark":       {wide(unicode.LittleEndian, good), "UTF-16 without a byte order mark"},
		"UTF-16BE without a mark":       {wide(unicode.BigEndian, good), "UTF-16 without a byte order mark"},
		"UTF-16 with half a pair":       {lone, "a surrogate stands alone"},
		"UTF-16 that is cut in a unit":  {append([]byte{0xff, 0xfe}, append(wide(unicode.LittleEndian, good), 0)...), "cut off"},
		"UTF-16 and half a plan":        {append([]byte{0xff, 0xfe}, wide(unicode.LittleEndian, good[:40])...), "cut off"},
		"UTF-16 with a duplicate":       {append([]byte{0xff, 0xfe}, wide(unicode.LittleEndian, `{`+head+`,`+conf+`,`+conf+`}`)...), "as UTF-8)"},
		"NUL in the middle":             {[]byte(`{` + head + ",\x00" + conf + `}`), "invalid character"},
		"NUL in a text":                 {[]byte(created("{\"bucket\":\"a\x00b\"}")), "invalid character"},
		"two byte order marks":          {[]byte("\xef\xbb\xbf\xef\xbb\xbf" + good), "not a JSON object"},
		"a mark in the middle":          {[]byte(`{` + head + ",\xef\xbb\xbf" + conf + `}`), "invalid character"},
		"lone high surrogate":           {[]byte(created(`{"bucket":"\ud800x"}`)), "surrogate"},
		"lone low surrogate":            {[]byte(created(`{"bucket":"\udc00"}`)), "surrogate"},
		"lone surrogate in a skipped":   {[]byte(`{` + head + `,"planned_values":"\ud800",` + conf + `}`), "surrogate"},
		"overlong UTF-8":                {[]byte(created("{\"bucket\":\"\xc0\xaf\"}")), "UTF-8"},
		"surrogate as UTF-8":            {[]byte(created("{\"bucket\":\"\xed\xa0\x80\"}")), "UTF-8"},
		"leading zero":                  {[]byte(created(`{"x":01}`)), "invalid character"},
		"plus sign":                     {[]byte(created(`{"x":+1}`)), "invalid character"},
		"trailing comma":                {[]byte(created(`{"x":1,}`)), ""},
		"single quotes":                 {[]byte(created(`{'x':1}`)), "invalid character"},
		"a second plan after a newline": {[]byte(good + "\n" + good), "after its end"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.in, c.says) })
	}
}

// TestNumbersBeyondAllTypes keeps them as text: an attribute that should be a
// small whole number is then unreadable, and that is unknown.
func TestNumbersBeyondAllTypes(t *testing.T) {
	for number, known := range map[string]bool{
		"7": true, "-0": true, "1e400": false, "-1e-400": false, "7e0": false, "7.0": false, "1" + strings.Repeat("0", 400): false,
		"0." + strings.Repeat("1", 400): false, "1e99999999999999999999": false, "9223372036854775808": false,
	} {
		m := made{changes: []string{does("create", "aws_db_instance.d", "null", `{"identifier":"d","backup_retention_period":`+number+`}`, `{}`)}}
		_, after := m.built(t)
		for d := range after.DBInstances.All() {
			if _, ok := d.Retention.Get(); ok != known {
				t.Errorf("%s is known: %v", number, ok)
			}
		}
		more := strings.NewReplacer("7", "8", "-0", "0", "e400", "e401", "9223372036854775808", "9223372036854775809").Replace(number) + "1"[:len(number)/300]
		change := made{changes: []string{does("update", "aws_db_instance.d", `{"x":`+number+`}`, `{"x":`+more+`}`, `{}`)}}.load(t).changes[0]
		if err := change.decode(); err != nil || change.kept("x") == (number != more) {
			t.Errorf("%s and %s are taken for one: %v", number, more, err)
		}
	}
}

func TestLoadAcceptsAPlanWithoutChanges(t *testing.T) {
	for _, in := range []string{good, `{` + head + `,"resource_changes":null,"prior_state":null,` + conf + `}`, `{` + head + `,"resource_changes":[],` + conf + `}`, withConfig("")} {
		p := load(t, []byte(in))
		if len(p.Coverage().Understood) != 0 || len(p.Counts()) != 0 {
			t.Errorf("%s has changes", in)
		}
		built(t, p)
	}
}

func TestWarningsOfOtherFormats(t *testing.T) {
	for version, warns := range map[string]bool{"0.2": true, "1.0": false, "1.2": false, "1.3": true, "1.99": true} {
		p := load(t, []byte(strings.Replace(good, `"1.2"`, `"`+version+`"`, 1)))
		if got := p.Warnings(); (len(got) == 1) != warns {
			t.Errorf("format %s: %q", version, got)
		}
	}
	for _, version := range []string{"1", "1.", "1.x", "1.-1", "01.2", "1.2.3", "2.0", " 1.2"} {
		refused(t, []byte(strings.Replace(good, `"1.2"`, `"`+version+`"`, 1)), "format")
	}
}

// TestEveryPrefixOfAPlanIsRefused cuts a real plan at every byte.
func TestEveryPrefixOfAPlanIsRefused(t *testing.T) {
	raw := bytes.TrimSpace(content(t, "plan/forget/plan.json"))
	for cut := range raw {
		if p, err := Load(piped{bytes.NewReader(raw[:cut])}); err == nil || p != nil {
			t.Fatalf("accepted when cut at byte %d", cut)
		}
	}
	load(t, raw)
}

// TestAPipeAndAFileSayTheSame reads every plan in both ways.
func TestAPipeAndAFileSayTheSame(t *testing.T) {
	eachFixture(t, func(t *testing.T, raw []byte) {
		p, err := Load(piped{bytes.NewReader(raw)})
		if err != nil {
			t.Fatal(err)
		}
		q := load(t, raw)
		if p.Digest != q.Digest || !slices.Equal(outcome(t, p), outcome(t, q)) {
			t.Error("one plan, two outcomes")
		}
	})
}

// changing is a file that somebody writes to after it was loaded.
type changing struct {
	*bytes.Reader
	raw []byte
}

func (c changing) ReadAt(p []byte, at int64) (int, error) {
	return bytes.NewReader(c.raw).ReadAt(p, at)
}

func TestAFileThatChangesMeanwhileIsNotJudged(t *testing.T) {
	raw := content(t, "pub-s3-bucket-bpa/count/plan.json")
	for name, now := range map[string][]byte{
		"another value": bytes.ReplaceAll(raw, []byte("true"), []byte("1234")), "cut": raw[:len(raw)/2], "gone": nil,
	} {
		p, err := Load(changing{bytes.NewReader(raw), now})
		if err != nil {
			t.Fatal(err)
		}
		b := account.NewBuilder()
		if err = p.Before(b); err == nil {
			err = p.After(b)
		}
		if err == nil || !strings.Contains(err.Error(), "was changed while it was read") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAFileIsReadFromWhereItStands loads a plan that other bytes stand before.
func TestAFileIsReadFromWhereItStands(t *testing.T) {
	raw := content(t, "pub-s3-bucket-bpa/count/plan.json")
	for _, mark := range []string{"", "\xef\xbb\xbf"} {
		in := bytes.NewReader(append([]byte("something else\n"+mark), raw...))
		if _, err := in.Seek(15, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		p, err := Load(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := outcome(t, p); !slices.Equal(got, outcome(t, load(t, raw))) {
			t.Error("another outcome")
		}
	}
}

// endless writes a plan that goes on and on.
type endless struct {
	begin, again string
	left         int64
	begun        bool
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	if !e.begun {
		e.begun = true
		n = copy(p, e.begin)
	}
	for n+len(e.again) <= len(p) {
		n += copy(p[n:], e.again)
	}
	e.left -= int64(n)
	return n, nil
}

// TestHostilePlansTakeBoundedMemory counts all that is allocated, which is more
// than is held at any time.
func TestHostilePlansTakeBoundedMemory(t *testing.T) {
	const huge = 64 << 20
	for name, c := range map[string]struct {
		begin, again, says string
		most               int64 // MB
	}{
		"a text":              {`{` + head + `,"resource_changes":[{"address":"`, strings.Repeat("a", 1024), "a value is larger than 16 MB", 120},
		"a text that is left": {`{` + head + `,"planned_values":{"x":"`, strings.Repeat("a", 1024), "a value is larger than 16 MB", 120},
		"a name":              {`{"`, strings.Repeat("a", 1024), "a value is larger than 16 MB", 120},
		"a number":            {`{` + head + `,"planned_values":1`, strings.Repeat("0", 1024), "a value is larger than 16 MB", 120},
		"a change":            {`{` + head + `,"resource_changes":[{` + bucketHead + `,"change":{"actions":["create"],"after":{"x":[0,`, strings.Repeat(`1,`, 512), "a value is larger than 16 MB", 120},
		"blanks":              {`{` + head + `,`, strings.Repeat(" \n", 512), "a value is larger than 16 MB", 120},
		"skipped list":        {`{` + head + `,"planned_values":[0`, strings.Repeat(`,1`, 512), "cut off", 20},
		"skipped brackets":    {`{` + head + `,"planned_values":`, strings.Repeat(`[`, 512), "nest deeper", 20},
	} {
		t.Run(name, func(t *testing.T) {
			bounded(t, &endless{begin: c.begin, again: c.again, left: huge}, c.says, c.most)
		})
	}
}

func bounded(t *testing.T, in io.Reader, says string, most int64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p, err := Load(in)
	runtime.ReadMemStats(&after)
	if err == nil || p != nil || !strings.Contains(err.Error(), says) {
		t.Errorf("error %v does not say %q", err, says)
	}
	if took := int64(after.TotalAlloc-before.TotalAlloc) >> 20; took > most {
		t.Errorf("took %d MB", took)
	} else {
		t.Logf("took %d MB", took)
	}
}

// TestManyMembersTakeBoundedMemory writes names that all differ, which have to
// be remembered to see whether one is there twice.
func TestManyMembersTakeBoundedMemory(t *testing.T) {
	var members bytes.Buffer
	for i := range 1_000_000 {
		fmt.Fprintf(&members, `"%x":1,`, i)
	}
	for name, c := range map[string]struct {
		begin, says string
		most        int64
	}{
		"kept":    {withChange(`{` + bucketHead + `,"change":{"actions":["create"],"before":null,"after_unknown":{},"after":{`), "cut off", 300},
		"skipped": {`{` + head + `,"planned_values":{`, "more than 131072 members", 60},
		"plan":    {`{`, "more than 131072 members", 60},
	} {
		begin, _, _ := strings.Cut(c.begin, `]`+`,`+conf)
		in := append([]byte(begin), members.Bytes()...)
		t.Run(name, func(t *testing.T) { bounded(t, piped{bytes.NewReader(in)}, c.says, c.most) })
	}
}

func TestLimitsOfThePlan(t *testing.T) {
	var list []string
	for i := range 1000 {
		list = append(list, does("create", fmt.Sprintf("aws_s3_bucket.b[%d]", i), "null", `{"bucket":"b"}`, `{}`))
	}
	raw := []byte(withChange(strings.Join(list, ",")))
	most := limits{total: int64(len(raw)), value: 1 << 12, kept: 1 << 20}
	if _, err := loadWithin(piped{bytes.NewReader(raw)}, nil, most); err != nil {
		t.Fatal(err)
	}
	for says, small := range map[string]limits{
		"larger than": {total: int64(len(raw)) - 1, value: 1 << 12, kept: 1 << 20},
		"as a file":   {total: 1 << 20, value: 1 << 12, kept: 1 << 10},
	} {
		if _, err := loadWithin(piped{bytes.NewReader(raw)}, nil, small); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v does not say %q", err, says)
		}
	}
}
