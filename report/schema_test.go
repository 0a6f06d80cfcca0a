package report

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/gate"
)

// words are the values that members may have. A reader takes another one, of a
// later version, for the one that is worst for it.
var words = map[string][]string{
	"Result.Schema":    {Schema},
	"Result.Decision":  {string(gate.Allow), string(gate.Block), string(gate.CannotTell)},
	"Scope.Mode":       {"live", "recorded", "offline"},
	"Finding.Verdict":  {gate.Undecided.String(), gate.Introduced.String(), gate.Left.String(), gate.Fixed.String(), gate.Holds.String()},
	"Finding.Severity": severities,
	"Asked.Severity":   severities,
	"Finding.Before":   states, "Finding.After": states,
	"Asked.Before": states, "Asked.After": states, "Control.Before": states, "Control.After": states,
}

var states = []string{gate.Unknown.String(), gate.Fails.String(), gate.Passes.String(), gate.Absent.String()}

// TestTheSchemaIsThatOfTheResult makes the schema from the types and their
// comments, and wants the published one to be the same.
func TestTheSchemaIsThatOfTheResult(t *testing.T) {
	g := generator{comments: commentsOf(t), defs: map[string]any{}}
	root := g.object(reflect.TypeFor[Result]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "https://github.com/soc2gate/soc2gate/blob/main/docs/result.schema.json"
	root["title"] = "The JSON result of soc2gate check. Within v1 members are only added."
	root["$defs"] = g.defs
	var out bytes.Buffer
	if err := json.MarshalWrite(&out, root, jsontext.WithIndent("  "), json.Deterministic(true)); err != nil {
		t.Fatal(err)
	}
	out.WriteString("\n")
	if *update {
		if err := os.WriteFile(resultSchema, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	published, err := os.ReadFile(resultSchema)
	if err != nil || !bytes.Equal(published, out.Bytes()) {
		t.Errorf("docs/result.schema.json is not that of the types (%v); run go test ./report -update", err)
	}
}

type generator struct {
	comments map[string]string
	defs     map[string]any
}

func (g generator) of(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	case t.Kind() == reflect.Pointer:
		return g.of(t.Elem())
	case t.Kind() == reflect.Struct:
		if g.defs[t.Name()] == nil {
			g.defs[t.Name()] = true // it is being made
			g.defs[t.Name()] = g.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + t.Name()}
	case t.Kind() == reflect.Slice:
		return map[string]any{"type": "array", "items": g.of(t.Elem())}
	case t.Kind() == reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": g.of(t.Elem())}
	case t.Kind() == reflect.String:
		return map[string]any{"type": "string"}
	case t.Kind() == reflect.Bool:
		return map[string]any{"type": "boolean"}
	}
	return map[string]any{"type": "integer"}
}

func (g generator) object(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if options == "" {
			required = append(required, name)
		}
		one := g.of(f.Type)
		key := t.Name() + "." + f.Name
		if enum := words[key]; enum != nil {
			one["enum"] = enum
		}
		if strings.HasPrefix(f.Name, "Start") || strings.HasPrefix(f.Name, "End") {
			one["minimum"] = 1
		}
		if comment := g.comments[key]; comment != "" {
			one["description"] = comment
		}
		properties[name] = one
	}
	object := map[string]any{"type": "object", "properties": properties, "required": required}
	if comment := g.comments[t.Name()]; comment != "" {
		object["description"] = comment
	}
	return object
}

// commentsOf reads what the sources say of types and their members.
func commentsOf(t *testing.T) map[string]string {
	t.Helper()
	comments := map[string]string{}
	for _, name := range []string{"result.go", "controls.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(".", name), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			spec := decl.Specs[0].(*ast.TypeSpec)
			comments[spec.Name.Name] = strings.Join(strings.Fields(decl.Doc.Text()), " ")
			fields, ok := spec.Type.(*ast.StructType)
			if !ok {
				continue
			}
			for _, f := range fields.Fields.List {
				for _, name := range f.Names {
					comments[spec.Name.Name+"."+name.Name] = strings.TrimSpace(f.Comment.Text())
				}
			}
		}
	}
	return comments
}

// TestReadTakesWhatWriteWrites, and nothing that was changed.
func TestReadTakesWhatWriteWrites(t *testing.T) {
	r := many(60)
	out := render(t, "json", r, Options{IncludeHolds: true})
	back, err := Read(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if again := render(t, "json", back, Options{IncludeHolds: true}); again != out {
		t.Error("it is another one when it is written again")
	}
	for name, change := range map[string][2]string{
		"a decision":     {`"decision": "block"`, `"decision": "allow"`},
		"an exit code":   {`"exit_code": 1`, `"exit_code": 0`},
		"a schema":       {"result/v1", "result/v2"},
		"a member":       {`"reason":`, `"unknown": 1, "reason":`},
		"a member twice": {`"reason":`, `"reason": "x", "reason":`},
		"another case":   {`"reason":`, `"Reason":`},
		"a count":        {`"introduced": 42`, `"introduced": 41`},
		"a verdict":      {`"verdict": "left"`, `"verdict": "fine"`},
		"a line":         {`"start_line": 3,`, `"start_line": 0,`},
		"a severity":     {`"severity": "low"`, `"severity": "none"`},
		"a digest":       {"sha256:abab", "sha256:zbab"},
		"the end":        {"}\n", "}\n{}"},
		"null":           {`"reason": "introduced"`, `"reason": nul`},
	} {
		i := strings.LastIndex(out, change[0])
		if i < 0 {
			t.Fatalf("%s: %q is not in the result", name, change[0])
		}
		if _, err := Read(strings.NewReader(out[:i] + change[1] + out[i+len(change[0]):])); err == nil {
			t.Errorf("%s can be changed", name)
		}
	}
}
