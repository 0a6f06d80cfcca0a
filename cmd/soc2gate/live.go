package main

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/gate"
	"github.com/soc2gate/soc2gate/live"
	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/rules"
)

// liveFlags say whose account is read, and how long that may take.
func liveFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "region", Usage: "read this `REGION`; may be repeated (default: those of the plan, or all that the account has)"},
		&cli.StringFlag{Name: "role-arn", Usage: "assume this role to read the account (`ARN`)"},
		&cli.StringFlag{Name: "external-id", Usage: "the external id that the role's trust policy asks for (`ID`)"},
		&cli.StringFlag{Name: "management-role-arn", Usage: "assume this role to read what only the organization's management account or a delegated administrator may see (`ARN`)"},
		&cli.StringFlag{Name: "management-external-id", Usage: "the external id of that role (`ID`)"},
		&cli.StringFlag{Name: "expect-account", Usage: "end with 3 unless the account is this one (`NUMBER`)"},
		&cli.BoolFlag{Name: "allow-custom-endpoint", Usage: "let somebody else than AWS answer; every output is marked as synthetic"},
		&cli.DurationFlag{Name: "call-timeout", Value: live.DefaultCall, Usage: "the time for one API call with its retries"},
		&cli.DurationFlag{Name: "service-timeout", Value: live.DefaultService, Usage: "the time for all calls to one service in one region"},
		&cli.DurationFlag{Name: "timeout", Value: live.DefaultRun, Usage: "the time for reading the whole account"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Usage: "say on standard error how many calls went to each service and how long they took"},
	}
}

// liveNames are the names of the flags above.
func liveNames() []string {
	var names []string
	for _, flag := range liveFlags() {
		names = append(names, flag.Names()[0])
	}
	return names
}

var accountNumber = regexp.MustCompile(`^[0-9]{12}$`)

// checkExpected refuses an expected account that can be none; one that was
// meant and is empty would expect nothing.
func checkExpected(c *cli.Context) error {
	switch expected := c.String("expect-account"); {
	case !c.IsSet("expect-account") || accountNumber.MatchString(expected):
		return nil
	case expected == "":
		return usage("--expect-account is empty")
	default:
		return usage("--expect-account is a number of 12 digits, not %q", expected)
	}
}

// openLive checks the flags and asks AWS whose the credentials are; those of
// another account than was expected are refused. The region
// is where to begin if none is configured.
func openLive(c *cli.Context, region string) (*live.Session, error) {
	if found := live.EndpointVariables(os.Environ()); len(found) > 0 && !c.Bool("allow-custom-endpoint") {
		return nil, usage("%s would let somebody else answer in place of AWS; unset it, or pass --allow-custom-endpoint, which marks every output as synthetic", strings.Join(found, ", "))
	}
	for _, name := range []string{"role-arn", "external-id", "management-role-arn", "management-external-id"} {
		if c.IsSet(name) && c.String(name) == "" {
			return nil, usage("--%s is empty", name)
		}
	}
	for _, name := range []string{"call-timeout", "service-timeout", "timeout"} {
		if c.Duration(name) <= 0 {
			return nil, usage("--%s is a time like 30s", name)
		}
	}
	if c.IsSet("external-id") && !c.IsSet("role-arn") || c.IsSet("management-external-id") && !c.IsSet("management-role-arn") {
		return nil, usage("an external id goes with the role that asks for it")
	}
	if err := checkExpected(c); err != nil {
		return nil, err
	}
	for _, asked := range c.StringSlice("region") {
		if !isRegion(asked) {
			return nil, usage("--region is a name like eu-west-1, not %q", asked)
		}
	}
	s, err := live.Open(c.Context, live.Options{
		Region:              region,
		Role:                live.Role{ARN: c.String("role-arn"), ExternalID: c.String("external-id")},
		Management:          live.Role{ARN: c.String("management-role-arn"), ExternalID: c.String("management-external-id")},
		AllowCustomEndpoint: c.Bool("allow-custom-endpoint"),
		Call:                c.Duration("call-timeout"), Service: c.Duration("service-timeout"), Run: c.Duration("timeout"),
	})
	if err != nil {
		return nil, err
	}
	if expected := c.String("expect-account"); expected != "" && s.Account() != expected {
		s.Close()
		return nil, wrongAccount(s.Account(), "--expect-account says "+expected)
	}
	return s, nil
}

