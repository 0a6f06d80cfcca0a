package canonical

// members are those of an object in a state file.
type members struct {
	plain, open []member
	n           int  // how many there are, those that are null included
	value       *Sum // of the member value
	typed       bool // the member type is a type
}

func (o *members) add(name string, p part) {
	o.n++
	switch name {
	case "value":
		// What stands in a value of any type has a type, and is not wrapped again.
		o.value = &p.Plain
	case "type":
		o.typed = p.written
	}
	if p.Plain != Null {
		o.plain = append(o.plain, named(name, p.Plain))
	}
	if p.Open != Null {
		o.open = append(o.open, named(name, p.Open))
	}
}

func (o *members) sum() (part, error) {
	var p part
	var err error
	if p.Plain, err = object(o.plain); err != nil {
		return part{}, err
	}
	if o.n == 2 && o.value != nil && o.typed {
		p.Open = *o.value
		return p, nil
	}
	p.Open, err = object(o.open)
	return p, err
}
