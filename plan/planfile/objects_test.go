package planfile

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/plan/canonical"
)

// priorModule is a module of the prior state in a plan's JSON.
type priorModule struct {
	Resources []struct {
		Address string
		Deposed string `json:"deposed_key"`
		Values  json.RawMessage
	}
	Children []priorModule `json:"child_modules"`
}

func (m priorModule) told(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, r := range m.Resources {
		sum, err := canonical.Stated([]byte(r.Values))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprintf("%s %s %x", r.Address, r.Deposed, sum))
	}
	for _, child := range m.Children {
		list = append(list, child.told(t)...)
	}
	return list
}

func TestObjectsAreThoseOfThePriorState(t *testing.T) {
	seen := 0
	for name, raw := range plans(t) {
		var want struct {
			Prior struct {
				Values struct {
					Root priorModule `json:"root_module"`
				}
			} `json:"prior_state"`
		}
		if err := json.Unmarshal(read(t, filepath.Join("testdata", name, "plan.json")), &want); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, o := range mustOpen(t, raw).Objects {
			got = append(got, fmt.Sprintf("%s %s %x", o.Address, o.Deposed, o.Values.Open))
		}
		list := want.Prior.Values.Root.told(t)
		seen += len(list)
		if slices.Sort(list); !slices.Equal(slices.Sorted(slices.Values(got)), list) {
			t.Errorf("%s: the state has\n%s\nthe JSON\n%s", name, strings.Join(got, "\n"), strings.Join(list, "\n"))
		}
	}
	if seen < 30 {
		t.Errorf("only %d objects", seen)
	}
}

// stateOf is a state with these resources.
func stateOf(resources string) string {
	return `{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"00000000-0000-0000-0000-000000000001","resources":[` + resources + `]}`
}

func one(instance string) string {
	return stateOf(`{"mode":"managed","type":"a_b","name":"c","instances":[` + instance + `]}`)
}

func TestObjectsOfAState(t *testing.T) {
	f := mustOpen(t, pack(t, with(base(t), stateName, stateOf(
		`{"module":"module.m[\"k\"]","mode":"data","type":"a_b","name":"d","instances":[{"attributes":{"id":"1"}}]},`+
			`{"mode":"managed","type":"a_b","name":"c","instances":[{"index_key":10},{"index_key":2,"attributes_flat":{"id":"x"}},{"index_key":2,"deposed":"00000001","attributes":{}}]},`+
			`{"mode":"managed","type":"a_b","name":"none","instances":[]},{"mode":"managed","type":"a_b","name":"null","instances":null}`))))
	var got []string
	for _, o := range f.Objects {
		got = append(got, fmt.Sprintf("%s|%s|%v|%v", o.Address, o.Deposed, o.Flat, o.Values == noAttributes()))
	}
	want := []string{"a_b.c[10]||false|true", "a_b.c[2]||true|false", "a_b.c[2]|00000001|false|true", `module.m["k"].data.a_b.d||false|false`}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestStateThatTerraformDoesNotWriteIsRefused(t *testing.T) {
	for state, why := range map[string]string{
		one(`{"attributes":{}},{"attributes":{}}`): `"a_b.c" twice`,
		one(`{"Attributes":{"id":"x"}}`):           `it is "attributes" in any other`,
		one(`{"Deposed":"00000001"}`):              `it is "deposed"`,
		one(`{"index_key":1.5}`):                   "no key",
		one(`{"index_key":-1}`):                    "no key",
		one(`{"index_key":1e0}`):                   "no key",
		one(`{"index_key":true}`):                  "should be",
		one(`{"attributes":{"a":1,"a":2}}`):        "duplicate",
		one(`{"attributes":` + strings.Repeat("[", 600) + strings.Repeat("]", 600) + `}`): "nested too deep",
		one(`[]`): "should be",
		stateOf(`{"mode":"managed","type":"a_b","instances":[{}],"name":"c"}`):            "of which resource",
		stateOf(`{"mode":"ephemeral","type":"a_b","name":"c","instances":[{}]}`):          `mode "ephemeral"`,
		stateOf(`{"mode":"managed","type":"a_b","name":"c","Instances":[{}]}`):            `it is "instances"`,
		stateOf(`{"mode":"managed","type":"a_b","name":"c","instances":{}}`):              "should be",
		strings.Replace(one(`{}`), `"resources"`, `"Resources"`, 1):                       `it is "resources"`,
		one(`{"attributes":{"a":[` + strings.Repeat(`"x",`, maxObject/4+1000) + `"x"]}}`): "too long",
	} {
		t.Run(why, func(t *testing.T) { refused(t, pack(t, with(base(t), stateName, state)), why) })
	}
}

func TestVariablesThatWereSet(t *testing.T) {
	f := mustOpen(t, read(t, "testdata/state/tfplan"))
	for name, raw := range map[string]string{"nothing": `null`, "number_as_text": `"1.50"`, "set_secret": `"also-not-a-real-secret"`, "typed": `{"n":"7"}`} {
		if sum, err := canonical.JSON([]byte(raw), nil); err != nil || f.Variables[name] != sum {
			t.Errorf("%s is not %s", name, raw)
		}
	}
	if len(f.Variables) != 4 {
		t.Errorf("%d variables: defaults are none", len(f.Variables))
	}
}

func TestVariablesThatAreNoneAreRefused(t *testing.T) {
	variable := func(parts ...string) string { return text(fieldVariables, parts...) }
	good := variable(text(1, "a"), text(2, text(1, "\xa1x")))
	for name, fields := range map[string]string{
		"twice": good + good, "no name": variable(text(2, text(1, "\xa1x"))), "no value": variable(text(1, "a")),
		"more": variable(text(1, "a"), text(2, text(1, "\xa1x")), text(3, "x")), "two names": variable(text(1, "a"), text(1, "b"), text(2, text(1, "\xa1x"))),
		"broken": variable(text(1, "a"), text(2, text(1, "\xc1"))), "number": varint(fieldVariables, 1),
	} {
		if _, err := openPlan(t, planOf(fields)); err == nil || !strings.Contains(err.Error(), "field 2") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if f, err := openPlan(t, planOf(good)); err != nil || len(f.Variables) != 1 {
		t.Errorf("%v", err)
	}
}

func TestWhatComesLaterIsNamed(t *testing.T) {
	f, err := openPlan(t, planOf(
		text(fieldDeferred, text(1, varint(1, 2)), text(2, text(changeAddress, "a.b"))), text(fieldActions, text(1, "action.a.b")),
		text(fieldDeferredActions, text(2, text(1, "action.a.c"))),
		text(fieldChanges, text(changeAddress, "a.b"), text(changeProvider, testProvider), text(changeChange, value("\xc0"), text(valueImporting, text(1, "x")))),
	))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.Deferred, []string{"a.b"}) || !slices.Equal(f.Actions, []string{"action.a.b"}) || !slices.Equal(f.DeferredActions, []string{"action.a.c"}) || !f.Changes[0].Imports {
		t.Errorf("%q %q %q", f.Deferred, f.Actions, f.DeferredActions)
	}
	refused(t, pack(t, with(base(t), changesName, planOf(text(fieldActions, text(1, "a"), text(1, "b"))))), "there twice")
}
