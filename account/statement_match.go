package account

import "slices"

// level is how surely a pattern covers a text: no, maybe, or yes.
type level uint8

const (
	no level = iota
	maybe
	yes
)

func (l level) tri() Tri { return [...]Tri{False, Unknown, True}[l] }

// covers tells whether the pattern matches every text that the question stands
// for. A "*" in the question is an arbitrary text, so that only a "*" in the
// pattern is sure to match it.
func covers(patternTokens, question []token) level {
	if surely, known := compare(patternTokens, question); known {
		return surely
	}
	return match(patternTokens, question)
}

// match is covers without shortcuts. row[j] says how surely the tokens of the
// pattern so far match the first j tokens of the question.
func match(patternTokens, question []token) level {
	var space [2][64]level
	row, next := space[0][:0], space[1][:0]
	row = append(row, make([]level, len(question)+1)...)
	row[0] = yes
	skipHoles(row, question)
	for _, p := range patternTokens {
		next = append(next[:0], make([]level, len(row))...)
		if p.kind.long() {
			matchMany(p, row, next, question)
		} else {
			matchOne(p, row, next, question)
		}
		skipHoles(next, question)
		if row, next = next, row; slices.Max(row) == no {
			return no
		}
	}
	return row[len(question)]
}

// compare looks at the texts before the first wildcard of either. If they are
// not the same, or if there is no wildcard, nothing needs to be matched.
func compare(patternTokens, question []token) (surely level, known bool) {
	for i := range min(len(patternTokens), len(question)) {
		p, q := patternTokens[i], question[i]
		if p.kind != tokenChar || q.kind != tokenChar {
			return no, false
		}
		if p.char != q.char {
			return no, true
		}
	}
	if len(patternTokens) == len(question) {
		return yes, true
	}
	wild := func(t token) bool { return t.kind != tokenChar }
	equal := min(len(patternTokens), len(question)) // one of them ends here
	return no, !slices.ContainsFunc(patternTokens[equal:], wild) && !slices.ContainsFunc(question[equal:], wild)
}

// long tells whether the token may match any number of characters.
func (k tokenKind) long() bool {
	return k == tokenMany || k == tokenVariable || k == tokenHole
}

// skipHoles lets every Hole in the question be empty.
func skipHoles(row []level, question []token) {
	for j, q := range question {
		if q.kind == tokenHole {
			row[j+1] = max(row[j+1], min(row[j], maybe))
		}
	}
}

// matchMany extends matches by a token that may match many characters: surely
// if it is a "*", perhaps if it is a text that is not known.
func matchMany(p token, row, next []level, question []token) {
	run := no
	for j := range row {
		reach := row[j]
		if p.kind != tokenMany {
			reach = min(reach, maybe)
		}
		run = max(run, reach)
		next[j] = max(next[j], run)
		if j == len(question) {
			return
		}
		if p.kind == tokenVariable {
			run = matchVariable(p, question[j], row[j], &next[j+1], run)
		}
	}
}

// matchVariable lets a variable match itself; no single text is every text, so
// its run ends where the question is arbitrary.
func matchVariable(p, q token, here level, after *level, run level) level {
	if q.kind == tokenVariable && q.name != (word{}) && q.name == p.name {
		*after = max(*after, here)
	}
	if q.kind == tokenVariable || q.kind == tokenMany {
		return no
	}
	return run
}

// matchOne extends matches by a token for one character.
func matchOne(p token, row, next []level, question []token) {
	for j, q := range question {
		switch {
		case q.kind == tokenHole: // the character may be a part of it
			next[j] = max(next[j], min(row[j], maybe))
		case p.kind == tokenFew && q.kind.long(): // the "*" beside it takes the rest
			next[j] = max(next[j], row[j])
		case p.kind != tokenChar && !q.kind.long(), p.kind == tokenChar && p == q:
			next[j+1] = max(next[j+1], row[j])
		}
	}
}

// anyCovers tells how surely one of the patterns covers the question.
func anyCovers(patterns []pattern, question []token) level {
	best := no
	for _, p := range patterns {
		if best = max(best, covers(p.tokens, question)); best == yes {
			break
		}
	}
	return best
}

// has tells whether the element speaks of the question, given how surely one
// of its patterns does.
func (e element) has(l level) Tri {
	if e.not {
		return (yes - l).tri()
	}
	return l.tri()
}
