package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Options say whose account is read, and how long that may take.
type Options struct {
	// Region is the one to begin with; empty for the one that is configured.
	Region string
	// Role is assumed to read the account; empty for the caller's own.
	Role Role
	// Management is assumed to read what only the organization's management
	// account or a delegated one may see; empty for the same as Role.
	Management Role
	// AllowCustomEndpoint lets somebody else than AWS answer.
	AllowCustomEndpoint bool
	// Call, Service and Run bound one call with its retries, all calls to one
	// service in one region, and the whole reading.
	Call, Service, Run time.Duration
	// HTTPClient sends the requests; nil for the SDK's own.
	HTTPClient aws.HTTPClient
}

// The budgets that hold if nobody asks for others.
const (
	DefaultCall    = 15 * time.Second
	DefaultService = time.Minute
	DefaultRun     = 2 * time.Minute
)

// Role is one to assume. The external id is what its trust policy asks for.
type Role struct{ ARN, ExternalID string }

// Session reads one account. It may be used once.
type Session struct {
	Options

	ctx   context.Context //nolint:containedctx // of the run, which is what a session is
	stop  context.CancelCauseFunc
	lanes *lanes
	party *party // the account that is read
	upper *party // the management or delegated account, or the same

	began     time.Time
	synthetic atomic.Bool
	mu        sync.Mutex
	calls     map[calledFrom]*Outcome
}

// party is one account and what clients for it are made of.
type party struct {
	Account string // its number
	ARN     string // of the identity that reads
	config  aws.Config
}

func (p *party) in(region string) aws.Config {
	c := p.config.Copy()
	c.Region = region
	return c
}

// Open finds credentials and asks AWS whose they are. Its errors are Refusals.
func Open(ctx context.Context, o Options) (*Session, error) {
	s := &Session{Options: o, lanes: newLanes(), calls: map[calledFrom]*Outcome{}, began: time.Now()}
	s.Call, s.Service, s.Run = cmp.Or(o.Call, DefaultCall), cmp.Or(o.Service, DefaultService), cmp.Or(o.Run, DefaultRun)
	bounded, done := context.WithTimeout(ctx, s.Run)
	s.ctx, s.stop = context.WithCancelCause(bounded)
	context.AfterFunc(s.ctx, done)
	base, err := s.load()
	if err != nil {
		return nil, err
	}
	if s.party, err = s.join(base, o.Role); err != nil {
		return nil, err
	}
	s.upper = s.party
	if o.Management.ARN != "" {
		s.upper, err = s.join(base, o.Management)
	}
	return s, err
}

// Close ends the session.
func (s *Session) Close() { s.stop(nil) }

// Account is the number of the account whose credentials these are.
func (s *Session) Account() string { return s.party.Account }

// Caller is the ARN of the identity that reads.
func (s *Session) Caller() string { return s.party.ARN }

// FirstRegion is the region that the session begins with.
func (s *Session) FirstRegion() string { return s.party.config.Region }

// load reads the configuration that the environment and the shared files give.
func (s *Session) load() (aws.Config, error) {
	options := []func(*config.LoadOptions) error{config.WithRegion(s.Region), config.WithLogger(logging.Nop{})}
	if s.HTTPClient != nil {
		options = append(options, config.WithHTTPClient(s.HTTPClient))
	}
	base, err := config.LoadDefaultConfig(s.ctx, options...)
	if err != nil {
		return base, &Refusal{NoCredentials, "the AWS configuration cannot be read: " + err.Error(), "check AWS_PROFILE and the shared configuration files"}
	}
	base.Region = cmp.Or(base.Region, homes["aws"])
	base.APIOptions = append(base.APIOptions, attempt, s.official)
	base.ServiceOptions = append(base.ServiceOptions, s.endpoint)
	base.RetryMode, base.RetryMaxAttempts = aws.RetryModeStandard, attempts
	base.Retryer = retryer
	return base, nil
}

// attempts is how often a call is tried.
const attempts = 5

// retryer makes the retryer of one client. Its quota is off: it would end the
// calls of a client that was slowed down for a while, and our own limiter
// spaces them. The adaptive mode is not used, because its quota never refills
// (aws-sdk-go-v2 issue 3550, open in 2026-11).
func retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts, o.MaxBackoff = attempts, 10*time.Second
		o.RateLimiter = ratelimit.None
		o.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(ofAnother)}, o.Retryables...)
	})
}

