package plan

import "github.com/soc2gate/soc2gate/account"

var _ = understand(map[string]adapter{
	"aws_efs_file_system": thing(account.FileSystems, names{}, func(f *account.FileSystem, c *change) {
		// The API encrypts only what it is told to (AWS API reference, 2026-11).
		c.boolean(&f.Encrypted, "encrypted", false)
		c.managedKey(&f.Key, "kms_key_id", &f.Encrypted, "alias/aws/elasticfilesystem")
		c.tags(&f.Tags)
	}),
})

// managedKey reads the key of a thing that gets one of AWS's if it is encrypted
// and its author names none.
func (c *change) managedKey(to *account.Link, attr string, encrypted *account.Value[bool], standard string) {
	c.link(to, attr, account.Keys.Kind)
	if name, known := to.Get(); !to.Left() && (!known || name != "") || !c.creates() {
		return
	}
	on, known := encrypted.Get()
	switch {
	case !known:
		*to = account.LinkTo(account.Missing[string](account.AfterApply, c.origin, attr))
	case on:
		*to = account.LinkTo(account.Observed(standard, c.byAWS(), attr))
	default:
		*to = account.LinkTo(account.Observed("", c.byAWS(), attr))
	}
}
