package account

import (
	"reflect"
	"slices"
)

// kept leaves out the items that both lists have in the same words, so that few
// of two long lists are left to be compared one by one. Items with a document
// stay.
func kept[T any](these, those []T) (mine, others []T) {
	count := func(items []T) map[string]bool {
		words := map[string]bool{}
		for _, item := range items {
			words[inWords(item)] = true
		}
		return words
	}
	without := func(items []T, words map[string]bool) []T {
		return slices.DeleteFunc(slices.Clone(items), func(item T) bool { return plain(item) && words[inWords(item)] })
	}
	return without(these, count(those)), without(those, count(these))
}

// plain tells whether all of an item is in its words.
func plain(item any) bool {
	for _, f := range attributes(item) {
		known, _ := f.told()
		from, _ := f.witness()
		_, document := f.field.(*Document)
		_, list := f.field.(listField)
		if !known && from != nil || document || list || f.said() == concealed {
			return false
		}
	}
	return true
}

// likeItems compares two items of a list, attribute by attribute. What only one
// witness speaks of decides nothing.
func likeItems(a, b any, by *namesakes) Tri {
	return everyAttribute(a, b, func(x, y field) Tri { return x.like(y, by) })
}

// sameItem is likeItems for two items that may differ in their documents.
func sameItem(a, b any) Tri {
	return everyAttribute(a, b, func(x, y field) Tri {
		if _, document := x.(*Document); document {
			return True
		}
		return x.like(y, nil)
	})
}

func everyAttribute(a, b any, like func(x, y field) Tri) Tri {
	answer, others := True, attributes(inOneSpelling(b))
	for i, f := range attributes(inOneSpelling(a)) {
		from, _ := f.witness()
		other, _ := others[i].witness()
		if from == nil || other == nil {
			continue
		}
		switch like(f.field, others[i].field) {
		case False:
			return False
		case Unknown:
			answer = Unknown
		case True:
		}
	}
	return answer
}

// inOneSpelling returns an item that can be written in several ways in one of them.
func inOneSpelling(item any) any {
	if one, ok := item.(interface{ spelled() any }); ok {
		return one.spelled()
	}
	return item
}

// attribute is an attribute with AWS's name of it.
type attribute struct {
	field
	name string
}

// attributes lists the attributes of a struct.
func attributes(pointer any) []attribute {
	v := reflect.ValueOf(pointer).Elem()
	layout := layoutOf(v.Type())
	all := make([]attribute, len(layout.fields))
	for i, tag := range layout.fields {
		all[i] = attribute{fieldAt(v, tag), tag.name}
	}
	return all
}

// Witness tells who spoke of an item of a list.
func Witness[I any](item *I) Source {
	if from, _ := witnessOf(item); from != nil {
		return from.Source
	}
	return NoSource
}

// witnessOf is who spoke of an item, and the Terraform attribute.
func witnessOf(item any) (*Origin, string) {
	for _, f := range attributes(item) {
		if from, via := f.witness(); from != nil {
			return from, via
		}
	}
	return nil, ""
}
