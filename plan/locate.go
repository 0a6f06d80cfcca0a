package plan

import (
	"fmt"
	"slices"
	"strings"
)

// locateAll works out the account and the region of every change: by what the
// resource itself says, and else by its provider.
func (d *decoder) locateAll() error {
	keys := d.keysOfProviders()
	for _, p := range d.providers {
		if d.sources != nil {
			p.fromSources(d.sources)
		}
	}
	for _, list := range [][]*change{d.changes, d.prior} {
		for _, c := range list {
			d.locateOne(c, keys)
		}
	}
	d.gather()
	return nil
}

// keysOfProviders finds the providers by the keys that the JSON has for them.
// The plan file says which provider a change goes to, and the JSON which other
// resources go to the same.
func (d *decoder) keysOfProviders() map[string]int32 {
	keys := map[string]int32{}
	for _, c := range d.changes {
		if c.provider > 0 && isAWS(c) {
			if block := d.config.block(c.at()); block != nil {
				keys[block.provider] = c.provider
			}
		}
	}
	if d.sources != nil {
		return keys
	}
	for _, key := range sortedKeys(d.written) {
		keys[key] = d.providerAt(key)
		d.providers[keys[key]-1].fromJSON(d.written[key])
	}
	return keys
}

func isAWS(c *change) bool { return strings.HasPrefix(c.Type, "aws_") }

// locateOne fills in what the resource does not say itself, and lets the
// provider know what it does say.
func (d *decoder) locateOne(c *change, keys map[string]int32) {
	if c.body.size == 0 && c.account == "" {
		return // nothing of it is asked for
	}
	if c.provider == 0 {
		c.provider = d.providerOf(c, keys)
	}
	if c.provider == 0 {
		d.named(c.account)
		return
	}
	p := d.providers[c.provider-1]
	if c.region == "" {
		d.place(c, locality{p.region, c.account})
	}
	p.note(c.account, c.Address)
}

// providerOf finds the provider of what the plan file does not tell it of. What
// has no block any more goes to where its change goes and, in a JSON without a
// plan file, to the only provider that there is: Terraform deletes nothing whose
// provider is not configured.
func (d *decoder) providerOf(c *change, keys map[string]int32) int32 {
	if block := d.config.block(c.at()); block != nil {
		return keys[block.provider]
	}
	i, found := slices.BinarySearchFunc(d.changes, c.Address, func(have *change, address string) int {
		return strings.Compare(have.Address, address)
	})
	switch {
	case !isAWS(c):
		return 0
	case found && d.changes[i].provider > 0:
		return d.changes[i].provider
	case d.sources == nil && len(d.written) == 1:
		return keys["aws"]
	}
	return 0
}

func (d *decoder) named(account string) {
	if account != "" {
		d.accounts[account] = true
	}
}

// gather merges the providers of one account and notes what contradicts.
func (d *decoder) gather() {
	all := slices.DeleteFunc(slices.Clone(d.providers), func(p *provider) bool { return p.foreign })
	byAccess := map[string]map[string]bool{}
	for _, p := range all {
		p.settle()
		ids := sortedKeys(p.accounts)
		if len(ids) > 1 {
			d.conflicts = append(d.conflicts, fmt.Sprintf("%s is of account %s by %s, and of %s by %s",
				p.name, ids[0], p.accounts[ids[0]], ids[1], p.accounts[ids[1]]))
		}
		if byAccess[p.access] == nil {
			byAccess[p.access] = map[string]bool{}
		}
		for _, id := range ids {
			d.named(id)
			byAccess[p.access][id] = true
		}
	}
	for _, p := range all {
		switch same := sortedKeys(byAccess[p.access]); {
		case len(p.accounts) > 0:
		case !p.unsure && len(same) == 1:
			p.note(same[0], "the same credentials as others")
		case p.unsure && len(all) > 1, len(byAccess) > 1, len(same) > 1:
			d.conflicts = append(d.conflicts, fmt.Sprintf("nothing tells whether %s is of the same account as the other providers", p.name))
		}
	}
	slices.Sort(d.conflicts)
}

// Accounts returns the numbers of the AWS accounts that the plan names: by the
// roles that its providers assume and the accounts that they allow, by its
// caller, and by the ARNs that Terraform has read.
func (p *Plan) Accounts() []string { return sortedKeys(p.accounts) }

// Regions returns the regions that the plan's resources are in and those of its
// providers, as far as it says.
func (p *Plan) Regions() []string {
	all := map[string]bool{}
	for _, list := range [][]*change{p.changes, p.prior} {
		for _, c := range list {
			all[c.region] = true
		}
	}
	for _, one := range p.providers {
		all[one.region] = true
	}
	delete(all, "")
	return sortedKeys(all)
}

// leads says of each account which providers lead there, and by what that is
// known.
func (p *Plan) leads(accounts []string) []string {
	told := make([]string, 0, len(accounts))
	for _, id := range accounts {
		var by []string
		for _, one := range p.providers {
			if witness, ok := one.accounts[id]; ok {
				by = append(by, one.name+" by "+witness)
			}
		}
		if len(by) == 0 {
			by = append(by, "an ARN")
		}
		told = append(told, id+" ("+strings.Join(by, "; ")+")")
	}
	return told
}
