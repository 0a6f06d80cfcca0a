package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestWarehouses(t *testing.T) {
	unread := `{"unknown": "error", "call": "` + ofWarehouses + `"}`
	for name, c := range map[string]struct{ more, want string }{
		"encrypted": {`<Encrypted>true</Encrypted><KmsKeyId>k</KmsKeyId><Tags/>`, `"Encrypted": true, "KmsKeyId": "k", "Tags": []`},
		"in clear":  {`<Encrypted>false</Encrypted><Tags/>`, `"Encrypted": false, "KmsKeyId": null, "Tags": []`},
		"silent":    {``, `"Encrypted": ` + unread + `, "KmsKeyId": ` + unread + `, "Tags": ` + unread},
	} {
		t.Run(name, func(t *testing.T) {
			one := `<Clusters><Cluster><ClusterIdentifier>w</ClusterIdentifier>` + c.more + `</Cluster></Clusters>`
			rec, _ := recorded(t, fake{ofWarehouses: answers(xml(ofWarehouses, one))}, account.Warehouses.Kind)
			wantItems(t, rec, account.Warehouses.Kind, `[{"Arn": "arn:aws:redshift:us-east-1:123456789012:cluster:w", "Name": "w", "Region": "us-east-1", `+c.want+`}]`)
		})
	}
}
