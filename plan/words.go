package plan

import "bytes"

// intern returns one string for the same words, of which a plan has many.
func (d *decoder) intern(word []byte) string {
	if len(word) == 0 {
		return ""
	}
	if have, ok := d.words[string(word)]; ok {
		return have
	}
	made := string(bytes.Clone(word))
	if len(d.words) < mostMembers {
		d.words[made] = made
	}
	return made
}

// family returns what the instances of a type have in common.
func (d *decoder) family(typ []byte) *family {
	if have, ok := d.families[string(typ)]; ok {
		return have
	}
	name := d.intern(typ)
	one := &family{Type: name, governed: adapters[name] != nil}
	d.families[name] = one
	return one
}

// place notes where an instance is. Many are in the same place.
func (d *decoder) place(c *change, at locality) {
	if at == *c.locality {
		return
	}
	have, ok := d.localities[at]
	if !ok {
		have = &locality{at.region, at.account}
		d.localities[at] = have
	}
	c.locality = have
}
