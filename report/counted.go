package report

import (
	"strconv"
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// isCount tells whether the fact is how many there are of a kind, or how long a
// list of a thing is.
func (f Fact) isCount() bool {
	return f.Path == "count" && f.Source == account.FromListed.String() && f.Unknown == ""
}

// counted is such a fact in words: "no cloudtrail trails", "bob: 2 MFADevices".
func (f Fact) counted() string {
	of, what := "", f.Subject
	if i := strings.LastIndexByte(f.Subject, ' '); i >= 0 {
		of, what = f.Subject[:i]+": ", f.Subject[i+1:]
	} else if service, kind, ok := strings.Cut(f.Subject, "."); ok {
		what = strings.ReplaceAll(kind, "_", " ")
		if service != what {
			what = service + " " + what
		}
	}
	n, err := strconv.Atoi(f.Value)
	switch {
	case err != nil:
		return of + f.Value + " " + what
	case n == 0:
		return of + "no " + what
	case n == 1:
		return of + "1 " + singular(what)
	}
	return of + f.Value + " " + what
}

// told is the fact in one line: numbers of things, and that there is nothing, in words.
func (f Fact) told() string {
	if f.isCount() {
		return f.counted() + "  [" + f.Source + "]"
	}
	if f.Value == "" && f.Unknown == "" {
		f.Value = "nothing"
	}
	return strings.TrimSpace(f.String())
}

// singular is one of what a kind or an attribute names.
func singular(many string) string {
	if one, ok := strings.CutSuffix(many, "ies"); ok {
		return one + "y"
	}
	if strings.HasSuffix(many, "ss") || strings.HasSuffix(many, "us") {
		return many
	}
	return strings.TrimSuffix(many, "s")
}
