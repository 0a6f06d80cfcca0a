package live

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"github.com/soc2gate/soc2gate/account"
)

var (
	_ = collect(collector{
		kinds: []account.Kind{account.PatchBaselines.Kind},
		calls: []any{ssm.DescribePatchBaselinesInput{}, ssm.GetPatchBaselineInput{}},
		last:  true,
		read:  patchBaselines,
	})
	_ = collect(collector{kinds: []account.Kind{account.PatchGroups.Kind}, calls: []any{ssm.DescribePatchGroupsInput{}}, leads: true, read: patchGroups})
	_ = collect(collector{
		kinds: []account.Kind{account.PatchStates.Kind},
		calls: []any{ssm.DescribeInstanceInformationInput{}, ssm.DescribeInstancePatchStatesInput{}},
		read:  patchStates,
	})
)

// patchBaselines reads all baselines. Those of AWS, which go by their ARN, are
// many: more is asked only about those that a patch group or somebody names.
func patchBaselines(r *reader) {
	client := ssm.NewFromConfig(r.config())
	for b := range each(r, client.DescribePatchBaselines, &ssm.DescribePatchBaselinesInput{}, func(o *ssm.DescribePatchBaselinesOutput) []types.PatchBaselineIdentity {
		return o.BaselineIdentities
	}) {
		id := account.Ident{ID: text(b.out.BaselineId), Region: r.region}
		id.ARN = id.ID
		own := !strings.HasPrefix(id.ID, "arn:")
		if own {
			id.ARN = r.arn("ssm", "patchbaseline/"+id.ID)
		}
		baseline := account.PatchBaselines.Add(r.to, id, b.origin)
		put(&baseline.System, word(b.out.OperatingSystem), b.told)
		put(&baseline.Default, &b.out.DefaultBaseline, b.told)
		if own || r.wants(id.ARN) {
			r.also(func() { patchRules(r, client, baseline) })
		}
	}
}

func patchRules(r *reader, client *ssm.Client, to *account.PatchBaseline) {
	whole := ask(r, client.GetPatchBaseline, &ssm.GetPatchBaselineInput{BaselineId: &to.ID})
	rules := or(whole.out.ApprovalRules, types.PatchRuleGroup{}).PatchRules
	listOf(&to.Rules, rules, whole.told, func(rule types.PatchRule) []*account.PatchingRule {
		one := &account.PatchingRule{}
		put(&one.ApproveAfter, number(rule.ApproveAfterDays), whole.told)
		if text(rule.ApproveUntilDate) != "" {
			one.ApproveAfter = account.Missing[int](account.NotApplicable, whole.origin, "")
		}
		return []*account.PatchingRule{one}
	})
}

// patchGroups reads which baseline each group has. A group has one for each
// operating system.
func patchGroups(r *reader) {
	for g := range each(r, ssm.NewFromConfig(r.config()).DescribePatchGroups, &ssm.DescribePatchGroupsInput{}, func(o *ssm.DescribePatchGroupsOutput) []types.PatchGroupPatchBaselineMapping {
		return o.Mappings
	}) {
		baseline := or(g.out.BaselineIdentity, types.PatchBaselineIdentity{}).BaselineId
		id := text(g.out.PatchGroup) + "," + text(baseline)
		group := account.PatchGroups.Add(r.to, account.Ident{ID: id, Region: r.region}, g.origin)
		put(&group.Group, g.out.PatchGroup, g.told)
		linkGiven(&group.Baseline, baseline, g.told)
	}
}

// statesAtOnce is about how many hosts AWS tells at once (AWS API reference,
// 2026-11).
const statesAtOnce = 50

// patchStates reads what was found of the hosts that Systems Manager manages.
// Of another host nothing was found.
func patchStates(r *reader) {
	client := ssm.NewFromConfig(r.config())
	asked := operationOf(ssm.DescribeInstancePatchStatesInput{}).String()
	var hosts []string
	for h := range each(r, client.DescribeInstanceInformation, &ssm.DescribeInstanceInformationInput{}, func(o *ssm.DescribeInstanceInformationOutput) []types.InstanceInformation {
		return o.InstanceInformationList
	}) {
		host := text(h.out.InstanceId)
		if arn := r.arn("ec2", "instance/"+host); r.wants(host, arn) {
			hosts = append(hosts, host)
		} else {
			r.miss(account.Gap{Region: r.region, Call: asked, Cause: account.NotCollected, Of: arn})
		}
	}
	for some := range slices.Chunk(hosts, statesAtOnce) {
		for s := range each(r, client.DescribeInstancePatchStates, &ssm.DescribeInstancePatchStatesInput{InstanceIds: some}, func(o *ssm.DescribeInstancePatchStatesOutput) []types.InstancePatchState {
			return o.InstancePatchStates
		}) {
			patchState(r, s)
		}
	}
}

// patchState adds what was found of a host. The SDK cannot tell a count that is
// left out from none: where there is none of anything, nothing was counted.
func patchState(r *reader, s answer[types.InstancePatchState]) {
	state := account.PatchStates.Add(r.to, account.Ident{ID: text(s.out.InstanceId), Region: r.region}, s.origin)
	linkGiven(&state.Instance, s.out.InstanceId, s.told)
	put(&state.Group, s.out.PatchGroup, s.told)
	put(&state.Operation, word(s.out.Operation), s.told)
	put(&state.Ended, moment(s.out.OperationEndTime), s.told)
	counted := s.given(s.out.InstalledCount+s.out.InstalledOtherCount+s.out.NotApplicableCount+s.out.MissingCount+s.out.FailedCount > 0)
	put(&state.Missing, number(&s.out.MissingCount), counted)
	put(&state.Failed, number(&s.out.FailedCount), counted)
}
