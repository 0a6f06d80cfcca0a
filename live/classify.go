package live

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/soc2gate/soc2gate/account"
)

// absences are the error codes by which an operation says that there is none of
// what it was asked for. No other code, and no status of HTTP, says so (AWS API
// references, 2026-11).
var absences = map[string][]string{
	"s3.GetBucketPolicy":                  {"NoSuchBucketPolicy"},
	"s3.GetBucketPolicyStatus":            {"NoSuchBucketPolicy"},
	"s3.GetPublicAccessBlock":             {"NoSuchPublicAccessBlockConfiguration"},
	"s3control.GetPublicAccessBlock":      {"NoSuchPublicAccessBlockConfiguration"},
	"s3.GetBucketOwnershipControls":       {"OwnershipControlsNotFoundError"},
	"s3.GetBucketLifecycleConfiguration":  {"NoSuchLifecycleConfiguration"},
	"s3.GetBucketReplication":             {"ReplicationConfigurationNotFoundError"},
	"s3.GetObjectLockConfiguration":       {"ObjectLockConfigurationNotFoundError"},
	"s3.GetBucketTagging":                 {"NoSuchTagSet"},
	"iam.GetAccountPasswordPolicy":        {"NoSuchEntity"},
	"iam.GetLoginProfile":                 {"NoSuchEntity"},
	"cloudtrail.GetInsightSelectors":      {"InsightNotEnabledException"},
	"securityhub.DescribeHub":             {"InvalidAccessException"},
	"securityhub.GetEnabledStandards":     {"InvalidAccessException"},
	"organizations.DescribeOrganization":  {"AWSOrganizationsNotInUseException"},
	"organizations.ListRoots":             {"AWSOrganizationsNotInUseException"},
	"organizations.ListPolicies":          {"AWSOrganizationsNotInUseException"},
	"organizations.ListPoliciesForTarget": {"AWSOrganizationsNotInUseException"},
	"organizations.ListParents":           {"AWSOrganizationsNotInUseException"},

	"iam.ListOrganizationsFeatures": {
		"OrganizationNotFoundException", "OrganizationNotInAllFeaturesModeException", "ServiceAccessNotEnabledException",
	},
	"ssoadmin.GetPermissionsBoundaryForPermissionSet":   {"ResourceNotFoundException"},
	"backup.GetBackupVaultAccessPolicy":                 {"ResourceNotFoundException"},
	"organizations.ListDelegatedAdministrators":         {notInUse},
	"organizations.ListAWSServiceAccessForOrganization": {notInUse},
	"organizations.DescribeEffectivePolicy":             {notInUse, "EffectivePolicyNotFoundException"},
}

// notInUse says that the account is in no organization.
const notInUse = "AWSOrganizationsNotInUseException"

// inapplicable are the error codes by which an operation says that a thing of
// this sort has no such attribute.
var inapplicable = map[string][]string{
	"kms.GetKeyRotationStatus": {"UnsupportedOperationException"},
}

// The codes by which services refuse, whatever their own name for it is, and
// those that tell that the credentials themselves are not good.
var (
	refusals = []string{
		"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException",
		"NotAuthorized", "Forbidden", "OptInRequired", "SubscriptionRequiredException", "UnauthorizedException",
		"AccountNotManagementOrDelegatedAdministratorException",
	}
	dead = []string{
		"ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure",
		"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "TokenRefreshRequired",
	}
)

// nameless are the codes that the SDK makes up for an answer that has none: it
// is not of the AWS API then.
var nameless = []string{"", "UnknownError", "BadGateway", "GatewayTimeout"}

// verdict is what became of a call. The zero verdict is a failure.
type verdict struct {
	ok     bool
	absent bool
	dead   bool // the credentials are not good, and nothing else will be answered
	cause  account.Cause
}

func (v verdict) throttled() bool { return v.cause == account.Throttled }

// errProgram marks an error of a collector itself.
var errProgram = errors.New("the collector is wrong")

// classify tells what became of a call. Throttled is whether any attempt of it
// was slowed down by the service.
func classify(op operation, err error, throttled bool) verdict {
	key := op.service + "." + op.name
	var api smithy.APIError
	var answered *smithyhttp.ResponseError
	switch {
	case err == nil:
		return verdict{ok: true}
	case errors.Is(err, errProgram):
		return verdict{cause: account.Failed}
	case isTimeout(err) && throttled:
		return verdict{cause: account.Throttled}
	case isTimeout(err):
		return verdict{cause: account.TimedOut}
	case errors.As(err, &api) && !slices.Contains(nameless, api.ErrorCode()):
		return classifyCode(key, api.ErrorCode(), api.ErrorMessage())
	case errors.As(err, &answered):
		return verdict{cause: ofStatus(answered.HTTPStatusCode())}
	}
	return verdict{cause: account.Unreachable}
}

// classifyCode tells what an error code means.
func classifyCode(key, code, message string) verdict {
	switch {
	case slices.Contains(absences[key], code):
		return verdict{ok: true, absent: true}
	case slices.Contains(inapplicable[key], code):
		return verdict{cause: account.NotApplicable}
	case isThrottle(code):
		return verdict{cause: account.Throttled}
	case slices.Contains(dead, code):
		return verdict{cause: account.Denied, dead: true}
	case slices.Contains(refusals, code):
		return verdict{cause: refusedBy(message)}
	}
	return verdict{cause: account.Failed}
}

// refusedBy tells from the message whose policy it was that refused. Only that
// says whom to ask.
func refusedBy(message string) account.Cause {
	switch {
	case strings.Contains(message, "service control policy"), strings.Contains(message, "resource control policy"):
		return account.DeniedBySCP
	case strings.Contains(message, "permissions boundary"), strings.Contains(message, "session policy"):
		return account.DeniedBoundary
	}
	return account.Denied
}

// ofStatus tells what an answer means that is not of the AWS API: a page of a
// proxy, say. That there is none, as 404 says elsewhere, it does not say here.
func ofStatus(status int) account.Cause {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return account.Denied
	case http.StatusTooManyRequests:
		return account.Throttled
	}
	return account.Unreachable
}

func isTimeout(err error) bool {
	var net interface{ Timeout() bool }
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.Is(err, errBudget) ||
		errors.As(err, &net) && net.Timeout()
}

func isThrottle(code string) bool {
	_, ok := retry.DefaultThrottleErrorCodes[code]
	return ok
}
