package source_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/source"
)

// one makes a plan with an aws_x.a whose id is not known yet, an aws_x.t whose
// output the author chooses later, and an aws_x.b made from the sources.
func one(t testing.TB, text string) *source.Sources {
	t.Helper()
	return many(t, map[string]string{"main.tf": text}, `{}`)
}

func many(t testing.TB, texts map[string]string, b string) *source.Sources {
	t.Helper()
	w := &world{objects: map[string][]source.Object{
		"aws_x.a":          {{Address: "aws_x.a", Values: jsontext.Value(`{"set":[null,null]}`), Unknown: jsontext.Value(`{"id":true,"arn":true,"some":true,"set":[true,true]}`)}},
		"aws_x.c":          {{Address: "aws_x.c", Values: jsontext.Value(`{"set":["x"]}`), Unknown: jsontext.Value(`{"id":true}`)}},
		"terraform_data.t": {{Address: "terraform_data.t", Values: jsontext.Value(`{}`), Unknown: jsontext.Value(`{"output":true}`)}},
		"aws_x.b":          {{Address: "aws_x.b", Values: jsontext.Value(b), Unknown: jsontext.Value(`{"v":true}`)}},
		"aws_x.many": {
			{Address: "aws_x.many[0]", Values: jsontext.Value(`{}`), Unknown: jsontext.Value(`{"id":true}`)},
		},
	}}
	m := source.Module{}
	for _, name := range []string{"main.tf", "b.tf", "main_override.tf", "c.tf.json", "main.tofu"} {
		if text, ok := texts[name]; ok {
			m.Files = append(m.Files, source.File{Name: name, Data: []byte(text)})
		}
	}
	m.Files = append(m.Files, source.File{Name: "z.tf", Data: []byte(`
resource "aws_x" "a" {}
resource "aws_x" "c" {}
resource "terraform_data" "t" {}
resource "aws_x" "many" {
  count = 2
}
`)})
	s, err := source.New([]source.Module{m}, w)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What looks like the id of aws_x.a and may be something else.
func TestNeverExactlyTheID(t *testing.T) {
	for _, expr := range []string{
		`upper(aws_x.a.id)`, `trimspace(aws_x.a.id)`, `"${aws_x.a.id}x"`, `format("%5s", aws_x.a.id)`, `format("%s-", aws_x.a.id)`,
		`join("", [aws_x.a.id, aws_x.c.id])`, `coalesce(terraform_data.t.output, aws_x.a.id)`, `aws_x.a.some[0]`, `aws_x.a.some.id`,
		`aws_x.a.set[0]`, `tolist(aws_x.a.set)[0]`, `[for x in aws_x.a.set : x][1]`, `one(aws_x.a.some)`, `aws_x.a.some[*].id`,
		`element([aws_x.a.id, aws_x.c.id], terraform_data.t.output)`, `[aws_x.a.id, aws_x.c.id][terraform_data.t.output]`,
		`terraform_data.t.output ? aws_x.a.id : aws_x.c.id`, `aws_x.a.id == "x" ? aws_x.a.id : aws_x.a.id`,
		`{ (terraform_data.t.output) = aws_x.a.id }["x"]`, `zipmap([terraform_data.t.output, "x"], [aws_x.c.id, aws_x.a.id])["x"]`,
		`merge({ x = aws_x.a.id }, { (terraform_data.t.output) = aws_x.c.id }).x`, `merge({ x = aws_x.a.id }, terraform_data.t.output).x`,
		`lookup({ x = aws_x.a.id }, terraform_data.t.output, "y")`, `lookup({ x = "y" }, terraform_data.t.output, aws_x.a.id)`,
		`{ for x in [aws_x.a.id] : x => aws_x.a.id }["x"]`, `[for x in ["x"] : aws_x.a.id if x != terraform_data.t.output][0]`,
		`reverse(sort([aws_x.a.id, aws_x.c.id]))[0]`, `distinct([aws_x.c.id, aws_x.a.id])[1]`, `compact([terraform_data.t.output, aws_x.a.id])[0]`,
		`flatten([terraform_data.t.output, aws_x.a.id])[1]`, `concat(terraform_data.t.output, [aws_x.a.id])[0]`, `keys({ (aws_x.a.id) = 1 })[0]`,
		`try(terraform_data.t.output.x, aws_x.a.id)`, `try(aws_x.many[1].id, aws_x.a.id)`, `try(aws_x.c.set[0], aws_x.a.id)`,
		`try([aws_x.a.id, tonumber("x")][0], aws_x.c.id)`, `try(coalesce(aws_x.a.id, [][0]), aws_x.c.id)`,
		`try(terraform_data.t.output == "x" ? [][0] : aws_x.c.id, aws_x.a.id)`, `try({ for x in ["a", "a"] : x => aws_x.c.id }["a"], upper(aws_x.a.id))`,
		`can(aws_x.a.some[0]) ? aws_x.a.id : aws_x.c.id`, `aws_x.many[*].id[0]`, `[for x in aws_x.many : x.id][0]`, `aws_x.many[1].id`,
		`jsondecode("\"${aws_x.a.id}\"")`, `jsonencode(aws_x.a.id)`, `unheard_of(aws_x.a.id)`, `templatefile("x", { id = aws_x.a.id })`,
		`provider::x::y(aws_x.a.id)`, `aws_x.none.id`, `local.none`, `local.loop`, `var.none`, `module.none.id`, `self.id`, `each.value`, `count.index`,
		`split(",", "${aws_x.a.id},x")[0]`, `substr("${aws_x.a.id}", 0, -1)`, `replace("x", "x", aws_x.a.id)`, `trimprefix("x${aws_x.a.id}", "x")`,
		`setsubtract([aws_x.a.id, aws_x.c.id], [aws_x.c.id])`, `one(setintersection([aws_x.a.id], [aws_x.a.id]))`, `max(aws_x.a.id, 1)`,
		`length(aws_x.a.set) == 2 ? aws_x.a.id : aws_x.c.id`, `length(toset([aws_x.a.id, aws_x.c.id])) == 2 ? aws_x.a.id : aws_x.c.id`,
		`length(distinct([aws_x.a.id, aws_x.c.id])) == 2 ? aws_x.a.id : aws_x.c.id`, `contains([aws_x.c.id], aws_x.a.id) ? aws_x.c.id : aws_x.a.id`,
		`aws_x.a.id != null ? aws_x.a.id : aws_x.c.id`, `!terraform_data.t.output ? aws_x.a.id : aws_x.c.id`,
		`tonumber(aws_x.a.id)`, `"%{ if terraform_data.t.output }${aws_x.a.id}%{ else }${aws_x.a.id}%{ endif }"`, `[aws_x.a.id, aws_x.c.id][1 + terraform_data.t.output]`,
		`"\ue5c00\ue5c1"`, `jsondecode("\"\\ue5c00\\ue5c1\"")`, `"${aws_x.a.id}${jsondecode("\"\\ue5c1\"")}"`,
		`join("", aws_x.a.set)`, `join(",", toset([aws_x.a.id, aws_x.c.id]))`, `timestamp() == "" ? aws_x.a.id : aws_x.a.id`, `slice([aws_x.a.id, aws_x.c.id], terraform_data.t.output, 2)[0]`,
		`index([aws_x.a.id], aws_x.a.id)`, `matchkeys([aws_x.a.id], ["x"], ["x"])[0]`, `cidrhost(aws_x.a.id, 1)`, `sha256(aws_x.a.id)`,
		`aws_x.a["id"] == aws_x.a.id ? aws_x.a.id : aws_x.c.id`, `coalesce(aws_x.a.some, aws_x.a.id)`, `sum([aws_x.a.id])`,
	} {
		s := one(t, "locals {\n  loop = local.loop\n}\nresource \"aws_x\" \"b\" {\n  v = "+expr+"\n}\n")
		a := s.Evaluate("aws_x.b", "v")
		if a.Exact && !a.Known || a.Exact && len(a.Value) == 0 {
			t.Errorf("%s: %s", expr, short(a))
		}
		if a.Exact && a.Known && a.Value.Kind() != 'n' {
			t.Errorf("%s is a known value, which the plan does not have: %s", expr, a.Value)
		}
	}
}

// What is the id of aws_x.a, however it is written.
func TestAlwaysExactlyTheID(t *testing.T) {
	for _, expr := range []string{
		`aws_x.a.id`, `(aws_x.a.id)`, `"${aws_x.a.id}"`, `aws_x.a["id"]`, `(aws_x.a[*].id)[0]`, `[aws_x.a.id][0]`, `{ x = aws_x.a.id }.x`,
		`tostring(aws_x.a.id)`, `format("%s", aws_x.a.id)`, `join("", [aws_x.a.id])`, `join(",", [aws_x.a.id])`, `coalesce(null, "", aws_x.a.id)`, `coalesce(aws_x.a.id, "x")`,
		`try(aws_x.a.id, "x")`, `try(aws_x.a.set.x.y, [][0], aws_x.a.id)`, `can(aws_x.a.id) ? aws_x.a.id : "x"`, `concat([aws_x.c.id], [aws_x.a.id])[1]`,
		`flatten([[[aws_x.a.id]], []])[0]`, `merge({ x = "y" }, { x = aws_x.a.id }).x`, `lookup({ x = aws_x.a.id }, "x", "y")`, `element([aws_x.c.id, aws_x.a.id], 3)`,
		`values({ x = aws_x.a.id })[0]`, `zipmap(["x"], [aws_x.a.id])["x"]`, `one([aws_x.a.id])`, `one(toset([aws_x.a.id]))`, `compact(["", aws_x.a.id])[0]`,
		`true ? aws_x.a.id : 1`, `[for x in [aws_x.a.id] : x if true][0]`, `{ for k, x in { y = aws_x.a.id } : k => x }.y`, `{ for x in [1] : "y" => aws_x.a.id... }.y[0]`,
		`nonsensitive(sensitive(aws_x.a.id))`, `reverse([aws_x.a.id, 1])[1]`, `slice([1, aws_x.a.id], 1, 2)[0]`, `coalescelist([], [aws_x.a.id])[0]`,
		`tomap({ x = aws_x.a.id })["x"]`, `tolist([aws_x.a.id])[0]`, `can(regex("^a", "b")) ? "x" : aws_x.a.id`, `length([aws_x.c.id]) == 1 ? aws_x.a.id : "x"`,
		`"%{ if true }${aws_x.a.id}%{ endif }"`, `"%{ for x in [aws_x.a.id] }${x}%{ endfor }"`, `try(tonumber("x"), aws_x.a.id)`, `aws_x.many[0].id == 1 || true ? aws_x.a.id : "x"`,
		`setproduct(["x"], [aws_x.a.id])[0][1]`, `chunklist([aws_x.a.id], 1)[0][0]`, `formatlist("%s", [aws_x.a.id])[0]`,
	} {
		s := one(t, "resource \"aws_x\" \"b\" {\n  v = "+expr+"\n}\n")
		a := s.Evaluate("aws_x.b", "v")
		if got := short(a); got != "exactly aws_x.a.id" {
			t.Errorf("%s: %s, because %s", expr, got, a.Why)
		}
	}
}

func TestSourcesThatDisagreeWithThePlan(t *testing.T) {
	text := map[string]string{"main.tf": "resource \"aws_x\" \"b\" {\n  v = aws_x.a.id\n  n = 2\n}\n"}
	if a := many(t, text, `{"n":2}`).Evaluate("aws_x.b", "v"); !a.Exact {
		t.Errorf("%+v", a)
	}
	if a := many(t, text, `{"n":3}`).Evaluate("aws_x.b", "v"); a.Exact || len(a.Targets) > 0 || a.Why != "main.tf:3: n is another one in the plan" {
		t.Errorf("%+v", a)
	}
}

func TestABrokenFileMakesItsModuleInexact(t *testing.T) {
	for name, text := range map[string]string{"b.tf": "resource {", "c.tf.json": "{", "main.tofu": "", "main_override.tf": "}"} {
		s := many(t, map[string]string{"main.tf": "resource \"aws_x\" \"b\" {\n  v = aws_x.a.id\n}\n", name: text}, `{}`)
		if a := s.Evaluate("aws_x.b", "v"); a.Exact || !strings.Contains(a.Why, name) {
			t.Errorf("%s: %+v", name, a)
		}
		if _, ok := s.Block("aws_x.b"); !ok {
			t.Errorf("%s: the line is lost", name)
		}
	}
}

func TestReservedCharactersTurnTheEvaluationOff(t *testing.T) {
	s := one(t, "# \uE5C3\nresource \"aws_x\" \"b\" {\n  v = aws_x.a.id\n}\n")
	if a := s.Evaluate("aws_x.b", "v"); a.Exact || a.Why == "" {
		t.Errorf("%+v", a)
	}
	if _, ok := s.Document("aws_x.b", "v"); ok {
		t.Error("a document was made")
	}
}

// Each of these would take all memory or time, if it were let.
func TestBombs(t *testing.T) {
	double := "locals {\n  l0 = \"0123456789\"\n"
	for i := range 60 {
		double += fmt.Sprintf("  l%d = \"${local.l%d}${local.l%d}\"\n", i+1, i, i)
	}
	lists := "locals {\n  l0 = [1, 2]\n"
	for i := range 60 {
		lists += fmt.Sprintf("  l%d = [local.l%d, local.l%d]\n", i+1, i, i)
	}
	unknowns := "locals {\n  l0 = aws_x.a.id\n"
	for i := range 60 {
		unknowns += fmt.Sprintf("  l%d = \"${local.l%d}${local.l%d}\"\n", i+1, i, i)
	}
	chain := "locals {\n  l0 = 1\n"
	for i := range 5000 {
		chain += fmt.Sprintf("  l%d = local.l%d + local.l%d\n", i+1, i, i)
	}
	all := "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]"
	for name, text := range map[string]string{
		"nested for":       "resource \"aws_x\" \"b\" {\n  v = " + all + "\n}\n",
		"range":            "resource \"aws_x\" \"b\" {\n  v = range(1000000000)\n}\n",
		"doubled text":     double + "}\nresource \"aws_x\" \"b\" {\n  v = local.l60\n}\n",
		"doubled list":     lists + "}\nresource \"aws_x\" \"b\" {\n  v = flatten(local.l60)\n}\n",
		"encoded list":     lists + "}\nresource \"aws_x\" \"b\" {\n  v = jsonencode([aws_x.a.id, local.l60])\n}\n",
		"plain list":       lists + "}\nresource \"aws_x\" \"b\" {\n  v = local.l60\n}\n",
		"unknown text":     unknowns + "}\nresource \"aws_x\" \"b\" {\n  v = local.l60\n}\n",
		"chain":            chain + "}\nresource \"aws_x\" \"b\" {\n  v = local.l5000\n}\n",
		"brackets":         "resource \"aws_x\" \"b\" {\n  v = " + strings.Repeat("[", 10000) + strings.Repeat("]", 10000) + "\n}\n",
		"templates":        "resource \"aws_x\" \"b\" {\n  v = " + strings.Repeat(`"${`, 10000) + "1" + strings.Repeat(`}"`, 10000) + "\n}\n",
		"negations":        "resource \"aws_x\" \"b\" {\n  v = " + strings.Repeat("!", 1000000) + "true\n}\n",
		"choices":          "resource \"aws_x\" \"b\" {\n  v = " + strings.Repeat("true ? 1 : ", 100000) + "2\n}\n",
		"sums":             "resource \"aws_x\" \"b\" {\n  v = 1" + strings.Repeat(" + 1", 100000) + "\n}\n",
		"indexes":          "resource \"aws_x\" \"b\" {\n  v = aws_x.a" + strings.Repeat("[0]", 100000) + "\n}\n",
		"directives":       "resource \"aws_x\" \"b\" {\n  v = \"" + strings.Repeat("%{ if true }", 10000) + strings.Repeat("%{ endif }", 10000) + "\"\n}\n",
		"width":            "resource \"aws_x\" \"b\" {\n  v = format(\"%1000000000s\", \"x\")\n}\n",
		"precision":        "resource \"aws_x\" \"b\" {\n  v = format(\"%*d\", 1000000000, 1)\n}\n",
		"indent":           "resource \"aws_x\" \"b\" {\n  v = indent(1000000000, \"x\\ny\")\n}\n",
		"replace":          "locals {\n  x = join(\"\", [for i in range(1000) : \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"])\n}\nresource \"aws_x\" \"b\" {\n  v = replace(replace(local.x, \"x\", local.x), \"x\", local.x)\n}\n",
		"product":          "resource \"aws_x\" \"b\" {\n  v = setproduct([for i in range(4) : range(1000)]...)\n}\n",
		"power":            "resource \"aws_x\" \"b\" {\n  v = pow(10, 1000000000)\n}\n",
		"numbers":          "resource \"aws_x\" \"b\" {\n  v = \"${1e1000000}\"\n}\n",
		"dynamic blocks":   "resource \"aws_x\" \"b\" {\n  dynamic \"v\" {\n    for_each = range(1000)\n    content {\n      dynamic \"w\" {\n        for_each = range(1000)\n        content {\n          dynamic \"x\" {\n            for_each = range(1000)\n            content {}\n          }\n        }\n      }\n    }\n  }\n}\n",
		"parentheses":      "resource \"aws_x\" \"b\" {\n  v = " + strings.Repeat("(", 100000) + "\n}\n",
		"blocks":           "resource \"aws_x\" \"b\" {\n" + strings.Repeat("v {\n", 10000) + strings.Repeat("}\n", 10000) + "}\n",
		"mutual recursion": "locals {\n  x = local.y\n  y = [local.x, local.x]\n}\nresource \"aws_x\" \"b\" {\n  v = local.x\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			s := one(t, text)
			if a := s.Evaluate("aws_x.b", "v"); a.Exact && a.Value.Kind() != 'n' {
				t.Errorf("%.200s", short(a))
			}
			s.Document("aws_x.b", "v")
			s.Written("aws_x.b", "v")
			s.Attribute("aws_x.b", "v.0.w.0.x")
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}
