package account

import "testing"

const githubProvider = `"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}`

// job is a trust policy for jobs of GitHub.
func job(principal, condition string) string {
	if condition != "" {
		condition = `,"Condition":{` + condition + `}`
	}
	return policy(`"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",` + principal + condition)
}

// claim is a condition on a claim of GitHub's token.
func claim(operator, name, value string) string {
	return `"` + operator + `":{"token.actions.githubusercontent.com:` + name + `":"` + value + `"}`
}

func sub(operator, value string) string { return claim(operator, "sub", value) }

func TestTrustsAnyRepository(t *testing.T) {
	const like, equals = "StringLike", "StringEquals"
	for name, c := range map[string]struct {
		text             string
		anyRepo, anybody Tri
	}{
		"environment":                  {job(githubProvider, sub(equals, "repo:acme/infra:environment:production")), False, False},
		"branch":                       {job(githubProvider, sub(equals, "repo:acme/infra:ref:refs/heads/main")), False, False},
		"environment, with IDs":        {job(githubProvider, sub(equals, "repo:acme@1234567/infra@7654321:environment:production")), False, False},
		"all of a repository":          {job(githubProvider, sub(like, "repo:acme/infra:*")), False, False},
		"all of one, with IDs":         {job(githubProvider, sub(like, "repo:acme@1234567/infra@7654321:*")), False, False},
		"any of the values":            {job(githubProvider, sub("ForAnyValue:StringLike", "repo:acme/infra:*")), False, False},
		"no condition":                 {job(githubProvider, ""), True, True},
		"audience alone":               {job(githubProvider, claim(equals, "aud", "sts.amazonaws.com")), True, True},
		"everything":                   {job(githubProvider, sub(like, "*")), True, True},
		"every repository":             {job(githubProvider, sub(like, "repo:*")), True, True},
		"owners of a name":             {job(githubProvider, sub(like, "repo:acme*/infra:*")), True, True},
		"one repository of anybody":    {job(githubProvider, sub(like, "repo:*/infra:ref:refs/heads/main")), True, True},
		"whoever has an environment":   {job(githubProvider, sub(like, "repo:*:environment:production")), True, True},
		"an organization":              {job(githubProvider, sub(like, "repo:acme/*")), True, False},
		"an organization, with its ID": {job(githubProvider, sub(like, "repo:acme@1234567/*")), True, False},
		"any ID of the owner":          {job(githubProvider, sub(like, "repo:acme@*/infra@*:ref:refs/heads/main")), True, False},
		"any ID of the repository":     {job(githubProvider, sub(like, "repo:acme@1234567/infra@*:environment:production")), True, False},
		"what begins like it":          {job(githubProvider, sub(like, "repo:acme/infra*")), True, False},
		"what begins like it, branch":  {job(githubProvider, sub(like, "repo:acme/infra*:ref:refs/heads/main")), True, False},
		"a single character":           {job(githubProvider, sub(like, "repo:acme/infr?:*")), True, False},
		"a wildcard that is none":      {job(githubProvider, sub(equals, "repo:acme/*")), False, False},
		"if it is there":               {job(githubProvider, sub("StringEqualsIfExists", "repo:acme/infra:ref:refs/heads/main")), True, True},
		"all of the values":            {job(githubProvider, sub("ForAllValues:StringEquals", "repo:acme/infra:ref:refs/heads/main")), True, True},
		"all but one":                  {job(githubProvider, sub("StringNotEquals", "repo:acme/infra:ref:refs/heads/main")), True, True},
		"that there is one":            {job(githubProvider, sub("Null", "false")), True, True},
		"a variable":                   {job(githubProvider, sub(equals, "repo:${aws:PrincipalTag/repo}:ref:refs/heads/main")), True, True},
		"two, one of them open":        {job(githubProvider, `"StringLike":{"token.actions.githubusercontent.com:sub":["repo:acme/infra:*","repo:acme/*"]}`), True, False},
		"two conditions":               {job(githubProvider, sub(like, "repo:acme/*")+","+sub(equals, "repo:acme/infra:pull_request")), False, False},
		"an environment of anybody":    {job(githubProvider, sub(equals, "environment:production")), True, True},
		"claims of choice":             {job(githubProvider, sub(equals, "environment:production:repository_id:7654321")), False, False},
		"an owner of choice":           {job(githubProvider, sub(like, "repository_owner:acme:*")), True, False},
		"an owner's ID":                {job(githubProvider, sub(equals, "repository_owner_id:1234567:environment:production")), True, False},
		"an owner and a workflow":      {job(githubProvider, sub(like, "repository_owner:acme:job_workflow_ref:acme/flows/.github/workflows/apply.yml@*")), False, False},
		"a workflow of anybody's job":  {job(githubProvider, sub(like, "job_workflow_ref:acme/flows/.github/workflows/apply.yml@*")), True, True},
		"a claim by itself":            {job(githubProvider, claim(equals, "repository_id", "7654321")), False, False},
		"a claim by name":              {job(githubProvider, claim(equals, "repository", "acme/infra")), False, False},
		"a claim with a wildcard":      {job(githubProvider, claim(like, "repository", "acme/*")), True, True},
		"an enterprise's own issuer":   {job(`"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/acme"}`, ""), False, False},
		"another issuer":               {job(`"Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/oidc.example.com"}`, ""), False, False},
		"another action":               {policy(`"Effect":"Allow","Action":"sts:TagSession",` + githubProvider), False, False},
		"all of STS":                   {policy(`"Effect":"Allow","Action":"sts:*",` + githubProvider), True, True},
		"denied":                       {policy(`"Effect":"Deny","Action":"sts:AssumeRoleWithWebIdentity",` + githubProvider), False, False},
		"a new provider":               {job(`"Principal":{"Federated":"`+NewName+`"}`, ""), Unknown, Unknown},
		"a new provider, by its keys":  {job(`"Principal":{"Federated":"`+NewName+`"}`, claim(equals, "aud", "sts.amazonaws.com")), True, True},
		"a new provider, bound":        {job(`"Principal":{"Federated":"`+NewName+`"}`, sub(equals, "repo:acme/infra:environment:production")), False, False},
		"a new provider of another":    {job(`"Principal":{"Federated":"`+NewName+`"}`, `"StringEquals":{"oidc.example.com:sub":"x"}`), False, False},
		"of an account to come":        {job(`"Principal":{"Federated":"arn:aws:iam::`+Hole+`:oidc-provider/token.actions.githubusercontent.com"}`, ""), True, True},
		"another, of one to come":      {job(`"Principal":{"Federated":"arn:aws:iam::`+Hole+`:oidc-provider/oidc.example.com"}`, ""), False, False},
		"an unknown repository":        {job(githubProvider, sub(equals, "repo:acme/"+Hole+":environment:production")), Unknown, False},
		"an unknown environment":       {job(githubProvider, sub(equals, "repo:acme/infra:environment:"+Hole)), False, False},
		"an unknown condition":         {job(githubProvider, `"StringEquals":"`+Hole+`"`), Unknown, Unknown},
		"unreadable":                   {`{"Statement":[]}`, Unknown, Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).TrustsAnyRepository(), c.anyRepo)
			expect(t, read(c.text).TrustsAnyOwner(), c.anybody)
		})
	}
}