// ofAnother tries no call again that was answered with status 500 and no error
// of the API: AWS answers with one, and whatever else is there will say the same
// again.
func ofAnother(err error) aws.Ternary {
	var api smithy.APIError
	var answered *smithyhttp.ResponseError
	if !errors.As(err, &api) && errors.As(err, &answered) && answered.HTTPStatusCode() == http.StatusInternalServerError {
		return aws.FalseTernary
	}
	return aws.UnknownTernary
}

// join takes the role, if there is one, and asks AWS who that is.
func (s *Session) join(base aws.Config, role Role) (*party, error) {
	p := &party{config: base.Copy()}
	ctx := context.WithValue(s.ctx, callKey{}, &call{op: operationOf(&sts.GetCallerIdentityInput{}), lane: s.lanes.of("", base.Region, "sts")})
	ctx, done := context.WithTimeout(ctx, s.Call)
	defer done()
	if _, err := base.Credentials.Retrieve(ctx); err != nil {
		return nil, withoutCredentials(err)
	}
	if role.ARN != "" {
		client := sts.NewFromConfig(base)
		p.config.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(client, role.ARN, role.options))
		if _, err := p.config.Credentials.Retrieve(ctx); err != nil {
			return nil, s.refusedRole(role, err)
		}
	}
	who, err := sts.NewFromConfig(p.config).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return nil, s.refusedIdentity(err)
	}
	p.Account, p.ARN = text(who.Account), text(who.Arn)
	if p.Account == "" || p.ARN == "" {
		return nil, s.refusedIdentity(errors.New("the answer names no account"))
	}
	return p, nil
}

// options of an assumed role: a session that is no longer than a run, with the
// name by which CloudTrail shows who read.
func (r Role) options(o *stscreds.AssumeRoleOptions) {
	o.RoleSessionName, o.Duration = "soc2gate", 15*time.Minute
	if r.ExternalID != "" {
		o.ExternalID = &r.ExternalID
	}
}

// home is the region in which services without regions are asked.
func (s *Session) home() string { return cmp.Or(homes[partition(s.party.ARN)], s.party.config.Region) }

// abort ends the session for a reason that makes every answer worthless.
func (s *Session) abort(why *Refusal) { s.stop(why) }

// refusal returns why the session was ended, or nil.
func (s *Session) refusal() error {
	var why *Refusal
	if errors.As(context.Cause(s.ctx), &why) {
		return why
	}
	return nil
}

// Refusal is a reason to judge nothing, with what to do about it in one line.
type Refusal struct{ Reason, Why, Hint string }

func (r *Refusal) Error() string { return fmt.Sprintf("%s; %s", r.Why, r.Hint) }

// The reasons.
const (
	NoCredentials      = "no-credentials"
	ExpiredCredentials = "expired-credentials" //nolint:gosec // a reason
	CustomEndpoint     = "custom-endpoint"
	NoIdentity         = "no-identity"
	RoleNotAssumed     = "role-not-assumed"
	WrongOrganization  = "wrong-organization"
)

func customEndpoint(where string) *Refusal {
	return &Refusal{
		CustomEndpoint, "an endpoint that is not AWS's is configured: " + where,
		"remove AWS_ENDPOINT_URL* and endpoint_url, or pass --allow-custom-endpoint, which marks every output as synthetic",
	}
}

func withoutCredentials(err error) *Refusal {
	return &Refusal{NoCredentials, "there are no AWS credentials: " + firstLine(err), "give the job credentials that may read the account, or pass --account FILE or --offline"}
}

// expired is the refusal for credentials that AWS no longer takes.
func expired(code string) *Refusal {
	return &Refusal{ExpiredCredentials, "AWS does not take the credentials: " + code, "get new ones and run again"}
}

// refused is why the session cannot begin: what ended it, or that AWS does not
// take the credentials, or else the reason that is given.
func (s *Session) refused(err error, otherwise *Refusal) error {
	if why := s.refusal(); why != nil {
		return why
	}
	if code, dead := deadBy(err); dead {
		return expired(code)
	}
	return otherwise
}

func (s *Session) refusedRole(role Role, err error) error {
	return s.refused(err, &Refusal{RoleNotAssumed, "the role " + role.ARN + " cannot be assumed: " + firstLine(err), "let its trust policy name the caller, and pass the external id that it asks for"})
}

func (s *Session) refusedIdentity(err error) error {
	return s.refused(err, &Refusal{NoIdentity, "AWS does not say whose the credentials are: " + firstLine(err), "check that sts:GetCallerIdentity can be reached"})
}
