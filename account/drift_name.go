package account

import (
	"cmp"
	"regexp"
	"strings"
)

// namesakes tell whether two names are known to be of two things.
type namesakes struct{ b *Builder }

// other tells whether two names that are not the same text are known to name
// two things: AWS gives ARNs where an author wrote an id, a name or an alias.
func (n *namesakes) other(live, state string) bool {
	switch {
	case live == "":
		return !n.byAWS(state, false)
	case state == "":
		return !n.byAWS(live, true)
	}
	some, others := n.find(live), n.find(state)
	switch {
	case some.meet(others):
		return false
	case some.kinds(others):
		return true
	}
	return unlike(some.surest(live), others.surest(state))
}

// unlike tells whether two names of the same sort are two names. Of an alias
// nobody knows what else its key is called.
func unlike(a, b string) bool {
	if strings.EqualFold(tail(a), tail(b)) {
		return isARN(a) && isARN(b) && !strings.EqualFold(strings.TrimSuffix(a, ":*"), strings.TrimSuffix(b, ":*"))
	}
	sort := sortOf(a)
	return sort != alias && sort == sortOf(b)
}

// byAWS tells whether a name may be that of the key which AWS takes where nobody
// names one. Doubt is the answer for a key of which nothing else is known.
func (n *namesakes) byAWS(text string, doubt bool) bool {
	if strings.Contains(text, "alias/aws/") {
		return true
	}
	for _, thing := range n.find(text) {
		if k, ok := thing.(*Key); ok {
			return k.Manager.Is("CUSTOMER").tri != True
		}
	}
	return doubt && (strings.Contains(text, ":kms:") || sortOf(text) == "key" || sortOf(text) == alias)
}

// found are the things that go by a name, or that an alias of that name points
// at.
type found []Thing

func (n *namesakes) find(text string) found {
	var all found
	for _, k := range kinds {
		t := n.b.table(k.name())
		for _, i := range t.index.named(name{text: text}, nil) {
			if t.things[i] == nil || !t.things[i].Base().goesBy(name{text: text}) {
				continue
			}
			if a, ok := t.things[i].(*Alias); ok {
				if target, known := a.Target.Get(); known && !strings.Contains(target, "alias/") {
					all = append(all, n.find(target)...)
				}
				continue
			}
			all = append(all, t.things[i])
		}
	}
	return all
}

// surest is the name that tells most: the ARN or id of what alone goes by the
// name.
func (f found) surest(text string) string {
	if len(f) != 1 {
		return text
	}
	m := f[0].Base()
	return cmp.Or(m.ARN, m.ID, text)
}

// meet tells whether one thing is in both.
func (f found) meet(o found) bool {
	for _, a := range f {
		for _, b := range o {
			if a == b {
				return true
			}
		}
	}
	return false
}

// kinds tells whether things of one kind are in both.
func (f found) kinds(o found) bool {
	for _, a := range f {
		for _, b := range o {
			if a.Base().kind == b.Base().kind {
				return true
			}
		}
	}
	return false
}

// tail is what an ARN says of the thing alone, after the last colon or slash.
func tail(text string) string {
	if !isARN(text) {
		return text
	}
	text = strings.TrimSuffix(text, ":*") // as CloudWatch writes the ARN of a log group
	return text[strings.LastIndexAny(text, ":/")+1:]
}

// alias is the sort of names of which several may be of one thing.
const alias = "alias"

// sorts are how AWS forms the ids that it makes up.
var sorts = []struct {
	sort string
	form *regexp.Regexp
}{
	{alias, regexp.MustCompile(`(^|:)alias/`)},
	{"key", regexp.MustCompile(`^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)},
	{"unique id", regexp.MustCompile(`^A[A-Z]{2}A[A-Z0-9]{16,}$`)},
	{"resource id", regexp.MustCompile(`^(db|cluster)-[A-Z0-9]{20,}$`)},
	{"ec2", regexp.MustCompile(`^[a-z]+-[0-9a-f]{8,17}$`)},
}

// sortOf tells ids of one sort from those of another and from names.
func sortOf(text string) string {
	for _, one := range sorts {
		if one.form.MatchString(text) || one.form.MatchString(tail(text)) {
			return one.sort
		}
	}
	return "name"
}
