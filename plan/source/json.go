package source

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

// topBlocks are the blocks of a module and their labels.
var topBlocks = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
	{Type: "resource", LabelNames: []string{"type", "name"}},
	{Type: "data", LabelNames: []string{"type", "name"}},
	{Type: "module", LabelNames: []string{"name"}},
	{Type: "variable", LabelNames: []string{"name"}},
	{Type: "output", LabelNames: []string{"name"}},
	{Type: "provider", LabelNames: []string{"name"}},
	{Type: "locals"},
	{Type: "terraform"},
}}

// parseJSON reads Terraform's JSON syntax into the tree of the native one.
// Nested blocks look like attributes there, and stay such.
func parseJSON(data []byte, name string) (*hclsyntax.Body, error) {
	if !jsontext.Value(data).IsValid() { // which also bounds how deep it is nested
		return nil, errors.New("it is not JSON")
	}
	f, diags := hcljson.Parse(data, name)
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	content, _, diags := f.Body.PartialContent(topBlocks)
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	body := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	for _, b := range content.Blocks {
		block, err := jsonBlock(b)
		if err != nil {
			return nil, err
		}
		body.Blocks = append(body.Blocks, block)
	}
	return body, nil
}

func jsonBlock(b *hcl.Block) (*hclsyntax.Block, error) {
	attrs, diags := b.Body.JustAttributes()
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	body := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: b.DefRange, EndRange: b.DefRange}
	for name, a := range attrs {
		expr, err := jsonAttribute(b.Type, name, a.Expr)
		if err != nil {
			return nil, err
		}
		body.Attributes[name] = &hclsyntax.Attribute{Name: name, Expr: expr, SrcRange: a.Range, NameRange: a.NameRange}
		body.EndRange = latest(body.EndRange, a.Range)
	}
	return &hclsyntax.Block{
		Type: b.Type, Labels: b.Labels, Body: body,
		TypeRange: b.TypeRange, LabelRanges: b.LabelRanges, CloseBraceRange: body.EndRange,
	}, nil
}

// jsonAttribute reads the value of an attribute: most are templates, some are
// references or types, and what a variable has is taken as it is.
func jsonAttribute(block, name string, x hcl.Expression) (hclsyntax.Expression, error) {
	switch {
	case block == "variable" && name == "type":
		return jsonReference(x)
	case block == "module" && name == "providers":
		pairs, diags := hcl.ExprMap(x)
		if diags.HasErrors() {
			return nil, firstError(diags)
		}
		object := &hclsyntax.ObjectConsExpr{SrcRange: x.Range(), OpenRange: x.Range()}
		for _, p := range pairs {
			key, keyErr := jsonReference(p.Key)
			value, err := jsonReference(p.Value)
			if err := errors.Join(keyErr, err); err != nil {
				return nil, err
			}
			object.Items = append(object.Items, hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: value})
		}
		return object, nil
	}
	return jsonExpr(x, block == "variable", 0)
}

// jsonReference reads a string that is an expression.
func jsonReference(x hcl.Expression) (hclsyntax.Expression, error) {
	v, diags := x.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String {
		return nil, fmt.Errorf("line %d: a reference is no string", x.Range().Start.Line)
	}
	start := x.Range().Start
	tokens, _ := hclsyntax.LexExpression([]byte(v.AsString()), x.Range().Filename, start)
	if err := shallow(tokens); err != nil {
		return nil, err
	}
	expr, diags := hclsyntax.ParseExpression([]byte(v.AsString()), x.Range().Filename, start)
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	return expr, nil
}

func latest(a, b hcl.Range) hcl.Range {
	if b.End.Byte > a.End.Byte {
		return b
	}
	return a
}

// jsonExpr turns a JSON value into an expression: a string is a template,
// unless only literal ones are allowed, as in the default of a variable.
func jsonExpr(in hcl.Expression, literal bool, depth int) (hclsyntax.Expression, error) {
	if depth > maxNesting {
		return nil, errors.New("it is nested too deep")
	}
	at := in.Range()
	if pairs, diags := hcl.ExprMap(in); !diags.HasErrors() {
		return jsonObject(pairs, at, literal, depth)
	}
	if items, diags := hcl.ExprList(in); !diags.HasErrors() {
		tuple := &hclsyntax.TupleConsExpr{SrcRange: at, OpenRange: at}
		for _, item := range items {
			expr, err := jsonExpr(item, literal, depth+1)
			if err != nil {
				return nil, err
			}
			tuple.Exprs = append(tuple.Exprs, expr)
		}
		return tuple, nil
	}
	v, diags := in.Value(nil)
	if diags.HasErrors() {
		return nil, firstError(diags)
	}
	if literal || v.IsNull() || v.Type() != cty.String {
		return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: at}, nil
	}
	return jsonTemplate(v.AsString(), at)
}

func jsonObject(pairs []hcl.KeyValuePair, at hcl.Range, literal bool, depth int) (hclsyntax.Expression, error) {
	object := &hclsyntax.ObjectConsExpr{SrcRange: at, OpenRange: at}
	for _, p := range pairs {
		key, err := jsonExpr(p.Key, literal, depth+1)
		if err != nil {
			return nil, err
		}
		value, err := jsonExpr(p.Value, literal, depth+1)
		if err != nil {
			return nil, err
		}
		object.Items = append(object.Items, hclsyntax.ObjectConsItem{KeyExpr: key, ValueExpr: value})
	}
	return object, nil
}

func jsonTemplate(text string, at hcl.Range) (hclsyntax.Expression, error) {
	start := hcl.Pos{Line: at.Start.Line, Column: at.Start.Column + 1, Byte: at.Start.Byte + 1}
	tokens, _ := hclsyntax.LexTemplate([]byte(text), at.Filename, start)
	if err := shallow(tokens); err != nil {
		return nil, err
	}
	expr, diags := hclsyntax.ParseTemplate([]byte(text), at.Filename, start)
	if diags.HasErrors() {
		return nil, fmt.Errorf("line %d: %w", at.Start.Line, firstError(diags))
	}
	return expr, nil
}
