package source

import (
	"errors"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// nesting counts how deep the parser would call itself: brackets and templates
// inside each other, and chains of operators that nest to the right. It errs
// on the side of counting too much.
type nesting struct {
	open  []opened
	depth int
	chain int // operators in the expression so far
	links int // dots and brackets in the expression so far, for which the parser takes more and more time
}

type opened struct {
	brace bool // a newline ends an expression inside of it
	chain int
}

// shallow refuses what is nested too deep.
func shallow(tokens hclsyntax.Tokens) error {
	var n nesting
	for i, t := range tokens {
		n.token(t.Type)
		if t.Type == hclsyntax.TokenTemplateControl && i+1 < len(tokens) {
			n.directive(string(tokens[i+1].Bytes))
		}
		if n.depth+n.chain > maxNesting || n.links > maxLinks {
			return errors.New("it is nested too deep")
		}
	}
	return nil
}

func (n *nesting) token(t hclsyntax.TokenType) {
	if t == hclsyntax.TokenDot || t == hclsyntax.TokenOBrack {
		n.links++
	}
	switch t { //nolint:exhaustive // because no other token nests
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp,
		hclsyntax.TokenTemplateControl, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		n.open = append(n.open, opened{t == hclsyntax.TokenOBrace, n.chain})
		n.depth, n.chain = n.depth+1+n.chain, 0
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd,
		hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
		if last := len(n.open) - 1; last >= 0 {
			n.chain = n.open[last].chain
			n.depth -= 1 + n.chain
			n.open = n.open[:last]
		}
	case hclsyntax.TokenQuestion, hclsyntax.TokenBang, hclsyntax.TokenMinus:
		n.chain++
	case hclsyntax.TokenComma:
		n.chain, n.links = 0, 0
	case hclsyntax.TokenNewline:
		if last := len(n.open) - 1; last < 0 || n.open[last].brace {
			n.chain, n.links = 0, 0
		}
	}
}

// directive counts what a template directive opens until another closes it.
func (n *nesting) directive(word string) {
	switch word {
	case "if", "for":
		n.depth++
	case "endif", "endfor":
		n.depth--
	}
}
