package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// made is a plan written by hand, for what no real one is at hand for.
type made struct {
	conf           string // of the root module
	prior, changes []string
}

func (m made) load(t testing.TB) *Plan {
	t.Helper()
	return load(t, []byte(fmt.Sprintf(`{%s,"resource_changes":[%s],"prior_state":{"values":{"root_module":{"resources":[%s]}}},"configuration":{"root_module":{%s}}}`,
		head, strings.Join(m.changes, ","), strings.Join(m.prior, ","), m.conf)))
}

func (m made) built(t testing.TB) (before, after *account.Account) {
	t.Helper()
	return built(t, m.load(t))
}

// was is a resource of the prior state.
func was(address, values string) string { return wasSecret(address, values, `{}`) }

func wasSecret(address, values, sensitive string) string {
	return fmt.Sprintf(`{%s,"values":%s,"sensitive_values":%s}`, header(address), values, sensitive)
}

// does is a change: "create", "update", "delete,create" and so on.
func does(actions, address, before, after, unknown string) string {
	return doesSecret(actions, address, before, after, unknown, `{}`)
}

func doesSecret(actions, address, before, after, unknown, sensitive string) string {
	list := `"` + strings.ReplaceAll(actions, ",", `","`) + `"`
	return fmt.Sprintf(`{%s,"change":{"actions":[%s],"before":%s,"after":%s,"after_unknown":%s,"before_sensitive":{},"after_sensitive":%s}}`,
		header(address), list, before, after, unknown, sensitive)
}

func header(address string) string {
	a, err := parseAddress(address)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`"address":%q,"mode":"managed","type":%q,"name":%q,"provider_name":"registry.terraform.io/hashicorp/aws"`, address, a.typ, a.name)
}

// block is a resource block of the configuration.
func block(address, expressions string) string {
	return fmt.Sprintf(`{"address":%q,"mode":"managed","expressions":{%s}}`, address, expressions)
}

// refers is an expression with these references.
func refers(to ...string) string {
	return `{"references":["` + strings.Join(to, `","`) + `"]}`
}

func labels[T account.Thing](s account.Set[T]) []string {
	var all []string
	for item := range s.All() {
		all = append(all, item.Base().Label())
	}
	return all
}
