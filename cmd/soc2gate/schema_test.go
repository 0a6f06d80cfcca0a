package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// published is the schema of the JSON result, strict: a member that it does not
// name is one that nobody documented.
var published = sync.OnceValues(func() (*jsonschema.Schema, error) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "result.schema.json"))
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		return nil, err
	}
	closed(doc)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("result.json", doc); err != nil {
		return nil, err
	}
	return compiler.Compile("result.json")
})

// closed lets objects have the members that are named and no others.
func closed(doc any) {
	switch x := doc.(type) {
	case map[string]any:
		if _, object := x["properties"].(map[string]any); object && x["type"] == "object" {
			x["additionalProperties"] = false
		}
		for _, v := range x {
			closed(v)
		}
	case []any:
		for _, v := range x {
			closed(v)
		}
	}
}

// followsSchema validates the JSON of a result.
func followsSchema(t *testing.T, out string) {
	t.Helper()
	schema, err := published()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
}
