package plan

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// action is what apply does to one resource instance.
type action uint8

const (
	noop action = iota
	create
	read
	update
	destroy
	replaceDeleteFirst
	replaceCreateFirst
	forget
	createThenForget
)

// classify names a list of plan actions. Terraform may add combinations that
// this version does not know; judging a plan with one of them would be a guess.
func classify(raw jsontext.Value) (action, error) {
	switch string(raw) {
	case `["no-op"]`:
		return noop, nil
	case `["create"]`:
		return create, nil
	case `["read"]`:
		return read, nil
	case `["update"]`:
		return update, nil
	case `["delete"]`:
		return destroy, nil
	case `["delete","create"]`:
		return replaceDeleteFirst, nil
	case `["create","delete"]`:
		return replaceCreateFirst, nil
	case `["forget"]`:
		return forget, nil
	case `["create","forget"]`, `["forget","create"]`: // the latter is OpenTofu's
		return createThenForget, nil
	}
	compact := raw.Clone()
	if err := compact.Canonicalize(); err == nil && string(compact) != string(raw) {
		return classify(compact) // it was written with blanks or escapes
	}
	return noop, fmt.Errorf("actions %s are not known to this version", brief(string(raw)))
}

// actionNamed is classify for a list of names.
func actionNamed(names []string) (action, error) {
	return classify(jsontext.Value(`["` + strings.Join(names, `","`) + `"]`))
}

// sets tells whether the action gives the instance new values.
func (a action) sets() bool {
	switch a {
	case create, update, replaceDeleteFirst, replaceCreateFirst, createThenForget:
		return true
	case noop, read, destroy, forget:
	}
	return false
}

// ends tells whether there was an instance that the action does away with,
// changes or lets go.
func (a action) ends() bool {
	switch a {
	case update, destroy, replaceDeleteFirst, replaceCreateFirst, forget, createThenForget:
		return true
	case noop, create, read:
	}
	return false
}

// String returns the word that outputs use for the action.
func (a action) String() string {
	return [...]string{
		"no-op", "create", "read", "update", "delete", "replace", "replace", "forget", "create-then-forget",
	}[a]
}
