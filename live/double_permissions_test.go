package live

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/go-json-experiment/json"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/rules"
)

// policyOf is an IAM policy that allows actions, in the form of the published
// one.
func policyOf(actions ...string) string {
	type statement struct {
		Sid, Effect string
		Action      []string
		Resource    string
	}
	text, err := json.Marshal(struct {
		Version   string
		Statement []statement
	}{"2012-10-17", []statement{{"Soc2gateRead", "Allow", actions, "*"}}})
	if err != nil {
		panic(err)
	}
	return string(text)
}

// leastPrivilege reads the account with the published policy, and with it less
// one action at a time. What moto has, the whole policy lets see as it is; and
// what is behind the one action is then unknown, and turns no answer of a rule.
func (d *doubled) leastPrivilege(t *testing.T) {
	chief, hired := d.hire(t)
	before := record(t, d.sessionOf(t, keyPair{"test", "test"}), nil)
	d.Enforce(t, true)
	defer d.Enforce(t, false)
	full := record(t, d.sessionOf(t, hired[0].key), nil)
	if len(d.lacks) == 0 {
		t.Fatal("it is not known what moto does not have")
	}
	if was, is := others(t, before), others(t, full); !maps.Equal(was, is) {
		t.Errorf("the whole policy lets not see all:\n%s", differences(was, is))
	}
	actions := make(chan string)
	var wait sync.WaitGroup
	for _, a := range hired {
		wait.Go(func() {
			for action := range actions {
				t.Run(action, func(t *testing.T) {
					d.without(t, a, chief, action, full)
				})
			}
		})
	}
	for _, action := range Actions() {
		actions <- action
	}
	close(actions)
	wait.Wait()
}

// auditor is a user who reads the account with the published policy, whole or
// in part.
type auditor struct {
	name string
	key  keyPair
}

// auditors begins the names of all.
const auditors = "auditor-"

// may gives the auditor the published policy with these actions.
func (a auditor) may(t *testing.T, chief *iam.Client, actions ...string) {
	t.Helper()
	must(chief.PutUserPolicy(t.Context(), &iam.PutUserPolicyInput{UserName: &a.name, PolicyName: aws.String("read"), PolicyDocument: aws.String(policyOf(actions...))}))
}

// hire makes auditors with the whole policy, and one who may change it.
func (d *doubled) hire(t *testing.T) (chief *iam.Client, hired []auditor) {
	t.Helper()
	c := d.config(t)
	client := iam.NewFromConfig(c)
	for i := range 4 {
		a := auditor{name: fmt.Sprint(auditors, i)}
		must(client.CreateUser(t.Context(), &iam.CreateUserInput{UserName: &a.name}))
		key := must(client.CreateAccessKey(t.Context(), &iam.CreateAccessKeyInput{UserName: &a.name})).AccessKey
		a.key = keyPair{*key.AccessKeyId, *key.SecretAccessKey}
		a.may(t, client, Actions()...)
		hired = append(hired, a)
	}
	hired[0].may(t, client, "iam:PutUserPolicy")
	c.Credentials = credentials.NewStaticCredentialsProvider(hired[0].key.id, hired[0].key.secret, "")
	return iam.NewFromConfig(c), hired[1:]
}

// others is the account in which the auditors are left out, and the time of the
// delivery that moto says has just been made.
func others(t *testing.T, rec *account.Recording) map[string]string {
	t.Helper()
	lines := flat(t, rec)
	maps.DeleteFunc(lines, func(line, value string) bool {
		return strings.Contains(line, ":user/"+auditors) || strings.HasSuffix(line, " LatestDeliveryTime") && strings.HasPrefix(value, `"`)
	})
	return lines
}

// instead are the actions that are used only where another is not allowed: they
// are taken away together with that one, and compared with it taken away alone.
var instead = map[string]string{
	"iam:GetAccessKeyLastUsed": "iam:GetCredentialReport",
	"iam:GetLoginProfile":      "iam:GetCredentialReport",
	"iam:ListAccessKeys":       "iam:GetCredentialReport",
	"iam:ListMFADevices":       "iam:GetCredentialReport",
}

// otherwise are the actions whose absence is made up for: what is then read by
// other calls tells these attributes in another way.
var otherwise = map[string][]string{
	"iam:GenerateCredentialReport": {"AccessKeys", "MFADevices"},
	"iam:GetCredentialReport":      {"AccessKeys", "MFADevices"},
}

// beyond are the actions of which moto cannot show what is behind them, and
// why. To lack them changes nothing of what is known. Operations that moto does
// not have need no entry.
var beyond = map[string]string{
	"access-analyzer:CheckNoPublicAccess":           "no policy of the account leaves open whether it is public",
	"auditmanager:GetAssessment":                    "moto has no Audit Manager",
	"auditmanager:ListAssessmentFrameworks":         "moto has no Audit Manager",
	"auditmanager:ListAssessments":                  "moto has no Audit Manager",
	"backup:GetBackupSelection":                     "moto lists no selections",
	"backup:GetRestoreTestingSelection":             "moto lists no restore testing plans",
	"backup:ListProtectedResources":                 "it is asked only where not everything is wanted, and moto lists none",
	"backup:ListRecoveryPointsByResource":           "moto lists no protected resources",
	"backup:ListRestoreTestingSelections":           "moto lists no restore testing plans",
	"organizations:ListDelegatedServicesForAccount": "no account is a delegated administrator",
	"ssm:DescribeAssociation":                       "nothing is patched in the account",
	"ssm:DescribeInstancePatchStates":               "nothing is patched in the account",
	"ssm:DescribeMaintenanceWindowTargets":          "nothing is patched in the account",
	"ssm:DescribeMaintenanceWindowTasks":            "nothing is patched in the account",
	"ssm:GetMaintenanceWindowTask":                  "nothing is patched in the account",
	"ssm:GetPatchBaseline":                          "nothing is patched in the account",
}

