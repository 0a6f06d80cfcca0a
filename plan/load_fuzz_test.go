package plan

import (
	"bytes"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// FuzzLoad asks of the decoder, and of everything behind it, that no bytes
// whatever bring it down.
func FuzzLoad(f *testing.F) {
	for _, name := range []string{
		"plan/empty", "plan/deposed", "plan/sensitive", "plan/forget", "plan/move", "plan/odd-keys", "plan/errored", "plan/module-output",
		"iam-no-admin-attachment/exclusive", "pub-s3-bucket-bpa/conditional", "net-sg-no-open-admin-port/inline",
	} {
		f.Add(content(f, name+"/plan.json"))
	}
	f.Add([]byte(good))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		p, err := Load(bytes.NewReader(raw))
		if err != nil {
			return
		}
		p.Coverage()
		p.Counts()
		p.Limits()
		b := account.NewBuilder()
		if p.Before(b) != nil {
			return
		}
		if p.After(b) == nil {
			b.Build()
		}
	})
}
