package plan

// counted is what reports tell of changes that are not kept any more.
type counted struct {
	coverage Coverage
	actions  map[string]int
}

// Release lets go of the values, for which Before and After can no longer be
// asked: to judge large accounts takes memory as well. What the plan says about
// itself, and about sources, stays; so does, with a plan file, what its sources
// are evaluated by.
func (p *Plan) Release() {
	p.places = p.changed()
	p.counted = &counted{p.Coverage(), p.Counts()}
	if p.written() != nil {
		return
	}
	p.changes, p.prior, p.drifted, p.config, p.found, p.rooms = nil, nil, nil, &configModule{}, nil, nil
	p.store = store{}
}
