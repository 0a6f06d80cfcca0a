package planfile

import (
	"slices"
	"strings"
	"testing"

	"github.com/vmihailenco/msgpack/v5"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/soc2gate/soc2gate/account"
)

func TestPlanThatIsNotOneMeaningIsRefused(t *testing.T) {
	whole := planOf()
	good := create("a.b")
	for name, c := range map[string]struct{ why, tfplan string }{
		"empty":                    {"does not say the version", ""},
		"no version":               {"does not say the version", strings.TrimPrefix(whole, "\x08\x03")},
		"no Terraform":             {"which Terraform", varint(1, 3) + text(fieldBackend, "")},
		"no backend":               {"either a backend or", varint(1, 3) + text(fieldTerraform, "1")},
		"backend and store":        {"either a backend or", whole + text(fieldStateStore, "")},
		"version twice":            {"field 1 is there twice", whole + varint(1, 3)},
		"another version":          {"field 1 is there twice", whole + varint(1, 4)},
		"backend twice":            {"field 13 is there twice", whole + text(fieldBackend, text(1, "s3"))},
		"mode twice":               {"field 17 is there twice", whole + varint(fieldMode, 1) + varint(fieldMode, 0)},
		"errored twice":            {"field 20 is there twice", whole + varint(fieldErrored, 1) + varint(fieldErrored, 0)},
		"complete twice":           {"field 26 is there twice", whole + varint(fieldComplete, 0) + varint(fieldComplete, 1)},
		"applyable twice":          {"field 25 is there twice", whole + varint(fieldApplyable, 0) + varint(fieldApplyable, 1)},
		"Terraform twice":          {"field 14 is there twice", whole + text(fieldTerraform, "1")},
		"timestamp twice":          {"field 21 is there twice", whole + text(fieldTimestamp, "")},
		"unknown mode":             {"mode 3 is unknown", whole + varint(fieldMode, 3)},
		"no timestamp":             {`timestamp "yesterday"`, varint(1, 3) + text(fieldTimestamp, "yesterday")},
		"cut off in a tag":         {"cut off", whole + "\x80"},
		"cut off in a length":      {"cut off", whole + "\x1a\x80"},
		"longer than the rest":     {"longer than what is left", whole + "\x1a\x7f"},
		"absurd length":            {"longer than what is left", whole + "\x1a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		"number too long":          {"more than 64 bits", whole + "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"},
		"field 0":                  {"no valid number", whole + "\x02\x00"},
		"field too high":           {"no valid number", whole + "\x82\x80\x80\x80\x10\x00"},
		"group":                    {"groups are no part", whole + "\x1b\x1c"},
		"type 6":                   {"no such type", whole + "\x1e"},
		"fixed32 cut off":          {"cut off", whole + "\xfd\x02\x00"},
		"fixed64 cut off":          {"cut off", whole + "\xf9\x02\x00"},
		"changes as a number":      {"field 3: field 3 is of the wrong type", whole + varint(fieldChanges, 1)},
		"version as text":          {"field 1: it is of the wrong type", text(1, "\x03")},
		"mode as text":             {"field 17: it is of the wrong type", whole + text(fieldMode, "\x01")},
		"target as a number":       {"field 5 is of the wrong type", whole + varint(fieldTargets, 1)},
		"drift as a number":        {"field 18: it is of the wrong type", whole + varint(fieldDrift, 1)},
		"target not UTF-8":         {"not UTF-8", whole + text(fieldTargets, "\xff")},
		"target too long":          {"more than 65536", whole + text(fieldTargets, strings.Repeat("a", maxText+1))},
		"backend type twice":       {"field 1 is there twice", varint(1, 3) + text(fieldBackend, text(1, "s3"), text(1, "local"))},
		"backend type as a number": {"field 1: it is of the wrong type", varint(1, 3) + text(fieldBackend, varint(1, 1))},
		"change twice":             {`changes "a.b" twice`, whole + good + good},
	} {
		t.Run(name, func(t *testing.T) { refused(t, pack(t, with(base(t), changesName, c.tfplan)), c.why) })
	}
}

func TestChangeThatIsNotOneMeaningIsRefused(t *testing.T) {
	address, provider := text(changeAddress, "a.b"), text(changeProvider, testProvider)
	none := text(changeChange, varint(valueAction, 1), value("\xc0"))
	for name, c := range map[string]struct{ why, change string }{
		"no address":          {"no address", provider + none},
		"no provider":         {"it has no provider", address + none},
		"no change":           {"does not say what", address + provider},
		"address twice":       {"field 13 is there twice", address + address + provider + none},
		"provider twice":      {"field 8 is there twice", address + provider + provider + none},
		"strange provider":    {`"aws" is no provider`, address + text(changeProvider, "aws") + none},
		"change twice":        {"field 9 is there twice", address + provider + none + none},
		"deposed twice":       {"field 7 is there twice", address + provider + none + text(changeDeposed, "00000000") + text(changeDeposed, "")},
		"previous twice":      {"field 14 is there twice", address + provider + none + text(changePrevious, "a.c") + text(changePrevious, "")},
		"reason twice":        {"field 12 is there twice", address + provider + none + varint(changeReason, 1) + varint(changeReason, 2)},
		"short deposed key":   {"no key of a deposed", address + provider + none + text(changeDeposed, "x")},
		"address not UTF-8":   {"not UTF-8", text(changeAddress, "a.\xff") + provider + none},
		"provider not UTF-8":  {"not UTF-8", address + text(changeProvider, "\xff") + none},
		"long address":        {"more than 65536", text(changeAddress, strings.Repeat("a", maxText+1)) + provider + none},
		"address as a number": {"wrong type", varint(changeAddress, 1) + provider + none},
		"cut off":             {"field 13 is cut off", "\x6a\x7f"},
		"no number":           {"no valid number", "\x00"},
		"group":               {"groups are no part", "\x6b\x6c"},
		"unknown action":      {"action 11 is unknown", address + provider + text(changeChange, varint(valueAction, 11), value("\xc0"))},
		"action 4":            {"action 4 is unknown", address + provider + text(changeChange, varint(valueAction, 4), value("\xc0"))},
		"negative action":     {"action 18446744073709551615", address + provider + text(changeChange, varint(valueAction, 1<<64-1), value("\xc0"))},
		"action twice":        {"field 1 is there twice", address + provider + text(changeChange, varint(valueAction, 5), varint(valueAction, 1), value("\xc0"))},
		"action as text":      {"wrong type", address + provider + text(changeChange, text(valueAction, "x"))},
		"no value":            {"0 values where [create] has 1", address + provider + text(changeChange, varint(valueAction, 1))},
		"too many values":     {"2 values where [create] has 1", address + provider + text(changeChange, varint(valueAction, 1), value("\xc0"), value("\xc0"))},
		"three values":        {"more than two values", address + provider + text(changeChange, varint(valueAction, 3), value("\xc0"), value("\xc0"), value("\xc0"))},
		"too few values":      {"1 values where [update] has 2", address + provider + text(changeChange, varint(valueAction, 3), value("\xc0"))},
		"value as a number":   {"wrong type", address + provider + text(changeChange, varint(valueAction, 1), varint(valueValues, 1))},
		"empty value":         {"cut off", address + provider + text(changeChange, varint(valueAction, 1), value(""))},
		"value twice":         {"field 1 is there twice", address + provider + text(changeChange, varint(valueAction, 1), text(valueValues, text(1, "\xc0"), text(1, "\xc0")))},
		"bad value":           {`the value at "x"`, address + provider + text(changeChange, varint(valueAction, 1), value("\x81\xa1x\xc1"))},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, pack(t, with(base(t), changesName, planOf(text(fieldChanges, c.change)))), c.why)
		})
	}
}

