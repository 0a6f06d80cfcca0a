package account

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
	// To change what already works under a stronger role.
	{"lambda:UpdateFunctionCode"},
	{"glue:UpdateDevEndpoint"},
}

// Escalates tells whether the principal holds all actions of one of the ways
// to become an administrator, within its permissions boundary.
func (a *Account) Escalates(p Principal, grants Documents) Bool {
	found := Known(false)
	for _, way := range escalations {
		all := Known(true)
		for _, action := range way {
			all = all.And(grants.Allows(action, "*")).And(a.boundaryAllows(p, action))
		}
		found = found.Or(all)
		if found.Tri() == True {
			return found
		}
	}
	return found
}

// boundaryAllows tells whether the principal's boundary lets an action pass;
// without a boundary everything passes.
func (a *Account) boundaryAllows(p Principal, action string) Bool {
	if p.Boundary == nil || p.Boundary.Absent().Tri() == True {
		return Known(true)
	}
	boundary := Documents{a.attached(p.Base(), *p.Boundary)}
	return p.Boundary.Absent().Or(boundary.Allows(action, "*"))
}