// wrongAccount is the refusal for credentials of another account than somebody
// names.
func wrongAccount(have, named string) *live.Refusal {
	return &live.Refusal{Reason: gate.ReasonWrongAccount, Why: "the credentials are of account " + have + ", and " + named, Hint: "use the credentials of that account"}
}

var regionName = regexp.MustCompile(`^[a-z]{2,5}(-[a-z]+)+-[0-9]+$`)

func isRegion(name string) bool { return regionName.MatchString(name) }

// readLive reads what must be known of the account to judge the plan.
func readLive(c *cli.Context, p *plan.Plan) (*account.Recording, error) {
	planned := slices.DeleteFunc(p.Regions(), func(r string) bool { return !isRegion(r) })
	first := ""
	if os.Getenv("AWS_REGION") == "" && len(planned) > 0 {
		first = planned[0]
	}
	s, err := openLive(c, first)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if named := p.Accounts(); len(named) > 0 && !slices.Contains(named, s.Account()) {
		return nil, wrongAccount(s.Account(), "the plan is about "+strings.Join(named, " and "))
	}
	need, err := needOf(p)
	if err != nil {
		return nil, err
	}
	regions := c.StringSlice("region")
	if len(regions) == 0 {
		regions = append(slices.Clone(planned), s.FirstRegion())
		slices.Sort(regions)
		regions = slices.Compact(regions)
	}
	need.Regions, need.Skipped = s.Regions(regions)
	rec, err := s.Record(need)
	if c.Bool("verbose") {
		sayCalls(c.App.ErrWriter, s)
	}
	return rec, err
}

// needOf works out what must be known of the account: the kinds that the rules
// read and those that the plan touches, and more than a listing of what it
// touches and of what that names.
func needOf(p *plan.Plan) (live.Need, error) {
	b := account.NewBuilder()
	if err := p.Before(b); err != nil {
		return live.Need{}, usage("plan: %w", err)
	}
	overlay := b.Clone()
	if err := p.After(overlay); err != nil {
		return live.Need{}, usage("plan: %w", err)
	}
	wanted := overlay.Wanted()
	if p.File != nil && p.File.Backend.Bucket != "" {
		wanted.Names = append(wanted.Names, p.File.Backend.Bucket) // the state is evidence of what is there
	}
	need := live.Need{Kinds: wanted.Kinds, Wants: wants(wanted.Names), Touched: append([]account.Kind{}, wanted.Kinds...), Changed: wanted.Changed}
	need.Kinds = append(need.Kinds, account.Organizations.Kind) // whose policies may speak of
	for _, rule := range rules.All() {
		need.Kinds = append(need.Kinds, rule.Reads...)
	}
	// The history of calls takes minutes to read, and what is asked of it is not
	// about one plan: a recording may have it.
	need.Kinds = slices.DeleteFunc(need.Kinds, func(k account.Kind) bool { return k == account.Events.Kind })
	slices.Sort(need.Kinds)
	need.Kinds = slices.Compact(need.Kinds)
	return need, nil
}

// wants tells whether a thing with these names is among the wanted ones.
func wants(wanted []string) func(names ...string) bool {
	all := make(map[string]bool, len(wanted))
	for _, name := range wanted {
		all[name] = name != ""
	}
	return func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return all[n] })
	}
}

// refusalOf returns why nothing can be judged, if that is what the error is.
func refusalOf(err error) *live.Refusal {
	var refused *live.Refusal
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}
