package plan_test

import (
	"fmt"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

var sprintf = fmt.Sprintf

func accountShut(a *account.Account) account.Bool {
	return a.PublicAccessBlocks.Exists(func(p *account.PublicAccessBlock) account.Bool {
		all := account.Known(true)
		for _, flag := range account.Flags() {
			all = all.And(flag(&p.BlockFlags).Is(true))
		}
		return all
	})
}

func TestDeletedAccountBlockIsOff(t *testing.T) {
	before, after := judged(t, "pub-s3-bucket-bpa/account-block-removed", "")
	is(t, "before", accountShut(before), yes)
	if after.PublicAccessBlocks.Len() != 1 {
		t.Fatalf("%d blocks: the setting itself does not go", after.PublicAccessBlocks.Len())
	}
	for p := range after.PublicAccessBlocks.All() {
		for _, flag := range account.Flags() {
			f := flag(&p.BlockFlags).Fact()
			if f.Value != "false" || f.Origin.Source != account.FromAWS {
				t.Errorf("%v, want AWS's default", f)
			}
		}
		if !p.Touched() {
			t.Error("the plan has a hand in the block")
		}
	}
}

func TestDeletedAccountBlockIsOffWhateverIsLive(t *testing.T) {
	const live = `"s3.account_public_access_block":{"items":[{"Id":"account","BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}]}`
	_, after := judged(t, "pub-s3-bucket-bpa/account-block-removed", live)
	if after.PublicAccessBlocks.Len() != 1 {
		t.Errorf("%d blocks of one account", after.PublicAccessBlocks.Len())
	}
	is(t, "after", accountShut(after), no)
}

func TestAccountBlockComesAndLoosens(t *testing.T) {
	before, after := judged(t, "pub-s3-bucket-bpa/account-block-added", "")
	is(t, "added, before", accountShut(before), maybe)
	is(t, "added, after", accountShut(after), yes)
	before, after = judged(t, "pub-s3-bucket-bpa/account-block-loosened", "")
	is(t, "loosened, before", accountShut(before), yes)
	if got := accountShut(after); got.Tri() == yes {
		t.Errorf("loosened, after: %v", got.Why())
	}
}

func TestDeletedBucketBlockIsOff(t *testing.T) {
	before, after := judged(t, "pub-s3-bucket-bpa/block-deleted", "")
	for b := range after.Buckets.All() {
		was := the(t, before.Buckets, b.Label())
		if shut(was).Tri() != yes {
			continue
		}
		is(t, b.Called()+" after", shut(b), no)
		if f := b.BlockPolicy.Fact(); f.Origin.Source != account.FromAWS {
			t.Errorf("%v, want AWS's default", f)
		}
		return
	}
	t.Error("no bucket loses its block")
}

func TestModulesTwoLevelsDeepEachHaveTheirOwnBlock(t *testing.T) {
	_, after := judged(t, "pub-s3-bucket-bpa/nested-modules", "")
	if after.Buckets.Len() != 3 {
		t.Fatalf("%q", called(after.Buckets))
	}
	for b := range after.Buckets.All() {
		open := b.Name == "growth-campaigns"
		is(t, b.Called()+" restricts", b.RestrictBuckets.Is(!open), yes)
		is(t, b.Called()+" encrypts with KMS", b.Algorithm.Is("aws:kms"), yes)
	}
}

func TestAmbiguousBlockMakesEachCandidateUndecided(t *testing.T) {
	_, after := judged(t, "references/unknown-condition", "")
	if after.Buckets.Len() != 2 {
		t.Errorf("%q", called(after.Buckets))
	}
	for b := range after.Buckets.All() {
		is(t, b.Called(), shut(b), maybe)
		if f := b.BlockPolicy.Fact(); f.Cause != account.Ambiguous {
			t.Errorf("%v, want ambiguous", f)
		}
	}
}

func TestProviderAliasGivesTheRegion(t *testing.T) {
	_, after := judged(t, "plan/provider-alias", "")
	for address, region := range map[string]string{"module.ireland.aws_ebs_volume.main": "eu-west-1", "module.virginia.aws_ebs_volume.main": "us-east-1"} {
		if got := the(t, after.Volumes, address).Region; got != region {
			t.Errorf("%s is in %q, want %q", address, got, region)
		}
	}
}
