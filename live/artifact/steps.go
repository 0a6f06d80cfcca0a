package artifact

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

var errRequest = errors.New("the request is not one of AWS Artifact over HTTP")

// serializer writes the input into the request.
func serializer() middleware.SerializeMiddleware {
	return middleware.SerializeMiddlewareFunc("OperationSerializer", func(
		ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler,
	) (out middleware.SerializeOutput, metadata middleware.Metadata, err error) {
		request, isHTTP := in.Request.(*smithyhttp.Request)
		input, isInput := in.Parameters.(*ListReportsInput)
		if !isHTTP || !isInput {
			return out, metadata, errRequest
		}
		query := url.Values{}
		if input.MaxResults != nil {
			query.Set("maxResults", strconv.Itoa(int(*input.MaxResults)))
		}
		if input.NextToken != nil {
			query.Set("nextToken", *input.NextToken)
		}
		request.Method, request.URL.Path, request.URL.RawQuery = http.MethodGet, "/v1/report/list", query.Encode()
		return next.HandleSerialize(ctx, in)
	})
}

// endpoint sends the request to the region, or to what is set in its place.
func (o *Options) endpoint() middleware.FinalizeMiddleware {
	return middleware.FinalizeMiddlewareFunc("ResolveEndpointV2", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
		request, ok := in.Request.(*smithyhttp.Request)
		if !ok {
			return out, metadata, errRequest
		}
		base, err := url.Parse(aws.ToString(o.BaseEndpoint))
		if err != nil {
			return out, metadata, fmt.Errorf("parse the endpoint: %w", err)
		}
		if o.BaseEndpoint == nil {
			base = &url.URL{Scheme: "https", Host: "artifact." + o.Region + "." + domain(o.Region)}
		}
		request.URL.Scheme, request.URL.Host = base.Scheme, base.Host
		request.URL.Path = strings.TrimSuffix(base.Path, "/") + request.URL.Path
		return next.HandleFinalize(ctx, in)
	})
}

// domain is where AWS answers for a region.
func domain(region string) string {
	if strings.HasPrefix(region, "cn-") {
		return "amazonaws.com.cn"
	}
	return "amazonaws.com"
}

// nothing is the SHA-256 of an empty body.
const nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// signing signs the request with Signature Version 4.
func (o *Options) signing() middleware.FinalizeMiddleware {
	return middleware.FinalizeMiddlewareFunc("Signing", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
		request, ok := in.Request.(*smithyhttp.Request)
		if !ok {
			return out, metadata, errRequest
		}
		credentials, err := o.Credentials.Retrieve(ctx)
		if err != nil {
			return out, metadata, fmt.Errorf("get credentials: %w", err)
		}
		if err := v4.NewSigner().SignHTTP(ctx, credentials, request.Request, nothing, "artifact", o.Region, time.Now()); err != nil {
			return out, metadata, &v4.SigningError{Err: err}
		}
		return next.HandleFinalize(ctx, in)
	})
}
