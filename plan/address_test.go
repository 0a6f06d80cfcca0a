package plan

import (
	"reflect"
	"strings"
	"testing"
)

// render writes an address as Terraform does.
func (a address) render() string {
	typ := a.typ
	if a.data {
		typ = "data." + typ
	}
	return a.scope() + typ + "." + a.name + bracket(a.key)
}

func TestAddressIsTakenApart(t *testing.T) {
	in := func(modules ...step) []step { return modules }
	for s, want := range map[string]address{
		`aws_x.y`:                  {typ: "aws_x", step: step{"y", ""}},
		`aws_x.y[0]`:               {typ: "aws_x", step: step{"y", "0"}},
		`aws_x.y[12]`:              {typ: "aws_x", step: step{"y", "12"}},
		`aws_x.y[*]`:               {typ: "aws_x", step: step{"y", "*"}},
		`aws_x.y["a.b"]`:           {typ: "aws_x", step: step{"y", `"a.b"`}},
		`aws_x.y["0"]`:             {typ: "aws_x", step: step{"y", `"0"`}},
		`aws_x.y["d\"q"]`:          {typ: "aws_x", step: step{"y", `"d\"q"`}},
		`aws_x.y["]x["]`:           {typ: "aws_x", step: step{"y", `"]x["`}},
		`aws_x.y["\"]"]`:           {typ: "aws_x", step: step{"y", `"\"]"`}},
		`aws_x.y["line\nbreak"]`:   {typ: "aws_x", step: step{"y", `"line\nbreak"`}},
		"aws_x.y[\"line\nbreak\"]": {typ: "aws_x", step: step{"y", "\"line\nbreak\""}},
		`aws_x.y["café ☕"]`:        {typ: "aws_x", step: step{"y", `"café ☕"`}},
		`aws_x.y["back\\"]`:        {typ: "aws_x", step: step{"y", `"back\\"`}},
		`aws_x.y["\\\""]`:          {typ: "aws_x", step: step{"y", `"\\\""`}},
		`aws_x.y["$${x}"]`:         {typ: "aws_x", step: step{"y", `"$${x}"`}},
		`aws_x.y[""]`:              {typ: "aws_x", step: step{"y", `""`}},
		`data.aws_x.y`:             {data: true, typ: "aws_x", step: step{"y", ""}},
		`data.aws_x.y["k"]`:        {data: true, typ: "aws_x", step: step{"y", `"k"`}},
		`module.m.aws_x.y`:         {modules: in(step{"m", ""}), typ: "aws_x", step: step{"y", ""}},
		`module.m[0].module.n["a.b"].aws_x.y["k"]`:  {modules: in(step{"m", "0"}, step{"n", `"a.b"`}), typ: "aws_x", step: step{"y", `"k"`}},
		`module.module.module.data.data.aws_x.y[1]`: {modules: in(step{"module", ""}, step{"data", ""}), data: true, typ: "aws_x", step: step{"y", "1"}},
		`module.m[".module.n."].data.aws_x.module`:  {modules: in(step{"m", `".module.n."`}), data: true, typ: "aws_x", step: step{"module", ""}},
		`aws_x.data`: {typ: "aws_x", step: step{"data", ""}},
	} {
		got, err := parseAddress(s)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v; want %+v", s, got, err, want)
		}
		if back := got.render(); back != s {
			t.Errorf("%s comes back as %s", s, back)
		}
	}
}

func TestAddressThatIsNoneIsRefused(t *testing.T) {
	for _, s := range []string{
		"", ".", "aws_x", "aws_x.", ".aws_x", "aws_x..y", "aws_x.y.z", "data.aws_x.y.z", "module.m", "module.aws_x.y",
		"module.m.aws_x", "aws_x.y[", "aws_x.y[]", "aws_x.y[0", "aws_x.y[a]", `aws_x.y["a]`, `aws_x.y["a"`, `aws_x.y["a\"]`,
		`aws_x.y["a"b"]`, "aws_x.y[0].", "aws_x[0].y", `module["k"].m.aws_x.y`, "[0]", "aws_x.y[1.5]",
	} {
		if got, err := parseAddress(s); err == nil {
			t.Errorf("%q is taken for %+v", s, got)
		}
	}
}

func TestAddressWithALooseEndIsRefused(t *testing.T) {
	for _, s := range []string{"data.aws_x", `module.m["a"]aws_x.y`, `aws_x.y[0][1]`, `aws_x.y["a"]["b"]`, `data[0].aws_x.y`, `data.aws_x[0].y`, "aws_x.y[+1]", "aws_x.y[-1]", "aws_x.y[01]"} {
		if got, err := parseAddress(s); err == nil {
			t.Errorf("%q is taken for %q", s, got.render())
		}
	}
}

func TestEveryAddressOfTheFixturesComesBackAsItWas(t *testing.T) {
	seen := 0
	eachFixture(t, func(t *testing.T, raw []byte) {
		p := load(t, raw)
		for _, c := range append(p.changes, p.prior...) {
			seen++
			at := c.at()
			if got := at.render(); got != c.Address {
				t.Errorf("%s comes back as %s", c.Address, got)
			}
			if at.typ != c.Type || at.data != c.data {
				t.Errorf("%s: parsed %+v, the plan says %s, data %v", c.Address, at, c.Type, c.data)
			}
		}
	})
	if seen < 400 {
		t.Errorf("only %d addresses", seen)
	}
}

func TestPreviousAddressesParse(t *testing.T) {
	for _, name := range []string{"move", "move-to-key", "move-with-change"} {
		c := fixture(t, "plan/"+name).changes[0]
		if got, err := parseAddress(c.rare.PreviousAddress); err != nil || got.render() != "aws_s3_bucket.invoices" {
			t.Errorf("%s: %q, %v", name, c.rare.PreviousAddress, err)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{`aws_x.y`, `module.m["a.b"].data.aws_x.y[0]`, `module.a.module.b[1].aws_x.y["\"]\\"]`, `aws_x.y[*]`, "aws_x.y[\"\n\"]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := parseAddress(s)
		if err != nil {
			return
		}
		again, err := parseAddress(a.render())
		if err != nil || !reflect.DeepEqual(a, again) {
			t.Errorf("%q is %+v, which is written %q and read as %+v, %v", s, a, a.render(), again, err)
		}
		if strings.Count(a.render(), "[") > strings.Count(s, "[") {
			t.Errorf("%q gains a key in %q", s, a.render())
		}
	})
}
