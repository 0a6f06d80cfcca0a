package report

import "strings"

// commandData sets a text as the message of a workflow command. The runner
// undoes exactly these escapes (actions/runner, 2026-11).
func commandData(s string) string { return dataMarks.Replace(s) }

// commandProperty sets a text as a property of a workflow command.
func commandProperty(s string) string { return propertyMarks.Replace(s) }

var (
	dataMarks     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyMarks = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
