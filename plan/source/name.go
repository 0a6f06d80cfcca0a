package source

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// given are, by type, the attributes besides ARN and id that AWS names things by.
var given = map[string][]string{
	"aws_s3_bucket":             {"bucket"},
	"aws_iam_role":              {"name", "unique_id"},
	"aws_iam_user":              {"name", "unique_id"},
	"aws_iam_group":             {"name", "unique_id"},
	"aws_iam_policy":            {"name", "policy_id"},
	"aws_iam_instance_profile":  {"name", "unique_id"},
	"aws_kms_key":               {"key_id"},
	"aws_lambda_function":       {"function_name", "qualified_arn", "invoke_arn"},
	"aws_api_gateway_rest_api":  {"execution_arn"},
	"aws_apigatewayv2_api":      {"execution_arn"},
	"aws_sqs_queue":             {"url", "name"},
	"aws_sns_topic":             {"name"},
	"aws_dynamodb_table":        {"name", "stream_arn"},
	"aws_cloudwatch_log_group":  {"name"},
	"aws_ecs_task_definition":   {"arn_without_revision"},
	"aws_eks_cluster":           {"name"},
	"aws_db_instance":           {"resource_id"},
	"aws_secretsmanager_secret": {"name"},
	"aws_cloudfront_origin_access_identity": {
		"iam_arn", "s3_canonical_user_id",
	},
}

// foreign begin the types whose ARN or id may be an account, an organization,
// or a text in which everything is allowed.
var foreign = []string{
	"aws_organizations_", "aws_account_", "aws_route53_", "aws_ssoadmin_", "aws_controltower_", "aws_ram_",
	"aws_s3_object", "aws_s3_bucket_object", "aws_caller_", "aws_resourceexplorer", "aws_macie2_", "aws_guardduty_",
	"aws_securityhub_", "aws_inspector2_", "aws_detective_", "aws_auditmanager_", "aws_fms_",
}

// isName tells whether an attribute that is not known yet is a name that AWS
// will give to a thing which the plan makes: one name, never a wildcard, never
// empty, and no account or organization.
func isName(o Origin) bool {
	a, ok := parseAddress(o.Address)
	if !ok || !strings.HasPrefix(a.block, "aws_") {
		return false
	}
	kind, _, _ := strings.Cut(a.block, ".")
	for _, other := range foreign {
		if strings.HasPrefix(kind, other) {
			return false
		}
	}
	return o.Path == "arn" || o.Path == "id" || slices.Contains(given[kind], o.Path)
}

// chosen are the arguments by which authors choose a part of a name.
var chosen = []string{
	"name", "name_prefix", "path", "url", "key", "bucket", "bucket_prefix", "identifier", "identifier_prefix",
	"domain", "domain_name", "function_name", "family", "alias", "cluster_identifier", "statement_id",
}

// newName tells whether an attribute is a name that cannot hold a wildcard or
// a quote: as far as the author chooses it, it is known and has none.
func (e *evaluation) newName(o Origin) bool {
	if !isName(o) {
		return false
	}
	p, why := e.find(o.Address)
	if why != "" {
		return false
	}
	for _, name := range chosen {
		attr := p.block.Body.Attributes[name]
		known := p.known.below(name)
		if attr == nil || isTrue(known.unknown) && surelyNull(e.eval(attr.Expr, p.env)) {
			continue // the author chooses nothing
		}
		text, _ := known.text()
		if isTrue(known.unknown) || strings.ContainsAny(text, "*?\"\\$") {
			return false
		}
	}
	return true
}

func surelyNull(v cty.Value) bool {
	plain, marks := v.Unmark()
	return plain.IsNull() && !doubtful(marks)
}
