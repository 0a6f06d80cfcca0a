package plan

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

func either(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func isSyntax(err error) bool {
	var syntax *jsontext.SyntacticError
	return errors.As(err, &syntax) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF)
}

// whatIs says what is wrong with JSON that is none.
func whatIs(e *jsontext.SyntacticError) string {
	text := brief(e.Err.Error())
	switch {
	case errors.Is(e, jsontext.ErrDuplicateName):
		return fmt.Sprintf("%s %q", text, brief(e.JSONPointer.LastToken()))
	case strings.Contains(text, "max depth"): // the library's, which lies higher
		return tooDeep
	}
	return text
}

// broken says in one line what is wrong with the JSON, and where.
func (d *decoder) broken(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the plan is cut off: its JSON ends in the middle")
	}
	at := d.json.InputOffset()
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		at, err = syntax.ByteOffset, errors.New(whatIs(syntax))
	}
	for strings.HasPrefix(err.Error(), "jsontext: ") && errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	if d.from.recoded {
		return fmt.Errorf("the plan cannot be read: %w (at byte %d of it as UTF-8)", err, at)
	}
	return fmt.Errorf("the plan cannot be read: %w (at byte %d)", err, at+d.from.skipped)
}
