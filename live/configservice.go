package live

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/configservice"
	"github.com/aws/aws-sdk-go-v2/service/configservice/types"

	"github.com/soc2gate/soc2gate/account"
)

var _ = collect(collector{
	kinds: []account.Kind{account.Recorders.Kind},
	calls: []any{
		configservice.DescribeConfigurationRecordersInput{}, configservice.DescribeConfigurationRecorderStatusInput{},
		configservice.ListConfigurationRecordersInput{},
	},
	read: recorders,
})

// recorders reads the recorder that the account itself has in a region, and
// those that services run. Of these only the second listing tells, and they are
// to be asked for by their ARN (AWS API reference, 2026-11).
func recorders(r *reader) {
	client := configservice.NewFromConfig(r.config())
	recordersOf(r, client, nil)
	for one := range found(r, client.ListConfigurationRecorders, &configservice.ListConfigurationRecordersInput{}, func(o *configservice.ListConfigurationRecordersOutput) []types.ConfigurationRecorderSummary {
		return o.ConfigurationRecorderSummaries
	}) {
		if one.out.ServicePrincipal != nil && one.out.Provider == "" { // what another cloud has is not of the account
			recordersOf(r, client, one.out.Arn)
		}
	}
}

// recordersOf reads the recorder with the ARN, or the account's own, with its
// status.
func recordersOf(r *reader, client *configservice.Client, arn *string) {
	in := &configservice.DescribeConfigurationRecordersInput{Arn: arn}
	var all []*account.Recorder
	for one := range found(r, client.DescribeConfigurationRecorders, in, func(o *configservice.DescribeConfigurationRecordersOutput) []types.ConfigurationRecorder {
		return o.ConfigurationRecorders
	}) {
		if !unnamed(r, one.told, one.out.Name) {
			all = append(all, recorder(r, one))
		}
	}
	if len(all) == 0 {
		return
	}
	status := ask(r, client.DescribeConfigurationRecorderStatus, &configservice.DescribeConfigurationRecorderStatusInput{Arn: arn})
	for _, to := range all {
		var of *types.ConfigurationRecorderStatus
		for i, s := range status.out.ConfigurationRecordersStatus {
			if text(s.Name) == to.Name {
				of = &status.out.ConfigurationRecordersStatus[i]
			}
		}
		by := status.given(of != nil)
		one := or(of, types.ConfigurationRecorderStatus{})
		put(&to.Recording, &one.Recording, by)
		put(&to.LastStatus, outcomeWord(one.LastStatus), by)
	}
}

// recorder reads what a recorder says of itself. Of the account's own AWS leaves
// out what is always so: that no service runs it and that it is paid for (AWS
// API reference, 2026-11).
func recorder(r *reader, one answer[types.ConfigurationRecorder]) *account.Recorder {
	to := account.Recorders.Add(r.to, account.Ident{ARN: text(one.out.Arn), Name: text(one.out.Name), Region: r.region}, one.origin)
	put(&to.Service, or(one.out.ServicePrincipal, ""), one.told)
	scope := word(one.out.RecordingScope)
	if one.out.ServicePrincipal == nil {
		scope = or(scope, string(types.RecordingScopePaid))
	}
	put(&to.Scope, scope, one.told)
	mode := or(one.out.RecordingMode, types.RecordingMode{RecordingFrequency: types.RecordingFrequencyContinuous})
	put(&to.Frequency, word(mode.RecordingFrequency), one.told)
	group := or(one.out.RecordingGroup, types.RecordingGroup{})
	by := one.given(one.out.RecordingGroup != nil)
	put(&to.AllSupported, &group.AllSupported, by)
	put(&to.GlobalTypes, &group.IncludeGlobalResourceTypes, by)
	put(&to.Strategy, recordingStrategy(group), by)
	list(&to.Types, recordedTypes(group.ResourceTypes, by), by)
	list(&to.Excluded, recordedTypes(or(group.ExclusionByResourceTypes, types.ExclusionByResourceTypes{}).ResourceTypes, by), by)
	return to
}

// recordingStrategy is the strategy of a group. One that is not named follows
// from what is recorded (AWS API reference, 2026-11).
func recordingStrategy(group *types.RecordingGroup) *string {
	switch {
	case group.RecordingStrategy != nil:
		return word(group.RecordingStrategy.UseOnly)
	case group.AllSupported:
		return word(types.RecordingStrategyTypeAllSupportedResourceTypes)
	case len(group.ResourceTypes) > 0:
		return word(types.RecordingStrategyTypeInclusionByResourceTypes)
	}
	return nil
}

func recordedTypes(names []types.ResourceType, by told) []*account.RecordedType {
	all := make([]*account.RecordedType, len(names))
	for i, name := range names {
		all[i] = &account.RecordedType{}
		put(&all[i].Type, word(name), by)
	}
	return all
}

// outcomeWord is the word for how something went, or nil. AWS's reference writes
// "Not_Applicable" and "NotApplicable", its answers "NOT_APPLICABLE" (AWS
// documentation, 2026-11).
func outcomeWord[T ~string](w T) *string {
	s := strings.ToUpper(string(w))
	if s == "NOTAPPLICABLE" {
		s = "NOT_APPLICABLE"
	}
	return word(s)
}
