package account

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// elements reads the elements of one statement.
func (r *documentReader) elements(raw rawStatement) (*clause, error) {
	s := &clause{}
	return s, errors.Join(
		s.readSid(raw.Sid),
		s.readEffect(raw.Effect),
		r.principal(s, raw),
		r.element("Action", raw.Action, raw.NotAction, r.action, &s.actions),
		r.element("Resource", raw.Resource, raw.NotResource, r.resource, &s.resources),
		r.conditions(s, raw.Condition),
		s.complete(),
	)
}

func (s *clause) readSid(raw jsontext.Value) (err error) {
	if raw != nil {
		s.sid, err = stringOf(raw)
	}
	s.sid = show(s.sid)
	return err
}

func (s *clause) readEffect(raw jsontext.Value) error {
	effect, err := stringOf(raw)
	if err != nil {
		return fmt.Errorf("Effect: %w", err)
	}
	switch effect {
	case "Allow":
		s.effect = True
	case "Deny":
		s.effect = False
	case Hole:
	default:
		return fmt.Errorf("effect %q", effect)
	}
	return nil
}

// complete refuses a statement that names no action.
func (s *clause) complete() error {
	if !s.actions.given {
		return errors.New("no action")
	}
	return nil
}

// element reads Action or Resource, or its opposite; both are an error.
func (r *documentReader) element(name string, is, not jsontext.Value, compile func(string) (pattern, error), into *element) error {
	if is != nil && not != nil {
		return fmt.Errorf("%s and Not%s together", name, name)
	}
	into.given, into.not = is != nil || not != nil, not != nil
	if !into.given {
		return nil
	}
	raw := is
	if into.not {
		raw = not
	}
	list, err := stringsOf(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, text := range list {
		p, err := compile(text)
		if err != nil {
			return fmt.Errorf("%s %q: %w", name, text, err)
		}
		into.patterns = append(into.patterns, p)
	}
	return nil
}

// action compiles an action: "*", or a service and an operation.
func (r *documentReader) action(text string) (pattern, error) {
	if strings.Trim(text, "*?") != "" && !strings.ContainsAny(text, ":"+Hole+NewName) {
		return pattern{}, errors.New("no service")
	}
	p, err := compile(strings.ToLower(text), false)
	p.text = text
	return p, err
}

func (r *documentReader) resource(text string) (pattern, error) {
	return compile(r.text(text), r.version == currentVersion)
}

// text returns the string as far as it can be understood: policy variables
// mean something only if the version of the language is known.
func (r *documentReader) text(s string) string {
	if isHole(r.version) && strings.Contains(s, "${") {
		return Hole
	}
	return s
}

// stringsOf decodes a string or a list of strings, none of them empty.
func stringsOf(raw jsontext.Value) ([]string, error) {
	list, err := listOf(raw)
	if err != nil {
		return nil, err
	}
	texts := make([]string, 0, len(list))
	for _, one := range list {
		text, err := stringOf(one)
		if err != nil {
			return nil, err
		}
		if text == "" {
			return nil, errors.New("an empty string")
		}
		texts = append(texts, text)
	}
	return texts, nil
}

// listOf decodes a list that is not empty; anything else is a list of one.
func listOf(raw jsontext.Value) ([]jsontext.Value, error) {
	list, err := anyList(raw)
	if err == nil && len(list) == 0 {
		err = errors.New("an empty list")
	}
	return list, err
}

// anyList is listOf for what may be empty.
func anyList(raw jsontext.Value) ([]jsontext.Value, error) {
	if raw.Kind() != '[' {
		return []jsontext.Value{raw}, nil
	}
	var list []jsontext.Value
	err := unmarshal(raw, &list)
	return list, err
}
