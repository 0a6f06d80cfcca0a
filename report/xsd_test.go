package report

import (
	"encoding/xml"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tree is an XML element, of a schema or of a document.
type tree struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []tree     `xml:",any"`
}

func (n tree) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// xsd is as much of XML Schema as the one of JUnit uses: elements in order and
// number, and attributes with their use.
type xsd struct {
	root  tree
	types map[string]tree
}

func readXSD(t testing.TB, path string) xsd {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	x := xsd{types: map[string]tree{}}
	var doc tree
	if err := xml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	for _, n := range doc.Nodes {
		switch {
		case n.XMLName.Local == "complexType":
			x.types[n.attr("name")] = n
		case n.attr("name") == "testsuites":
			x.root = n
		}
	}
	return x
}

func (x xsd) valid(t testing.TB, out string) {
	t.Helper()
	var doc tree
	if err := xml.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.XMLName.Local != x.root.attr("name") {
		t.Errorf("the document is a %s", doc.XMLName.Local)
	}
	x.element(t, x.root, doc)
}

// parts are the attributes and elements that a declaration allows, those of
// the type that it extends first.
func (x xsd) parts(decl tree) (attrs, elements []tree) {
	if base, ok := x.types[decl.attr("type")]; ok {
		attrs, elements = x.parts(base)
	}
	if base, ok := x.types[decl.attr("base")]; ok {
		attrs, elements = x.parts(base)
	}
	for _, n := range decl.Nodes {
		switch n.XMLName.Local {
		case "attribute":
			attrs = append(attrs, n)
		case "element":
			elements = append(elements, n)
		case "complexType", "sequence", "choice", "complexContent", "simpleContent", "extension":
			a, e := x.parts(n)
			if n.XMLName.Local == "choice" { // of which one is there, or none
				for i := range e {
					e[i].Attrs = append([]xml.Attr{{Name: xml.Name{Local: "minOccurs"}, Value: "0"}}, e[i].Attrs...)
				}
			}
			attrs, elements = append(attrs, a...), append(elements, e...)
		}
	}
	return attrs, elements
}

func (x xsd) element(t testing.TB, decl, n tree) {
	t.Helper()
	attrs, elements := x.parts(decl)
	for _, a := range attrs {
		if a.attr("use") == "required" && !slices.ContainsFunc(n.Attrs, func(b xml.Attr) bool { return b.Name.Local == a.attr("name") }) {
			t.Errorf("%s has no %s", n.XMLName.Local, a.attr("name"))
		}
	}
	for _, a := range n.Attrs {
		i := slices.IndexFunc(attrs, func(b tree) bool { return b.attr("name") == a.Name.Local })
		if i < 0 {
			t.Errorf("%s has the attribute %s", n.XMLName.Local, a.Name.Local)
			continue
		}
		simple(t, attrs[i], a)
	}
	at := 0
	for _, decl := range elements {
		count := 0
		for ; at < len(n.Nodes) && n.Nodes[at].XMLName.Local == decl.attr("name"); at++ {
			x.element(t, decl, n.Nodes[at])
			count++
		}
		if count == 0 && decl.attr("minOccurs") != "0" || count > 1 && decl.attr("maxOccurs") != "unbounded" {
			t.Errorf("%s has %d %s", n.XMLName.Local, count, decl.attr("name"))
		}
	}
	if at < len(n.Nodes) {
		t.Errorf("%s has a %s where none may be", n.XMLName.Local, n.Nodes[at].XMLName.Local)
	}
}

func simple(t testing.TB, decl tree, a xml.Attr) {
	t.Helper()
	var err error
	switch decl.attr("type") {
	case "xs:int":
		_, err = strconv.ParseInt(a.Value, 10, 32)
	case "xs:decimal":
		_, err = strconv.ParseFloat(a.Value, 64)
	}
	if err != nil {
		t.Errorf("%s is %q", a.Name.Local, a.Value)
	}
	if strings.HasPrefix(decl.attr("type"), "ISO8601") && len(a.Value) != len("2006-01-02T15:04:05") {
		t.Errorf("%s is %q", a.Name.Local, a.Value)
	}
}
