package account

// Tag is one tag that a thing has. Keys and values are case-sensitive.
type Tag struct {
	Key   Value[string] `aws:"Key"`
	Value Value[string] `aws:"Value"`
}

// Tagged tells whether the tags hold one with the key whose value satisfies ok.
func Tagged(tags *Set[*Tag], key string, ok func(string) bool) Bool {
	return tags.Exists(func(t *Tag) Bool { return t.Key.Is(key).And(t.Value.Test(ok)) })
}
