package plan

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// level is a place of the format with the members that Terraform writes there.
// What is decoded is found by its position in the list.
type level struct {
	what  string
	names []string
}

var (
	planLevel = &level{"", []string{
		"format_version", "terraform_version", "timestamp", "errored", "applyable", "complete", "resource_changes",
		"resource_drift", "deferred_changes", "action_invocations", "deferred_action_invocations", "prior_state",
		"configuration", "checks", "variables", "output_changes", "planned_values", "relevant_attributes", "proposed_unknown",
	}}
	changeLevel = &level{"resource_changes", []string{
		"address", "previous_address", "mode", "type", "name", "deposed", "change",
		"module_address", "index", "index_unknown", "provider_name", "action_reason",
	}}
	diffLevel = &level{"resource_changes.change", []string{
		"actions", "before", "after", "after_unknown", "before_sensitive", "after_sensitive", "importing",
		"replace_paths", "generated_config", "before_identity", "after_identity",
	}}
	deferralLevel = &level{"deferred_changes", []string{"reason", "resource_change"}}
	outputLevel   = &level{"outputs", []string{
		"before", "after", "before_sensitive", "after_sensitive", "value", "sensitive",
		"actions", "after_unknown", "type", "importing", "replace_paths", "generated_config", "before_identity", "after_identity",
	}}
	stateLevel    = &level{"prior_state", []string{"values", "format_version", "terraform_version", "checks"}}
	valuesLevel   = &level{"prior_state.values", []string{"root_module", "outputs"}}
	moduleLevel   = &level{"prior_state.module", []string{"resources", "child_modules", "address"}}
	resourceLevel = &level{"prior_state.resource", []string{
		"address", "mode", "type", "name", "deposed_key", "values", "sensitive_values",
		"index", "provider_name", "schema_version", "depends_on", "tainted", "identity_schema_version", "identity",
	}}
	configLevel    = &level{"configuration", []string{"provider_config", "root_module"}}
	providerLevel  = &level{"configuration.provider_config", []string{"expressions", "name", "full_name", "alias", "module_address", "version_constraint"}}
	configModLevel = &level{"configuration.module", []string{"resources", "module_calls", "outputs", "variables", "actions"}}
	callLevel      = &level{"configuration.module_call", []string{"expressions", "for_each_expression", "module", "count_expression", "source", "version_constraint", "depends_on"}}
	blockLevel     = &level{"configuration.resource", []string{
		"address", "type", "mode", "expressions", "for_each_expression", "provider_config_key",
		"name", "count_expression", "schema_version", "depends_on", "provisioners",
	}}
	variableLevel = &level{"configuration.variable", []string{"default", "sensitive", "description", "type", "ephemeral", "required", "deprecated", "nullable"}}
	declareLevel  = &level{"configuration.output", []string{"expression", "sensitive", "description", "depends_on", "ephemeral", "deprecated"}}
)

// The positions of what is decoded, in the lists above.
const (
	changeAddress = iota
	changePrevious
	changeMode
	changeType
	changeName
	changeDeposed
	changeDiff
)

const (
	diffActions = iota
	diffBefore
	diffAfter
	diffUnknown
	diffBeforeSensitive
	diffAfterSensitive
	diffImporting
)

const (
	providerExpressions = 0
	providerFullName    = 2
)

const (
	resourceAddress = iota
	resourceMode
	resourceType
	resourceName
	resourceDeposed
	resourceValues
	resourceSensitive
)

const (
	blockAddress = iota
	blockType
	blockMode
	blockExpressions
	blockForEach
	blockProvider
)

// find returns the position of a name. Members mostly come in one order, so
// that the search begins after the last one.
func (l *level) find(name []byte, after int) int {
	for i := range l.names {
		at := (after + i) % len(l.names)
		if l.names[at] == string(name) {
			return at
		}
	}
	return -1
}

// slots are the members of one object, by their positions.
type slots [16]jsontext.Value

// fields finds the members of an object that was read.
func (d *decoder) fields(l *level, raw jsontext.Value) (found slots, err error) {
	if kind(raw) != '{' {
		return found, fmt.Errorf("%s: an object was expected", l.what)
	}
	c := inside(raw)
	err = d.fieldsOf(l, &c, &found, nil)
	return found, err
}

// nested is a member that is itself an object with members to be found: both
// take one pass.
type nested struct {
	at    int
	level *level
	found *slots
}

func (d *decoder) fieldsOf(l *level, c *cursor, found *slots, in *nested) error {
	next := 0
	for {
		quoted, ok := c.name()
		if !ok {
			return nil
		}
		name := plain(quoted)
		at := l.find(name, next)
		next = at + 1
		switch {
		case at < 0:
			if err := d.stranger(l, name); err != nil {
				return err
			}
			c.value()
		case in != nil && at == in.at && c.enter().named:
			start, inner := c.at, c.enter()
			if err := d.fieldsOf(in.level, &inner, in.found, nil); err != nil {
				return err
			}
			c.leave(inner)
			found[at] = c.raw[start:c.at]
		default:
			found[at] = c.value()
		}
	}
}
