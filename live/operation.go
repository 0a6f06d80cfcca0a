package live

import (
	"path"
	"reflect"
	"strings"
)

// operation is an API operation, known by the type of its input.
type operation struct {
	service string // the SDK's package: cloudtrail, configservice
	name    string // DescribeTrails
	paging  paging
}

// operationOf reads the operation off an input of the SDK, or a pointer to one.
func operationOf(input any) operation {
	t := reflect.TypeOf(input)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return operation{path.Base(t.PkgPath()), strings.TrimSuffix(t.Name(), "Input"), pagingOf(t)}
}

// String is the operation as CloudTrail and IAM write it: "config:DescribeConfigRules".
func (o operation) String() string { return prefix(o.service) + ":" + o.name }

// prefix is what IAM calls the service of an SDK package (Service Authorization
// Reference, 2026-11).
func prefix(service string) string {
	switch service {
	case "accessanalyzer":
		return "access-analyzer"
	case "cloudwatchlogs":
		return "logs"
	case "configservice":
		return "config"
	case "efs":
		return "elasticfilesystem"
	case "elasticloadbalancingv2":
		return "elasticloadbalancing"
	case "eventbridge":
		return "events"
	case "opensearch":
		return "es"
	case "s3control":
		return "s3"
	case "ssoadmin":
		return "sso"
	}
	return service
}

// actions are what IAM calls the operations whose action has another name, or
// that need more than one (Service Authorization Reference, 2026-11).
var actions = map[string][]string{
	"s3.ListBuckets":                     {"s3:ListAllMyBuckets"},
	"s3.GetPublicAccessBlock":            {"s3:GetBucketPublicAccessBlock"},
	"s3.GetBucketEncryption":             {"s3:GetEncryptionConfiguration"},
	"s3.GetBucketLifecycleConfiguration": {"s3:GetLifecycleConfiguration"},
	"s3.GetBucketReplication":            {"s3:GetReplicationConfiguration"},
	"s3.GetObjectLockConfiguration":      {"s3:GetBucketObjectLockConfiguration"},
	"s3control.GetPublicAccessBlock":     {"s3:GetAccountPublicAccessBlock"},
}

// actions are the IAM actions that allow the operation.
func (o operation) actions() []string {
	if special, ok := actions[o.service+"."+o.name]; ok {
		return special
	}
	return []string{o.String()}
}

// paging is where an operation keeps its page token.
type paging struct{ in string }

// tokens are the fields in which AWS's operations take a token, each with those
// in which they give the next one.
var tokens = []struct {
	in  string
	out []string
}{
	{"NextToken", []string{"NextToken"}},
	{"Marker", []string{"NextMarker", "Marker"}},
	{"ContinuationToken", []string{"NextContinuationToken", "ContinuationToken"}},
	{"PaginationToken", []string{"PaginationToken"}},
	{"ExclusiveStartTableName", []string{"LastEvaluatedTableName"}},
}

// pagingOf finds the token of an input. The fields of the answer are looked for
// when it is there.
func pagingOf(input reflect.Type) paging {
	for _, t := range tokens {
		if field, ok := input.FieldByName(t.in); ok && field.Type == reflect.TypeFor[*string]() {
			return paging{in: t.in}
		}
	}
	return paging{}
}

// next returns the token of the next page that an answer gives, or nil, and
// whether the answer has a place for one: its own or, of CloudFront, in the list
// that it wraps.
func (p paging) next(answer any) (token *string, ok bool) {
	v := reflect.ValueOf(answer).Elem()
	if token, ok := p.tokenIn(v); ok {
		return token, true
	}
	for i := range v.NumField() {
		if list := v.Field(i); list.Kind() == reflect.Pointer && !list.IsNil() && list.Elem().Kind() == reflect.Struct {
			if token, ok := p.tokenIn(list.Elem()); ok {
				return token, true
			}
		}
	}
	return nil, false
}

// tokenIn is the token among the fields of a struct.
func (p paging) tokenIn(v reflect.Value) (token *string, ok bool) {
	for _, t := range tokens {
		if t.in != p.in {
			continue
		}
		for _, name := range t.out {
			if field := v.FieldByName(name); field.IsValid() {
				token, ok = field.Interface().(*string)
				return token, ok
			}
		}
	}
	return nil, false
}

// turn asks an input for the page of a token.
func (p paging) turn(input any, token *string) {
	reflect.ValueOf(input).Elem().FieldByName(p.in).Set(reflect.ValueOf(token))
}
