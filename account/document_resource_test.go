package account

import "testing"

const readBucket = `"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"`

func TestPublic(t *testing.T) {
	own := Boundary{Account: "111122223333", Organization: "o-ours123456"}
	grant := func(principal string) string { return `"Effect":"Allow",` + principal + `,` + readBucket }
	everybody := grant(`"Principal":"*"`)
	deny := func(rest string) string { return `"Effect":"Deny",` + rest }
	for name, c := range map[string]struct {
		text string
		want Tri
	}{
		"star":                        {policy(everybody), True},
		"AWS star":                    {policy(grant(`"Principal":{"AWS":"*"}`)), True},
		"AWS star among others":       {policy(grant(`"Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]}`)), True},
		"all but one":                 {policy(grant(`"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}`)), True},
		"all but all":                 {policy(grant(`"NotPrincipal":"*"`)), False},
		"second statement":            {policy(grant(`"Principal":{"AWS":"111122223333"}`), everybody), True},
		"one account":                 {policy(grant(`"Principal":{"AWS":"arn:aws:iam::444455556666:root"}`)), False},
		"one deleted user":            {policy(grant(`"Principal":{"AWS":"AIDAJQABLZS4A3QDU576Q"}`)), False},
		"one new role":                {policy(grant(`"Principal":{"AWS":"` + NewName + `"}`)), False},
		"origin access identity":      {policy(grant(`"Principal":{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}`)), False},
		"a service":                   {policy(grant(`"Principal":{"Service":["cloudfront.amazonaws.com"]}`)), False},
		"a canonical user":            {policy(grant(`"Principal":{"CanonicalUser":"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}`)), False},
		"root of any account":         {policy(grant(`"Principal":{"AWS":"arn:aws:iam::*:root"}`)), Unknown},
		"any service":                 {policy(grant(`"Principal":{"Service":"*"}`)), Unknown},
		"any canonical user":          {policy(grant(`"Principal":{"CanonicalUser":"*"}`)), Unknown},
		"any federation":              {policy(grant(`"Principal":{"Federated":"*"}`)), Unknown},
		"a name of nobody":            {policy(grant(`"Principal":{"AWS":"alice"}`)), Unknown},
		"unknown principal":           {policy(grant(`"Principal":{"AWS":"` + Hole + `"}`)), Unknown},
		"unknown beside star":         {policy(grant(`"Principal":{"AWS":["` + Hole + `","*"]}`)), True},
		"no principal":                {policy(`"Effect":"Allow",` + readBucket), Unknown},
		"deny alone":                  {policy(deny(`"Principal":"*",` + readBucket)), False},
		"taken back":                  {policy(everybody, deny(`"Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*"`)), False},
		"taken back by NotAction":     {policy(everybody, deny(`"Principal":"*","NotAction":"s3:PutObject","Resource":"*"`)), False},
		"left by NotAction":           {policy(everybody, deny(`"Principal":"*","NotAction":"s3:Get*","Resource":"*"`)), True},
		"a rest left by NotAction":    {policy(`"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"`, deny(`"Principal":"*","NotAction":"s3:GetObject","Resource":"*"`)), True},
		"denied to all but one":       {policy(everybody, deny(`"NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"*","Resource":"*"`)), False},
		"denied to one":               {policy(everybody, deny(`"Principal":{"AWS":"444455556666"},"Action":"*","Resource":"*"`)), True},
		"partly denied":               {policy(everybody, deny(`"Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/secret/*"`)), True},
		"another action denied":       {policy(everybody, deny(`"Principal":"*","Action":"s3:Put*","Resource":"*"`)), True},
		"one of two actions denied":   {policy(`"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:PutObject"],"Resource":"*"`, deny(`"Principal":"*","Action":"s3:Put*","Resource":"*"`)), True},
		"denied without TLS":          {policy(everybody, deny(`"Principal":"*","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}`)), True},
		"denied outside organization": {policy(everybody, deny(`"Principal":"*","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-ours123456"}}`)), True},
		"unknown deny":                {policy(everybody, deny(`"Principal":"*","Action":"`+Hole+`","Resource":"*"`)), Unknown},
		"denied perhaps":              {policy(`"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/x`+Hole+`"`, deny(`"Principal":"*","Action":"*","Resource":"arn:aws:s3:::b/x"`)), Unknown},
		"no resource, as ECR":         {policy(`"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"`), True},
		"no policy":                   {"", False},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(c.text).Public(own), c.want)
		})
	}
}

