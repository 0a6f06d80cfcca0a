package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_kms_key":                  key(func(k *account.Key, c *change) { c.keyStore(k) }),
	"aws_kms_external_key":         key(func(k *account.Key, c *change) { k.Origin = c.fixed("EXTERNAL") }),
	"aws_kms_replica_key":          key(func(k *account.Key, c *change) { k.Replica = c.yes() }),
	"aws_kms_replica_external_key": key(func(k *account.Key, c *change) { k.Replica, k.Origin = c.yes(), c.fixed("EXTERNAL") }),
	"aws_kms_key_policy": part("key_id", account.Keys, func(k *account.Key, c *change) {
		c.document(&k.Policy, "policy")
	}),
	"aws_kms_grant": oneOf("key_id", account.Keys, member(
		func(k *account.Key) *account.Set[*account.KeyGrant] { return &k.Grants }, keyGrant, keyGrantKey,
	)),
	"aws_kms_alias": thing(account.Aliases, names{name: "name"}, func(a *account.Alias, c *change) {
		c.link(&a.Target, "target_key_id", account.Keys.Kind)
	}),
})

// key is the adapter of all kinds of customer-managed keys.
func key(special func(*account.Key, *change)) adapter {
	n := names{aliases: []string{"key_id"}}
	a := thing(account.Keys, n, func(k *account.Key, c *change) {
		k.Manager = c.fixed("CUSTOMER")
		c.text(&k.Spec, "customer_master_key_spec", "SYMMETRIC_DEFAULT")
		c.boolean(&k.Rotation, "enable_key_rotation", false)
		c.document(&k.Policy, "policy")
		if c.creates() {
			k.State = c.fixed("Enabled")
			k.LastUsed, k.Grants = c.fixed(""), account.ListOf[*account.KeyGrant]()
		}
		if c.side == stated {
			k.State = c.enabled()
		}
		k.Replica = account.Observed(false, c.origin, "")
		special(k, c)
	})
	stays := a.drop
	a.drop = func(b *account.Builder, c *change) {
		if goes(c.action) {
			scheduleDeletion(b, c, n.ident(c, c.before))
		} else {
			stays(b, c)
		}
	}
	return a
}

func keyGrant(c *change) []*account.KeyGrant {
	g := &account.KeyGrant{}
	c.text(&g.ID, "grant_id")
	c.text(&g.Grantee, "grantee_principal")
	return []*account.KeyGrant{g}
}

func keyGrantKey(g *account.KeyGrant) string {
	id, known := g.ID.Get()
	return keyOr(id, known, g.ID.Fact())
}

// enabled is the state of a key that Terraform still sees: one that is
// scheduled for deletion it takes for gone.
func (c *change) enabled() account.Value[string] {
	if on, known := c.before.at("is_enabled").truth(); known && !on {
		return c.fixed("Disabled")
	}
	return c.fixed("Enabled")
}

// scheduleDeletion is what Terraform does to a key instead of deleting it: the
// key stays in the account, unusable, for 7 to 30 days (AWS documentation,
// 2026-11).
func scheduleDeletion(b *account.Builder, c *change, id account.Ident) {
	if account.Keys.Find(b, id) == nil {
		return
	}
	k := account.Keys.At(b, id, c.origin)
	k.State = c.fixed("PendingDeletion")
	account.Touch(k)
	account.Keys.Forget(b, id)
}

// keyStore tells keys of a custom key store, which cannot rotate.
func (c *change) keyStore(k *account.Key) {
	var store account.Value[string]
	c.text(&store, "custom_key_store_id")
	switch id, known := store.Get(); {
	case !known:
		k.Origin = store
	case id == "":
		k.Origin = c.fixed("AWS_KMS")
	default:
		k.Origin = c.fixed("AWS_CLOUDHSM")
	}
}
