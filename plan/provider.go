package plan

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/plan/planfile"
	"github.com/soc2gate/soc2gate/plan/source"
)

// provider is one configuration of the AWS provider, and where it leads to.
type provider struct {
	name     string // its address in the plan file or, without one, its key in the JSON
	region   string
	allowed  []string          // the accounts that it may be of, if it says so
	role     string            // the account of the role that it takes last
	accounts map[string]string // what names each account that it is of
	access   string            // the settings that decide whose credentials are used
	unsure   bool              // one of them is not known
	foreign  bool              // it is not the AWS provider

	tags      jsontext.Value // what it gives to all of its resources
	tagsKnown bool
}

// providerAt finds or adds a provider by its name, counted from 1.
func (d *decoder) providerAt(name string) int32 {
	at, ok := d.numbers[name]
	if !ok {
		d.providers = append(d.providers, &provider{name: name, accounts: map[string]string{}})
		at = int32(len(d.providers)) //nolint:gosec // because there are fewer than changes
		d.numbers[name] = at
	}
	return at
}

// note remembers what says that the provider is of an account.
func (p *provider) note(account, witness string) {
	if have, ok := p.accounts[account]; account != "" && (!ok || witness < have) {
		p.accounts[account] = witness
	}
}

// access are the arguments that decide whose credentials a provider uses.
var access = []string{"profile", "assume_role", "assume_role_with_web_identity", "access_key", "shared_credentials_files", "shared_config_files"}

// fromJSON reads what is written as a constant. What refers to something else
// has a value that the JSON does not show.
func (p *provider) fromJSON(arguments jsontext.Value) {
	p.region = constant(memberOf(arguments, "region"))
	p.allowed = texts(memberOf(memberOf(arguments, "allowed_account_ids"), "constant_value"))
	p.defaultsFromJSON(arguments)
	for _, name := range access {
		expression := memberOf(arguments, name)
		p.access += name + "=" + string(expression) + " "
		p.unsure = p.unsure || len(collect(expression, nil)) > 0
	}
	for _, role := range (node{value: memberOf(arguments, "assume_role")}).items() {
		p.takeRole(constant(memberOf(role.value, "role_arn")))
	}
}

func constant(expression jsontext.Value) string {
	return string(plain(memberOf(expression, "constant_value")))
}

// takeRole notes the account of a role, in which the provider then is: of
// several that it takes one after another, the last one's.
func (p *provider) takeRole(arn string) {
	if id := string(arnPart([]byte(arn), 4)); id != "" {
		p.role = id
	}
}

// settle lets the settings of the provider speak beside its resources.
func (p *provider) settle() {
	p.note(p.role, "the role that it assumes")
	if len(p.allowed) == 1 {
		p.note(p.allowed[0], "its allowed_account_ids")
	}
	for _, id := range sortedKeys(p.accounts) {
		if len(p.allowed) > 1 && !slices.Contains(p.allowed, id) {
			p.note(p.allowed[0], "its allowed_account_ids")
		}
	}
}

// isAWSProvider tells whether a source address is the one of the AWS provider,
// from whatever registry.
func isAWSProvider(source string) bool { return strings.HasSuffix(source, "/aws") }

// fromSources evaluates the block in the plan file.
func (p *provider) fromSources(s *source.Sources) {
	at, err := planfile.ParseProvider(p.name)
	if err != nil || !isAWSProvider(at.Source) {
		p.foreign = true
		return
	}
	scope := ""
	if at.Module != "" {
		scope = "module." + strings.ReplaceAll(at.Module, ".", ".module.") + "."
	}
	found, ok := s.Provider(scope, at.Source, at.Alias)
	if !ok {
		p.tagsKnown = true
		p.unsure = at.Alias != ""
		return // without a block the environment decides
	}
	p.defaultsFrom(found.DefaultTags)
	p.region = known(found.Region)
	if found.AllowedAccountIDs.Known {
		p.allowed = texts(found.AllowedAccountIDs.Value)
	}
	p.access = "profile=" + string(found.Profile.Value)
	p.unsure = found.AccessKey || found.Profile.Set && !found.Profile.Known
	for _, file := range found.Files {
		p.access += " file=" + string(file.Value)
		p.unsure = p.unsure || file.Set && !file.Known
	}
	for _, role := range found.AssumeRoles {
		p.access += " role=" + string(role.Value)
		p.unsure = p.unsure || !role.Known
		p.takeRole(known(role))
	}
}

func known(s source.Setting) string {
	if !s.Known || kind(s.Value) != '"' {
		return ""
	}
	return string(plain(s.Value))
}
