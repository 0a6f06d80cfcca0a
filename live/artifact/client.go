package artifact

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Options are what a client is made of.
type Options struct {
	Region       string
	BaseEndpoint *string // in place of AWS's own; nil for that
	Credentials  aws.CredentialsProvider
	HTTPClient   aws.HTTPClient
	Retryer      aws.Retryer
	APIOptions   []func(*middleware.Stack) error
}

// Client calls AWS Artifact.
type Client struct{ options Options }

// NewFromConfig returns a client with the options that the configuration holds.
func NewFromConfig(cfg aws.Config) *Client {
	o := Options{
		Region: cfg.Region, BaseEndpoint: baseEndpoint(cfg), Credentials: cfg.Credentials,
		HTTPClient: cfg.HTTPClient, APIOptions: cfg.APIOptions,
	}
	if cfg.Retryer != nil {
		o.Retryer = cfg.Retryer()
	} else {
		o.Retryer = retry.NewStandard()
	}
	if o.HTTPClient == nil {
		o.HTTPClient = awshttp.NewBuildableClient()
	}
	for _, change := range cfg.ServiceOptions {
		change(ServiceID, &o)
	}
	return &Client{o}
}

// baseEndpoint is the endpoint that a person has set for this service or for
// all. The variable for all goes before a file that names the service (AWS SDKs
// reference guide, 2026-11).
func baseEndpoint(cfg aws.Config) *string {
	_, all := os.LookupEnv("AWS_ENDPOINT_URL")
	_, own := os.LookupEnv("AWS_ENDPOINT_URL_ARTIFACT")
	if all && !own {
		return cfg.BaseEndpoint
	}
	for _, source := range cfg.ConfigSources {
		given, ok := source.(interface {
			GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
		})
		if !ok {
			continue
		}
		if value, found, err := given.GetServiceBaseEndpoint(context.Background(), ServiceID); found && err == nil {
			return &value
		}
	}
	return cfg.BaseEndpoint
}

// ListReports lists the reports that AWS Artifact offers, page by page.
func (c *Client) ListReports(ctx context.Context, in *ListReportsInput, changes ...func(*Options)) (*ListReportsOutput, error) {
	const operation = "ListReports"
	options := c.options
	for _, change := range changes {
		change(&options)
	}
	ctx = middleware.WithOperationName(middleware.WithServiceID(middleware.ClearStackValues(ctx), ServiceID), operation)
	stack := middleware.NewStack(operation, smithyhttp.NewStackRequest)
	if err := options.build(stack); err != nil {
		return nil, &smithy.OperationError{ServiceID: ServiceID, OperationName: operation, Err: err}
	}
	handler := middleware.DecorateHandler(smithyhttp.NewClientHandlerWithOptions(options.HTTPClient), stack)
	result, _, err := handler.Handle(ctx, in)
	if err != nil {
		return nil, &smithy.OperationError{ServiceID: ServiceID, OperationName: operation, Err: err}
	}
	out, _ := result.(*ListReportsOutput)
	return out, nil
}

// build lays the steps of a call down: in the order of the SDK, under its names.
func (o *Options) build(stack *middleware.Stack) error {
	attempt := retry.NewAttemptMiddleware(o.Retryer, smithyhttp.RequestCloner)
	for _, add := range []func() error{
		func() error { return stack.Serialize.Add(serializer(), middleware.After) },
		func() error { return stack.Finalize.Add(attempt, middleware.After) },
		func() error { return stack.Finalize.Add(o.endpoint(), middleware.After) },
		func() error { return stack.Finalize.Add(o.signing(), middleware.After) },
		func() error { return stack.Deserialize.Add(deserializer(), middleware.After) },
	} {
		if err := add(); err != nil {
			return err
		}
	}
	for _, change := range o.APIOptions {
		if err := change(stack); err != nil {
			return err
		}
	}
	return nil
}
