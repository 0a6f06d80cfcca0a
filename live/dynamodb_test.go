package live

import (
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

func TestKeysOfTables(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"own key":     {`{"Table": {"TableName": "t", "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "k"}}}`, `"k"`},
		"no key":      {`{"Table": {"TableName": "t"}}`, `null`},
		"no answer":   {`{}`, `{"unknown": "error", "call": "` + ofTable + `"}`},
		"key unnamed": {`{"Table": {"TableName": "t", "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS"}}}`, `{"unknown": "error", "call": "` + ofTable + `"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recorded(t, stores(fake{ofTable: answers(c.table)}), account.DynamoTables.Kind)
			wantItems(t, rec, account.DynamoTables.Kind, `[{"Arn": "`+theTable+`", "Name": "t", "Region": "us-east-1", "KMSMasterKeyArn": `+c.want+tagsOfTable+`}]`)
		})
	}
}
