package live

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/soc2gate/soc2gate/account"
)

func TestOrganizationPolicies(t *testing.T) {
	tagPolicy := strings.NewReplacer("p-1", "p-2", "SERVICE_CONTROL_POLICY", "TAG_POLICY", "service_control_policy", "tag_policy").Replace(guard)
	thing := func(id, kind, content string) string {
		return `{"Arn": "arn:aws:organizations::111111111111:policy/o-1/` + strings.ToLower(kind) + `/` + id + `", "Id": "` + id + `", "Type": "` + kind + `", "FormerContent": null` + content + `}`
	}
	attached := `[{"Id": "ou-1:p-1", "PolicyId": "p-1", "TargetId": "ou-1"}]`
	targets := answers(says("p-1", `{"Targets": [{"TargetId": "ou-1"}]}`, `{"Targets": []}`))
	for name, c := range map[string]struct {
		content, targets []any
		policy, attached string
		gaps             []string
	}{
		"all":             {answers(`{"Policy": {"Content": "{\"Statement\":[]}"}}`), targets, `, "Content": {"Statement": []}`, attached, nil},
		"no content":      {answers(`{"Policy": {}}`), targets, `, "Content": {"unknown": "error", "call": "` + ofContent + `"}`, attached, nil},
		"content refused": {answers(no(ofContent)), targets, `, "Content": {"unknown": "denied", "call": "` + ofContent + `"}`, attached, nil},
		"targets refused": {answers(`{"Policy": {"Content": "{\"Statement\":[]}"}}`), answers(no(ofAttached)), `, "Content": {"Statement": []}`, `[]`, []string{gap(ofAttached, account.Denied)}},
	} {
		t.Run(name, func(t *testing.T) {
			list := answers(func(r *http.Request) refusal { return onlyOf("SERVICE_CONTROL_POLICY", guard)(r) }, `{"Policies": []}`, `{"Policies": [`+tagPolicy+`]}`, `{"Policies": []}`)
			rec, sender := recordedFor(t, fake{ofPolicies: list, ofContent: c.content, ofAttached: c.targets}, func(string) bool { return false }, account.OrganizationPolicies.Kind)
			wantItems(t, rec, account.OrganizationPolicies.Kind, `[`+thing("p-1", "SERVICE_CONTROL_POLICY", c.policy)+`, `+thing("p-2", "TAG_POLICY", "")+`]`)
			wantItems(t, rec, account.OrganizationAttachments.Kind, c.attached, c.gaps...)
			if n := sender.asked[ofPolicies]; n != len(types.PolicyType("").Values()) {
				t.Errorf("policies were listed %d times", n)
			}
			if n := sender.asked[ofContent]; n != 1 {
				t.Errorf("%d policies were read", n)
			}
		})
	}
}

func TestEffectivePolicies(t *testing.T) {
	const plan = `\"plans\": {\"daily\": {\"regions\": [\"us-east-1\", \"eu-west-1\"], \"rules\": {\"r\": {}}, \"selections\": {%s}}}`
	tag := `\"tags\": {\"t\": {\"iam_role_arn\": \"arn\", \"tag_key\": \"Backup\", \"tag_value\": [\"daily\"]%s}}`
	content := func(text string) string { return `{"EffectivePolicy": {"PolicyContent": "{` + text + `}"}}` }
	with := func(selections string) string { return content(strings.Replace(plan, "%s", selections, 1)) }
	both := `[{"region": "eu-west-1", "tag_key": "Backup", "tag_value": "daily"}, {"region": "us-east-1", "tag_key": "Backup", "tag_value": "daily"}]`
	unread := func(cause string) string { return `{"unknown": "` + cause + `", "call": "` + ofEffective + `"}` }
	for name, c := range map[string]struct {
		answer        any
		block, backup string
	}{
		"all settings":       {content(`\"s3_attributes\": {\"public_access_block_configuration\": \"all\"}`), `"all"`, `[]`},
		"by tag":             {with(strings.Replace(tag, "%s", "", 1)), `null`, both},
		"by tag and more":    {with(strings.Replace(tag, "%s", `, \"conditions\": {}`, 1)), `null`, unread("unreadable")},
		"by type":            {with(strings.Replace(tag, "%s", "", 1) + `, \"resources\": {\"x\": {}}`), `null`, `{"unknown": "unreadable", "call": "` + ofEffective + `", "seen": ` + both + `}`},
		"plan without rules": {content(`\"plans\": {\"daily\": {\"regions\": [\"us-east-1\"], \"selections\": {` + strings.Replace(tag, "%s", "", 1) + `}}}`), `null`, `[]`},
		"odd":                {content(`\"plans\": 1`), unread("unreadable"), unread("unreadable")},
		"no content":         {`{"EffectivePolicy": {}}`, unread("error"), unread("error")},
		"none":               {refuses(ofEffective, http.StatusBadRequest, "EffectivePolicyNotFoundException", ""), `null`, `[]`},
		"no organization":    {refuses(ofEffective, http.StatusBadRequest, "AWSOrganizationsNotInUseException", ""), `null`, `[]`},
		"refused":            {no(ofEffective), unread("denied"), unread("denied")},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofEffective: answers(c.answer)}, account.OrganizationEffective.Kind)
			same := `"public_access_block_configuration": ` + c.block + `, "selections": ` + c.backup
			wantItems(t, rec, account.OrganizationEffective.Kind, `[{"Id": "BACKUP_POLICY", `+same+`}, {"Id": "S3_POLICY", `+same+`}]`)
		})
	}
}
