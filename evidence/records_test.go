package evidence

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/soc2gate/soc2gate/account"
)

func read(files map[string]string) (*Records, error) {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Read(dir)
}

func ticket(members string) string {
	return `{"schema":"soc2gate.record/v1","type":"out-of-band-ticket"` + members + `}`
}

// TestWhatIsNoRecordIsRefused keeps a misspelt record from being missed, and a
// record from giving itself what is to be measured.
func TestWhatIsNoRecordIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"not JSON": `{`, "another schema": `{"schema":"x"}`, "another type": `{"schema":"soc2gate.record/v1","type":"x"}`,
		"unknown member": ticket(`,"tiket":"OPS-1"`), "wrong case": ticket(`,"Ticket":"OPS-1"`), "twice": ticket(`,"ticket":"a","ticket":"b"`),
		"trailing data": ticket(``) + `{}`, "another sort of value": ticket(`,"ticket":7`), "its own digest": ticket(`,"sha256":"x"`),
		"its own list": `{"schema":"soc2gate.record/v1","type":"access-review","principals":[{"principal":"user/x"}]}`,
		"a short list": `{"schema":"soc2gate.population/v1","account":"1","recorded_at":"2026-11-01T00:00:00Z","count":2,"principals":[]}`,
	} {
		if _, err := read(map[string]string{"a/r.json": text}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestARecordIsOfItsAccount(t *testing.T) {
	all, err := read(map[string]string{
		"mine.json": ticket(`,"account":"123456789012"`), "theirs.json": ticket(`,"account":"210987654321"`), "every.json": ticket(``), "README.md": "text",
	})
	if err != nil {
		t.Fatal(err)
	}
	b := account.NewBuilder()
	b.ID = "123456789012"
	if err := all.Fill(b); err != nil {
		t.Fatal(err)
	}
	var names []string
	for one := range b.Build().OutOfBandTickets.All() {
		names = append(names, one.ID)
		if digest, known := one.Digest.Get(); !known || !strings.HasPrefix(digest, "sha256:") {
			t.Errorf("%s has no digest", one.ID)
		}
	}
	if got := strings.Join(names, " "); got != "every.json mine.json" {
		t.Errorf("the records are %s", got)
	}
}

// TestTemplatesCountForNothing signs nobody's name under what was written by a
// program, and reads what it wrote.
func TestTemplatesCountForNothing(t *testing.T) {
	b := account.NewBuilder()
	b.ID = "123456789012"
	files := map[string]string{}
	for _, one := range Vendor(b.Clone().Build()) {
		files[one.Name] = one.Text
	}
	all, err := read(files)
	if err != nil || all.Len() != 2 {
		t.Fatal(all, err)
	}
	if err := all.Fill(b); err != nil {
		t.Fatal(err)
	}
	a := b.Build()
	if got := a.SubserviceMapped(func(string) bool { return true }).Tri(); got != account.False {
		t.Errorf("a table that nobody signed is %v", got)
	}
	if got := a.VendorReviewed().Tri(); got == account.True {
		t.Error("a review that nobody signed counts")
	}
}

func FuzzRecords(f *testing.F) {
	f.Add(ticket(`,"ticket":{"unknown":"denied"}`))
	f.Add(`{"schema":"soc2gate.population/v1","count":0,"principals":[]}`)
	f.Fuzz(func(_ *testing.T, text string) {
		if all, err := read(map[string]string{"r.json": text}); err == nil {
			_ = all.Fill(account.NewBuilder())
		}
	})
}
