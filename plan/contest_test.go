package plan

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	contestedBucket = `{"bucket":"b"}`
	contestedBlock  = `{"bucket":"b","block_public_acls":true,"block_public_policy":true,"ignore_public_acls":true,"restrict_public_buckets":true}`
	contestedOpen   = `{"bucket":"b","block_public_acls":false,"block_public_policy":false,"ignore_public_acls":false,"restrict_public_buckets":false}`
	contestedType   = "aws_s3_bucket_public_access_block."
)

func makesBucket() string {
	return does("create", "aws_s3_bucket.b", "null", contestedBucket, `{"id":true}`)
}

// With depends_on, the author lets the one that opens the bucket come last.
func TestTwoResourcesForOneSetting(t *testing.T) {
	for name, two := range map[string][]string{
		"both are new": {
			makesBucket(),
			does("create", contestedType+"z", "null", contestedBlock, `{"id":true}`),
			does("create", contestedType+"a", "null", contestedOpen, `{"id":true}`),
		},
		"one is renamed without a moved block": {
			does("delete", contestedType+"old", contestedBlock, "null", `{}`),
			does("create", contestedType+"new", "null", contestedBlock, `{"id":true}`),
		},
		"the old one goes last": {does("create,delete", contestedType+"a", contestedBlock, contestedBlock, `{"id":true}`)},
	} {
		m := made{prior: []string{was("aws_s3_bucket.b", `{"bucket":"b","id":"b"}`)}, changes: two}
		_, after := m.built(t)
		for b := range after.Buckets.All() {
			if f := b.BlockPolicy.Fact(); f.Cause != account.Contested {
				t.Errorf("%s: %+v, want a contested setting", name, f)
			}
		}
	}
}

func TestOneResourceForOneSetting(t *testing.T) {
	for _, how := range []string{"create", "update", "delete,create"} {
		before := contestedOpen
		if how == "create" {
			before = "null"
		}
		m := made{
			prior:   []string{was("aws_s3_bucket.b", `{"bucket":"b","id":"b"}`)},
			changes: []string{does(how, contestedType+"a", before, contestedBlock, `{}`)},
		}
		_, after := m.built(t)
		for b := range after.Buckets.All() {
			if b.BlockPolicy.Is(true).Tri() != account.True {
				t.Errorf("%s: %+v", how, b.BlockPolicy.Fact())
			}
		}
	}
}

func TestTwoResourcesForOneSettingOfTheAccount(t *testing.T) {
	const typ = "aws_s3_account_public_access_block."
	m := made{changes: []string{
		does("create", typ+"z", "null", contestedBlock, `{}`), does("create", typ+"a", "null", contestedOpen, `{}`),
	}}
	_, after := m.built(t)
	for p := range after.PublicAccessBlocks.All() {
		if f := p.BlockPolicy.Fact(); f.Cause != account.Contested {
			t.Errorf("%+v", f)
		}
	}
}

func TestTwoInlinePoliciesOfOneName(t *testing.T) {
	const admin, harmless = `{"name":"p","role":"r","policy":"{}"}`, `{"name":"p","role":"r","policy":"[]"}`
	m := made{
		prior: []string{was("aws_iam_role.r", `{"name":"r","id":"r"}`)},
		changes: []string{
			does("create", "aws_iam_role_policy.z", "null", harmless, `{"id":true}`),
			does("create", "aws_iam_role_policy.a", "null", admin, `{"id":true}`),
		},
	}
	_, after := m.built(t)
	for r := range after.Roles.All() {
		if r.Inline.Complete().Tri() != account.Unknown {
			t.Errorf("the policies %v are said to be all", r.Inline.Items())
		}
	}
}
