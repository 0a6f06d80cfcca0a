package plan

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// facts collects every fact that a value of the account gives, however deep,
// and everything that a thing is called.
func facts(a *account.Account) []string {
	var c collector
	c.visit(reflect.ValueOf(a).Elem(), "")
	slices.Sort(c.lines)
	return c.lines
}

type collector struct{ lines []string }

func (c *collector) visit(v reflect.Value, path string) {
	if v.CanInterface() {
		c.ask(v, path)
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.visit(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.visit(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.visit(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		}
	}
}

// ask calls everything that tells something in words.
func (c *collector) ask(v reflect.Value, path string) {
	say := func(what any) { c.lines = append(c.lines, fmt.Sprintf("%s %v", path, what)) }
	if m, ok := v.Interface().(account.Thing); ok && v.Kind() == reflect.Pointer {
		b := m.Base()
		say([]any{b.Label(), b.Called(), b.Region, b.Touched(), b.Replaced(), b.Fresh().Tri(), b.Interrupted().Tri(), b.Exists()})
	}
	if f, ok := v.Interface().(interface{ Fact() account.Fact }); ok {
		say(f.Fact())
	}
	if d, ok := v.Interface().(account.Document); ok {
		for _, answer := range []account.Bool{d.Present(), d.GrantsAdmin(), d.TrustsEveryone(account.Boundary{}), d.Public(account.Boundary{}), d.Allows("iam:PassRole", "*")} {
			say(answer.Tri())
			say(answer.Why())
		}
	}
	if strings.HasPrefix(v.Type().Name(), "Set[") {
		for _, method := range []string{"Items", "Removed"} {
			c.items(v.MethodByName(method).Call(nil)[0], path+"."+method)
		}
		say(v.MethodByName("Gaps").Call(nil)[0].Interface())
		say(v.MethodByName("Complete").Call(nil)[0].Interface().(account.Bool).Tri())
	}
}

// items visits a slice or what an iterator yields.
func (c *collector) items(list reflect.Value, path string) {
	if list.Kind() == reflect.Slice {
		for i := range list.Len() {
			c.visit(list.Index(i), path)
		}
		return
	}
	for item := range list.Seq() {
		c.visit(item, path)
	}
}

func TestFactsAreCollectedFromEveryDepth(t *testing.T) {
	_, after := built(t, fixture(t, "net-sg-no-open-admin-port/inline"))
	all := strings.Join(facts(after), "\n")
	for _, part := range []string{"CidrIp = 0.0.0.0/0", "IpProtocol = tcp", "aws_security_group."} {
		if !strings.Contains(all, part) {
			t.Errorf("no %q in:\n%s", part, all)
		}
	}
}
