package live

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/soc2gate/soc2gate/account"
)

// unchanged reads the account twice: the recordings are the same to the byte,
// but for the time.
func (d *doubled) unchanged(t *testing.T) {
	first, second := written(t, record(t, d.session(t, Options{}), nil)), written(t, record(t, d.session(t, Options{}), nil))
	if first != second {
		t.Errorf("the account did not change, and is recorded as\n%s\nand as\n%s", first, second)
	}
}

func written(t *testing.T, rec *account.Recording) string {
	t.Helper()
	rec.RecordedAt = time.Date(2026, 11, 27, 6, 0, 0, 0, time.UTC)
	var b strings.Builder
	if err := rec.Write(&b); err != nil {
		t.Fatal(err)
	}
	return lastDelivery.ReplaceAllString(b.String(), "")
}

// lastDelivery is the time of the last delivery of a trail. Moto says that it is
// now.
var lastDelivery = regexp.MustCompile(`"LatestDeliveryTime": "[^"]*"`)

// unimplemented looks at what moto answers with a page of HTML, of status 404 or
// 500, because it does not have the operation. Whatever the status, nothing is
// known by it, and not even that there is nothing.
func (d *doubled) unimplemented(t *testing.T) {
	w := d.witness()
	s := d.session(t, Options{HTTPClient: w})
	rec := record(t, s, nil)
	pages, lines := w.pages(), flat(t, rec)
	d.lacks = w.html
	t.Logf("moto does not have %v", pages)
	if len(pages) == 0 {
		t.Fatal("moto has everything: nothing is tested here")
	}
	for _, name := range pages {
		if n := slices.IndexFunc(s.Outcomes(), func(o Outcome) bool { return o.Operation == name && o.Causes[account.Unreachable] != o.Calls }); n >= 0 {
			t.Errorf("%s: a page of HTML is taken for %+v", name, s.Outcomes()[n])
		}
		told := 0
		for line, value := range lines {
			if strings.Contains(value, `"call":"`+name+`"`) {
				told++
				if !strings.Contains(value, `"`+string(account.Unreachable)+`"`) {
					t.Errorf("%s answered with a page of HTML, and %s = %s", name, line, value)
				}
			}
		}
		if told == 0 || strings.Contains(callsOf(t, rec), `"`+name+`"`) {
			t.Errorf("%s answered with a page of HTML, and the recording says so in %d places", name, told)
		}
	}
}

// callsOf are the operations that told an attribute, as the recording has them.
func callsOf(t *testing.T, rec *account.Recording) string {
	t.Helper()
	var b strings.Builder
	for kind := range rec.Kinds {
		for attribute, call := range rec.Kinds[kind].Calls {
			if attribute != "existence" { // settings of the account are there, whoever answers
				fmt.Fprintf(&b, "%q ", call)
			}
		}
	}
	return b.String()
}

// calls counts those for one bucket and one key of many. The others take part in
// the pages of listings and cost nothing else.
func (d *doubled) calls(t *testing.T) {
	id := d.fill(t, 3)
	few := d.count(t, id)
	d.fill(t, 60)
	many := d.count(t, id)
	for name, n := range many {
		if n != few[name] && !strings.Contains(name, ":List") {
			t.Errorf("%s: %d calls with a few buckets and keys, and %d with many", name, few[name], n)
		}
		if pages := few[name] + 2; n > pages {
			t.Errorf("%s: %d calls, which are not pages of a listing of 60", name, n)
		}
	}
	if few["s3:GetBucketPolicy"] != 2 || few["kms:GetKeyPolicy"] != 1 { // the trail's bucket leads to a second one
		t.Errorf("the bucket and the key that are wanted are not asked about, and only they: %v", few)
	}
}

// count reads all with an eye to one bucket and one key, and counts calls.
func (d *doubled) count(t *testing.T, key string) map[string]int {
	t.Helper()
	s := d.session(t, Options{})
	wants := func(names ...string) bool { return slices.Contains(names, "books") || slices.Contains(names, key) }
	if _, err := s.Record(Need{Regions: []string{testRegion}, Wants: wants, Touched: []account.Kind{account.Buckets.Kind}}); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, o := range s.Outcomes() {
		counts[o.Operation] += o.Calls
	}
	return counts
}

// fill makes buckets and keys until there are as many, and returns the id of the
// first key.
func (d *doubled) fill(t *testing.T, n int) string {
	t.Helper()
	buckets, keys := s3.NewFromConfig(d.config(t), func(o *s3.Options) { o.UsePathStyle = true }), kms.NewFromConfig(d.config(t))
	for i := len(must(buckets.ListBuckets(t.Context(), &s3.ListBucketsInput{})).Buckets); i < n; i++ {
		must(buckets.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(fmt.Sprint("other-", i))}))
	}
	have := must(keys.ListKeys(t.Context(), &kms.ListKeysInput{})).Keys
	for i := len(have); i < n; i++ {
		must(keys.CreateKey(t.Context(), &kms.CreateKeyInput{}))
	}
	return *have[0].KeyId
}
