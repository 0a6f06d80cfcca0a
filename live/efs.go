package live

import (
	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/efs/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{kinds: []account.Kind{account.FileSystems.Kind}, calls: []any{efs.DescribeFileSystemsInput{}}, leads: true, read: encryptedFiles})

// encryptedFiles reads file systems from their listing, which tells all that the
// model has. AWS gives a key only where there is one (AWS API reference, 2026-11).
func encryptedFiles(r *reader) {
	list := func(o *efs.DescribeFileSystemsOutput) []types.FileSystemDescription { return o.FileSystems }
	for f := range found(r, efs.NewFromConfig(r.config()).DescribeFileSystems, &efs.DescribeFileSystemsInput{}, list) {
		fs := account.FileSystems.Add(r.to, account.Ident{ARN: text(f.out.FileSystemArn), ID: text(f.out.FileSystemId), Region: r.region}, f.origin)
		put(&fs.Encrypted, f.out.Encrypted, f.told)
		link(&fs.Key, f.out.KmsKeyId, f.given(f.out.Encrypted != nil))
		tagged(&fs.Tags, f.out.Tags, f.given(f.out.Tags != nil), func(t types.Tag) (key, value *string) { return t.Key, t.Value })
	}
}
