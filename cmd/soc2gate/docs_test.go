package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// mark divides what a person wrote from what is made of the code.
const mark = "<!-- Below this line the page is made of the code: go test ./cmd/soc2gate -run Docs -update -->\n"

// comparePage compares the lower part of a page with what the code says.
func comparePage(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", name)
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, tail, ok := strings.Cut(string(page), mark)
	if !ok {
		t.Fatalf("%s lacks the line %q", name, mark)
	}
	if *update {
		if err := os.WriteFile(path, []byte(head+mark+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if tail != want {
		t.Errorf("docs/%s is not what the code says; run go test ./cmd/soc2gate -run Docs -update", name)
	}
}

// TestDocsOfRules compares docs/rules.md with the rules and criteria.
func TestDocsOfRules(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n## All rules\n\n| Rule | Severity | Criteria | What holds when it passes |\n|---|---|---|---|\n")
	for _, r := range rules.All() {
		fmt.Fprintf(&b, "| [%s](#%[1]s) | %s | %s | %s |\n", r.ID, r.Severity, strings.Join(criteria(r), ", "), r.Title)
	}
	for _, r := range rules.All() {
		rulePage(&b, r)
	}
	criteriaPage(&b)
	comparePage(t, "rules.md", b.String())
}

func rulePage(b *strings.Builder, r *rules.Rule) {
	fmt.Fprintf(b, "\n## %s\n\n%s.\n\n", r.ID, r.Title)
	fmt.Fprintf(b, "Severity %s, tier %d.\n\n", r.Severity, r.Tier)
	fmt.Fprintf(b, "**Why.** %s\n\n**Fix.** %s\n\n**Evidence for**\n\n", r.Why, r.Fix)
	for _, s := range r.Criteria {
		fmt.Fprintf(b, "* %s, %s: %s\n", s.Criterion, lower(s.Criterion.Title()), s.Because)
	}
	link := func(k account.Kind) string { return fmt.Sprintf("[`%s`](account.md#%s)", k, anchor(string(k))) }
	fmt.Fprintf(b, "\n**Reads** %s.\n", reads(r, link))
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// anchor is how GitHub links to a heading.
func anchor(heading string) string { return strings.ReplaceAll(heading, ".", "") }

func criteriaPage(b *strings.Builder) {
	b.WriteString("\n## All criteria\n\n| Criterion | About | Reach | Coverage | Rules | A person adds |\n|---|---|---|---|---|---|\n")
	for _, c := range rules.Coverages() {
		var by []string
		for _, r := range c.Rules {
			by = append(by, fmt.Sprintf("[%s](#%[1]s)", r.ID))
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", c.Criterion, c.Criterion.Title(), c.Criterion.Reach(), c.Reach, cmp.Or(strings.Join(by, ", "), "none"), c.ToAdd)
	}
}

// TestDocsOfAccount compares docs/account.md with the model.
func TestDocsOfAccount(t *testing.T) {
	m := readModel(t)
	var b strings.Builder
	b.WriteString("\n## All kinds\n")
	known := kindTypes(t)
	for _, k := range account.Kinds() {
		typ, ok := known[k]
		if !ok {
			t.Fatalf("kind %s is no field of account.Account", k)
		}
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| Attribute | Value | |\n|---|---|---|\n", k, m.docs[typ.Name()])
		m.attributes(&b, typ, "")
	}
	comparePage(t, "account.md", b.String())
}

// kindTypes tells which Go type describes the things of each kind.
func kindTypes(t *testing.T) map[account.Kind]reflect.Type {
	t.Helper()
	types := map[account.Kind]reflect.Type{}
	built := reflect.ValueOf(account.NewBuilder().Build()).Elem()
	for i := range built.NumField() {
		items, ok := built.Field(i).Type().MethodByName("Items")
		if !ok {
			continue
		}
		name := account.Kind(built.Field(i).FieldByName("shelf").Elem().FieldByName("kind").String())
		types[name] = items.Type.Out(0).Elem().Elem()
	}
	return types
}

// model is what the comments of the package account say of types and fields.
type model struct {
	docs     map[string]string // by type
	comments map[string]string // by type and field
}

func readModel(t *testing.T) model {
	t.Helper()
	files, err := filepath.Glob("../../account/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of the model: %v", err)
	}
	m := model{map[string]string{}, map[string]string{}}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, m.note)
	}
	return m
}

func (m model) note(n ast.Node) bool {
	decl, ok := n.(*ast.GenDecl)
	if !ok || decl.Tok != token.TYPE {
		return true
	}
	for _, spec := range decl.Specs {
		typ := spec.(*ast.TypeSpec)
		m.docs[typ.Name.Name] = paragraph(decl.Doc.Text())
		if body, ok := typ.Type.(*ast.StructType); ok {
			for _, f := range body.Fields.List {
				for _, name := range f.Names {
					m.comments[typ.Name.Name+"."+name.Name] = paragraph(f.Doc.Text() + f.Comment.Text())
				}
			}
		}
	}
	return true
}

func paragraph(comment string) string { return strings.Join(strings.Fields(comment), " ") }

// attributes writes a row for each attribute; those of the items of a list
// carry its name in front.
func (m model) attributes(b *strings.Builder, typ reflect.Type, prefix string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		switch name := f.Tag.Get("aws"); name {
		case "":
		case "-":
			m.attributes(b, f.Type, prefix)
		default:
			fmt.Fprintf(b, "| `%s%s` | %s | %s |\n", prefix, name, valueOf(f.Type), m.comments[typ.Name()+"."+f.Name])
			if items, ok := f.Type.MethodByName("Items"); ok {
				m.attributes(b, items.Type.Out(0).Elem().Elem(), prefix+name+"[].")
			}
		}
	}
}

// valueOf says in the words of JSON what an attribute holds.
func valueOf(typ reflect.Type) string {
	name := typ.Name()
	switch {
	case name == "Endpoint":
		return "ARN"
	case name == "Link":
		return "ARN, id or name"
	case name == "Document":
		return "policy document"
	case strings.HasPrefix(name, "Set["):
		return "list of objects"
	case name == "Value[bool]":
		return "true or false"
	case name == "Value[int]", name == "Value[float64]":
		return "number"
	case name == "Value[string]":
		return "string"
	}
	return name
}

// TestDocsShowRecordings reads every recorded account that a page shows.
func TestDocsShowRecordings(t *testing.T) {
	text, err := os.ReadFile("../../docs/account.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?ms)^```json\n(.*?)^```$").FindAllSubmatch(text, -1)
	for _, found := range shown {
		rec, err := account.ReadRecording(bytes.NewReader(found[1]))
		if err == nil {
			err = rec.Fill(account.NewBuilder())
		}
		if err != nil {
			t.Errorf("%v in\n%s", err, found[1])
		}
	}
	if len(shown) == 0 {
		t.Error("docs/account.md shows no recorded account")
	}
}

// TestDocsPromiseNothing keeps a word out of everything a reader sees: a tool
// can hold evidence, and only an auditor has an opinion.
func TestDocsPromiseNothing(t *testing.T) {
	promise := regexp.MustCompile(`(?i)\b(soc ?2[- ])?compliant\b`)
	for _, page := range append(pages(t), "../../CHANGELOG.md", "../../action.yml") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range slices.Collect(strings.Lines(string(text))) {
			if promise.MatchString(line) {
				t.Errorf("%s:%d: %s", page, i+1, line)
			}
		}
	}
}

// TestContributingShowsARule compares the rule in CONTRIBUTING.md with the one
// in its file.
func TestContributingShowsARule(t *testing.T) {
	text, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../rules/trail-multi-region-active.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, append(append([]byte("```go\n"), want...), "```\n"...)) {
		t.Error("CONTRIBUTING.md does not show rules/trail-multi-region-active.go as it is")
	}
}
