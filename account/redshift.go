package account

// Warehouses are the provisioned clusters of Redshift.
var Warehouses = kind("redshift.clusters", func(a *Account) *Set[*Warehouse] { return &a.Warehouses })

// Warehouse is a provisioned cluster of Redshift.
type Warehouse struct {
	Meta
	Encrypted Value[bool] `aws:"Encrypted"`
	Key       Link        `aws:"KmsKeyId"` // empty if it is not encrypted
	Tags      Set[*Tag]   `aws:"Tags"`
}
