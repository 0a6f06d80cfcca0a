package source_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan/source"
)

// coalesce skips empty strings, which go-cty's does not.
var coalesce = function.New(&function.Spec{
	VarParam: &function.Parameter{Name: "values", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true},
	Type: func(args []cty.Value) (cty.Type, error) {
		types := make([]cty.Type, len(args))
		for i, arg := range args {
			types[i] = arg.Type()
		}
		ty, _ := convert.UnifyUnsafe(types)
		if ty == cty.NilType {
			return ty, fmt.Errorf("the types do not fit")
		}
		return ty, nil
	},
	Impl: func(args []cty.Value, ty cty.Type) (cty.Value, error) {
		for _, arg := range args {
			arg, err := convert.Convert(arg, ty)
			if err != nil {
				return cty.NilVal, err
			}
			if !arg.IsNull() && !arg.RawEquals(cty.StringVal("")) {
				return arg, nil
			}
		}
		return cty.NilVal, fmt.Errorf("all are empty")
	},
})

// generator makes expressions over what is not known yet.
type generator struct{ *rand.Rand }

func (g generator) of(options ...string) string { return options[g.Intn(len(options))] }

func (g generator) text(depth int) string {
	if depth == 0 {
		return g.of(`aws_x.a.id`, `aws_x.a.arn`, `aws_x.c.id`, `"x"`, `"y"`, `""`, `terraform_data.t.output`)
	}
	d := depth - 1
	switch g.Intn(24) {
	case 0:
		return `"${` + g.text(d) + `}` + g.of("", "", "-", "x") + `"`
	case 1:
		return `"${` + g.text(d) + `}${` + g.text(d) + `}"`
	case 2, 3:
		return `(` + g.truth(d) + ` ? ` + g.text(d) + ` : ` + g.text(d) + `)`
	case 4, 5:
		return g.list(d) + `[` + g.number(d) + `]`
	case 6, 7:
		return g.object(d) + `[` + g.text(d) + `]`
	case 8:
		return g.object(d) + g.of(".x", ".y")
	case 9:
		return `lookup(` + g.object(d) + `, ` + g.text(d) + `, ` + g.text(d) + `)`
	case 10:
		return `element(` + g.list(d) + `, ` + g.number(d) + `)`
	case 11, 12:
		return `try(` + g.text(d) + `, ` + g.text(d) + `)`
	case 13:
		return `coalesce(` + g.text(d) + `, ` + g.text(d) + `, "z")`
	case 14:
		return `one(` + g.list(d) + `)`
	case 15:
		return `join(` + g.of(`""`, `"-"`) + `, ` + g.list(d) + `)`
	case 16:
		return `format(` + g.of(`"%s"`, `"%s-%s"`, `"%v%%"`) + `, ` + g.text(d) + `)`
	case 17:
		return g.of("upper", "trimspace", "tostring", "jsonencode", "sha1", "strrev", "nonsense") + `(` + g.text(d) + `)`
	case 18:
		return `replace(` + g.text(d) + `, "x", ` + g.text(d) + `)`
	case 19:
		return `jsondecode(jsonencode(` + g.list(d) + `))[0]`
	case 20:
		return `"%{ if ` + g.truth(d) + ` }${` + g.text(d) + `}%{ else }${` + g.text(d) + `}%{ endif }"`
	case 21:
		return `"%{ for v in ` + g.list(d) + ` }${v}%{ endfor }"`
	case 22:
		return `coalescelist(` + g.list(d) + `, ` + g.list(d) + `)[0]`
	}
	return `substr(` + g.text(d) + `, 0, ` + g.number(d) + `)`
}