func TestEveryActionIsThatOfTheJSON(t *testing.T) {
	two := value("\xc0") + value("\xc0")
	for number, c := range map[uint64]struct {
		values string
		want   []string
	}{
		0: {value("\xc0"), []string{"no-op"}}, 1: {value("\xc0"), []string{"create"}}, 2: {two, []string{"read"}},
		3: {two, []string{"update"}}, 5: {value("\xc0"), []string{"delete"}}, 6: {two, []string{"delete", "create"}},
		7: {two, []string{"create", "delete"}}, 8: {value("\xc0"), []string{"forget"}},
		9: {two, []string{"create", "forget"}}, 10: {two, []string{"forget", "create"}},
	} {
		f, err := openPlan(t, planOf(text(fieldChanges, text(changeAddress, "a.b"), text(changePrevious, "a.b"), text(changeProvider, testProvider),
			text(changeChange, varint(valueAction, number), c.values))))
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Changes[0]; !slices.Equal(got.Action, c.want) || got.PreviousAddress != "" {
			t.Errorf("%d: %+v", number, got)
		}
	}
}

// A newer version may mean anything: not even its members are looked at.
func TestPlanOfAnUnknownVersionSaysOnlyThat(t *testing.T) {
	raw := pack(t, append(with(base(t), changesName, varint(1, 4)+text(fieldTargets, "\xff")), part{"novelty", "x"}))
	f := mustOpen(t, raw)
	if f.Version != 4 || !f.UnknownVersion || f.TerraformVersion != "" || f.Modules != nil || f.Backend.Type != "" {
		t.Errorf("%+v", f)
	}
}

