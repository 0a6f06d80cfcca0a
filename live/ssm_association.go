package live

import (
	"path"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.SSMAssociations.Kind},
	calls: []any{ssm.ListAssociationsInput{}, ssm.DescribeAssociationInput{}},
	read:  associations,
})

// patches tells whether the document, by its name or ARN, is one that patches
// or may: what it is told to do counts. The parameters of others may hold
// secrets and are not asked for.
func patches(document *string) bool {
	name := path.Base(text(document))
	return strings.HasPrefix(name, "AWS-") && strings.Contains(name, "Patch")
}

func associations(r *reader) {
	client := ssm.NewFromConfig(r.config())
	for a := range each(r, client.ListAssociations, &ssm.ListAssociationsInput{}, func(o *ssm.ListAssociationsOutput) []types.Association { return o.Associations }) {
		id := text(a.out.AssociationId)
		one := account.SSMAssociations.Add(r.to, account.Ident{ARN: r.arn("ssm", "association/"+id), ID: id, Region: r.region}, a.origin)
		put(&one.Document, a.out.Name, a.told)
		put(&one.Schedule, or(a.out.ScheduleExpression, ""), a.told) // without one it runs once
		list(&one.Targets, associationTargets(a), a.given(a.out.Targets != nil || a.out.InstanceId != nil))
		if a.out.TargetMaps != nil {
			one.Targets = one.Targets.Doubted(account.Gap{Call: a.origin.Ref, Cause: account.Unreadable})
		}
		if patches(a.out.Name) {
			r.also(func() {
				whole := ask(r, client.DescribeAssociation, &ssm.DescribeAssociationInput{AssociationId: &id})
				d := whole.out.AssociationDescription
				put(&one.Operation, operationIn(or(d, types.AssociationDescription{}).Parameters), whole.given(d != nil))
			})
		}
	}
}

// associationTargets are the targets of an association; one of the old sort has
// one host.
func associationTargets(a answer[types.Association]) []*account.SSMTarget {
	if a.out.InstanceId != nil {
		key := "InstanceIds"
		return targets([]types.Target{{Key: &key, Values: []string{*a.out.InstanceId}}}, a.told)
	}
	return targets(a.out.Targets, a.told)
}

// targets has one item for each value. A key without any, which limits the
// others none the less, has one whose value is not known.
func targets(all []types.Target, by told) []*account.SSMTarget {
	var found []*account.SSMTarget
	for _, t := range all {
		values := make([]*string, 0, len(t.Values))
		for i := range t.Values {
			values = append(values, &t.Values[i])
		}
		if len(values) == 0 {
			values = []*string{nil}
		}
		for _, value := range values {
			one := &account.SSMTarget{}
			put(&one.Key, t.Key, by)
			linkGiven(&one.Value, value, by)
			found = append(found, one)
		}
	}
	return found
}

// operationIn is the parameter that says what a document is to do.
func operationIn(parameters map[string][]string) *string {
	if values := parameters["Operation"]; len(values) > 0 {
		return &values[0]
	}
	none := ""
	return &none
}
