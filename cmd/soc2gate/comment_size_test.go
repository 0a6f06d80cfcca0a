package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/report"
)

// manyFindings makes a result whose text would be longer than GitHub takes.
func manyFindings(t *testing.T, n int) string {
	t.Helper()
	return demoResult(t, func(r *report.Result) {
		first := r.Findings[slices.IndexFunc(r.Findings, func(f report.Finding) bool { return f.Blocks })]
		for i := range n {
			f := first
			f.Address = fmt.Sprintf("aws_s3_bucket.%s[%d]", strings.Repeat("ü", 80), i)
			r.Findings = append(r.Findings, f)
		}
	})
}

func TestCommentThatIsTooLong(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	many := manyFindings(t, 3000)
	wrote(t, "created ", many)
	body := hub.bodies(ownBot)[0]
	if n := len(body); n > 60000 || n < 5000 {
		t.Errorf("%d bytes", n)
	}
	says(t, body, "All findings are in [the whole result](https://github.com/acme/infra/actions/runs/42).", "This text is a view")

	// So many findings are not remembered, and nobody says which are new.
	hub.head = "1111111111111111111111111111111111111111"
	wrote(t, "updated ", demoResult(t, nil), "--commit", hub.head)
	says(t, hub.bodies(ownBot)[0], "stood in the way then and", "which are new is not known")

	// A body that GitHub refuses is said to be refused.
	hub.instead = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPatch {
			refuse(w, http.StatusUnprocessableEntity, "Validation Failed: Body is too long (maximum is 65536 characters)")
		}
		return r.Method == http.MethodPatch
	}
	refusedIn(t, gate.ExitCannotTell, []string{"422", "Body is too long"}, many, "--commit", hub.head)
}

// TestCommentOfSeventyThousandCharacters fits, with what was cut.
func TestCommentOfSeventyThousandCharacters(t *testing.T) {
	hub, server := newGitHub(t, "")
	inActions(t, server.URL)
	var whole bytes.Buffer
	path := manyFindings(t, 100)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	whole.WriteString(report.Comment(r, report.Options{Limit: 10 << 20}))
	if n := len([]rune(whole.String())); n < 70000 {
		t.Fatalf("only %d characters", n)
	}
	wrote(t, "created ", path, "--whole", "the artifact soc2gate-result")
	body := hub.bodies(ownBot)[0]
	if len(body) > 60000 {
		t.Errorf("%d bytes", len(body))
	}
	says(t, body, "are shown in one line each. All of it is in `the artifact soc2gate-result`.")
}
