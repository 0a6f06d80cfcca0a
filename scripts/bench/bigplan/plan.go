// Package bigplan generates plans in Terraform's format, as large as wanted.
// They are for measuring only: what is judged as right or wrong comes from
// real plans.
package bigplan

import (
	"bufio"
	"fmt"
	"io"
)

// Write writes the plan of n resources of twelve AWS types, one of which is not
// understood. Two thirds of the resources do not change, and all that exist
// are in the prior state. The same seed gives the same bytes.
func Write(w io.Writer, n int, seed uint64) error {
	g := generator{Writer: bufio.NewWriterSize(w, 1<<20), n: n, seed: seed}
	g.text(`{"format_version":"1.2","terraform_version":"1.11.4","variables":{"environment":{"value":"production"}},"planned_values":{"root_module":{"resources":[`)
	g.each(all, g.planned)
	g.text(`]}},"resource_changes":[`)
	g.each(all, g.change)
	g.text(`],"prior_state":{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{"resources":[`)
	g.each(resource.exists, g.prior)
	g.text(`]}}},"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws","version_constraint":"5.100.0","expressions":{"region":{"constant_value":"us-east-1"}}}},"root_module":{"resources":[`)
	g.each(all, g.block)
	g.text(`],"variables":{"environment":{"default":"production"}}}},"timestamp":"2026-11-23T06:00:00Z","applyable":true,"complete":true,"errored":false}` + "\n")
	if err := g.Flush(); err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	return nil
}

// generator writes one member of the plan after the other, each of which goes
// over the same resources. The writer tells its errors at the end.
type generator struct {
	*bufio.Writer
	n    int
	seed uint64
}

func (g generator) text(s string) {
	_, _ = g.WriteString(s)
}

func (g generator) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(g, format, args...)
}

// each goes over the resources by type, which is the order that Terraform
// writes them in.
func (g generator) each(wanted func(resource) bool, write func(resource)) {
	comma := ""
	for t := range kinds {
		for i := t; i < g.n; i += len(kinds) {
			if r := (resource{kinds[t], i, g.seed}); wanted(r) {
				g.text(comma)
				write(r)
				comma = ","
			}
		}
	}
}

func all(resource) bool { return true }

func (g generator) head(r resource) {
	g.printf(`"address":"%s.%s","mode":"managed","type":"%s","name":"%s","provider_name":"registry.terraform.io/hashicorp/aws"`,
		r.typ, r.name(), r.typ, r.name())
}

func (g generator) planned(r resource) {
	g.text("{")
	g.head(r)
	g.printf(`,"schema_version":0,"values":%s,"sensitive_values":%s}`, r.values(), r.hides)
}

func (g generator) prior(r resource) { g.planned(r) }

func (g generator) change(r resource) {
	g.text("{")
	g.head(r)
	if r.exists() {
		values := r.values()
		g.printf(`,"change":{"actions":["no-op"],"before":%s,"after":%s,"after_unknown":{},"before_sensitive":%s,"after_sensitive":%s}}`,
			values, values, r.hides, r.hides)
		return
	}
	g.printf(`,"change":{"actions":["create"],"before":null,"after":%s,"after_unknown":%s,"before_sensitive":false,"after_sensitive":%s}}`,
		r.values(), r.unknown, r.hides)
}

func (g generator) block(r resource) {
	g.printf(`{"address":"%s.%s","mode":"managed","type":"%s","name":"%s","provider_config_key":"aws","expressions":%s,"schema_version":0}`,
		r.typ, r.name(), r.typ, r.name(), r.expressions())
}