func TestPublicGivenConditions(t *testing.T) {
	for name, c := range map[string]struct {
		condition string
		want      Tri // whether the grant to everybody stays public
	}{
		"own organization":               {`"StringEquals":{"aws:PrincipalOrgID":"o-ours123456"}`, False},
		"key in another case":            {`"StringEquals":{"AWS:principalorgid":"o-ours123456"}`, False},
		"foreign organization":           {`"StringEquals":{"aws:PrincipalOrgID":"o-theirs1234"}`, True},
		"own and foreign organization":   {`"StringEquals":{"aws:PrincipalOrgID":["o-ours123456","o-theirs1234"]}`, True},
		"organization by pattern":        {`"StringLike":{"aws:PrincipalOrgID":"o-*"}`, True},
		"organization if it is there":    {`"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-ours123456"}`, True},
		"not the organization":           {`"StringNotEquals":{"aws:PrincipalOrgID":"o-ours123456"}`, True},
		"an organization at all":         {`"Null":{"aws:PrincipalOrgID":"false"}`, True},
		"unknown organization":           {`"StringEquals":{"aws:PrincipalOrgID":"` + Hole + `"}`, Unknown},
		"unknown and foreign":            {`"StringEquals":{"aws:PrincipalOrgID":["` + Hole + `","o-theirs1234"]}`, True},
		"unknown key":                    {`"StringEquals":{"` + Hole + `":"o-ours123456"}`, Unknown},
		"unknown operator":               {`"` + Hole + `":{"aws:PrincipalOrgID":"o-ours123456"}`, Unknown},
		"path of the organization":       {`"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-ours123456/*"]}`, False},
		"path of any organization":       {`"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-*/*"]}`, True},
		"all paths":                      {`"ForAllValues:StringLike":{"aws:PrincipalOrgPaths":["o-ours123456/*"]}`, True},
		"organization of the resource":   {`"StringEquals":{"aws:PrincipalOrgID":"${aws:ResourceOrgID}"}`, False},
		"organization by own tag":        {`"StringEquals":{"aws:PrincipalOrgID":"${aws:PrincipalTag/org}"}`, True},
		"resource of the caller":         {`"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}`, False},
		"resource of us":                 {`"StringEquals":{"aws:ResourceAccount":"111122223333"}`, True},
		"one account":                    {`"StringEquals":{"aws:PrincipalAccount":"444455556666"}`, False},
		"account as number":              {`"StringEquals":{"aws:SourceAccount":444455556666}`, False},
		"accounts by pattern":            {`"StringLike":{"aws:SourceAccount":"1111*"}`, True},
		"caller of a key":                {`"StringEquals":{"kms:CallerAccount":"111122223333","kms:ViaService":"s3.eu-west-1.amazonaws.com"}`, False},
		"service of a key":               {`"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"}`, True},
		"one role":                       {`"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/a"}`, False},
		"roles of one account":           {`"StringLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}`, False},
		"roles of any account":           {`"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/admin"}`, True},
		"roles of any partition, Arn":    {`"ArnLike":{"aws:PrincipalArn":"arn:*:iam::111122223333:role/a"}`, False},
		"roles of any partition, String": {`"StringLike":{"aws:PrincipalArn":"arn:*:iam::111122223333:role/a"}`, True},
		"one topic":                      {`"ArnEquals":{"aws:SourceArn":"arn:aws:s3:::bucket"}`, False},
		"any topic":                      {`"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:*"}`, True},
		"buckets with a prefix":          {`"ArnLike":{"aws:SourceArn":"arn:aws:s3:::bucket-*"}`, True},
		"a new thing":                    {`"ArnLike":{"aws:SourceArn":"` + NewName + `"}`, False},
		"below a new thing":              {`"ArnLike":{"aws:SourceArn":"` + NewName + `/*"}`, False},
		"new things with a prefix":       {`"ArnLike":{"aws:SourceArn":"` + NewName + `*"}`, True},
		"one endpoint":                   {`"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}`, False},
		"one network of ours":            {`"StringEquals":{"aws:SourceVpc":["vpc-1a2b3c4d","vpc-2"]}`, False},
		"any endpoint":                   {`"StringLike":{"aws:SourceVpce":"vpce-*"}`, True},
		"an endpoint at all":             {`"Null":{"aws:SourceVpce":false}`, True},
		"office":                         {`"IpAddress":{"aws:SourceIp":["192.0.2.0/24","2001:db8::/32","198.51.100.7"]}`, False},
		"widest network":                 {`"IpAddress":{"aws:SourceIp":"11.0.0.0/8"}`, False},
		"too wide a network":             {`"IpAddress":{"aws:SourceIp":"10.0.0.0/7"}`, True},
		"too wide a network of IPv6":     {`"IpAddress":{"aws:SourceIp":"2001::/31"}`, True},
		"all of IPv4 in IPv6":            {`"IpAddress":{"aws:SourceIp":"::ffff:0:0/96"}`, True},
		"everywhere":                     {`"IpAddress":{"aws:SourceIp":["192.0.2.0/24","0.0.0.0/0"]}`, True},
		"everywhere in parts":            {`"IpAddress":{"aws:SourceIp":["1.0.0.0/8","2.0.0.0/8","3.0.0.0/8","4.0.0.0/8","5.0.0.0/8","6.0.0.0/8","7.0.0.0/8","8.0.0.0/8","9.0.0.0/8","11.0.0.0/8","12.0.0.0/8","13.0.0.0/8","14.0.0.0/8","15.0.0.0/8","16.0.0.0/8","17.0.0.0/8"]}`, True},
		"outside the office":             {`"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}`, True},
		"address as text":                {`"StringLike":{"aws:SourceIp":"192.0.2.1"}`, True},
		"private network of anybody":     {`"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}`, True},
		"session of one role":            {`"StringLike":{"aws:userid":"AROAJQABLZS4A3QDU576Q:*"}`, False},
		"session of any role":            {`"StringLike":{"aws:userid":"*:alice"}`, True},
		"user name of anybody":           {`"StringEquals":{"aws:username":"alice"}`, True},
		"tag of anybody":                 {`"StringEquals":{"aws:PrincipalTag/team":"a"}`, True},
		"AWS services":                   {`"Bool":{"aws:PrincipalIsAWSService":"true"}`, False},
		"no AWS services":                {`"Bool":{"aws:PrincipalIsAWSService":false}`, True},
		"TLS":                            {`"Bool":{"aws:SecureTransport":true}`, True},
		"MFA":                            {`"Bool":{"aws:MultiFactorAuthPresent":"true"}`, True},
		"referer":                        {`"StringLike":{"aws:Referer":"https://example.com/*"}`, True},
		"external id":                    {`"StringEquals":{"sts:ExternalId":"x"}`, True},
		"access point of one account":    {`"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}`, False},
		"access points of one account":   {`"ArnLike":{"s3:DataAccessPointArn":"arn:aws:s3:eu-west-1:111122223333:accesspoint/*"}`, False},
		"mount target":                   {`"Bool":{"elasticfilesystem:AccessedViaMountTarget":"true"}`, False},
		"endpoint by own tag":            {`"StringEquals":{"aws:SourceVpce":"${aws:PrincipalTag/vpce}"}`, True},
		"variable under IpAddress":       {`"IpAddress":{"aws:PrincipalAccount":"${aws:ResourceAccount}"}`, True},
		"one condition of two":           {`"Bool":{"aws:SecureTransport":true},"StringEquals":{"aws:SourceVpce":"vpce-1"}`, False},
		"none":                           {``, True},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(policy(`"Effect":"Allow","Principal":"*",` + readBucket + `,"Condition":{` + c.condition + `}`))
			expect(t, d.Public(Boundary{Organization: "o-ours123456"}), c.want)
		})
	}
}