func (g generator) list(depth int) string {
	if depth == 0 {
		return g.of(`aws_x.a.set`, `aws_x.c.set`, `[aws_x.a.id]`, `[aws_x.c.id, aws_x.a.id]`, `[]`, `["x", terraform_data.t.output]`)
	}
	d := depth - 1
	switch g.Intn(18) {
	case 0, 1, 2:
		return `[` + g.text(d) + `, ` + g.text(d) + `]`
	case 3:
		return `concat(` + g.list(d) + `, ` + g.list(d) + `)`
	case 4:
		return `flatten([` + g.list(d) + `, ` + g.text(d) + `])`
	case 5:
		return g.of("tolist", "toset", "reverse", "distinct", "compact", "sort", "flatten") + `(` + g.list(d) + `)`
	case 6, 7:
		return `[for v in ` + g.list(d) + ` : ` + g.of(`v`, g.text(d)) + ` if ` + g.of("true", `v != `+g.text(d), g.truth(d)) + `]`
	case 8:
		return `(` + g.truth(d) + ` ? ` + g.list(d) + ` : ` + g.list(d) + `)`
	case 9:
		return `values(` + g.object(d) + `)`
	case 10:
		return `keys(` + g.object(d) + `)`
	case 11:
		return `slice(` + g.list(d) + `, 0, ` + g.number(d) + `)`
	case 12:
		return `formatlist("%s", ` + g.list(d) + `)`
	case 13:
		return `setunion(` + g.list(d) + `, ` + g.list(d) + `)`
	case 14:
		return `try(` + g.list(d) + `, ` + g.list(d) + `)`
	case 15:
		return g.of("setsubtract", "setintersection") + `(` + g.list(d) + `, ` + g.list(d) + `)`
	case 16:
		return `[for k, v in ` + g.object(d) + ` : v]`
	}
	return `chunklist(` + g.list(d) + `, 1)[` + g.number(d) + `]`
}

func (g generator) object(depth int) string {
	if depth == 0 {
		return g.of(`{ x = aws_x.a.id, y = aws_x.c.id }`, `{ x = "y" }`, `{}`, `{ (terraform_data.t.output) = aws_x.a.id }`)
	}
	d := depth - 1
	switch g.Intn(8) {
	case 0, 1:
		return `{ x = ` + g.text(d) + `, y = ` + g.text(d) + ` }`
	case 2:
		return `{ (` + g.text(d) + `) = ` + g.text(d) + ` }`
	case 3:
		return `merge(` + g.object(d) + `, ` + g.object(d) + `)`
	case 4:
		return `zipmap(` + g.list(d) + `, ` + g.list(d) + `)`
	case 5:
		return `{ for v in ` + g.list(d) + ` : ` + g.of("v", `"x"`, g.text(d)) + ` => ` + g.of("v", g.text(d)) + ` }`
	case 6:
		return `tomap(` + g.object(d) + `)`
	}
	return `(` + g.truth(d) + ` ? ` + g.object(d) + ` : ` + g.object(d) + `)`
}

func (g generator) truth(depth int) string {
	if depth == 0 {
		return g.of(`true`, `false`, `aws_x.a.id == "x"`, `aws_x.a.id == aws_x.c.id`, `terraform_data.t.output == "x"`, `aws_x.a.id != null`)
	}
	d := depth - 1
	switch g.Intn(9) {
	case 0:
		return g.text(d) + g.of(" == ", " != ") + g.text(d)
	case 1:
		return `length(` + g.list(d) + `)` + g.of(" == ", " > ", " != ") + g.number(d)
	case 2:
		return `contains(` + g.list(d) + `, ` + g.text(d) + `)`
	case 3, 4:
		return `can(` + g.text(d) + `)`
	case 5:
		return `!(` + g.truth(d) + `)`
	case 6:
		return `(` + g.truth(d) + g.of(" && ", " || ") + g.truth(d) + `)`
	case 7:
		return `startswith(` + g.text(d) + `, "x")`
	}
	return g.list(d) + ` == ` + g.list(d)
}

func (g generator) number(depth int) string {
	if depth == 0 {
		return g.of("0", "1", "2", `length(aws_x.a.set)`)
	}
	return g.of("0", "1", `length(`+g.list(depth-1)+`)`, `(`+g.number(depth-1)+` + 1)`, `length(`+g.text(depth-1)+`)`)
}

// assignment says what the values that are not known yet turn out to be.
func assignment(id, arn, other string, chosen cty.Value, set []string) *hcl.EvalContext {
	var items []cty.Value
	for _, s := range set {
		items = append(items, cty.StringVal(s))
	}
	functions := source.Stock()
	functions["coalesce"] = coalesce
	return &hcl.EvalContext{Functions: functions, Variables: map[string]cty.Value{
		"aws_x": cty.ObjectVal(map[string]cty.Value{
			"a": cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal(id), "arn": cty.StringVal(arn), "set": cty.SetVal(items)}),
			"c": cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal(other), "set": cty.SetVal([]cty.Value{cty.StringVal("x")})}),
		}),
		"terraform_data": cty.ObjectVal(map[string]cty.Value{"t": cty.ObjectVal(map[string]cty.Value{"output": chosen})}),
	}}
}

