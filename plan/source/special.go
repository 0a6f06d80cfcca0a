package source

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// special is a function that works on texts with holes, or chooses.
type special func(*evaluation, []cty.Value, hclsyntax.Expression) cty.Value

func specials() map[string]special {
	return map[string]special{
		"jsonencode":   (*evaluation).jsonencode,
		"join":         (*evaluation).join,
		"format":       (*evaluation).format,
		"formatlist":   (*evaluation).formatlist,
		"coalesce":     (*evaluation).coalesce,
		"compact":      (*evaluation).compact,
		"distinct":     (*evaluation).distinct,
		"sensitive":    hide,
		"nonsensitive": (*evaluation).same,
	}
}

func hide(e *evaluation, args []cty.Value, x hclsyntax.Expression) cty.Value {
	return e.same(args, x).Mark(secretMark{})
}

// same keeps a secret one: what the author calls harmless may still not be shown.
func (e *evaluation) same(args []cty.Value, x hclsyntax.Expression) cty.Value {
	if len(args) != 1 {
		return e.stuck(x, "is not understood")
	}
	return args[0]
}

// jsonencode writes JSON in which values that are not known yet are strings.
func (e *evaluation) jsonencode(args []cty.Value, x hclsyntax.Expression) cty.Value {
	if len(args) != 1 {
		return e.stuck(x, "is not understood")
	}
	if plain, marks := args[0].UnmarkDeep(); plain.IsWhollyKnown() && !hasBag(marks) {
		return e.apply(args, opaque, x, stdlib.JSONEncodeFunc.Call)
	}
	w := &jsonWriter{evaluation: e, marks: cty.ValueMarks{}}
	if !w.value(args[0], 0) {
		return derived(cty.String, e.deep(args[0]))
	}
	return e.ofText(w.out.String()).WithMarks(only(w.marks))
}

func hasBag(marks cty.ValueMarks) bool {
	_, ok := marks[bagMark{}]
	return ok
}

// jsonWriter writes a value as JSON.
type jsonWriter struct {
	*evaluation
	out   strings.Builder
	marks cty.ValueMarks
}

func (w *jsonWriter) value(v cty.Value, depth int) bool {
	plain, marks := v.Unmark()
	for m := range marks {
		w.marks[m] = struct{}{}
	}
	ty := plain.Type()
	switch {
	case depth > maxNesting || w.out.Len() > maxText || !w.spend(1):
		return false
	case !plain.IsKnown() || (!plain.IsNull() && ty == cty.String):
		text, ok := w.textOf(v)
		if n, lone := w.lone(text); lone && !w.filled(v) { // it may be anything, null as well
			h := w.holes[n]
			h.encoded, h.element = true, true
			h.same, h.maybe, h.closed = false, nil, false
			w.out.WriteString(w.newHole(h))
			return ok
		}
		return w.text(text) && ok
	case plain.IsNull():
		w.out.WriteString("null")
		return true
	case ty.IsTupleType(), ty.IsListType(), ty.IsSetType():
		return w.items(plain.AsValueSlice(), depth)
	case ty.IsObjectType(), ty.IsMapType():
		return w.members(plain.AsValueMap(), depth)
	}
	text, err := convert.Convert(plain, cty.String)
	if err == nil {
		w.out.WriteString(text.AsString())
	}
	return err == nil
}

func (w *jsonWriter) items(items []cty.Value, depth int) bool {
	w.out.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			w.out.WriteByte(',')
		}
		if !w.value(item, depth+1) {
			return false
		}
	}
	w.out.WriteByte(']')
	return true
}

func (w *jsonWriter) members(members map[string]cty.Value, depth int) bool {
	w.out.WriteByte('{')
	for i, name := range names(members) {
		if i > 0 {
			w.out.WriteByte(',')
		}
		if hasPrivate(name) || !w.text(name) {
			return false
		}
		w.out.WriteByte(':')
		if !w.value(members[name], depth+1) {
			return false
		}
	}
	w.out.WriteByte('}')
	return true
}

// text writes a string. Whatever will be in its holes, jsonencode escapes.
func (w *jsonWriter) text(text string) bool {
	for _, n := range w.holesIn(text) {
		if !w.spend(1 + len(text)/64) {
			return false
		}
		h := w.holes[n]
		h.encoded, h.element = true, false
		text = strings.Replace(text, holeText(n), w.newHole(h), 1)
	}
	quoted, err := jsontext.AppendQuote(nil, text)
	w.out.Write(quoted)
	return err == nil && w.spend(len(text)/64)
}

