package live

import (
	"strings"

	"github.com/soc2gate/soc2gate/account"
)

// tagPages is tagged for tags that were read with all.
func tagPages[T any](to *account.Set[*account.Tag], found []answer[T], gaps []account.Gap, pair func(*T) (key, value *string)) {
	var tags []*account.Tag
	for _, f := range found {
		key, value := pair(f.out)
		if strings.HasPrefix(text(key), "aws:") {
			continue
		}
		one := &account.Tag{}
		put(&one.Key, key, f.told)
		put(&one.Value, value, f.told)
		tags = append(tags, one)
	}
	pages(to, tags, gaps)
}
