package live

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/soc2gate/soc2gate/account"
)

const (
	groupsCall, parametersCall        = "rds:DescribeDBParameterGroups", "rds:DescribeDBParameters"
	clusterGroupsCall, ofClusterGroup = "rds:DescribeDBClusterParameterGroups", "rds:DescribeDBClusterParameters"

	twoParameterGroups = `<DBParameterGroups>
		<DBParameterGroup><DBParameterGroupName>tls</DBParameterGroupName><DBParameterGroupFamily>postgres16</DBParameterGroupFamily><Description>d</Description><DBParameterGroupArn>arn:aws:rds:us-east-1:123456789012:pg:tls</DBParameterGroupArn></DBParameterGroup>
		<DBParameterGroup><DBParameterGroupName>default.mysql8.4</DBParameterGroupName><DBParameterGroupArn>arn:aws:rds:us-east-1:123456789012:pg:default.mysql8.4</DBParameterGroupArn></DBParameterGroup></DBParameterGroups>`
	oneClusterGroup = `<DBClusterParameterGroups><DBClusterParameterGroup><DBClusterParameterGroupName>tls</DBClusterParameterGroupName><DBParameterGroupFamily>aurora-mysql8.0</DBParameterGroupFamily>
		<DBClusterParameterGroupArn>arn:aws:rds:us-east-1:123456789012:cluster-pg:tls</DBClusterParameterGroupArn></DBClusterParameterGroup></DBClusterParameterGroups>`
	forced   = `<Parameter><ParameterName>rds.force_ssl</ParameterName><ParameterValue>0</ParameterValue><Source>user</Source><ApplyMethod>immediate</ApplyMethod></Parameter>`
	required = `<Parameter><ParameterName>require_secure_transport</ParameterName><ParameterValue>ON</ParameterValue><Source>user</Source><ApplyMethod>immediate</ApplyMethod></Parameter>`
	untold   = `<Parameter><ParameterName>rds.force_ssl</ParameterName><Source>user</Source></Parameter>`
	standard = `<Parameter><ParameterName>require_secure_transport</ParameterName><Source>engine-default</Source></Parameter><Parameter><ParameterName>rds.force_ssl</ParameterName><ParameterValue>1</ParameterValue><Source>system</Source></Parameter>
		<Parameter><ParameterName>max_connections</ParameterName><ParameterValue>10</ParameterValue><Source>user</Source></Parameter>`
)

var _ = sample(fake{
	groupsCall:        answers(xml(groupsCall, twoParameterGroups)),
	parametersCall:    answers(xml(parametersCall, `<Parameters>`+forced+`</Parameters>`)),
	clusterGroupsCall: answers(xml(clusterGroupsCall, oneClusterGroup)),
	ofClusterGroup:    answers(xml(ofClusterGroup, `<Parameters>`+required+`</Parameters>`)),
})

func TestEngineParameters(t *testing.T) {
	const first, second = `{"ParameterName": "rds.force_ssl", "ParameterValue": "0", "ApplyMethod": "immediate"}`, `{"ParameterName": "require_secure_transport", "ParameterValue": "ON", "ApplyMethod": "immediate"}`
	for name, c := range map[string]struct {
		pages []any
		want  string
	}{
		"set":         {answers(xml(parametersCall, `<Parameters>`+forced+standard+`</Parameters>`)), `[` + first + `]`},
		"not set":     {answers(xml(parametersCall, `<Parameters>`+standard+`</Parameters>`)), `[]`},
		"none":        {answers(xml(parametersCall, `<Parameters/>`)), `[]`},
		"not told":    {answers(xml(parametersCall, `<Parameters>`+untold+`</Parameters>`)), `[{"ParameterName": "rds.force_ssl", "ParameterValue": {"unknown": "error", "call": "rds:DescribeDBParameters"}, "ApplyMethod": {"unknown": "error", "call": "rds:DescribeDBParameters"}}]`},
		"two pages":   {answers(xml(parametersCall, `<Parameters/><Marker>2</Marker>`), xml(parametersCall, `<Parameters>`+forced+required+`</Parameters>`)), `[` + first + `,` + second + `]`},
		"second page": {answers(xml(parametersCall, `<Parameters>`+forced+`</Parameters><Marker>2</Marker>`), refuses(parametersCall, http.StatusForbidden, "AccessDenied", "no")), `{"unknown": "denied", "call": "rds:DescribeDBParameters", "seen": [` + first + `]}`},
		"no list":     {answers(xml(parametersCall, ``)), `{"unknown": "error", "call": "rds:DescribeDBParameters"}`},
	} {
		t.Run(name, func(t *testing.T) {
			rec, _ := recordedSome(t, fake{groupsCall: answers(xml(groupsCall, twoParameterGroups)), parametersCall: c.pages}, []string{"tls"}, nil, account.ParameterGroups.Kind)
			if got := attributeOf(t, rec, account.ParameterGroups.Kind, 1, "Parameters"); got != normal(t, c.want) {
				t.Errorf("the parameters are %s and not %s", got, c.want)
			}
			if got := attributeOf(t, rec, account.ParameterGroups.Kind, 0, "DBParameterGroupFamily"); got != normal(t, `{"unknown": "error", "call": "rds:DescribeDBParameterGroups"}`) {
				t.Errorf("the other family is %s", got)
			}
			if got := attributeOf(t, rec, account.ParameterGroups.Kind, 0, "Parameters"); got != "" {
				t.Errorf("nobody wants the other group, and its parameters are %s", got)
			}
		})
	}
}

func TestHowParametersAreAsked(t *testing.T) {
	for _, c := range []struct {
		kind         account.Kind
		list, groups string
		call, name   string
	}{
		{account.ParameterGroups.Kind, groupsCall, twoParameterGroups, parametersCall, "DBParameterGroupName"},
		{account.ClusterParameters.Kind, clusterGroupsCall, oneClusterGroup, ofClusterGroup, "DBClusterParameterGroupName"},
	} {
		var forms []url.Values
		f := fake{c.list: answers(xml(c.list, c.groups)), c.call: answers(asked(t, &forms, xml(c.call, `<Parameters>`+required+`</Parameters>`)))}
		rec, _ := recordedSome(t, f, []string{"tls"}, nil, c.kind)
		if len(forms) != 1 || forms[0].Get(c.name) != "tls" || forms[0].Get("Filters.Filter.1.Name") != "parameter-name" || forms[0].Get("Filters.Filter.1.Values.Value.2") != "require_secure_transport" {
			t.Errorf("%s was asked with %v", c.call, forms)
		}
		last := 0
		if c.kind == account.ParameterGroups.Kind {
			last = 1
		}
		want := `[{"ParameterName": "require_secure_transport", "ParameterValue": "ON", "ApplyMethod": "immediate"}]`
		if got := attributeOf(t, rec, c.kind, last, "Parameters"); got != normal(t, want) {
			t.Errorf("the parameters are %s", got)
		}
		forms = nil
		recordedSome(t, f, []string{"other"}, nil, c.kind)
		if len(forms) > 0 {
			t.Errorf("nobody wants the group, and %s was asked: %v", c.call, forms)
		}
	}
}
