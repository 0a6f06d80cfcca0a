package source

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// The limits on one evaluation and on all of them together.
const (
	maxSteps    = 500_000
	maxAllSteps = 50_000_000
	maxSize     = 100_000 // parts of a value
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

// bounded refuses a value that is too large. Values share their parts, so that
// a short text can make one which no walk comes to the end of.
func (e *evaluation) bounded(v cty.Value, x hclsyntax.Expression) cty.Value {
	if ty := v.Type(); ty.IsPrimitiveType() || ty == cty.DynamicPseudoType {
		return v
	}
	if n := parts(v, maxSize, 0); n >= maxSize || !e.spend(n) {
		return e.stuck(x, "makes a value that is too large")
	}
	return v
}

// parts counts the parts of a value up to a limit.
func parts(v cty.Value, limit, depth int) int {
	plain, _ := v.Unmark()
	ty := plain.Type()
	n := 1
	if !plain.IsKnown() || plain.IsNull() || ty.IsPrimitiveType() || ty == cty.DynamicPseudoType || ty.IsCapsuleType() {
		return n
	}
	if depth > maxNesting {
		return limit
	}
	for it := plain.ElementIterator(); it.Next() && n < limit; {
		_, item := it.Element()
		n += parts(item, limit-n, depth+1)
	}
	return n
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
	return e.apply(args, opaque, x, func(args []cty.Value) (cty.Value, error) {
		return valueOf(&hclsyntax.BinaryOpExpr{Op: x.Op, LHS: literal(args[0]), RHS: literal(args[1])})
	})
}

func (e *evaluation) object(x *hclsyntax.ObjectConsExpr, v *env) cty.Value {
	members := make(map[string]cty.Value, len(x.Items))
	var marks []cty.ValueMarks
	known := true
	for _, item := range x.Items {
		name, keyMarks, ok := e.memberName(item.KeyExpr, v)
		value := e.eval(item.ValueExpr, v)
		marks = append(marks, keyMarks)
		if !ok {
			known = false
			marks = append(marks, e.deep(value))
		}
		members[name] = value
	}
	if !known {
		for _, m := range members {
			marks = append(marks, e.deep(m))
		}
		return derived(cty.DynamicPseudoType, marks...)
	}
	return cty.ObjectVal(members).WithMarks(depends(marks...))
}

// memberName is the key of a member; only a known one has a name.
func (e *evaluation) memberName(x hclsyntax.Expression, v *env) (string, cty.ValueMarks, bool) {
	if key, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		if word := hcl.ExprAsKeyword(key.Wrapped); word != "" && !key.ForceNonLiteral {
			return word, nil, true
		}
		x = key.Wrapped
	}
	return keyText(e.eval(x, v))
}

// keyText is a value as a key.
func keyText(v cty.Value) (string, cty.ValueMarks, bool) {
	plain, marks := v.UnmarkDeep()
	text, err := convert.Convert(plain, cty.String)
	if err != nil || text.IsNull() || !text.IsKnown() || hasPrivate(text.AsString()) {
		return "", marks, false
	}
	return text.AsString(), only(marks), true
}

// conditional evaluates both arms as Terraform does. A condition that is not
// known yet leaves both of them as candidates.
func (e *evaluation) conditional(x *hclsyntax.ConditionalExpr, v *env) cty.Value {
	condition, marks := e.eval(x.Condition, v).UnmarkDeep()
	before := e.trouble
	yes := e.eval(x.TrueResult, v)
	within := e.trouble
	no := e.eval(x.FalseResult, v)
	truth, err := convert.Convert(condition, cty.Bool)
	if err != nil || truth.IsNull() {
		return derived(cty.DynamicPseudoType, marks, cty.NewValueMarks(whyMark{text: at(x.Range()) + ": the condition is no truth"}))
	}
	if !truth.IsKnown() {
		return e.either(yes, no, marks, x)
	}
	taken, other, trouble := yes, no, within
	if truth.False() {
		taken, other, trouble = no, yes, before+e.trouble-within
	}
	e.trouble = trouble
	return e.likeArms(taken, other, x).WithMarks(only(marks))
}

// likeArms gives the arm that was taken the type that both arms have.
func (e *evaluation) likeArms(taken, other cty.Value, x *hclsyntax.ConditionalExpr) cty.Value {
	if ty := taken.Type(); ty.Equals(other.Type()) || (ty == cty.DynamicPseudoType && !taken.IsKnown()) {
		return taken
	}
	plain, _ := other.UnmarkDeep()
	return e.apply([]cty.Value{taken}, transparent, x, func(args []cty.Value) (cty.Value, error) {
		return valueOf(&hclsyntax.ConditionalExpr{Condition: literal(cty.True), TrueResult: literal(args[0]), FalseResult: literal(plain)})
	})
}

// either is a value that is one of two, and nobody knows yet which.
func (e *evaluation) either(yes, no cty.Value, condition cty.ValueMarks, x hclsyntax.Expression) cty.Value {
	marks := soften(depends(condition, e.deep(yes), e.deep(no)))
	marks[whyMark{text: at(x.Range()) + ": the condition is not known before apply"}] = struct{}{}
	ty := cty.DynamicPseudoType
	if yes.Type() == cty.String && no.Type() == cty.String {
		ty = cty.String
	}
	for _, arm := range []cty.Value{yes, no} {
		for _, m := range e.candidates(arm) {
			marks[m] = struct{}{}
		}
	}
	return cty.UnknownVal(ty).WithMarks(marks)
}

// candidates are what an arm may be.
func (e *evaluation) candidates(arm cty.Value) []maybeMark {
	plain, marks := arm.Unmark()
	if plain.IsKnown() {
		return []maybeMark{{}}
	}
	h := holeOf(marks)
	if text, ok := onlyText(marks); ok {
		n, lone := e.lone(text)
		if !lone {
			return []maybeMark{{}}
		}
		h = e.holes[n]
	}
	if len(h.maybe) == 0 {
		return []maybeMark{{}}
	}
	var all []maybeMark
	for _, o := range h.maybe {
		all = append(all, maybeMark{o, h.closed})
	}
	return all
}

// lone returns the hole that is the whole text.
func (s *Sources) lone(text string) (int, bool) {
	holes := s.holesIn(text)
	if len(holes) != 1 || text != holeText(holes[0]) {
		return 0, false
	}
	return holes[0], true
}
