package report

import "testing"

func TestNumbersAreToldInWords(t *testing.T) {
	for _, c := range []struct{ subject, value, want string }{
		{"cloudtrail.trails", "0", "no cloudtrail trails  [listing]"},
		{"ec2.flow_logs", "2", "2 ec2 flow logs  [listing]"},
		{"iam.policies", "1", "1 iam policy  [listing]"},
		{"auditmanager.status", "1", "1 auditmanager status  [listing]"},
		{"organizations.organizations", "1", "1 organization  [listing]"},
		{"bob MFADevices", "0", "bob: no MFADevices  [listing]"},
		{"team \"a b\" InlinePolicies", "1", "team \"a b\": 1 InlinePolicy  [listing]"},
		{"cloudtrail.trails", "many", "many cloudtrail trails  [listing]"},
	} {
		if got := (Fact{Subject: c.subject, Path: "count", Value: c.value, Source: "listing"}).told(); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.subject, c.value, got, c.want)
		}
	}
	none := Fact{Path: "KmsKeyId", Source: "live"}
	if got, want := none.told(), "KmsKeyId = nothing  [live]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	list := Fact{Subject: "cloudtrail.trails", Path: "count", Unknown: "denied", Source: "listing"}
	if got, want := list.told(), "cloudtrail.trails count = unknown (denied)  [listing]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