func assignments() []*hcl.EvalContext {
	var all []*hcl.EvalContext
	for _, chosen := range []cty.Value{cty.StringVal("x"), cty.StringVal("y"), cty.StringVal(""), cty.StringVal("1"), cty.NullVal(cty.String), cty.True} {
		for _, names := range [][3]string{{"i-1", "arn:1", "i-2"}, {"x", "y", "x"}, {"z", "z", "z"}, {"y", "x", "1"}} {
			all = append(all, assignment(names[0], names[1], names[2], chosen, []string{"b", "a"}))
		}
	}
	return all
}

// Whatever the values turn out to be, an exact answer has to be what hcl makes
// of them.
func TestExactAnswersHoldWhateverTheValuesAre(t *testing.T) {
	contexts := assignments()
	exact, rounds := 0, 3000
	if testing.Short() {
		rounds = 500
	}
	for seed := range rounds {
		g := generator{rand.New(rand.NewSource(int64(seed)))}
		expr := g.text(1 + seed%4)
		s := one(t, "resource \"aws_x\" \"b\" {\n  v = "+expr+"\n}\n")
		answer := s.Evaluate("aws_x.b", "v")
		doc, isDoc := one(t, "resource \"aws_x\" \"b\" {\n  v = jsonencode({ k = "+expr+" })\n}\n").Document("aws_x.b", "v")
		if !answer.Exact && !answer.OneOf && !answer.Known && !isDoc {
			continue
		}
		exact++
		parsed, diags := hclsyntax.ParseExpression([]byte(expr), "", hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatalf("%s: %v", expr, diags)
		}
		for _, c := range contexts {
			v, diags := parsed.Value(c)
			if diags.HasErrors() || !v.IsWhollyKnown() {
				continue
			}
			if problem := contradicts(answer, v, c); problem != "" {
				t.Fatalf("seed %d: %s\nanswer %s, but it is %#v (%s)", seed, expr, short(answer), v, problem)
			}
			if isDoc && strings.Count(doc.Text, account.NewName)+strings.Count(doc.Text, account.Hole) <= 1 && !fits(doc.Text, v) {
				t.Fatalf("seed %d: %s\ndocument %q, but it is %#v", seed, expr, doc.Text, v)
			}
		}
	}
	if exact < rounds/10 {
		t.Errorf("only %d of %d expressions had an answer", exact, rounds)
	}
}

func contradicts(a source.Answer, v cty.Value, c *hcl.EvalContext) string {
	var may []cty.Value
	switch {
	case a.Known:
		known, err := ctyjson.Unmarshal(a.Value, typeOf(a.Value))
		if err != nil {
			return err.Error()
		}
		may = append(may, known)
	case a.Exact || a.OneOf:
		for _, o := range a.Targets {
			x, _ := hclsyntax.ParseExpression([]byte(o.Address+"."+o.Path), "", hcl.InitialPos)
			target, _ := x.Value(c)
			may = append(may, target)
		}
	default:
		return ""
	}
	for _, one := range may {
		if same(one, v) {
			return ""
		}
	}
	return "contradiction"
}

func typeOf(raw jsontext.Value) cty.Type {
	ty, err := ctyjson.ImpliedType(raw)
	if err != nil {
		return cty.DynamicPseudoType
	}
	return ty
}

// same compares values that may be of types which convert to each other.
func same(a, b cty.Value) bool {
	if a.IsNull() || b.IsNull() {
		return a.IsNull() && b.IsNull()
	}
	x, errX := convert.Convert(a, cty.String)
	y, errY := convert.Convert(b, cty.String)
	return errX == nil && errY == nil && x.RawEquals(y)
}

// fits tells whether a document with at most one hole can be that of a value.
func fits(text string, v cty.Value) bool {
	raw, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		return false
	}
	whole := `{"k":` + string(raw) + `}`
	for _, hole := range []string{account.NewName, account.Hole} {
		if text == `{"k":"`+hole+`"}` { // it may be any element
			return true
		}
		if before, after, ok := strings.Cut(text, hole); ok {
			return strings.HasPrefix(whole, before) && strings.HasSuffix(whole, after)
		}
	}
	return text == whole
}
