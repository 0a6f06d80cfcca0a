package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/gate"
)

// TestHostilePlansAreUnreadable: whatever the plan does to be taken for
// another, the answer is one line and the exit code of unreadable input.
func TestHostilePlansAreUnreadable(t *testing.T) {
	const head = `{"format_version":"1.2","errored":false,`
	for name, in := range map[string]string{
		"member twice":     head + `"resource_changes":[],"resource_changes":[],"configuration":{}}`,
		"wrong case":       head + `"Resource_Changes":[],"configuration":{}}`,
		"trailing data":    head + `"configuration":{}}{}`,
		"deep":             head + `"planned_values":` + strings.Repeat("[", 1000),
		"half a surrogate": head + `"planned_values":"\ud800","configuration":{}}`,
		"UTF-16, no mark":  "{\x00}\x00",
		"large text":       head + `"planned_values":"` + strings.Repeat("a", 18<<20),
		"name of escapes":  head + `"\u001b[2J\nALLOWED":1,"\u001b[2J\nALLOWED":1}`,
		"address of many":  head + `"resource_changes":[{"address":"` + strings.Repeat(`\n`, 1<<16) + `"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			var out, story bytes.Buffer
			code := run([]string{"soc2gate", "check", "--offline", "-"}, strings.NewReader(in), &out, &story)
			if code != gate.ExitUsage || out.Len() > 0 {
				t.Errorf("exit code %d, stdout %q", code, out.String())
			}
			if text := story.String(); strings.Count(text, "\n") != 1 || len(text) > 1000 || strings.ContainsRune(text, 0x1b) {
				t.Errorf("stderr is not one short clean line: %.2000q", text)
			}
		})
	}
}
