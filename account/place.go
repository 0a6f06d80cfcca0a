package account

import (
	"fmt"
	"reflect"
	"sync"
	"unique"
)

// place is where attributes stand: in a thing, or in an item of a list that is
// an attribute itself. It names the attribute in the evidence.
type place struct {
	of     *Meta
	layout *layout
	list   *place // where the list stands, if it is one
	index  int32  // of the item in the list
	field  uint8  // of the list
}

// path is AWS's name of an attribute.
func (p *place) path(field uint8) string {
	name := p.layout.fields[field].name
	if p.list == nil {
		return name
	}
	return fmt.Sprintf("%s[%d].%s", p.list.path(p.field), p.index, name)
}

// placeNamed returns the place of one attribute that is in no struct.
func placeNamed(of *Meta, path string) *place {
	return &place{of: of, layout: &layout{fields: []tagged{{name: path}}}}
}

// spot is one attribute of a place. The zero spot is nowhere yet.
type spot struct {
	at    *place
	field uint8
}

// fact begins the fact about what stands there.
func (s spot) fact(from *Origin, via word) Fact {
	f := Fact{Via: via.String()}
	if s.at != nil {
		f.Subject, f.Path = s.at.of.Label(), s.at.path(s.field)
	}
	if from != nil {
		f.Origin = *from
	}
	return f
}

// word is a text of which there are few, in many places: the name of a
// Terraform attribute, say.
type word struct{ text unique.Handle[string] }

func wordOf(text string) word {
	if text == "" {
		return word{}
	}
	return word{unique.Make(text)}
}

func (w word) String() string {
	if w == (word{}) {
		return ""
	}
	return w.text.Value()
}

// layout is what attributes a type has: its fields with an aws tag, and those
// of embedded structs whose tag is "-".
type layout struct{ fields []tagged }

// tagged is the place of an attribute in its struct and AWS's name of it.
type tagged struct {
	index []int
	name  string
}

var layouts sync.Map // reflect.Type -> *layout

func layoutOf(t reflect.Type) *layout {
	if known, ok := layouts.Load(t); ok {
		l, _ := known.(*layout)
		return l
	}
	l := &layout{}
	l.add(t, nil)
	layouts.Store(t, l)
	return l
}

func (l *layout) add(t reflect.Type, outer []int) {
	for i := range t.NumField() {
		field, index := t.Field(i), append(append([]int{}, outer...), i)
		switch name := field.Tag.Get("aws"); name {
		case "":
		case "-":
			l.add(field.Type, index)
		default:
			l.fields = append(l.fields, tagged{index, name})
		}
	}
}
