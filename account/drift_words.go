package account

import "strings"

// noItem is what a list is said to have in place of an item that it lacks.
const noItem = "no such item"

// concealed stands for what Terraform marks as sensitive. What the account has
// in its place is as sensitive.
const concealed = "(sensitive)"

// contrast says what two witnesses say of one attribute.
func contrast(state, live field) (was, is string) {
	was, is = state.said(), live.said()
	if was == concealed || is == concealed {
		return concealed, concealed
	}
	old, ok := state.(*Document)
	now, ok2 := live.(*Document)
	if !ok || !ok2 {
		return was, is
	}
	these, _ := old.meaning()
	those, _ := now.meaning()
	return also(was, these.without(those)), also(is, those.without(these))
}

// contrastItems does the same of two items of a list.
func contrastItems(state, live any) (was, is string) {
	var olds, news []string
	others := attributes(live)
	for i, f := range attributes(state) {
		a, b := contrast(f.field, others[i].field)
		olds, news = append(olds, withName(f.name, a)), append(news, withName(f.name, b))
	}
	return joined(olds), joined(news)
}

// inWords writes out what is known of an item, in the order of its attributes.
func inWords(item any) string {
	var words []string
	for _, f := range attributes(inOneSpelling(item)) {
		words = append(words, withName(f.name, f.said()))
	}
	return joined(words)
}

func withName(name, said string) string {
	if said == "" {
		return ""
	}
	return name + " " + said
}

func joined(words []string) string {
	var some []string
	for _, w := range words {
		if w != "" {
			some = append(some, w)
		}
	}
	return strings.Join(some, ", ")
}

func also(said, more string) string {
	if more == "" {
		return said
	}
	return said + " (" + more + ")"
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}
