package source

import (
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// step is one name of an address with its instance key, as it is written.
type step struct{ name, key string }

// address is a resource instance address, taken apart.
type address struct {
	modules []step
	block   string // aws_x.y or data.aws_x.y
	key     string
}

// parseAddress takes an absolute instance address apart; plan has checked that
// it is one that Terraform writes.
func parseAddress(s string) (address, bool) {
	steps, ok := steps(s)
	var a address
	for ok && len(steps) > 2 && steps[0] == (step{name: "module"}) {
		a.modules = append(a.modules, steps[1])
		steps = steps[2:]
	}
	prefix := ""
	if len(steps) == 3 && steps[0] == (step{name: "data"}) {
		prefix, steps = "data.", steps[1:]
	}
	if !ok || len(steps) != 2 || steps[0].key != "" {
		return address{}, false
	}
	a.block, a.key = prefix+steps[0].name+"."+steps[1].name, steps[1].key
	return a, true
}

func scopeName(modules []step) string {
	var b strings.Builder
	for _, m := range modules {
		b.WriteString(callName(m.name, m.key) + ".")
	}
	return b.String()
}

func callName(name, key string) string {
	if key == "" {
		return "module." + name
	}
	return "module." + name + "[" + key + "]"
}

// parseScope splits `module.a["k"].module.b.` into its calls.
func parseScope(s string) ([]step, bool) {
	if s == "" {
		return nil, true
	}
	all, ok := steps(strings.TrimSuffix(s, "."))
	if !ok || len(all)%2 != 0 {
		return nil, false
	}
	var modules []step
	for i := 0; i < len(all); i += 2 {
		if all[i] != (step{name: "module"}) {
			return nil, false
		}
		modules = append(modules, all[i+1])
	}
	return modules, true
}

// steps splits at the dots that are not inside of a key.
func steps(s string) ([]step, bool) {
	var all []step
	for {
		end := strings.IndexAny(s, ".[")
		if end < 0 {
			end = len(s)
		}
		one := step{name: s[:end]}
		s = s[end:]
		if strings.HasPrefix(s, "[") {
			n := keyLength(s)
			if n == 0 {
				return nil, false
			}
			one.key, s = s[1:n-1], s[n:]
		}
		all = append(all, one)
		if s == "" || one.name == "" {
			return all, one.name != ""
		}
		if s[0] != '.' {
			return nil, false
		}
		s = s[1:]
	}
}

// keyLength returns the length of the bracketed key at the start, or 0.
func keyLength(s string) int {
	quoted := false
	for i := 1; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ']' && !quoted:
			return i + 1
		}
	}
	return 0
}

// keyValue is the value of an instance key: each.key or count.index.
func keyValue(key string) (cty.Value, bool) {
	if n, err := strconv.Atoi(key); err == nil && strconv.Itoa(n) == key {
		return cty.NumberIntVal(int64(n)), true
	}
	text, ok := unquoteKey(key)
	return cty.StringVal(text), ok
}

// unquoteKey reads a string key with Terraform's escapes.
func unquoteKey(key string) (string, bool) {
	if len(key) < 2 || key[0] != '"' || key[len(key)-1] != '"' {
		return "", false
	}
	inner := key[1 : len(key)-1]
	inner = strings.NewReplacer(`$${`, `${`, `%%{`, `%{`).Replace(inner)
	text, err := strconv.Unquote(`"` + inner + `"`)
	return text, err == nil
}
