package account

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// pattern is an action or a resource with its wildcards.
type pattern struct {
	text   string
	tokens []token
}

// token is a character of a pattern, or what stands for characters.
type token struct {
	kind tokenKind
	char rune
	name word // of a variable
}

type tokenKind uint8

const (
	tokenChar     tokenKind = iota
	tokenOne                // "?": any one character
	tokenFew                // "?" beside a "*": at least one more character
	tokenMany               // "*": any characters
	tokenVariable           // one text that is known only when a request is made
	tokenHole               // anything, wildcards included
)

var (
	anyText = []token{{kind: tokenMany}}
	colon   = token{char: ':'}
	slash   = token{char: '/'}
)

// longestPattern bounds the work on hostile input; no ARN is longer (2026-11).
const longestPattern = 2048

// compile splits a text into tokens. Policy variables are told from plain text
// if the version of the policy language has them.
func compile(text string, variables bool) (pattern, error) {
	p := pattern{text: text}
	if len(text) > longestPattern {
		return pattern{}, errors.New("longer than any name can be")
	}
	rest := []rune(text)
	p.tokens = make([]token, 0, len(rest))
	for len(rest) > 0 {
		if c := rest[0]; c < utf8.RuneSelf && !strings.ContainsRune("*?$", c) {
			p.tokens, rest = append(p.tokens, token{char: c}), rest[1:]
			continue
		}
		tokens, n, err := nextTokens(rest, variables)
		if err != nil {
			return pattern{}, err
		}
		p.tokens = append(p.tokens, tokens...)
		rest = rest[n:]
	}
	return p, nil
}

// nextTokens returns the tokens at the start of the text and their length.
func nextTokens(rest []rune, variables bool) ([]token, int, error) {
	switch c := rest[0]; {
	case c == '*' || c == '?':
		tokens, n := wildcards(rest)
		return tokens, n, nil
	case string(c) == Hole:
		return []token{{kind: tokenHole}}, 1, nil
	case string(c) == NewName:
		return []token{{kind: tokenVariable}}, 1, nil
	case c == '$' && variables && len(rest) > 1 && rest[1] == '{':
		return variableToken(rest)
	default:
		return []token{{char: c}}, 1, nil
	}
}

// wildcards orders a run of "?" and "*" so that a "*" comes last.
func wildcards(rest []rune) ([]token, int) {
	n, stars := 0, 0
	for n < len(rest) && (rest[n] == '*' || rest[n] == '?') {
		if rest[n] == '*' {
			stars++
		}
		n++
	}
	one := token{kind: tokenOne}
	if stars > 0 {
		one.kind = tokenFew
	}
	var tokens []token
	for range n - stars {
		tokens = append(tokens, one)
	}
	if stars > 0 {
		tokens = append(tokens, anyText...)
	}
	return tokens, n
}

// variableToken reads "${name}" or "${name, 'default'}"; "${*}", "${?}" and
// "${$}" are the characters themselves.
func variableToken(rest []rune) ([]token, int, error) {
	inner, _, closed := strings.Cut(string(rest[2:]), "}")
	if !closed {
		return nil, 0, errors.New("a policy variable without an end")
	}
	n := len([]rune(inner)) + 3
	if inner == "*" || inner == "?" || inner == "$" {
		return []token{{char: rune(inner[0])}}, n, nil
	}
	name, _, _ := strings.Cut(inner, ",")
	if strings.TrimSpace(name) == "" {
		return nil, 0, errors.New("a policy variable without a name")
	}
	if strings.Contains(inner, Hole) {
		return []token{{kind: tokenHole}}, n, nil
	}
	return []token{{kind: tokenVariable, name: wordOf(strings.ToLower(strings.TrimSpace(name)))}}, n, nil
}

// literal returns the text as tokens in which "*" stands for one arbitrary
// part, as questions write it.
func literal(text string) []token {
	p, _ := compile(text, true)
	return p.tokens
}
