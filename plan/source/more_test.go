package source_test

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/source"
)

func TestTags(t *testing.T) {
	s := one(t, `
resource "aws_x" "b" {
  tags = { kind = "own", id = aws_x.a.id, secret = sensitive("obviously fake") }
}
`)
	tags, complete := s.Tags("aws_x.b")
	for name, want := range map[string]string{"kind": `"own"`, "id": "", "secret": ""} {
		if tag, ok := tags[name]; !ok || string(tag.Value) != want || tag.Known != (want != "") {
			t.Errorf("%s: %+v, want %s", name, tag, want)
		}
	}
	if !complete || len(tags) != 3 {
		t.Errorf("complete %v: %v", complete, tags)
	}
	if _, complete := one(t, `resource "aws_x" "b" { tags = aws_x.a.tags }`).Tags("aws_x.b"); complete {
		t.Error("the tags are complete, and nobody knows those of the other")
	}
}

func TestSensitiveStaysSo(t *testing.T) {
	for _, expr := range []string{
		`sensitive("x")`, `upper(sensitive("x"))`, `"a${sensitive("x")}"`, `nonsensitive(sensitive("x"))`, `[sensitive("x")]`, `jsonencode({ a = sensitive("x") })`,
		`sensitive(true) ? "x" : "y"`, `[for x in [1] : x if sensitive(true)]`, `{ (sensitive("k")) = 1 }`, `{ x = 1, y = 2 }[sensitive("x")]`,
		`join("", [sensitive("x")])`, `format("%s", sensitive("x"))`, `try(sensitive("x"), 1)`, `coalesce(sensitive("x"))`, `jsonencode([sensitive("x"), aws_x.a.id])`,
		`"${aws_x.a.id}${sensitive("x")}"`, `merge({}, { a = sensitive("x") })`, `length(sensitive("x"))`, `sensitive("x") == "x"`, `local.secret`, `[sensitive("x")][0]`,
		`join(",", [aws_x.a.id, sensitive("x")])`, `format("%s%s", aws_x.a.id, sensitive("x"))`, `replace("a", sensitive("a"), "b")`, `formatlist("%s", [sensitive("x")])`,
	} {
		s := one(t, "locals {\n  secret = sensitive(\"x\")\n}\nresource \"aws_x\" \"b\" {\n  v = "+expr+"\n}\n")
		if a := s.Evaluate("aws_x.b", "v"); !a.Sensitive {
			t.Errorf("%s: %+v", expr, a)
		}
	}
}

func TestElementsOfASetAreToldByWhatThePlanKnows(t *testing.T) {
	s := many(t, map[string]string{"main.tf": `
resource "aws_x" "b" {
  w = [{ port = 1, id = aws_x.a.id }, { port = 2, id = aws_x.c.id }]
}
`}, `{"w":[{"port":2},{"port":1}]}`)
	for path, want := range map[string]string{"w.0.id": "exactly aws_x.c.id", "w.1.id": "exactly aws_x.a.id"} {
		if a := s.Evaluate("aws_x.b", path); short(a) != want {
			t.Errorf("%s: %s, want %s", path, short(a), want)
		}
	}
}

func TestIgnoredChanges(t *testing.T) {
	text := map[string]string{"main.tf": "resource \"aws_x\" \"b\" {\n  n = 2\n  v = aws_x.a.id\n  lifecycle {\n    ignore_changes = [n]\n  }\n}\n"}
	s := many(t, text, `{"n":3}`)
	if a := s.Evaluate("aws_x.b", "n"); a.Exact {
		t.Errorf("%+v", a)
	}
	if a := s.Evaluate("aws_x.b", "v"); !a.Exact {
		t.Errorf("%+v", a)
	}
}

// With what the plan knows of an unknown value, a comparison may be decided.
func TestRefinements(t *testing.T) {
	for want, notNull := range map[string]map[string]bool{
		"exactly aws_x.a.arn": {"arn": true},
		"":                    nil, // null, or begins so
	} {
		if a := comparedWithNull(t, notNull); want != "" && short(a) != want || want == "" && a.Exact {
			t.Errorf("%v: %s: %s", notNull, short(a), a.Why)
		}
	}
}

func comparedWithNull(t *testing.T, notNull map[string]bool) source.Answer {
	t.Helper()
	w := &world{objects: map[string][]source.Object{
		"aws_x.a": {{
			Address: "aws_x.a", Values: jsontext.Value(`{}`), Unknown: jsontext.Value(`{"arn":true}`),
			Prefixes: map[string]string{"arn": "arn:aws:s3:::"}, NotNull: notNull,
		}},
		"aws_x.b": {{Address: "aws_x.b", Values: jsontext.Value(`{}`), Unknown: jsontext.Value(`{"v":true}`)}},
	}}
	s, err := source.New([]source.Module{{Files: []source.File{{Name: "main.tf", Data: []byte(`
resource "aws_x" "a" {}
resource "aws_x" "b" {
  v = aws_x.a.arn != null ? aws_x.a.arn : "x"
}
`)}}}}, w)
	if err != nil {
		t.Fatal(err)
	}
	return s.Evaluate("aws_x.b", "v")
}
