package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/report"
	"github.com/soc2gate/soc2gate/rules"
)

func responsibilityCommand() *cli.Command {
	flags := slices.DeleteFunc(slices.Clone(checkCommand().Flags), func(f cli.Flag) bool {
		return slices.ContainsFunc(outputFlags(), func(o cli.Flag) bool { return o.Names()[0] == f.Names()[0] })
	})
	return &cli.Command{
		Name:      "responsibility",
		Usage:     "list what AWS answers for and what you do, for the services in a plan and its account",
		ArgsUsage: "PLAN",
		Flags:     append(flags, &cli.StringFlag{Name: "format", Value: "text", Usage: "text or json"}),
		Action:    responsibility,
	}
}

// responsibilityRecord is what `responsibility --format json` shows.
type responsibilityRecord struct {
	Services []serviceRecord `json:"services"`
	NotKnown []string        `json:"not_known"` // Terraform types of services that the table lacks
}

type serviceRecord struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	AWS   string   `json:"aws"`   // what AWS answers for
	You   string   `json:"you"`   // what the user answers for
	Rules []string `json:"rules"` // those that watch the user's side
}

func responsibility(c *cli.Context) error {
	format := c.String("format")
	if format != "text" && format != "json" {
		return usage("--format is text or json, not %q", format)
	}
	path, err := planPath(c)
	if err != nil {
		return err
	}
	in := &input{path: path, json: c.String("json"), terraform: c.String("terraform"), stdin: c.App.Reader}
	defer in.close()
	p, err := in.load(c.Context)
	if err != nil {
		return err
	}
	rec, err := accountFor(c, p)
	if err != nil {
		return err
	}
	return writeResponsibility(c.App.Writer, format, divided(p, rec))
}

// accountFor is the account that the flags name, or none offline.
func accountFor(c *cli.Context, p *plan.Plan) (*account.Recording, error) {
	if c.Bool("offline") || c.String("account") != "" {
		return recording(c.String("account"))
	}
	rec, err := readLive(c, p)
	if refused := refusalOf(err); refused != nil {
		return nil, errors.New(refused.Error())
	}
	return rec, err
}

// divided finds the services in use and what is known of each.
func divided(p *plan.Plan, rec *account.Recording) responsibilityRecord {
	cov := p.Coverage()
	used, all := map[string]bool{}, responsibilityRecord{Services: []serviceRecord{}, NotKnown: []string{}}
	for _, typ := range slices.Sorted(maps.Keys(merged(cov.Understood, cov.NotUnderstood))) {
		if s := serviceOf(typ); s != nil {
			used[s.id] = true
		} else {
			all.NotKnown = append(all.NotKnown, typ)
		}
	}
	if rec != nil {
		for kind, listing := range rec.Kinds {
			for _, s := range services {
				used[s.id] = used[s.id] || len(listing.Items) > 0 && kind != account.DataStores.Kind && s.has(kind)
			}
		}
	}
	for _, s := range services {
		if used[s.id] {
			all.Services = append(all.Services, serviceRecord{s.id, s.name, s.aws, s.user, watchers(s)})
		}
	}
	return all
}

func merged(a, b map[string]int) map[string]int {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// serviceOf is the service whose name for types is the longest that fits.
func serviceOf(typ string) *service {
	rest, ours := strings.CutPrefix(typ, "aws_")
	var found *service
	longest := 0
	for i, s := range services {
		for _, t := range s.types {
			if ours && len(t) > longest && (rest == t || strings.HasPrefix(rest, t+"_")) {
				found, longest = &services[i], len(t)
			}
		}
	}
	return found
}

// has tells whether the kind is one of the service's.
func (s service) has(k account.Kind) bool {
	family, _, _ := strings.Cut(string(k), ".")
	return slices.Contains(s.kinds, family) || slices.Contains(s.kinds, string(k))
}

// watchers are the controls that read anything of the service.
func watchers(s service) []string {
	ids := []string{}
	for _, r := range rules.All() {
		if r.Sort.Shows() && slices.ContainsFunc(r.Reads, s.has) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func writeResponsibility(w io.Writer, format string, all responsibilityRecord) error {
	if format == "json" {
		if err := json.MarshalWrite(w, all, jsontext.WithIndent("  ")); err != nil {
			return fmt.Errorf("write responsibility: %w", err)
		}
		_, err := fmt.Fprintln(w)
		return err //nolint:wrapcheck // the line break of the above
	}
	var b strings.Builder
	for _, s := range all.Services {
		fmt.Fprintf(&b, "%s\n  AWS    %s\n  you    %s\n  rules  %s\n", s.Name, s.AWS, s.You, cmp.Or(strings.Join(s.Rules, ", "), "no rule watches this yet"))
	}
	for _, typ := range all.NotKnown {
		fmt.Fprintf(&b, "%s: the service is not known\n", report.Escape(typ))
	}
	_, err := io.WriteString(w, b.String())
	return err //nolint:wrapcheck // of standard output
}
