package live

import (
	"cmp"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Keys.Kind},
	calls: []any{
		kms.ListKeysInput{}, kms.ListAliasesInput{}, kms.DescribeKeyInput{}, kms.GetKeyRotationStatusInput{},
		kms.GetKeyLastUsageInput{}, kms.GetKeyPolicyInput{}, kms.ListGrantsInput{},
	},
	last: true,
	read: keys,
})

var _ = collect(collector{
	kinds: []account.Kind{account.Aliases.Kind},
	calls: []any{kms.ListAliasesInput{}},
	read:  aliases,
})

// keys reads the keys of a region, and more about those that are wanted, be it
// by the name of an alias. Where the aliases cannot be listed, keys that only
// an alias makes wanted are not asked about.
func keys(r *reader) {
	client := kms.NewFromConfig(r.config())
	called := map[string][]string{}
	named, _ := all(r, client.ListAliases, allAliases(), aliasEntries)
	for _, a := range named {
		id := text(a.out.TargetKeyId)
		called[id] = append(called[id], text(a.out.AliasName), text(a.out.AliasArn))
	}
	every := &kms.ListKeysInput{Limit: aws.Int32(1000)}
	for k := range found(r, client.ListKeys, every, func(o *kms.ListKeysOutput) []types.KeyListEntry { return o.Keys }) {
		id := account.Ident{ARN: text(k.out.KeyArn), ID: text(k.out.KeyId), Region: r.region}
		key := account.Keys.Add(r.to, id, k.origin)
		if r.wants(append(called[id.ID], id.ARN, id.ID)...) {
			r.also(func() { describeKey(r, client, key) })
			r.also(func() { usage(r, client, key) })
			r.also(func() { keyGrants(r, client, key) })
		}
	}
}

// describeKey reads what a key is, how it rotates and who may use it. The
// key's own policy may refuse each of it.
func describeKey(r *reader, client *kms.Client, k *account.Key) {
	is := ask(r, client.DescribeKey, &kms.DescribeKeyInput{KeyId: &k.ARN})
	m := or(is.out.KeyMetadata, types.KeyMetadata{})
	put(&k.Manager, word(m.KeyManager), is.told)
	put(&k.State, word(m.KeyState), is.told)
	put(&k.Spec, word(m.KeySpec), is.told)
	put(&k.Origin, word(m.Origin), is.told)
	put(&k.Replica, replica(m), is.told)
	rotation := ask(r, client.GetKeyRotationStatus, &kms.GetKeyRotationStatusInput{KeyId: &k.ARN})
	put(&k.Rotation, &rotation.out.KeyRotationEnabled, rotation.told)
	policy := ask(r, client.GetKeyPolicy, &kms.GetKeyPolicyInput{KeyId: &k.ARN, PolicyName: aws.String("default")})
	document(&k.Policy, policy.out.Policy, policy.given(text(policy.out.Policy) != ""))
}

// keyGrants reads who may use a key besides its policy. A service of AWS has the
// name of the service in place of an ARN.
func keyGrants(r *reader, client *kms.Client, k *account.Key) {
	items, gaps := allGiven(r, client.ListGrants, &kms.ListGrantsInput{KeyId: &k.ARN, Limit: aws.Int32(100)},
		func(o *kms.ListGrantsOutput) []types.GrantListEntry { return o.Grants })
	made := make([]*account.KeyGrant, len(items))
	for i, g := range items {
		made[i] = &account.KeyGrant{}
		put(&made[i].ID, g.out.GrantId, g.told)
		put(&made[i].Grantee, cmp.Or(g.out.GranteePrincipal, g.out.GranteeServicePrincipal), g.told)
	}
	pages(&k.Grants, made, gaps)
}

// replica tells whether a key follows one of another region; nil if the answer
// does not tell. Only the ids of keys of many regions begin with mrk- (AWS
// documentation, 2026-11).
func replica(m *types.KeyMetadata) *bool {
	switch {
	case m.KeyId == nil, strings.HasPrefix(*m.KeyId, "mrk-") && m.MultiRegionConfiguration == nil:
		return nil
	case m.MultiRegionConfiguration == nil:
		return aws.Bool(false)
	}
	return aws.Bool(m.MultiRegionConfiguration.MultiRegionKeyType == types.MultiRegionKeyTypeReplica)
}

// usage reads when a key was last used.
func usage(r *reader, client *kms.Client, k *account.Key) {
	last := ask(r, client.GetKeyLastUsage, &kms.GetKeyLastUsageInput{KeyId: &k.ARN})
	if last.failed() {
		put(&k.LastUsed, nil, last.told)
		return
	}
	switch u := last.out.KeyLastUsage; {
	case u != nil && u.Timestamp != nil:
		put(&k.LastUsed, moment(u.Timestamp), last.told)
	case tracked(last.out, last.origin.At):
		put(&k.LastUsed, aws.String(""), last.told)
	default:
		put(&k.LastUsed, nil, told{origin: last.origin, cause: account.Partial})
	}
}

// tracked tells whether KMS has kept track of a key since it was made, or for
// so long that an earlier use does not count. No use is said of no other time
// (AWS API reference, 2026-11).
func tracked(o *kms.GetKeyLastUsageOutput, now time.Time) bool {
	from, made := o.TrackingStartDate, o.KeyCreationDate
	if from == nil {
		return false
	}
	return made != nil && !made.Before(*from) || now.Sub(*from) > account.RecentlyUsed
}

// aliases reads the names of keys. A name that AWS keeps for a service has no
// key until the service is used with it (AWS API reference, 2026-11).
func aliases(r *reader) {
	client := kms.NewFromConfig(r.config())
	for a := range found(r, client.ListAliases, allAliases(), aliasEntries) {
		alias := account.Aliases.Add(r.to, account.Ident{ARN: text(a.out.AliasArn), Name: text(a.out.AliasName), Region: r.region}, a.origin)
		link(&alias.Target, a.out.TargetKeyId, a.told)
	}
}

func allAliases() *kms.ListAliasesInput { return &kms.ListAliasesInput{Limit: aws.Int32(100)} }

func aliasEntries(o *kms.ListAliasesOutput) []types.AliasListEntry { return o.Aliases }
