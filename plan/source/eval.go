package source

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// The limits on one evaluation and on all of them together.
const (
	maxSteps    = 1_000_000
	maxAllSteps = 50_000_000
	maxSize     = 200_000 // parts of a value
	maxDepth    = 400
	maxText     = 1 << 20
)

// evaluation is the work for one question.
type evaluation struct {
	*Sources
	steps, depth int
	trying       int // calls of try() and can() around
	trouble      int // expressions that Terraform may have failed to evaluate
	over         bool
	busy         map[any]bool // what is being evaluated, against cycles
}

func (s *Sources) evaluation() *evaluation { return &evaluation{Sources: s, busy: map[any]bool{}} }

// env is where an expression stands.
type env struct {
	*scope
	key   string               // of the instance or the module call, for each and count
	block *hclsyntax.Block     // whose for_each gives each.value
	vars  map[string]cty.Value // of for expressions and dynamic blocks around it
	up    *env
	items map[*hclsyntax.AnonSymbolExpr]cty.Value // of splat expressions
}

func (v *env) with(name string, value cty.Value) *env {
	inner := *v
	inner.up, inner.vars, inner.items = v, map[string]cty.Value{name: value}, nil
	return &inner
}

// lookup finds a variable of a for expression or dynamic block.
func (v *env) lookup(name string) (cty.Value, bool) {
	for ; v != nil; v = v.up {
		if value, ok := v.vars[name]; ok {
			return value, true
		}
	}
	return cty.NilVal, false
}

func (v *env) item(symbol *hclsyntax.AnonSymbolExpr) (cty.Value, bool) {
	for ; v != nil; v = v.up {
		if value, ok := v.items[symbol]; ok {
			return value, true
		}
	}
	return cty.NilVal, false
}

// spend counts work, and tells whether there may be more of it.
func (e *evaluation) spend(n int) bool {
	e.steps += n
	e.spent += n
	if n < 0 || e.steps > maxSteps || e.spent > maxAllSteps {
		e.over = true
	}
	return !e.over
}

// eval evaluates an expression. Every kind of expression has its own case, so
// that one which is not understood is unclear, and work is bounded. What does
// not choose or move values is left to hcl, whose operators then only see
// values without marks.
func (e *evaluation) eval(x hclsyntax.Expression, v *env) cty.Value {
	e.depth++
	defer func() { e.depth-- }()
	if e.depth > maxDepth {
		return e.stuck(x, "is nested too deep")
	}
	if !e.spend(1) {
		return e.stuck(x, "takes too much work")
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val
	case *hclsyntax.ParenthesesExpr:
		return e.eval(x.Expression, v)
	case *hclsyntax.TemplateWrapExpr:
		return e.eval(x.Wrapped, v)
	case *hclsyntax.TemplateExpr:
		return e.template(x, v)
	case *hclsyntax.TemplateJoinExpr:
		return e.templateJoin(x, v)
	case *hclsyntax.ScopeTraversalExpr:
		return e.traversal(x, v)
	case *hclsyntax.RelativeTraversalExpr:
		if out, ok := e.pickOutput(x, v); ok {
			return e.walk(out, x.Traversal[1:], x)
		}
		return e.walk(e.eval(x.Source, v), x.Traversal, x)
	case *hclsyntax.IndexExpr:
		return e.index(x, v)
	case *hclsyntax.SplatExpr:
		return e.bounded(e.splat(x, v), x)
	case *hclsyntax.AnonSymbolExpr:
		if item, ok := v.item(x); ok {
			return item
		}
	default:
		return e.bounded(e.compound(x, v), x)
	}
	return e.stuck(x, "is not understood")
}

func (e *evaluation) compound(x hclsyntax.Expression, v *env) cty.Value {
	switch x := x.(type) {
	case *hclsyntax.TupleConsExpr:
		values := make([]cty.Value, len(x.Exprs))
		for i, item := range x.Exprs {
			values[i] = e.eval(item, v)
		}
		return cty.TupleVal(values)
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, v)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, v)
	case *hclsyntax.ForExpr:
		return e.forExpr(x, v)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, v)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, v)
	case *hclsyntax.UnaryOpExpr:
		return e.apply([]cty.Value{e.eval(x.Val, v)}, opaque, x, func(args []cty.Value) (cty.Value, error) {
			return valueOf(&hclsyntax.UnaryOpExpr{Op: x.Op, Val: literal(args[0])})
		})
	}
	return e.stuck(x, "is not understood")
}

// stuck is the value of an expression that cannot be told.
func (e *evaluation) stuck(x hclsyntax.Expression, problem string) cty.Value {
	return e.unclear(at(x.Range()) + ": the expression " + problem)
}

// at names a line.
func at(r hcl.Range) string { return fmt.Sprintf("%s:%d", r.Filename, r.Start.Line) }

func literal(v cty.Value) *hclsyntax.LiteralValueExpr { return &hclsyntax.LiteralValueExpr{Val: v} }

// valueOf lets hcl evaluate an expression made of literals.
func valueOf(x hclsyntax.Expression) (cty.Value, error) {
	v, diags := x.Value(nil)
	if diags.HasErrors() {
		return cty.DynamicVal, firstError(diags)
	}
	return v, nil
}

// binary evaluates an operator. A condition that one side decides is decided.
func (e *evaluation) binary(x *hclsyntax.BinaryOpExpr, v *env) cty.Value {
	args := []cty.Value{e.eval(x.LHS, v), e.eval(x.RHS, v)}
	if _, loose := e.deep(cty.TupleVal(args))[shapeMark{}]; loose { // what is of another type is not equal
		return derived(cty.Bool, e.deep(cty.TupleVal(args)), cty.NewValueMarks(whyMark{text: at(x.Range()) + ": the types of what is compared are not known"}))
	}
	return e.apply(args, opaque, x, func(args []cty.Value) (cty.Value, error) {
		return valueOf(&hclsyntax.BinaryOpExpr{Op: x.Op, LHS: literal(args[0]), RHS: literal(args[1])})
	})
}
