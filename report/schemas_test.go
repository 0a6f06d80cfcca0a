package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write docs/result.schema.json anew")

// resultSchema is the published schema of the JSON result.
var resultSchema = filepath.Join("..", "docs", "result.schema.json")

// schema compiles a schema. GitHub's of SARIF has, as the property "anyOf" of a
// region, what is to be its constraint; it is moved there.
func schema(t testing.TB, path string) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, "sarif-2.1.0.json") {
		region := doc.(map[string]any)["definitions"].(map[string]any)["region"].(map[string]any)
		properties := region["properties"].(map[string]any)
		region["anyOf"] = properties["anyOf"]
		delete(properties, "anyOf")
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func valid(t testing.TB, s *jsonschema.Schema, out string) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%v\n%.2000s", err, out)
	}
}

// TestOutputsFollowTheirSchemas validates every kind of result in the formats
// that have a schema.
func TestOutputsFollowTheirSchemas(t *testing.T) {
	sarif := schema(t, filepath.Join("testdata", "schemas", "sarif-2.1.0.json"))
	quality := schema(t, filepath.Join("testdata", "schemas", "codequality.json"))
	result := schema(t, resultSchema)
	junit := readXSD(t, filepath.Join("testdata", "schemas", "junit.xsd"))
	for name, r := range kindsOfResult() {
		t.Run(name, func(t *testing.T) {
			for _, o := range []Options{linked, {}} {
				valid(t, sarif, render(t, "sarif", r, o))
				valid(t, quality, render(t, "gitlab", r, o))
				junit.valid(t, render(t, "junit", r, o))
			}
			valid(t, result, render(t, "json", r, Options{IncludeHolds: true}))
		})
	}
}

// kindsOfResult are results of every decision, empty and full.
func kindsOfResult() map[string]Result {
	empty := Result{
		Schema: Schema, Decision: "cannot-tell", ExitCode: 3, Reason: "nothing-judged", Scope: Scope{Mode: "offline"},
		Plan: Plan{Binding: "unbound", Digest: "sha256:" + strings.Repeat("ab", 32)}, Tool: Tool{Name: "soc2gate", Version: "v1"},
	}
	allowed := empty
	allowed.Decision, allowed.ExitCode, allowed.Reason = "allow", 0, "nothing-introduced"
	full := hostile("a thing")
	full.Reason = "introduced"
	kinds := map[string]Result{"empty": empty, "allowed": allowed, "full": full, "many": many(30)}
	for i, attack := range attacks {
		if i%4 == 0 && strings.ToValidUTF8(attack, "") == attack {
			kinds[fmt.Sprintf("attack %d", i)] = hostile(attack)
		}
	}
	return kinds
}

// TestSARIFStaysWithinCodeScanning looks at the limits that the schema lacks.
func TestSARIFStaysWithinCodeScanning(t *testing.T) {
	r := many(12000)
	var log sarifLog
	decode(t, render(t, "sarif", r, linked), &log)
	run := log.Runs[0]
	if len(run.Results) != sarifResults || len(run.Invocations[0].Notes) == 0 {
		t.Errorf("%d results, notes %v", len(run.Results), run.Invocations[0].Notes)
	}
	prints := map[string]bool{}
	for _, one := range run.Results {
		if len(one.Locations) != 1 || len(one.Related) > sarifLocations || run.Tool.Driver.Rules[one.Index].ID != one.Rule {
			t.Fatalf("a result is wrong: %+v", one)
		}
		if one.Prints["primaryLocationLineHash"] != "" { // which the upload makes of the line itself
			t.Error("it has the hash of a line that it has not seen")
		}
		if name := one.Prints["soc2gateFinding/v1"]; prints[name] || name == "" {
			t.Fatalf("fingerprint %q is there twice", name)
		} else {
			prints[name] = true
		}
	}
	for _, rule := range run.Tool.Driver.Rules {
		if len(rule.Properties.Tags) > 10 || len(rule.Short.Text) > 1024 || rule.Help.Text == "" || rule.Properties.Score == "" {
			t.Errorf("%+v", rule)
		}
	}
}

// TestFingerprintsOutliveLines moves a block and adds an instance.
func TestFingerprintsOutliveLines(t *testing.T) {
	f := Finding{Rule: "a-rule", Verdict: "introduced", Severity: "high", Subject: "s", Address: `aws_x.y["a"]`, Source: &Lines{File: "main.tf", Start: 3, End: 5}}
	moved, other := f, f
	moved.Source = &Lines{File: "main.tf", Start: 30, End: 50}
	other.Address = `aws_x.y["b"]`
	want := fingerprints(t, f)
	if got := fingerprints(t, moved); got != want {
		t.Errorf("a block that moved: %s, want %s", got, want)
	}
	if got := fingerprints(t, f, other); got != want {
		t.Errorf("with another instance: %s, want %s", got, want)
	}
	other.Address, other.Rule = "aws_x.z", "b-rule"
	if got := fingerprints(t, other); got == want {
		t.Error("another rule and block have the same")
	}
}

func fingerprints(t *testing.T, findings ...Finding) string {
	t.Helper()
	var log sarifLog
	decode(t, render(t, "sarif", Result{Findings: findings}, Options{}), &log)
	if len(log.Runs[0].Results) != 1 {
		t.Fatalf("%d results", len(log.Runs[0].Results))
	}
	return log.Runs[0].Results[0].Prints["soc2gateFinding/v1"]
}