func TestAnyOneOrganizationBindsWhileOursIsUnknown(t *testing.T) {
	d := read(policy(`"Effect":"Allow","Principal":"*",` + readBucket + `,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-theirs1234"}}`))
	expect(t, d.Public(Boundary{}), False)
	expect(t, d.Public(Boundary{Organization: "o-ours123456"}), True)
	paths := read(policy(`"Effect":"Allow","Principal":"*",` + readBucket + `,"Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-*/*"}}`))
	expect(t, paths.Public(Boundary{}), True)
}

func TestCausesSayWhatIsMissing(t *testing.T) {
	grant := func(resource string) string {
		return policy(`"Effect":"Allow","Action":"s3:*","Resource":"` + resource + `"`)
	}
	for text, want := range map[string]Cause{
		grant(Hole):              AfterApply,
		grant(`\uE5c2`):          AfterApply,
		grant("${aws:username}"): Conditional,
		`{"Version":"` + Hole + `","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"${aws:username}"}}`: AfterApply,
		policy(`"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::*:root"},"Action":"s3:*","Resource":"a"`):      Unreadable,
		`{`: Unreadable,
	} {
		for _, f := range read(text).Allows("s3:GetObject", "a").Why() {
			if f.Cause != want {
				t.Errorf("%s: %v, want %s", text, f, want)
			}
		}
	}
}
