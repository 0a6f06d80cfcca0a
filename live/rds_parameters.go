package live

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/rds/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.ParameterGroups.Kind},
		calls: []any{rds.DescribeDBParameterGroupsInput{}, rds.DescribeDBParametersInput{}},
		read:  parameterGroups,
	})
	_ = collect(collector{
		kinds: []account.Kind{account.ClusterParameters.Kind},
		calls: []any{rds.DescribeDBClusterParameterGroupsInput{}, rds.DescribeDBClusterParametersInput{}},
		read:  clusterParameterGroups,
	})
)

// parameterGroups reads the groups, AWS's own included, and what those that are
// wanted set of TLS.
func parameterGroups(r *reader) {
	client := rds.NewFromConfig(r.config())
	in := &rds.DescribeDBParameterGroupsInput{}
	for g := range found(r, client.DescribeDBParameterGroups, in, func(o *rds.DescribeDBParameterGroupsOutput) []types.DBParameterGroup { return o.DBParameterGroups }) {
		id := account.Ident{ARN: text(g.out.DBParameterGroupArn), Name: text(g.out.DBParameterGroupName), Region: r.region}
		group := account.ParameterGroups.Add(r.to, id, g.origin)
		put(&group.Family, g.out.DBParameterGroupFamily, g.told)
		if !r.wants(id.ARN, id.Name) {
			continue
		}
		r.also(func() {
			in := &rds.DescribeDBParametersInput{DBParameterGroupName: &id.Name, Filters: ofTLS()}
			all, gaps := allGiven(r, client.DescribeDBParameters, in, func(o *rds.DescribeDBParametersOutput) []types.Parameter { return o.Parameters })
			parameters(&group.EngineParameters, all, gaps)
		})
	}
}

func clusterParameterGroups(r *reader) {
	client := rds.NewFromConfig(r.config())
	in := &rds.DescribeDBClusterParameterGroupsInput{}
	for g := range found(r, client.DescribeDBClusterParameterGroups, in, func(o *rds.DescribeDBClusterParameterGroupsOutput) []types.DBClusterParameterGroup {
		return o.DBClusterParameterGroups
	}) {
		id := account.Ident{ARN: text(g.out.DBClusterParameterGroupArn), Name: text(g.out.DBClusterParameterGroupName), Region: r.region}
		group := account.ClusterParameters.Add(r.to, id, g.origin)
		put(&group.Family, g.out.DBParameterGroupFamily, g.told)
		if !r.wants(id.ARN, id.Name) {
			continue
		}
		r.also(func() {
			in := &rds.DescribeDBClusterParametersInput{DBClusterParameterGroupName: &id.Name, Filters: ofTLS()}
			all, gaps := allGiven(r, client.DescribeDBClusterParameters, in, func(o *rds.DescribeDBClusterParametersOutput) []types.Parameter { return o.Parameters })
			parameters(&group.EngineParameters, all, gaps)
		})
	}
}

// ofTLS asks for the parameters about TLS alone. There are hundreds of others.
func ofTLS() []types.Filter {
	return []types.Filter{{Name: aws.String("parameter-name"), Values: slices.Clone(account.TLSParameters)}}
}

// parameters puts what a group sets. One that nobody set has the value of the
// group's family.
func parameters(to *account.EngineParameters, all []answer[types.Parameter], gaps []account.Gap) {
	var items []*account.Parameter
	for _, p := range all {
		set := text(p.out.Source) != "engine-default" && text(p.out.Source) != "system"
		if named := account.ForTLS(text(p.out.ParameterName)); !set || !named && p.out.ParameterName != nil {
			continue
		}
		one := &account.Parameter{}
		put(&one.Name, p.out.ParameterName, p.told)
		put(&one.Value, p.out.ParameterValue, p.told)
		put(&one.Method, word(p.out.ApplyMethod), p.told)
		items = append(items, one)
	}
	pages(&to.Parameters, items, gaps)
}