// either are the rules that hold by one fact or by another.
var either = map[string]string{
	"pub-s3-bucket-bpa": "the block of a bucket is as good as that of the account",
	"pub-s3-policy":     "a policy that opens nothing is as good as a block",
	"tls-lb-policy":     "the name of a policy of AWS's tells what it accepts",
}

// without takes an action from an auditor and reads again what it is for:
// exactly the facts behind it are unknown then.
func (d *doubled) without(t *testing.T, a auditor, chief *iam.Client, action string, full *account.Recording) {
	a.may(t, chief, slices.DeleteFunc(Actions(), func(one string) bool { return one == action || one == instead[action] })...)
	if action == regionActions[0] {
		if _, skipped := d.sessionOf(t, a.key).Regions(nil); len(skipped) != 1 || skipped[0].Reason != NotFound+": "+string(account.Denied) {
			t.Errorf("the regions could not be listed, and what is skipped is %v", skipped)
		}
		return
	}
	kinds, operation := behind(action)
	less := laidOver(full, record(t, d.sessionOf(t, a.key), kinds))
	if before := instead[action]; before != "" {
		a.may(t, chief, slices.DeleteFunc(Actions(), func(one string) bool { return one == before })...)
		full = laidOver(full, record(t, d.sessionOf(t, a.key), kinds))
	}
	was, is := others(t, full), others(t, less)
	switch why := beyond[action]; {
	case maps.Equal(was, is) && (why != "" || d.lacks[operation]):
		return
	case why != "":
		t.Errorf("it shows after all (%s):\n%s", why, differences(was, is))
	}
	for _, attribute := range otherwise[action] {
		told := func(line, _ string) bool { return strings.HasSuffix(line, " "+attribute) }
		maps.DeleteFunc(was, told)
		maps.DeleteFunc(is, told)
	}
	compareFailed(t, operation, account.Denied, was, is)
	if otherwise[action] != nil {
		operation = "" // others tell what it told, and an answer may lean on them
	}
	compareJudged(t, operation, judged(t, full), judged(t, less))
}

// laidOver is a recording with other listings of some kinds.
func laidOver(full, part *account.Recording) *account.Recording {
	whole := *full
	whole.Kinds = maps.Clone(full.Kinds)
	maps.Copy(whole.Kinds, part.Kinds)
	return &whole
}

// compareJudged wants no answer to be another than with all, and none to hold
// that leaned on what is now unknown. What nobody asked for before may hold now:
// whether a rule is about a thing may be what is unknown, and the thing be well. Without an operation, what leaned on what is not asked.
func compareJudged(t *testing.T, operation string, then, now map[string]answered) {
	t.Helper()
	for subject, is := range now {
		rule, _, _ := strings.Cut(subject, " ")
		was, asked := then[subject]
		if is.holds != account.Unknown && is.holds != was.holds && (asked || is.holds == account.False) {
			t.Errorf("%s: less is known, and %v became %v", subject, was.holds, is.holds)
		}
		if is.holds == account.True && operation != "" && slices.Contains(was.by, operation) && either[rule] == "" {
			t.Errorf("%s holds, although what told it is not known any more", subject)
		}
	}
}

// behind are the kinds of all collectors that use an action, and the operation
// that it allows.
func behind(action string) (kinds []account.Kind, operation string) {
	for _, c := range collectors {
		for _, op := range c.operations() {
			if slices.Contains(op.actions(), action) {
				kinds, operation = append(kinds, c.kinds...), op.String()
			}
		}
	}
	for known := 0; known != len(kinds); { // a kind is read by all of its collectors or by none
		known = len(kinds)
		for _, c := range collectors {
			if c.reads(kinds) {
				kinds = append(kinds, c.kinds...)
			}
		}
		slices.Sort(kinds)
		kinds = slices.Compact(kinds)
	}
	return kinds, operation
}

// answered is what a rule says of a subject, and which operations told it.
type answered struct {
	holds account.Tri
	by    []string
}

// judged asks all rules about the account of a recording.
func judged(t *testing.T, rec *account.Recording) map[string]answered {
	t.Helper()
	b := account.NewBuilder()
	if err := rec.Fill(b); err != nil {
		t.Fatal(err)
	}
	a, all, held := b.Build(), map[string]answered{}, 0
	for _, rule := range rules.All() {
		for _, result := range rule.Judge(a) {
			one := answered{holds: result.Holds.Tri()}
			for _, fact := range result.Holds.Why() {
				one.by = append(one.by, fact.Origin.Ref)
			}
			all[rule.ID+" "+result.Subject.Label()] = one
			if one.holds == account.True {
				held++
			}
		}
	}
	if held == 0 {
		t.Error("no rule holds of anything: there is nothing to be lost")
	}
	return all
}

// differences lists the lines in which two accounts differ.
func differences(was, is map[string]string) string {
	var b strings.Builder
	all := maps.Clone(was)
	maps.Copy(all, is)
	for _, line := range slices.Sorted(maps.Keys(all)) {
		if was[line] != is[line] {
			fmt.Fprintf(&b, "%s = %s, and was %s\n", line, cmp.Or(is[line], "nothing"), cmp.Or(was[line], "nothing"))
		}
	}
	return b.String()
}
