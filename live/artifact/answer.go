package artifact

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/go-json-experiment/json"
)

// largest is how many bytes of an answer are read. A page of 300 reports has
// less than one megabyte.
const largest = 16 << 20

// deserializer reads the answer. Whatever is no answer of AWS Artifact is an
// error that holds the response.
func deserializer() middleware.DeserializeMiddleware {
	return middleware.DeserializeMiddlewareFunc("OperationDeserializer", func(
		ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler,
	) (out middleware.DeserializeOutput, metadata middleware.Metadata, err error) {
		out, metadata, err = next.HandleDeserialize(ctx, in)
		if err != nil {
			return out, metadata, err //nolint:wrapcheck // of the transport, which says what it is
		}
		response, ok := out.RawResponse.(*smithyhttp.Response)
		if !ok {
			return out, metadata, errRequest
		}
		defer response.Body.Close() //nolint:errcheck // it has been read
		page, err := read(response)
		if err != nil {
			return out, metadata, &smithyhttp.ResponseError{Response: response, Err: err}
		}
		out.Result = page
		return out, metadata, nil
	})
}

var errNameless = errors.New("the answer is an error without a code")

func read(response *smithyhttp.Response) (*ListReportsOutput, error) {
	body, err := io.ReadAll(io.LimitReader(response.Body, largest))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, failure(response.Header, body)
	}
	page := &ListReportsOutput{}
	if err := json.Unmarshal(body, page); err != nil {
		return nil, &smithy.DeserializationError{Err: err}
	}
	return page, nil
}

// failure is what an answer says that is none. Without a code it is not of AWS.
func failure(header http.Header, body []byte) error {
	var said struct {
		Type    string `json:"__type"`
		Code    string `json:"code"`
		Message string `json:"message"`
		Upper   string `json:"Message"`
	}
	err := json.Unmarshal(body, &said)
	code := cmp.Or(header.Get("X-Amzn-Errortype"), said.Code, said.Type)
	code, _, _ = strings.Cut(code, ":")
	code = code[strings.LastIndex(code, "#")+1:]
	if code == "" {
		return &smithy.DeserializationError{Err: cmp.Or(err, errNameless)}
	}
	return &smithy.GenericAPIError{Code: code, Message: cmp.Or(said.Message, said.Upper)}
}
