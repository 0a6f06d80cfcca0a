package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/live"
)

func permissionsCommand() *cli.Command {
	return &cli.Command{
		Name:  "permissions",
		Usage: "print the IAM policy that allows reading the account and nothing else",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "json", Usage: "json or terraform"},
		},
		Action: permissions,
	}
}

func permissions(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("permissions takes no arguments")
	}
	switch c.String("format") {
	case "json":
		return writePolicy(c.App.Writer)
	case "terraform":
		return writePolicyDocument(c.App.Writer)
	}
	return usage("--format is json or terraform, not %q", c.String("format"))
}

// policyVersion is the current one of the policy language.
const policyVersion = "2012-10-17"

// statement is one of an IAM policy. None of the operations has a narrower
// resource that would be known before the account is read.
type statement struct {
	Sid      string
	Effect   string
	Action   []string
	Resource string
}

func writePolicy(w io.Writer) error {
	policy := struct {
		Version   string
		Statement []statement
	}{policyVersion, []statement{{"Soc2gateRead", "Allow", live.Actions(), "*"}}}
	if err := json.MarshalWrite(w, policy, jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("write policy: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err //nolint:wrapcheck // of standard output
}

func writePolicyDocument(w io.Writer) error {
	var b strings.Builder
	b.WriteString("data \"aws_iam_policy_document\" \"soc2gate\" {\n  statement {\n    sid       = \"Soc2gateRead\"\n    effect    = \"Allow\"\n    resources = [\"*\"]\n    actions = [\n")
	for _, action := range live.Actions() {
		fmt.Fprintf(&b, "      %q,\n", action)
	}
	b.WriteString("    ]\n  }\n}\n")
	_, err := io.WriteString(w, b.String())
	return err //nolint:wrapcheck // of standard output
}
