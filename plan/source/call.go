package source

import (
	"errors"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// call evaluates a function call.
func (e *evaluation) call(x *hclsyntax.FunctionCallExpr, v *env) cty.Value {
	switch x.Name {
	case "try":
		return e.try(x, v)
	case "can":
		return e.can(x, v)
	}
	args, ok := e.arguments(x, v)
	if !ok {
		return derived(cty.DynamicPseudoType, e.deep(cty.TupleVal(args)))
	}
	if special := specials()[x.Name]; special != nil {
		return special(e, args, x)
	}
	if why := notInPlan[x.Name]; why != "" {
		return e.stuck(x, "calls "+x.Name+"(), "+why).WithMarks(depends(e.deep(cty.TupleVal(args))))
	}
	f, ok := e.functions()[x.Name]
	if !ok {
		return e.stuck(x, "calls "+x.Name+"(), which is not implemented here").WithMarks(depends(e.deep(cty.TupleVal(args))))
	}
	how := f.how
	if f.plainFrom > 0 && !e.plain(args, f.plainFrom) {
		how = opaque
	}
	return e.apply(args, how, x, func(args []cty.Value) (cty.Value, error) {
		if f.cost != nil && !e.spend(f.cost(args)) {
			return cty.DynamicVal, errors.New("it takes too much work")
		}
		return f.call(args)
	})
}

// plain tells whether the arguments from the nth on are wholly known: they
// say what to take.
func (e *evaluation) plain(args []cty.Value, n int) bool {
	for _, arg := range args[min(n, len(args)):] {
		if plain, _ := arg.UnmarkDeep(); !plain.IsWhollyKnown() {
			return false
		}
	}
	return true
}

// arguments evaluates the arguments, the last one spread if it ends in "...".
func (e *evaluation) arguments(x *hclsyntax.FunctionCallExpr, v *env) ([]cty.Value, bool) {
	var args []cty.Value
	for i, arg := range x.Args {
		value := e.eval(arg, v)
		if !x.ExpandFinal || i < len(x.Args)-1 {
			args = append(args, value)
			continue
		}
		plain, marks := value.Unmark()
		if _, bag := marks[bagMark{}]; bag || !plain.IsKnown() || plain.IsNull() || !plain.CanIterateElements() {
			return append(args, value), false
		}
		for it := plain.ElementIterator(); it.Next(); {
			_, item := it.Element()
			args = append(args, item.WithMarks(depends(marks)))
		}
	}
	return args, true
}

// known is a function as it comes with go-cty, and how it is called.
type known struct {
	function.Function
	how       treatment
	plainFrom int                   // arguments from here on must be known for the function to move values
	cost      func([]cty.Value) int // of what makes more of little
	definite  bool                  // it is Terraform's own, so that it fails where Terraform fails
}

var errDefinite = errors.New("Terraform fails here as well")

// call converts the arguments to what the function wants, and calls it.
func (k known) call(args []cty.Value) (cty.Value, error) {
	params, more := k.Params(), k.VarParam()
	for i := range args {
		want := cty.DynamicPseudoType
		switch {
		case i < len(params):
			want = params[i].Type
		case more != nil:
			want = more.Type
		}
		converted, err := convert.Convert(args[i], want)
		if err != nil {
			return cty.DynamicVal, err //nolint:wrapcheck // because apply says where
		}
		args[i] = converted
	}
	v, err := k.Function.Call(args)
	if err != nil && k.definite && cty.TupleVal(args).IsWhollyKnown() {
		return v, errDefinite
	}
	return v, err //nolint:wrapcheck // because apply says where
}

// try takes the first argument that is there. One that is not known yet is
// there if all that could be missing of it is known.
func (e *evaluation) try(x *hclsyntax.FunctionCallExpr, v *env) cty.Value {
	if x.ExpandFinal {
		return e.stuck(x, "calls try() with a list")
	}
	e.trying++
	defer func() { e.trying-- }()
	marks := cty.ValueMarks{}
	before := e.trouble
	for _, arg := range x.Args {
		value := e.eval(arg, v)
		quiet := e.trouble == before
		e.trouble = before
		if e.absentIn(value) {
			continue
		}
		plain, _ := value.UnmarkDeep()
		if quiet && (plain.IsWhollyKnown() || reference(arg) && e.whole(value)) {
			return value
		}
		e.lower(value, opaque, marks)
		marks[whyMark{text: at(x.Range()) + ": it is not known yet whether try() takes its first argument"}] = struct{}{}
		return derived(cty.DynamicPseudoType, marks)
	}
	return e.stuck(x, "has no argument that is there")
}

// whole tells whether all that is not known yet in a value are attributes as
// they are, and not what may be missing in one.
func (e *evaluation) whole(v cty.Value) bool {
	plain, marks := v.Unmark()
	ty := plain.Type()
	switch {
	case !e.spend(1) || doubtful(marks):
		return false
	case !plain.IsKnown():
		_, ok := onlyText(marks)
		return ok
	case plain.IsNull() || ty.IsPrimitiveType():
		return true
	}
	for it := plain.ElementIterator(); it.Next(); {
		if _, item := it.Element(); !e.whole(item) {
			return false
		}
	}
	return true
}

// reference tells an expression that only names something.
func reference(x hclsyntax.Expression) bool {
	switch x := x.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return true
	case *hclsyntax.RelativeTraversalExpr:
		return reference(x.Source)
	case *hclsyntax.IndexExpr:
		return reference(x.Collection)
	case *hclsyntax.ParenthesesExpr:
		return reference(x.Expression)
	case *hclsyntax.SplatExpr:
		return reference(x.Source)
	case *hclsyntax.TemplateWrapExpr:
		return reference(x.Wrapped)
	}
	return false
}

func (e *evaluation) can(x *hclsyntax.FunctionCallExpr, v *env) cty.Value {
	if len(x.Args) != 1 || x.ExpandFinal {
		return e.stuck(x, "is not understood")
	}
	e.trying++
	defer func() { e.trying-- }()
	before := e.trouble
	value := e.eval(x.Args[0], v)
	quiet := e.trouble == before
	e.trouble = before
	plain, marks := value.UnmarkDeep()
	switch {
	case e.absentIn(value):
		return cty.False
	case quiet && (plain.IsWhollyKnown() || reference(x.Args[0]) && e.whole(value)):
		return cty.True
	}
	return derived(cty.Bool, marks)
}
