package account

import "sync"

// lookup finds the things of a list by all their names. The index is made when
// it is first needed.
type lookup[T any] struct {
	once  sync.Once
	index *nameIndex
}

// called adds the things of the list that go by the name.
func (l *lookup[T]) called(list, found []T, n name) []T {
	l.once.Do(func() {
		l.index = newNames(len(list))
		for i, item := range list {
			if thing, ok := any(item).(Thing); ok {
				l.index.enter(i, thing.Base())
			}
		}
	})
	var space [8]int
	for _, i := range l.index.named(n, space[:0]) {
		if thing, ok := any(list[i]).(Thing); ok && thing.Base().goesBy(n) {
			found = append(found, list[i])
		}
	}
	return found
}
