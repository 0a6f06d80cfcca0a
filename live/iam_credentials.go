package live

import (
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/soc2gate/soc2gate/account"
)

// askCredentials reads what a user signs in with as it is now, which are calls for
// each user.
func askCredentials(r *reader, client *iam.Client, u *account.User) {
	profile := ask(r, client.GetLoginProfile, &iam.GetLoginProfileInput{UserName: &u.Name})
	has := profile.out.LoginProfile != nil
	put(&u.LoginProfile, &has, profile.given(has))
	enabled, gaps := allGiven(r, client.ListMFADevices, &iam.ListMFADevicesInput{UserName: &u.Name},
		func(o *iam.ListMFADevicesOutput) []types.MFADevice { return o.MFADevices })
	devices := make([]*account.MFADevice, len(enabled))
	for i, d := range enabled {
		devices[i] = &account.MFADevice{}
		put(&devices[i].Serial, d.out.SerialNumber, d.told)
	}
	pages(&u.MFADevices, devices, gaps)
	made, gaps := allGiven(r, client.ListAccessKeys, &iam.ListAccessKeysInput{UserName: &u.Name},
		func(o *iam.ListAccessKeysOutput) []types.AccessKeyMetadata { return o.AccessKeyMetadata })
	keys := make([]*account.AccessKey, len(made))
	for i, k := range made {
		keys[i] = accessKey(r, client, k)
	}
	pages(&u.AccessKeys, keys, gaps)
}

// accessKey reads a key and when it was last used. IAM leaves the date out of a
// key that never was, since 2015 (AWS API reference, 2026-11).
func accessKey(r *reader, client *iam.Client, k answer[types.AccessKeyMetadata]) *account.AccessKey {
	key := &account.AccessKey{}
	put(&key.ID, k.out.AccessKeyId, k.told)
	put(&key.Status, word(k.out.Status), k.told)
	put(&key.Created, moment(k.out.CreateDate), k.told)
	last := ask(r, client.GetAccessKeyLastUsed, &iam.GetAccessKeyLastUsedInput{AccessKeyId: k.out.AccessKeyId})
	used := or(last.out.AccessKeyLastUsed, types.AccessKeyLastUsed{})
	put(&key.LastUsed, or(moment(used.LastUsedDate), ""), last.given(last.out.AccessKeyLastUsed != nil))
	return key
}
