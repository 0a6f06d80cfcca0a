package live

import (
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"

	"github.com/soc2gate/soc2gate/account"
)

// trailSelectors reads what the trail records. A trail has selectors of one of
// the two spellings, those that AWS gave it at first if nobody put others (AWS
// API reference, 2026-11): an answer without any tells nothing.
func trailSelectors(trail *account.Trail, told answer[cloudtrail.GetEventSelectorsOutput]) {
	by := told.given(len(told.out.EventSelectors)+len(told.out.AdvancedEventSelectors) > 0)
	classic := make([]*account.EventSelector, len(told.out.EventSelectors))
	for i, s := range told.out.EventSelectors {
		classic[i] = eventSelector(s, by)
	}
	list(&trail.Selectors, classic, by)
	advanced := make([]*account.AdvancedSelector, len(told.out.AdvancedEventSelectors))
	for i, s := range told.out.AdvancedEventSelectors {
		advanced[i] = &account.AdvancedSelector{}
		list(&advanced[i].Fields, fieldSelectors(s.FieldSelectors, by), by.given(len(s.FieldSelectors) > 0))
	}
	list(&trail.Advanced, advanced, by)
}

// eventSelector is one selector of the classic spelling. A list that AWS leaves
// out is empty (AWS API reference, 2026-11).
func eventSelector(from types.EventSelector, by told) *account.EventSelector {
	s := &account.EventSelector{}
	put(&s.ReadWrite, word(from.ReadWriteType), by)
	put(&s.Management, from.IncludeManagementEvents, by)
	excluded := make([]*account.ExcludedSource, len(from.ExcludeManagementEventSources))
	for i, source := range from.ExcludeManagementEventSources {
		excluded[i] = &account.ExcludedSource{}
		put(&excluded[i].Source, &source, by)
	}
	list(&s.Excluded, excluded, by)
	var data []*account.DataResource
	for _, resource := range from.DataResources {
		for _, value := range resource.Values {
			one := &account.DataResource{}
			put(&one.Type, resource.Type, by)
			put(&one.Value, &value, by)
			data = append(data, one)
		}
	}
	list(&s.Data, data, by)
	return s
}

// fieldSelectors brings the conditions of a selector to the model's form: one
// for each value of each operator.
func fieldSelectors(from []types.AdvancedFieldSelector, by told) []*account.FieldSelector {
	var all []*account.FieldSelector
	for _, f := range from {
		for operator, values := range map[string][]string{
			"Equals": f.Equals, "StartsWith": f.StartsWith, "EndsWith": f.EndsWith,
			"NotEquals": f.NotEquals, "NotStartsWith": f.NotStartsWith, "NotEndsWith": f.NotEndsWith,
		} {
			for _, value := range values {
				one := &account.FieldSelector{}
				put(&one.Field, f.Field, by)
				fixed(&one.Operator, operator, by)
				put(&one.Value, &value, by)
				all = append(all, one)
			}
		}
	}
	return all
}