func TestFieldsOfTheRestOfThePlan(t *testing.T) {
	f, err := openPlan(t, planOf(
		text(fieldExcludes, "a.b"), text(fieldReplaces, "a.c"), text(fieldActionTargets, "action.x.y"),
		text(fieldDrift), text(fieldDrift), text(fieldDeferred), text(fieldActions), text(fieldDeferredActions),
		varint(fieldErrored, 1), varint(fieldApplyable, 0), varint(fieldComplete, 0),
		text(fieldExecutionGraph), varint(fieldDestroying, 1), text(fieldFunctions),
		varint(40, 1), varint(40, 1), text(41, "x"), "\xdd\x02\x00\x00\x00\x00", "\xe1\x02\x00\x00\x00\x00\x00\x00\x00\x00",
		text(fieldChanges, text(changeAddress, "a.b"), text(changeProvider, testProvider), text(20, "x"),
			text(changeChange, varint(valueAction, 1), text(9, "x"), text(valueValues, text(1, "\xc0"), text(2, "json")))),
	))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.Excludes, []string{"a.b"}) || !slices.Equal(f.Replaces, []string{"a.c"}) || !slices.Equal(f.ActionTargets, []string{"action.x.y"}) {
		t.Errorf("%q %q %q", f.Excludes, f.Replaces, f.ActionTargets)
	}
	if f.Drift != 2 || len(f.Deferred) != 1 || len(f.Actions) != 1 || len(f.DeferredActions) != 1 || !f.Errored || f.Applyable != account.False || f.Complete != account.False {
		t.Errorf("%+v", f)
	}
	want := []string{"Change 9", "DynamicValue 2", "Plan 40", "Plan 41", "Plan 43", "Plan 44", "ResourceInstanceChange 20"}
	if !slices.Equal(f.UnknownFields, want) {
		t.Errorf("%q", f.UnknownFields)
	}
}

// What a false pair of flags means depends on who wrote it.
func TestFlagsThatNobodyWroteAreUnknown(t *testing.T) {
	for _, c := range []struct {
		fields              string
		applyable, complete account.Tri
	}{
		{"", account.Unknown, account.Unknown},
		{varint(fieldApplyable, 1), account.True, account.False},
		{varint(fieldComplete, 1), account.False, account.True},
		{varint(fieldComplete, 1) + varint(fieldApplyable, 1), account.True, account.True},
	} {
		f, err := openPlan(t, planOf(c.fields))
		if err != nil || f.Applyable != c.applyable || f.Complete != c.complete {
			t.Errorf("%x: applyable %v, complete %v, %v", c.fields, f.Applyable, f.Complete, err)
		}
	}
}

func TestBackendIsKeptWithoutItsConfiguration(t *testing.T) {
	config := text(2, text(1, "\xaa not-a-real-key"))
	f, err := openPlan(t, varint(1, 3)+text(fieldTerraform, "1.16.0")+text(fieldStateStore, text(1, "aws_s3"), config, text(3, "blue"),
		text(4, text(1, "registry.terraform.io/hashicorp/aws"), text(2, "6.0.0"), text(3, text(1, "\xaa not-a-real-key")))))
	want := Backend{Type: "aws_s3", Workspace: "blue", StateStore: true, Provider: "registry.terraform.io/hashicorp/aws"}
	if err != nil || f.Backend != want {
		t.Errorf("%+v, %v", f.Backend, err)
	}
}

func TestBucketOfTheState(t *testing.T) {
	pack := func(v any) string {
		b, err := msgpack.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return text(2, text(1, string(b)))
	}
	for name, c := range map[string]struct{ backend, config, want string }{
		"s3":           {"s3", pack(map[string]any{"bucket": "state"}), "state"},
		"among others": {"s3", text(2, text(1, "\x83\xa9encrypted\xc3\xa6bucket\xa5state\xa5roles\x91\xa3one")), "state"},
		"another sort": {"gcs", pack(map[string]any{"bucket": "state"}), ""},
		"null":         {"s3", pack(map[string]any{"bucket": nil}), ""},
		"no object":    {"s3", pack([]string{"bucket", "state"}), ""},
		"cut off":      {"s3", text(2, text(1, "\x81\xa6bucket\xa5sta")), ""},
		"deep":         {"s3", text(2, text(1, "\x82\xa1a"+strings.Repeat("\x91", 1<<20)+"\xc3\xa6bucket\xa5state")), ""},
	} {
		f, err := openPlan(t, varint(1, 3)+text(fieldTerraform, "1.11.4")+text(fieldBackend, text(1, c.backend), c.config, text(3, "default")))
		if err != nil || f.Backend.Bucket != c.want {
			t.Errorf("%s: %q, %v", name, f.Backend.Bucket, err)
		}
	}
}

func TestTooMuchToKeepIsRefused(t *testing.T) {
	k := &keeper{interned: map[string]string{}, spent: maxKept - 1}
	if _, err := k.text([]byte("ab")); err == nil {
		t.Error("a text beyond the bound is kept")
	}
	r := &changeReader{File: &File{}, keeper: keeper{interned: map[string]string{}, spent: maxKept - 10}}
	if r.spend(changeCost) == nil {
		t.Error("a change beyond the bound is kept")
	}
	r.wire.left = 1 << 40
	if _, err := r.bytes(field{num: 3, typ: protowire.BytesType, value: maxChange + 1}, maxChange); err == nil || !strings.Contains(err.Error(), "more than 67108864") {
		t.Error(err)
	}
}
