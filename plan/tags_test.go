package plan

import (
	"reflect"
	"testing"
)

// TestDefaultTagsAreThoseOfTheOwnAlias: tags_all is not known in this plan, and
// each bucket inherits from another configuration of the provider.
func TestDefaultTagsAreThoseOfTheOwnAlias(t *testing.T) {
	p := saved(t, "plan/default-tags")
	for address, want := range map[string]map[string]Tag{
		"aws_s3_bucket.open": {
			"Team": {"growth", true}, "Confidentiality": {"internal", true}, "Release": {},
		},
		"module.store.aws_s3_bucket.this": {
			"Team": {"payments", true}, "Confidentiality": {"secret", true}, "Release": {},
		},
	} {
		tags, complete := p.Tags(address)
		if !complete || !reflect.DeepEqual(tags, want) {
			t.Errorf("%s: %v (complete: %v), want %v", address, tags, complete, want)
		}
	}
	if tags, complete := p.Tags("aws_s3_bucket.none"); tags != nil || complete {
		t.Errorf("a bucket that is not there has the tags %v", tags)
	}
}

// TestDefaultTagsOfALocalAreNotInTheJSON: what is not sure is not complete.
func TestDefaultTagsOfALocalAreNotInTheJSON(t *testing.T) {
	tags, complete := fixture(t, "plan/default-tags").Tags("aws_s3_bucket.open")
	if complete || len(tags) != 0 {
		t.Errorf("%v (complete: %v)", tags, complete)
	}
}
