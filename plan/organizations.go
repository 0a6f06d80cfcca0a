package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_organizations_organization": thing(account.Organizations, names{}, func(o *account.Organization, c *change) {
		c.text(&o.Features, "feature_set", "ALL")
		c.text(&o.Management, "master_account_id")
		list(c, &o.PolicyTypes, "enabled_policy_types", func(n node) []*account.EnabledPolicyType {
			return []*account.EnabledPolicyType{{Type: c.textOf(n, "enabled_policy_types")}}
		})
	}),
	"aws_organizations_account": thing(account.OrganizationAccounts, names{}, func(a *account.OrganizationAccount, c *change) {
		c.link(&a.Parent, "parent_id", account.OrganizationalUnits.Kind)
		c.boolean(&a.CloseOnDeletion, "close_on_deletion", false)
		c.text(&a.Status, "status", "ACTIVE")
	}),
	"aws_organizations_organizational_unit": thing(account.OrganizationalUnits, names{}, func(u *account.OrganizationalUnit, c *change) {
		c.link(&u.Parent, "parent_id", account.OrganizationalUnits.Kind)
	}),
	"aws_organizations_delegated_administrator": thing(account.DelegatedAdministrators, names{foreign: true}, func(d *account.DelegatedAdministrator, c *change) {
		c.text(&d.Account, "account_id")
		c.text(&d.Service, "service_principal")
	}),
})

// trustedAccess is what the resource of the organization says about services.
var trustedAccess = adapter{
	kind:  account.OrganizationServiceAccesses.Kind,
	state: func(b *account.Builder, c *change) { allowServices(b, c, c.before) },
	drop: func(b *account.Builder, c *change) {
		if goes(c.action) {
			dropServices(b, c, node{})
		}
	},
	place: func(b *account.Builder, c *change) {
		switch c.action {
		case update:
			if !c.kept(servicePrincipals) {
				dropServices(b, c, c.after)
				allowServices(b, c, c.after)
			}
		case create, createThenForget, replaceDeleteFirst, replaceCreateFirst:
			allowServices(b, c, c.after)
		case noop, read, destroy, forget:
		}
	},
}

const servicePrincipals = "aws_service_access_principals"

var _ = understand(map[string]adapter{"aws_organizations_organization": trustedAccess})

// allowServices notes the services that the document lists. What it leaves open
// may be any.
func allowServices(b *account.Builder, c *change, doc node) {
	all := doc.at(servicePrincipals)
	if all.partly() {
		b.Miss(account.OrganizationServiceAccesses.Kind, account.Gap{Call: c.Address, Via: servicePrincipals, Cause: account.AfterApply})
	}
	for _, one := range all.items() {
		if name, ok := one.text(); ok {
			allowed := account.OrganizationServiceAccesses.At(b, account.Ident{ID: name}, c.origin)
			allowed.Enabled = account.Observed(true, c.origin, servicePrincipals)
		}
	}
}

// dropServices takes away the services that were listed and that the document
// does not list any more.
func dropServices(b *account.Builder, c *change, doc node) {
	left := doc.at(servicePrincipals)
	for _, one := range c.before.at(servicePrincipals).items() {
		name, ok := one.text()
		if !ok || lists(left, one) {
			continue
		}
		id := account.Ident{ID: name}
		if left.partly() { // it may be among those that are not known yet
			stays := account.OrganizationServiceAccesses.At(b, id, c.origin)
			stays.Enabled = account.Missing[bool](account.AfterApply, c.origin, servicePrincipals)
			account.Touch(stays)
			continue
		}
		if gone, was := account.OrganizationServiceAccesses.Drop(b, id); was {
			account.Touch(gone)
			account.OrganizationServiceAccesses.Bury(b, gone)
		}
	}
}