// join concatenates the elements of lists.
func (e *evaluation) join(args []cty.Value, x hclsyntax.Expression) cty.Value {
	if len(args) < 2 {
		return e.stuck(x, "is not understood")
	}
	separator, marks, ok := keyText(args[0])
	var parts []cty.Value
	for _, arg := range args[1:] {
		plain, listMarks := arg.Unmark()
		if !ok || doubtful(listMarks) || !plain.IsKnown() || plain.IsNull() || !isList(plain.Type()) {
			return derived(cty.String, e.deep(cty.TupleVal(args)))
		}
		marks = depends(marks, listMarks)
		parts = append(parts, plain.AsValueSlice()...)
	}
	return e.concat(parts, separator, x).WithMarks(marks)
}

// coalesce takes the first argument that is neither null nor an empty string,
// which may not be known yet.
func (e *evaluation) coalesce(args []cty.Value, x hclsyntax.Expression) cty.Value {
	types := make([]cty.Type, len(args))
	for i, arg := range args {
		types[i] = arg.Type()
	}
	ty, _ := convert.UnifyUnsafe(types)
	if ty == cty.NilType {
		return e.stuck(x, "has arguments of types that do not fit")
	}
	result := e.apply([]cty.Value{e.firstFilled(args, x)}, transparent, x, func(args []cty.Value) (cty.Value, error) {
		return convert.Convert(args[0], ty)
	})
	return e.maybeSet(result, args...)
}

func (e *evaluation) firstFilled(args []cty.Value, x hclsyntax.Expression) cty.Value {
	for i, arg := range args {
		plain, _ := arg.Unmark()
		empty := plain.IsNull() || plain.IsKnown() && plain.Type() == cty.String && plain.AsString() == ""
		switch {
		case empty:
		case plain.IsKnown() || e.filled(arg):
			return arg
		case i == len(args)-1:
			return arg
		default:
			rest := e.firstFilled(args[i+1:], x)
			return e.either(arg, rest, nil, x)
		}
	}
	return e.stuck(x, "has no argument with a value")
}

// filled tells whether a text that is not known yet is surely not empty: it
// has a known part, is an ARN or id that AWS gives, or a policy document.
func (e *evaluation) filled(v cty.Value) bool {
	_, marks := v.Unmark()
	text, ok := onlyText(marks)
	if !ok || doubtful(marks) {
		return false
	}
	n, lone := e.lone(text)
	return !lone || e.holes[n].same && (isName(e.holes[n].origins[0]) || isDocument(e.holes[n].origins[0]))
}

// compact leaves out what is null or empty.
func (e *evaluation) compact(args []cty.Value, x hclsyntax.Expression) cty.Value {
	how := opaque
	if len(args) == 1 {
		plain, marks := args[0].Unmark()
		how = transparent
		if doubtful(marks) || !plain.IsKnown() || plain.IsNull() || !plain.CanIterateElements() {
			how = opaque
		} else {
			for _, item := range plain.AsValueSlice() {
				if bare, _ := item.Unmark(); !bare.IsKnown() && !e.filled(item) {
					how = opaque
				}
			}
		}
	}
	return e.apply(args, how, x, func(args []cty.Value) (cty.Value, error) {
		for i := range args {
			if list, err := convert.Convert(args[i], cty.List(cty.String)); err == nil {
				args[i] = list
			}
		}
		return stdlib.CompactFunc.Call(args)
	})
}

// distinct leaves out what is equal; of values not known yet nobody knows
// which are, so that the result has no places.
func (e *evaluation) distinct(args []cty.Value, x hclsyntax.Expression) cty.Value {
	result := e.apply(args, transparent, x, func(args []cty.Value) (cty.Value, error) {
		for i := range args {
			if list, err := convert.Convert(args[i], cty.List(cty.DynamicPseudoType)); err == nil {
				args[i] = list
			}
		}
		return stdlib.DistinctFunc.Call(args)
	})
	if plain, _ := result.UnmarkDeep(); plain.IsWhollyKnown() || !plain.IsKnown() {
		return result
	}
	return result.Mark(bagMark{})
}
