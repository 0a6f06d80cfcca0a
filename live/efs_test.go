package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestFileSystems(t *testing.T) {
	const arn = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1"
	item := func(more string) string {
		return `[{"Arn": "` + arn + `", "Id": "fs-1", "Region": "us-east-1", ` + more + `}]`
	}
	unread := `{"unknown": "error", "call": "` + ofFiles + `"}`
	for name, c := range map[string]struct{ more, want string }{
		"encrypted": {`, "Encrypted": true, "KmsKeyId": "k", "Tags": [{"Key": "a", "Value": "b"}]`, `"Encrypted": true, "KmsKeyId": "k", "Tags": [{"Key": "a", "Value": "b"}]`},
		"in clear":  {`, "Encrypted": false, "Tags": []`, `"Encrypted": false, "KmsKeyId": null, "Tags": []`},
		"silent":    {``, `"Encrypted": ` + unread + `, "KmsKeyId": ` + unread + `, "Tags": ` + unread},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, fake{ofFiles: answers(`{"FileSystems": [{"FileSystemId": "fs-1", "FileSystemArn": "` + arn + `"` + c.more + `}]}`)}, account.FileSystems.Kind)
			wantItems(t, rec, account.FileSystems.Kind, item(c.want))
		})
	}
	rec, _ := recorded(t, fake{ofFiles: answers(`{}`)}, account.FileSystems.Kind)
	wantItems(t, rec, account.FileSystems.Kind, `[]`, gap(ofFiles, account.Failed))
}
