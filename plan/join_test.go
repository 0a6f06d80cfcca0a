package plan

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDoctoredJSONIsRefused changes one thing of a plan's JSON at a time. What
// nobody can see, and what makes no difference to anybody, is not tried:
//   - after_unknown: false, {}, [] and nothing at all are the same;
//   - prior state: an attribute that is null, or not there, is the same; a state
//     file may be older than the attribute;
//   - a number that is no integer, and the string of its digits: the msgpack of
//     the plan file may have it as a string.
func TestDoctoredJSONIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks the same code many thousands of times")
	}
	whole := []string{"aws", "deposed", "destroy", "forget", "modules", "moved", "refresh-only", "replace", "state", "target"}
	for _, dir := range savedPlans(t) {
		t.Run(dir, func(t *testing.T) {
			all := slices.Contains(whole, filepath.Base(dir)) && strings.HasPrefix(dir, "planfile")
			tried := refusals(t, dir, all)
			t.Logf("%d changes tried", tried)
		})
	}
}

// refusals tries all changes, or a few that a fixed seed chooses.
func refusals(t *testing.T, dir string, all bool) int {
	t.Helper()
	file, doc := savedPlan(t, dir), untangle(t, contentOf(t, filepath.Join(dir, "plan.json")))
	changes := changesOf(doc, file)
	if !all {
		r := rand.New(rand.NewPCG(uint64(len(dir)), uint64(len(changes))))
		r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		changes = changes[:min(len(changes), 40)]
	}
	if err := joined(t, file, doc); err != nil {
		t.Fatalf("as it is, it is refused: %v", err)
	}
	for _, c := range changes {
		undo := c.do()
		if err := joined(t, file, doc); err == nil {
			t.Errorf("accepted: %s", c.name)
		}
		undo()
	}
	if err := joined(t, file, doc); err != nil {
		t.Errorf("with all undone, it is refused: %v", err)
	}
	return len(changes)
}

func joined(t *testing.T, file File, doc any) error {
	t.Helper()
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	_, err = LoadFile(file, bytes.NewReader(raw))
	return err
}

func changesOf(doc map[string]any, file File) []doctored {
	d := &doctor{}
	d.plan(doc)
	list, _ := doc["resource_changes"].([]any)
	d.list(memberSpot(doc, "resource_changes", ""), list)
	for _, one := range list {
		d.change(one.(map[string]any))
	}
	if values, ok := treeChild(doc["prior_state"], "values").(map[string]any); ok {
		if len(file.Objects) > 0 {
			d.put(memberSpot(doc, "prior_state", ""), "dropped", doc["prior_state"], nil)
		}
		d.module(values["root_module"].(map[string]any))
	}
	variables, _ := doc["variables"].(map[string]any)
	for name := range file.Variables {
		of := memberSpot(variables, name, "variables")
		d.put(of, "dropped", variables[name], nil)
		inner := variables[name].(map[string]any)
		d.leaves(memberSpot(inner, "value", of.name), inner["value"])
	}
	slices.SortStableFunc(d.all, func(a, b doctored) int { return strings.Compare(a.name, b.name) })
	return d.all
}

// plan changes what is said of the plan as a whole.
func (d *doctor) plan(doc map[string]any) {
	d.put(memberSpot(doc, "terraform_version", ""), "altered", doc["terraform_version"], "1.11.5")
	d.put(memberSpot(doc, "timestamp", ""), "altered", doc["timestamp"], "2020-01-02T03:04:05Z")
	for _, name := range []string{"errored", "complete", "applyable"} {
		d.put(memberSpot(doc, name, ""), "flipped", doc[name], doc[name] != true)
	}
	later := map[string]any{"reason": "x", "resource_change": map[string]any{"address": "a_b.c", "type": "a_b", "name": "c", "mode": "managed"}}
	d.put(memberSpot(doc, "deferred_changes", ""), "added", nil, []any{later})
	for _, name := range []string{"action_invocations", "deferred_action_invocations"} {
		d.put(memberSpot(doc, name, ""), "added", nil, []any{map[string]any{"address": "action.a_b.c"}})
	}
}

// list drops, doubles and invents an instance.
func (d *doctor) list(p spot, list []any) {
	for i, one := range list {
		twin := renamed(one.(map[string]any))
		d.put(p, "one dropped", list, slices.Delete(slices.Clone(list), i, i+1))
		d.put(p, "one doubled", list, append(slices.Clone(list), one))
		d.put(p, "one invented", list, append(slices.Clone(list), twin))
		d.add(p.name+": one renamed", func() func() {
			list[i] = twin
			return func() { list[i] = one }
		})
	}
}

// renamed is another instance, and says so in all places.
func renamed(one map[string]any) map[string]any {
	twin := map[string]any{}
	for k, v := range one {
		twin[k] = v
	}
	name := one["name"].(string)
	at := strings.LastIndex(one["address"].(string), "."+name)
	twin["name"] = name + "_doctored"
	twin["address"] = one["address"].(string)[:at+1+len(name)] + "_doctored" + one["address"].(string)[at+1+len(name):]
	return twin
}

// change changes one of the plan's changes.
func (d *doctor) change(one map[string]any) {
	name := one["address"].(string)
	for _, key := range []string{"previous_address", "deposed"} {
		d.put(memberSpot(one, key, name), "altered", one[key], map[string]string{"previous_address": "a_b.c", "deposed": "0123abcd"}[key])
		if one[key] != nil {
			d.put(memberSpot(one, key, name), "dropped", one[key], nil)
		}
	}
	inner := one["change"].(map[string]any)
	for _, actions := range [][]any{{"no-op"}, {"create"}, {"read"}, {"update"}, {"delete"}, {"delete", "create"}, {"create", "delete"}, {"forget"}} {
		if !equalJSON(actions, inner["actions"]) {
			d.put(memberSpot(inner, "actions", name), "altered", inner["actions"], actions)
		}
	}
	if old, imports := inner["importing"]; imports {
		d.put(memberSpot(inner, "importing", name), "dropped", old, nil)
	} else {
		d.put(memberSpot(inner, "importing", name), "added", nil, map[string]any{"id": "x"})
	}
	for _, key := range []string{"before", "after"} {
		d.leaves(memberSpot(inner, key, name), inner[key])
	}
	d.masks(memberSpot(inner, "after_unknown", name), inner["after_unknown"], inner["after"])
}

// module changes the prior state.
func (d *doctor) module(m map[string]any) {
	resources, _ := m["resources"].([]any)
	d.list(memberSpot(m, "resources", "prior_state"), resources)
	d.lenient = true
	for _, one := range resources {
		one := one.(map[string]any)
		name := "prior_state " + one["address"].(string)
		d.put(memberSpot(one, "deposed_key", name), "altered", one["deposed_key"], "0123abcd")
		if one["deposed_key"] != nil {
			d.put(memberSpot(one, "deposed_key", name), "dropped", one["deposed_key"], nil)
		}
		d.leaves(memberSpot(one, "values", name), one["values"])
	}
	d.lenient = false
	children, _ := m["child_modules"].([]any)
	for _, child := range children {
		d.module(child.(map[string]any))
	}
}
