package source

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// format fills in texts that are not known yet where %s or %v stands.
func (e *evaluation) format(args []cty.Value, x hclsyntax.Expression) cty.Value {
	if plain, _ := cty.TupleVal(args).UnmarkDeep(); plain.IsWhollyKnown() {
		return e.apply(args, opaque, x, func(args []cty.Value) (cty.Value, error) {
			if tooWide(args) {
				return cty.DynamicVal, errors.New("the format is too wide")
			}
			return stdlib.FormatFunc.Call(args)
		})
	}
	if len(args) > 0 {
		pattern, marks, ok := keyText(args[0])
		if parts, simple := formatParts(pattern, args[1:]); ok && simple {
			return e.concat(parts, "", x).WithMarks(marks)
		}
	}
	return derived(cty.String, e.deep(cty.TupleVal(args)))
}

// formatParts splits a format that uses nothing but %s, %v and %%.
func formatParts(pattern string, args []cty.Value) ([]cty.Value, bool) {
	var parts []cty.Value
	for {
		before, verb, found := strings.Cut(pattern, "%")
		parts = append(parts, cty.StringVal(before))
		if !found {
			return parts, len(args) == 0
		}
		switch {
		case strings.HasPrefix(verb, "%"):
			parts = append(parts, cty.StringVal("%"))
		case (strings.HasPrefix(verb, "s") || strings.HasPrefix(verb, "v")) && len(args) > 0 && single(args[0]):
			parts, args = append(parts, args[0]), args[1:]
		default:
			return nil, false
		}
		pattern = verb[1:]
	}
}

// single tells whether a value is one text, or may be.
func single(v cty.Value) bool {
	plain, _ := v.Unmark()
	return plain.Type() == cty.String && !plain.IsNull()
}

// tooWide finds numbers in a format, which make much of little.
func tooWide(args []cty.Value) bool {
	if len(args) == 0 || args[0].IsNull() || !args[0].IsKnown() || args[0].Type() != cty.String {
		return true
	}
	digits := 0
	for _, r := range args[0].AsString() {
		if r >= '0' && r <= '9' {
			digits++
		} else {
			digits = 0
		}
		if digits > 3 {
			return true
		}
	}
	return strings.Contains(args[0].AsString(), "*")
}

// formatlist formats element by element.
func (e *evaluation) formatlist(args []cty.Value, x hclsyntax.Expression) cty.Value {
	length := -1
	columns := make([][]cty.Value, len(args))
	for i, arg := range args {
		plain, marks := arg.Unmark()
		ty := plain.Type()
		list := ty.IsTupleType() || ty.IsListType() || ty.IsSetType()
		if doubtful(marks) || list && (!plain.IsKnown() || plain.IsNull() || length >= 0 && plain.LengthInt() != length) || !list && !single(arg) {
			return derived(cty.DynamicPseudoType, e.deep(cty.TupleVal(args)))
		}
		if list {
			length = plain.LengthInt()
			columns[i] = plain.AsValueSlice()
		}
	}
	if length < 0 {
		return derived(cty.DynamicPseudoType, e.deep(cty.TupleVal(args)))
	}
	results := make([]cty.Value, length)
	for i := range results {
		row := make([]cty.Value, len(args))
		for j, arg := range args {
			row[j] = arg
			if columns[j] != nil {
				_, marks := arg.Unmark()
				row[j] = columns[j][i].WithMarks(depends(marks))
			}
		}
		results[i] = e.format(row, x)
	}
	if len(results) > 0 && cty.CanListVal(results) {
		return cty.ListVal(results)
	}
	return cty.TupleVal(results).Mark(shapeMark{})
}
