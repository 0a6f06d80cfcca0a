package live

import (
	"errors"
	"net/http"
	"os"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/soc2gate/soc2gate/account"
	"github.com/soc2gate/soc2gate/live/double"
)

// TestAgainstADouble reads an account that moto_server plays. It starts one
// server for all of its parts, which follow upon each other: the account is
// made once, and what is done to it comes after what only reads it.
func TestAgainstADouble(t *testing.T) {
	server := double.Start(t)
	double.Use(t, server.Environment())
	d := &doubled{Server: server}
	t.Run("roles", d.roles)
	server.Reset(t)
	d.furnish(t)
	t.Run("unchanged", d.unchanged)
	t.Run("unimplemented", d.unimplemented)
	t.Run("least privilege", d.leastPrivilege)
	t.Run("calls", d.calls)
}

// doubled is a double of AWS as the tests of this package use it.
type doubled struct {
	*double.Server
	opening sync.Mutex
	lacks   map[string]bool // operations that moto does not have
}

// client sends requests to the double, whatever host they are meant for.
func (d *doubled) client() *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) { t.Proxy = d.Proxy })
}

// config is what the test's own clients are made of, which make things.
func (d *doubled) config(t *testing.T) aws.Config {
	t.Helper()
	c, err := config.LoadDefaultConfig(t.Context(), config.WithHTTPClient(d.client()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// session opens a session as the program does, and takes its patience away.
func (d *doubled) session(t *testing.T, o Options) *Session {
	t.Helper()
	o.AllowCustomEndpoint = true
	if o.HTTPClient == nil {
		o.HTTPClient = d.client()
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	s.party.config.Retryer, s.upper.config.Retryer = impatient, impatient
	return s
}

// sessionOf is a session with the access key of somebody. The environment is the
// process's: one session is opened after the other.
func (d *doubled) sessionOf(t *testing.T, key keyPair) *Session {
	t.Helper()
	d.opening.Lock()
	defer d.opening.Unlock()
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": key.id, "AWS_SECRET_ACCESS_KEY": key.secret} {
		if err := os.Setenv(name, value); err != nil { // double.Use puts back what was there
			t.Fatal(err)
		}
	}
	return d.session(t, Options{})
}

// keyPair is a secret of the double, which is none.
type keyPair struct{ id, secret string }

// record reads kinds of the account, nil for all.
func record(t *testing.T, s *Session, kinds []account.Kind) *account.Recording {
	t.Helper()
	rec, err := s.Record(Need{Kinds: kinds, Regions: []string{testRegion}})
	if err != nil {
		t.Fatal(err)
	}
	if !rec.Synthetic {
		t.Error("the recording does not say that AWS did not answer")
	}
	return rec
}

// TestNoCredentials finds none in the environment, in no file and in no machine:
// nothing is read.
func TestNoCredentials(t *testing.T) {
	double.Use(t, double.Nowhere())
	_, err := Open(t.Context(), Options{})
	var why *Refusal
	if !errors.As(err, &why) || why.Reason != NoCredentials || why.Hint == "" {
		t.Errorf("without credentials: %v", err)
	}
}
