package live

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// tagged puts the tags that people gave a thing. Those that AWS itself gives it
// begin with "aws:", which no other may (AWS documentation, 2026-11), and are
// left out, as Terraform does.
func tagged[T any](to *account.Set[*account.Tag], tags []T, by told, pair func(T) (key, value *string)) {
	var all []*account.Tag
	for _, t := range tags {
		key, value := pair(t)
		if strings.HasPrefix(text(key), "aws:") {
			continue
		}
		one := &account.Tag{}
		put(&one.Key, key, by)
		put(&one.Value, value, by)
		all = append(all, one)
	}
	list(to, all, by)
}
