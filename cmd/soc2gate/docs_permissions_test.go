package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/live"
)

// TestDocsOfPermissions compares docs/permissions.md with what the collectors
// declare.
func TestDocsOfPermissions(t *testing.T) {
	var b strings.Builder
	b.WriteString("\n## By kind\n\n| Kinds | Actions |\n|---|---|\n")
	for _, p := range live.Permissions() {
		kinds := make([]string, 0, len(p.Kinds))
		for _, k := range p.Kinds {
			kinds = append(kinds, "`"+string(k)+"`")
		}
		if len(kinds) == 0 {
			kinds = []string{"(" + p.Collector + ")"}
		}
		upper := ""
		if p.Upper {
			upper = ", of the management account or a delegated administrator"
		}
		fmt.Fprintf(&b, "| %s%s | `%s` |\n", strings.Join(kinds, ", "), upper, strings.Join(p.Actions, "`, `"))
	}
	comparePage(t, "permissions.md", b.String())
}

// TestPermissionsOnlyRead looks at every action of the policy: its verb is one
// that changes nothing, and it gives away nothing that is stored.
func TestPermissionsOnlyRead(t *testing.T) {
	verbs := []string{"Get", "List", "Describe", "LookupEvents", "Check", "BatchGet", "GenerateCredentialReport"}
	stored := []string{"s3:GetObject", "ssm:GetParameter", "secretsmanager:GetSecretValue", "kms:Decrypt", "dynamodb:GetItem", "lambda:GetFunction", "logs:GetLogEvents"}
	for _, action := range live.Actions() {
		_, verb, _ := strings.Cut(action, ":")
		read := false
		for _, v := range verbs {
			read = read || strings.HasPrefix(verb, v)
		}
		for _, s := range stored {
			read = read && action != s
		}
		if !read {
			t.Errorf("%s is no action that only reads settings", action)
		}
	}
}

// TestPermissionsPrinted compares both forms of the policy with the actions.
func TestPermissionsPrinted(t *testing.T) {
	out := func(format string) string {
		var stdout, stderr strings.Builder
		if code := run([]string{"soc2gate", "permissions", "--format", format}, nil, &stdout, &stderr); code != 0 {
			t.Fatalf("exit %d: %s", code, stderr.String())
		}
		return stdout.String()
	}
	var policy struct{ Statement []statement }
	if err := json.Unmarshal([]byte(out("json")), &policy); err != nil {
		t.Fatal(err)
	}
	if got := policy.Statement[0].Action; strings.Join(got, " ") != strings.Join(live.Actions(), " ") || len(got) == 0 {
		t.Errorf("the policy allows %v", got)
	}
	for _, action := range live.Actions() {
		if !strings.Contains(out("terraform"), fmt.Sprintf("%q,\n", action)) {
			t.Errorf("the policy document lacks %s", action)
		}
	}
}
