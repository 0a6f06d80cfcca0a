package main

import (
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
)

// guide lets a report ask the plan about its resources.
type guide struct{ plan *plan.Plan }

func (g guide) Block(address string) *report.Lines { return lines(g.plan.Block(address)) }

func (g guide) Attribute(address, path string) *report.Lines {
	return lines(g.plan.Attribute(address, path))
}

func (g guide) Calls(address string) []report.Lines {
	var all []report.Lines
	for _, r := range g.plan.Calls(address) {
		all = append(all, *lines(r, true))
	}
	return all
}

func (g guide) Place(address string) (account, region, provider string) {
	at := g.plan.Place(address)
	return at.Account, at.Region, at.Provider
}

func (g guide) Tags(address string) map[string]string {
	known := map[string]string{}
	tags, _ := g.plan.Tags(address)
	for name, tag := range tags {
		if tag.Known {
			known[name] = tag.Value
		}
	}
	return known
}

func (g guide) Why(address, path string) string {
	if g.plan.Binding() == plan.Unbound {
		return "or pass the saved plan file: its JSON alone does not have the sources"
	}
	return g.plan.Why(address, path)
}

func lines(r plan.Range, ok bool) *report.Lines {
	if !ok {
		return nil
	}
	return &report.Lines{File: r.File, Start: r.Start, End: r.End, Module: r.Module}
}
