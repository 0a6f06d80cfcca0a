package live

import (
	"context"
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// call is one call under way.
type call struct {
	op        operation
	lane      *lane
	began     time.Time
	attempts  atomic.Int32
	throttled atomic.Bool // an attempt of it was
}

type callKey struct{}

// attempt lets each attempt of a call wait for its turn and keeps what became
// of it. What was not begun by ask, each or all is not sent: it would have
// neither budget nor classification, nor all of its pages.
func attempt(stack *middleware.Stack) error {
	err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("soc2gateAttempt", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
		c, ok := ctx.Value(callKey{}).(*call)
		if !ok {
			return out, metadata, fmt.Errorf("%w: %s is sent past ask, each and all", errProgram, middleware.GetOperationName(ctx))
		}
		if err := c.lane.wait(ctx); err != nil {
			return out, metadata, err
		}
		c.attempts.Add(1)
		out, metadata, err = next.HandleFinalize(ctx, in)
		if err != nil && classify(c.op, err, false).throttled() {
			c.throttled.Store(true)
		}
		return out, metadata, err //nolint:wrapcheck // the caller classifies it
	}), "Retry", middleware.After)
	if err != nil {
		return fmt.Errorf("limit calls: %w", err)
	}
	return nil
}

// official sends nothing that is not on its way to AWS by TLS.
func (s *Session) official(stack *middleware.Stack) error {
	err := stack.Finalize.Insert(middleware.FinalizeMiddlewareFunc("soc2gateEndpoint", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, metadata middleware.Metadata, err error) {
		request, ok := in.Request.(*smithyhttp.Request)
		switch {
		case !ok:
			return out, metadata, fmt.Errorf("%w: the request is not one of HTTP", errProgram)
		case s.AllowCustomEndpoint:
		case request.URL.Scheme != "https" || !ofAWS(request.URL.Hostname()):
			s.abort(customEndpoint(request.URL.Host))
			return out, metadata, fmt.Errorf("%w: %s is not an endpoint of AWS", errProgram, request.URL.Host)
		}
		return next.HandleFinalize(ctx, in)
	}), "ResolveEndpointV2", middleware.After)
	if err != nil {
		return fmt.Errorf("check endpoints: %w", err)
	}
	return nil
}

// endpoint looks at the options of every client for an endpoint that a person,
// a file or the environment has set: whoever answers there is taken for AWS.
func (s *Session) endpoint(_ string, options any) {
	v := reflect.ValueOf(options).Elem()
	base, ok := v.FieldByName("BaseEndpoint").Interface().(*string)
	if !ok || base == nil {
		return
	}
	if !s.AllowCustomEndpoint {
		s.abort(customEndpoint(*base))
		v.FieldByName("BaseEndpoint").SetZero()
		return
	}
	s.synthetic.Store(true)
	if style := v.FieldByName("UsePathStyle"); style.IsValid() {
		style.SetBool(true) // no names of buckets before a host that is not S3's
	}
}
