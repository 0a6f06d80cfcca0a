package account

// FileSystems are the file systems of EFS.
var FileSystems = kind("efs.file_systems", func(a *Account) *Set[*FileSystem] { return &a.FileSystems })

// FileSystem is a file system of EFS. Whether it is encrypted is settled when
// it is made.
type FileSystem struct {
	Meta
	Encrypted Value[bool] `aws:"Encrypted"`
	Key       Link        `aws:"KmsKeyId"` // empty if it is not encrypted
	Tags      Set[*Tag]   `aws:"Tags"`
}
