package plan

import "github.com/soc2gate/soc2gate/account"

// claim is one setting of one thing, of which there is room for one only.
type claim struct {
	thing any
	what  string
}

// claims notes who sets or takes back a setting, and tells whether another
// resource of the plan does as well. Terraform does both at once, so that
// nobody knows which comes last; where depends_on gives them an order, that
// need not be the one in which they are applied here.
func (c *change) claims(thing any, what, by string) (contested bool) {
	if c.side == stated || !c.action.sets() && !goes(c.action) {
		return false
	}
	if c.plan.claimed == nil {
		c.plan.claimed = map[claim]string{}
	}
	k := claim{thing, what}
	if first, ok := c.plan.claimed[k]; ok {
		return first != by
	}
	c.plan.claimed[k] = by
	return false
}

// taker is who takes a setting back. A replacement that is created first takes
// back what it has just set.
func (c *change) taker() string {
	if c.action == replaceCreateFirst {
		return c.Address + ", which is replaced"
	}
	return c.Address
}

// contest leaves a setting open that several resources speak of.
func (c *change) contest(attr string, fill func(*change)) {
	if c.rare.maybe != "" {
		return
	}
	doubtful := c.doubted(attr)
	doubtful.rare.contested = true
	doubtful.documents = &unread // those of now are used again by then
	c.plan.doubts = append(c.plan.doubts, func() error {
		if err := doubtful.decode(); err != nil {
			return err
		}
		fill(doubtful)
		doubtful.release()
		return nil
	})
}

// openness is why it is left open what the change does to a thing.
func (c *change) openness() account.Cause {
	if c.rare.contested {
		return account.Contested
	}
	return account.Ambiguous
}
