package source

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

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
		e.trouble++
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
