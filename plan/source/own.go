package source

import (
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// The functions that Terraform has and go-cty does not.

// textTo makes a function of one or more texts.
func textTo(ty cty.Type, n int, f func([]string) (cty.Value, error)) function.Function {
	params := make([]function.Parameter, n)
	for i := range params {
		params[i] = function.Parameter{Name: "text", Type: cty.String}
	}
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(ty),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			texts := make([]string, len(args))
			for i, arg := range args {
				texts[i] = arg.AsString()
			}
			return f(texts)
		},
	})
}

func truth(f func(a, b string) bool) function.Function {
	return textTo(cty.Bool, 2, func(t []string) (cty.Value, error) { return cty.BoolVal(f(t[0], t[1])), nil })
}

func text(f func(string) string) function.Function {
	return textTo(cty.String, 1, func(t []string) (cty.Value, error) { return cty.StringVal(f(t[0])), nil })
}

var (
	startsWithFunc   = truth(strings.HasPrefix)
	endsWithFunc     = truth(strings.HasSuffix)
	containsTextFunc = truth(strings.Contains)
	baseFunc         = text(path.Base)
	dirFunc          = text(path.Dir)
	urlFunc          = text(url.QueryEscape)
)

// replaceFunc takes a text between slashes for a regular expression.
var replaceFunc = textTo(cty.String, 3, func(t []string) (cty.Value, error) {
	if len(t[1]) < 2 || t[1][0] != '/' || t[1][len(t[1])-1] != '/' {
		return cty.StringVal(strings.ReplaceAll(t[0], t[1], t[2])), nil
	}
	re, err := regexp.Compile(t[1][1 : len(t[1])-1])
	if err != nil {
		return cty.NilVal, errors.New("the regular expression is not understood")
	}
	return cty.StringVal(re.ReplaceAllString(t[0], t[2])), nil
})

// listTo makes a function of lists of any type, all of them wholly known.
func listTo(ty cty.Type, n int, f func([][]cty.Value) (cty.Value, error)) function.Function {
	params := make([]function.Parameter, n)
	for i := range params {
		params[i] = function.Parameter{Name: "list", Type: cty.DynamicPseudoType}
	}
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(ty),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			lists := make([][]cty.Value, len(args))
			for i, arg := range args {
				if !arg.IsWhollyKnown() {
					return cty.UnknownVal(ty), nil
				}
				at := arg.Type()
				if !at.IsTupleType() && !at.IsListType() && !at.IsSetType() {
					return cty.NilVal, errors.New("it is no list")
				}
				lists[i] = arg.AsValueSlice()
			}
			return f(lists)
		},
	})
}

var allTrueFunc = listTo(cty.Bool, 1, func(lists [][]cty.Value) (cty.Value, error) {
	for _, item := range lists[0] {
		if !isTruth(item) {
			return cty.False, nil
		}
	}
	return cty.True, nil
})

var anyTrueFunc = listTo(cty.Bool, 1, func(lists [][]cty.Value) (cty.Value, error) {
	for _, item := range lists[0] {
		if isTruth(item) {
			return cty.True, nil
		}
	}
	return cty.False, nil
})

func isTruth(v cty.Value) bool {
	return !v.IsNull() && (v.RawEquals(cty.True) || v.RawEquals(cty.StringVal("true")))
}

var sumFunc = listTo(cty.Number, 1, func(lists [][]cty.Value) (cty.Value, error) {
	total := cty.Zero
	for _, item := range lists[0] {
		if item.IsNull() || item.Type() != cty.Number {
			return cty.NilVal, errors.New("a term is no number")
		}
		total = total.Add(item)
	}
	return total, nil
})

// oneFunc returns the only element of a list, or null if there is none.
var oneFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.DynamicPseudoType),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		ty := args[0].Type()
		if !ty.IsTupleType() && !ty.IsListType() && !ty.IsSetType() {
			return cty.NilVal, errors.New("it is no list")
		}
		if ty.IsSetType() && !args[0].IsWhollyKnown() {
			return cty.DynamicVal, nil
		}
		items := args[0].AsValueSlice()
		switch len(items) {
		case 0:
			return cty.NullVal(cty.DynamicPseudoType), nil
		case 1:
			return items[0], nil
		}
		return cty.NilVal, errors.New("the list has more than one element")
	},
})

// lengthFunc counts characters too.
var lengthFunc = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		switch ty := args[0].Type(); {
		case ty == cty.DynamicPseudoType:
			return cty.UnknownVal(cty.Number), nil
		case ty == cty.String:
			return stdlib.Strlen(args[0])
		case !ty.IsTupleType() && !ty.IsObjectType() && !ty.IsCollectionType():
			return cty.NilVal, errors.New("it has no length")
		}
		return args[0].Length(), nil
	},
})
