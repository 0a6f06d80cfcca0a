package account

import "testing"

func trust(principal, condition string) string {
	if condition != "" {
		condition = `,"Condition":{` + condition + `}`
	}
	return policy(`"Effect":"Allow","Action":"sts:AssumeRole",` + principal + condition)
}

func TestTrustsEveryone(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Tri
	}{
		"star":                     {trust(`"Principal":"*"`, ""), True},
		"AWS star":                 {trust(`"Principal":{"AWS":["*"]}`, ""), True},
		"NotPrincipal":             {trust(`"NotPrincipal":{"AWS":"111122223333"}`, ""), True},
		"star with external id":    {trust(`"Principal":"*"`, `"StringEquals":{"sts:ExternalId":"x"}`), True},
		"star with MFA":            {trust(`"Principal":"*"`, `"Bool":{"aws:MultiFactorAuthPresent":true}`), True},
		"star of an organization":  {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalOrgID":"o-ours123456"}`), False},
		"star of a role":           {trust(`"Principal":"*"`, `"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}`), False},
		"star to tag only":         {policy(`"Effect":"Allow","Principal":"*","Action":"sts:TagSession"`), False},
		"star by another way":      {policy(`"Effect":"Allow","Principal":"*","Action":["sts:TagSession","sts:AssumeRoleWithWebIdentity"]`), True},
		"star for all of STS":      {policy(`"Effect":"Allow","Principal":"*","Action":"sts:*"`), True},
		"star by NotAction":        {policy(`"Effect":"Allow","Principal":"*","NotAction":"sts:TagSession"`), True},
		"star and denied":          {policy(`"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"`, `"Effect":"Deny","Principal":"*","Action":"sts:*"`), False},
		"star and denied one way":  {policy(`"Effect":"Allow","Principal":"*","Action":"sts:*"`, `"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"`), True},
		"star and sometimes deny":  {policy(`"Effect":"Allow","Principal":"*","Action":"sts:*"`, `"Effect":"Deny","Principal":"*","Action":"sts:*","Condition":{"Bool":{"aws:SecureTransport":false}}`), True},
		"a service":                {trust(`"Principal":{"Service":"ec2.amazonaws.com"}`, ""), False},
		"a provider":               {policy(`"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity"`), False},
		"an account, no service":   {trust(`"Principal":{"AWS":"111122223333","Service":[]}`, ""), False},
		"star, no service":         {trust(`"Principal":{"AWS":"*","Service":[]}`, ""), True},
		"nobody":                   {trust(`"Principal":{"AWS":[],"Service":[]}`, ""), Unknown},
		"an account":               {trust(`"Principal":{"AWS":"111122223333"}`, ""), False},
		"any root":                 {trust(`"Principal":{"AWS":"arn:aws:iam::*:root"}`, ""), Unknown},
		"unknown principal":        {trust(`"Principal":"`+Hole+`"`, ""), Unknown},
		"unknown condition":        {trust(`"Principal":"*"`, `"StringEquals":"`+Hole+`"`), Unknown},
		"unreadable":               {`{"Statement":[]}`, Unknown},
		"a new role and a service": {trust(`"Principal":{"AWS":"`+NewName+`","Service":"ec2.amazonaws.com"}`, ""), False},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).TrustsEveryone(Boundary{}), c.want)
		})
	}
}

func TestTrustsWholeAccount(t *testing.T) {
	const root = `"Principal":{"AWS":"arn:aws:iam::444455556666:root"}`
	for name, c := range map[string]struct {
		text, except string
		want         Tri
	}{
		"root":                         {trust(root, ""), "111122223333", True},
		"account id":                   {trust(`"Principal":{"AWS":["444455556666"]}`, ""), "111122223333", True},
		"root of another partition":    {trust(`"Principal":{"AWS":"arn:aws-us-gov:iam::444455556666:root"}`, ""), "", True},
		"own root":                     {trust(root, ""), "444455556666", False},
		"own root and another":         {trust(`"Principal":{"AWS":["444455556666","777788889999"]}`, ""), "444455556666", True},
		"one role":                     {trust(`"Principal":{"AWS":"arn:aws:iam::444455556666:role/a"}`, ""), "", False},
		"external id":                  {trust(root, `"StringEquals":{"sts:ExternalId":"x"}`), "", False},
		"any external id":              {trust(root, `"StringLike":{"sts:ExternalId":"*"}`), "", True},
		"external id or none":          {trust(root, `"StringEqualsIfExists":{"sts:ExternalId":"x"}`), "", True},
		"unknown external id":          {trust(root, `"StringEquals":{"sts:ExternalId":"`+Hole+`"}`), "", Unknown},
		"MFA":                          {trust(root, `"Bool":{"aws:MultiFactorAuthPresent":"true"}`), "", False},
		"no MFA":                       {trust(root, `"Bool":{"aws:MultiFactorAuthPresent":"false"}`), "", True},
		"MFA if it is there":           {trust(root, `"BoolIfExists":{"aws:MultiFactorAuthPresent":"true"}`), "", True},
		"tag":                          {trust(root, `"StringEquals":{"aws:PrincipalTag/team":"a"}`), "", False},
		"everybody of an account":      {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalAccount":"444455556666"}`), "111122223333", True},
		"everybody of the own":         {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalAccount":"444455556666"}`), "444455556666", False},
		"everybody of an organization": {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}`), "", False},
		"everybody with a secret":      {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalAccount":"444455556666","sts:ExternalId":"x"}`), "", False},
		"everybody of who knows":       {trust(`"Principal":"*"`, `"StringEquals":{"aws:PrincipalAccount":"`+Hole+`"}`), "", Unknown},
		"the account, said twice":      {trust(root, `"StringEquals":{"aws:PrincipalAccount":"444455556666"}`), "", True},
		"one role of it":               {trust(root, `"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::444455556666:role/a"}`), "", False},
		"every role of it":             {trust(root, `"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::444455556666:role/*"}`), "", True},
		"all of it by ARN":             {trust(root, `"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::444455556666:*"}`), "", True},
		"TLS":                          {trust(root, `"Bool":{"aws:SecureTransport":"true"}`), "", True},
		"network":                      {trust(root, `"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}`), "", False},
		"all but one":                  {trust(`"NotPrincipal":{"AWS":"444455556666"}`, ""), "", True},
		"all but one role":             {trust(`"NotPrincipal":{"AWS":"arn:aws:iam::444455556666:role/a"}`, ""), "", True},
		"all but all":                  {trust(`"NotPrincipal":{"AWS":["*","444455556666"]}`, ""), "", False},
		"root of an unknown account":   {trust(`"Principal":{"AWS":"arn:aws:iam::`+Hole+`:root"}`, ""), "", Unknown},
		"root of a new account":        {trust(`"Principal":{"AWS":"arn:aws:iam::`+NewName+`:root"}`, ""), "", Unknown},
		"a new role":                   {trust(`"Principal":{"AWS":"`+NewName+`"}`, ""), "", False},
		"denied to everybody":          {policy(`"Effect":"Allow","Action":"sts:AssumeRole",`+root, `"Effect":"Deny","Action":"sts:AssumeRole","Principal":"*"`), "", False},
		"denied":                       {policy(`"Effect":"Deny","Action":"sts:AssumeRole",` + root), "", False},
		"number that is no account":    {trust(`"Principal":{"AWS":"44445555666"}`, ""), "", Unknown},
		"service with the same digit":  {trust(`"Principal":{"Service":"444455556666"}`, ""), "", Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).TrustsWholeAccount(c.except), c.want)
		})
	}
}
