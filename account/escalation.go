package account

import (
	"cmp"
	"slices"
)

// escalations are the sets of actions with which a principal makes itself an
// administrator, if it has all of one set on every resource. The ways have
// been public since 2018 (Rhino Security Labs); checked against the service
// authorization reference in 2026-11.
var escalations = [][]string{
	// To change a policy that one is under.
	{"iam:CreatePolicyVersion"},
	{"iam:SetDefaultPolicyVersion"},
	{"iam:AttachUserPolicy"},
	{"iam:AttachGroupPolicy"},
	{"iam:PutUserPolicy"},
	{"iam:PutGroupPolicy"},
	{"iam:AddUserToGroup"},
	// To open a role that is worth more, or to widen it and enter.
	{"iam:UpdateAssumeRolePolicy", "sts:AssumeRole"},
	{"iam:AttachRolePolicy", "sts:AssumeRole"},
	{"iam:PutRolePolicy", "sts:AssumeRole"},
	// To sign in as somebody else.
	{"iam:CreateAccessKey"},
	{"iam:CreateLoginProfile"},
	{"iam:UpdateLoginProfile"},
	// To hand a role to a service and let it work for oneself.
	{"iam:PassRole", "ec2:RunInstances"},
	{"iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"},
	{"iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"},
	{"iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"},
	{"iam:PassRole", "cloudformation:CreateStack"},
	{"iam:PassRole", "glue:CreateDevEndpoint"},
	{"iam:PassRole", "glue:CreateJob", "glue:StartJobRun"},
	{"iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"},
	{"iam:PassRole", "codebuild:CreateProject", "codebuild:StartBuild"},
	{"iam:PassRole", "sagemaker:CreateNotebookInstance", "sagemaker:CreatePresignedNotebookInstanceUrl"},
	{"iam:PassRole", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"},
	{"iam:PassRole", "ssm:StartAutomationExecution"},
	{"iam:PassRole", "ec2:RequestSpotInstances"},
	{"iam:PassRole", "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"},
	{"iam:PassRole", "states:CreateStateMachine", "states:StartExecution"},
	{"iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:CreateService"},
	{"iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:StartTask"},
	// To change what already works under a stronger role.
	{"lambda:UpdateFunctionCode"},
	{"ssm:SendCommand"},
	{"ssm:StartSession"},
	{"glue:UpdateDevEndpoint"},
}

// Escalates tells whether the principal holds all actions of one of the ways
// to become an administrator, within its permissions boundary.
func (a *Account) Escalates(p Principal, grants Documents) Bool {
	open := slices.ContainsFunc(escalations, func(way []string) bool {
		return !slices.ContainsFunc(way, func(action string) bool { return a.mayNotAlone(p, grants, action) })
	})
	if !open {
		return Bool{False, whenAsked(func() []Fact { return a.anyWay(p, grants).Why() })}
	}
	return a.anyWay(p, grants)
}

func (a *Account) anyWay(p Principal, grants Documents) Bool {
	found, passes := Known(false), a.boundaryOf(p)
	for _, way := range escalations {
		all := Known(true)
		for _, action := range way {
			all = all.And(a.mayAlone(p, grants, action)).And(passes(action))
		}
		found = found.Or(all)
		if found.Tri() == True {
			return found
		}
	}
	return found
}

// mayAlone tells whether the principal may do the action on everything, or on
// itself, which is enough to widen what it may do. A role need not assume
// itself: it is already what it has widened.
func (a *Account) mayAlone(p Principal, grants Documents, action string) Bool {
	if assumesItself(p, action) {
		return Known(true)
	}
	may := grants.Allows(action, "*")
	for _, own := range a.itself(p, action) {
		may = may.Or(grants.Allows(action, own))
	}
	return may
}

// mayNotAlone tells whether mayAlone is surely false, and makes no reasons: of
// most principals it is, for all of many actions.
func (a *Account) mayNotAlone(p Principal, grants Documents, action string) bool {
	op := operationOf(action)
	if assumesItself(p, action) || grants.answer(op.on("*"), false) != False {
		return false
	}
	return grants.silentOn(op) || !slices.ContainsFunc(a.itself(p, action), func(own string) bool {
		return grants.answer(op.on(own), false) != False
	})
}

func assumesItself(p Principal, action string) bool {
	return action == "sts:AssumeRole" && p.Base().Kind() == Roles.Kind
}

// onItself are the actions with which a principal widens itself.
var onItself = map[Kind][]string{
	Users.Kind:  {"iam:AttachUserPolicy", "iam:PutUserPolicy"},
	Roles.Kind:  {"iam:AttachRolePolicy", "iam:PutRolePolicy"},
	Groups.Kind: {"iam:AttachGroupPolicy", "iam:PutGroupPolicy"},
}

// itself returns the ARNs that the principal goes by, for actions with which it
// widens itself: the one that it has or will have, and that of policies which
// speak of whoever asks.
func (a *Account) itself(p Principal, action string) []string {
	m := p.Base()
	if !slices.Contains(onItself[m.Kind()], action) {
		return nil
	}
	arns := []string{"arn:aws:iam::" + cmp.Or(a.ID, "123456789012") + ":user/${aws:username}"}
	if m.ARN != "" {
		return append(arns, m.ARN)
	}
	path, known := p.Path.Get()
	if m.Name == "" || !known {
		return arns
	}
	what := map[Kind]string{Users.Kind: "user", Roles.Kind: "role", Groups.Kind: "group"}[m.Kind()]
	return append(arns, "arn:aws:iam::"+cmp.Or(a.ID, "123456789012")+":"+what+path+m.Name)
}

// boundaryOf returns whether the principal's boundary lets an action pass;
// without a boundary everything passes.
func (a *Account) boundaryOf(p Principal) func(action string) Bool {
	if p.Boundary == nil || p.Boundary.Absent().Tri() == True {
		return func(string) Bool { return Known(true) }
	}
	boundary := Documents{a.attached(p.Base(), *p.Boundary)}
	return func(action string) Bool { return p.Boundary.Absent().Or(boundary.Allows(action, "*")) }
}
