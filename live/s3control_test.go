package live

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

// blockRefused is an error of S3 Control, which wraps what S3 does not.
func blockRefused(status int, code string) refusal {
	return refusal{status: status, body: fmt.Sprintf("<ErrorResponse><Error><Code>%s</Code><Message>no</Message></Error></ErrorResponse>", code)}
}

func TestAccountBlock(t *testing.T) {
	const call = "s3:GetPublicAccessBlock"
	rec, sender := recorded(t, fake{call: answers(`<PublicAccessBlockConfiguration>
		<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>
		<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>`)}, account.PublicAccessBlocks.Kind)
	wantRecorded(t, rec, account.PublicAccessBlocks.Kind, `{
		"calls": {"existence": "`+call+`", "BlockPublicAcls": "`+call+`", "IgnorePublicAcls": "`+call+`", "BlockPublicPolicy": "`+call+`", "RestrictPublicBuckets": "`+call+`"},
		"items": [{"Id": "account", "BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": false}]
	}`)
	if host := sender.sent[0].URL.Host; host != testAccount+".s3-control.us-east-1.amazonaws.com" {
		t.Errorf("asked %s", host)
	}

	rec, _ = recorded(t, fake{call: answers(blockRefused(http.StatusNotFound, "NoSuchPublicAccessBlockConfiguration"))}, account.PublicAccessBlocks.Kind)
	wantRecorded(t, rec, account.PublicAccessBlocks.Kind, `{"items": []}`)
	rec, _ = recorded(t, fake{call: answers(blockRefused(http.StatusForbidden, "AccessDenied"))}, account.PublicAccessBlocks.Kind)
	wantUnknown(t, rec, account.PublicAccessBlocks.Kind, account.Denied, call, "gap")
	rec, _ = recorded(t, fake{}, account.PublicAccessBlocks.Kind)
	wantUnknown(t, rec, account.PublicAccessBlocks.Kind, account.Unreachable, call, "gap")
	rec, _ = recorded(t, fake{call: answers(``)}, account.PublicAccessBlocks.Kind)
	wantUnknown(t, rec, account.PublicAccessBlocks.Kind, account.Failed, call, "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
}
