package plan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// manyStrangers is how many names of unknown members are kept.
const manyStrangers = 100

// stranger notes a member that this version does not know. One that differs
// from a known one by case alone would be taken for it by other readers of the
// same plan, and so is refused.
func (d *decoder) stranger(l *level, name []byte) error {
	for _, known := range l.names {
		if bytes.EqualFold(name, []byte(known)) {
			return fmt.Errorf("member %s is written %q", strings.TrimPrefix(l.what+"."+known, "."), brief(string(name)))
		}
	}
	full := strings.TrimPrefix(l.what+"."+brief(string(name)), ".")
	if _, ok := d.strangers[full]; ok || len(d.strangers) < manyStrangers {
		d.strangers[full]++
	}
	return nil
}

// brief keeps names of any length out of messages.
func brief(text string) string {
	const most = 80
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "..."
}

// listStrangers lists the unknown members: those of the plan itself by their names,
// those of its parts with how often they are there.
func (d *decoder) listStrangers() {
	for _, name := range sortedKeys(d.strangers) {
		if strings.Contains(name, ".") {
			name = fmt.Sprintf("%s (%d)", name, d.strangers[name])
		}
		d.ignored = append(d.ignored, name)
	}
	slices.Sort(d.ignored)
}
