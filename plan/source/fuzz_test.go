package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzEvaluate evaluates whatever parses, and looks for answers that cannot be
// true: only the id of aws_x.a is worth to be called exactly that.
func FuzzEvaluate(f *testing.F) {
	for _, pattern := range []string{"testdata/*/*.tf", "testdata/*/modules/*/*.tf"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data))
		}
	}
	for _, expr := range []string{
		`"${aws_x.a.id}-x"`, `try(aws_x.a.some[0], aws_x.c.id)`, `[for k, v in aws_x.a.set : v if k > 0]`, `jsonencode({ a = aws_x.a.arn })`,
		`merge({ x = aws_x.a.id }, terraform_data.t.output).x`, `one(toset([aws_x.a.id, aws_x.c.id]))`, `cidrsubnet("10.0.0.0/8", 8, 1)`,
		`"%{ for x in aws_x.a.set }${x}%{ endfor }"`, `formatlist("%s/*", [aws_x.a.id, "b"])`, `setproduct([1, 2], aws_x.a.set)`,
	} {
		f.Add("resource \"aws_x\" \"b\" {\n  v = " + expr + "\n}\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := one(t, text)
		a := s.Evaluate("aws_x.b", "v")
		if a.Exact && !a.Known && a.Elements == nil && len(a.Targets) != 1 {
			t.Errorf("exactly nothing: %+v", a)
		}
		if a.Exact != (a.Why == "") {
			t.Errorf("exact is %v, because %q", a.Exact, a.Why)
		}
		if doc, ok := s.Document("aws_x.b", "v"); ok && strings.ContainsAny(doc.Text, "\uE5C0\uE5C1") {
			t.Errorf("a hole is left: %q", doc.Text)
		}
		s.Written("aws_x.b", "v")
		s.Attribute("aws_x.b", "v.0.w")
		s.Provider("", "aws", "")
		s.Tags("aws_x.b")
		s.Block("aws_x.b")
	})
}
