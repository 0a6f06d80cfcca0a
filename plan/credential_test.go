package plan

import (
	"encoding/base64"
	"strings"
	"testing"
)

const pemText = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"

func TestCredentialsAreFound(t *testing.T) {
	for _, text := range []string{
		"AKIAIOSFODNN7EXAMPLE", "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n", "key: ASIAIOSFODNN7EXAMPLE.",
		pemText, "-----BEGIN PRIVATE KEY-----", "-----BEGIN OPENSSH PRIVATE KEY-----", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "-----BEGIN PGP PRIVATE KEY BLOCK-----",
		"password=hunter2-and-more", "PASSWORD = 'hunter2-and-more'", "DB_PASSWORD=\"hunter2-and-more\"", "db.password: hunter2-and-more",
		`{"password": "hunter2-and-more"}`, `{"password":"hunter2-and-more"}`, `{"db": {"master_password" : "hunter2-and-more"}}`,
		"export API_KEY=zq81kdm2pq9", "api-key: zq81kdm2pq9", "client_secret=zq81kdm2pq9", "PASSPHRASE=correct-horse", "AUTH_TOKEN=zq81kdm2pq9",
		"mysql --user=root --password=hunter2-and-more", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
		"postgres://orders:hunter2-and-more@db.example.com:5432/orders", "amqp://user:hunter2@mq",
		"ghp_" + strings.Repeat("a1B2", 9), "github_pat_11ABCDEFG0123456789abcdef", "xoxb-123456789012-abcdefghij",
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
	} {
		if credentialIn(text) == "" {
			t.Errorf("not found: %q", text)
		}
	}
}

func TestNoCredentialIsSeenWhereThereIsNone(t *testing.T) {
	for _, text := range []string{
		"", "#!/bin/bash\necho hello\n", "arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf",
		"DB_SECRET_ARN=arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf", "SECRET=arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
		`{"token_url": "https://login.example.com/oauth/token"}`, "PASSWORD_FILE=/run/secrets/x", "password=${DB_PASSWORD}", "PASSWORD=$DB_PASSWORD",
		"password={{ vault_password }}", "password=%PASSWORD%", "password=<password>", "aws secretsmanager get-secret-value --secret-id prod/db",
		"PASSWORD=$(aws secretsmanager get-secret-value --secret-id prod/db --query SecretString --output text)",
		`{"max_tokens": 4096}`, "max_tokens: 409600", "use_password = true", "password: null", "token_ttl=3600000", "secret_name = prod/database",
		"KMS_KEY=alias/orders", "https://example.com/a:b@c", "https://user@example.com", "postgres://orders@db.example.com/orders",
		"postgres://orders:${PASSWORD}@db.example.com/orders", "AKIA", "AKIAshort", "XAKIAIOSFODNN7EXAMPLEX", "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----",
		"passwordless login is on", "The password is kept in Secrets Manager.", "secret", "tokens", "eyJhbGciOiJIUzI1NiJ9",
	} {
		if kind := credentialIn(text); kind != "" {
			t.Errorf("%q is taken for a %s", text, kind)
		}
	}
}

func TestCredentialByTheNameOfItsVariable(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        bool
	}{
		{"DB_PASSWORD", "hunter2-and-more", true}, {"dbPassword", "hunter2-and-more", true}, {"API_KEY", "zq81kdm2pq9", true},
		{"APIKEY", "zq81kdm2pq9", true}, {"STRIPE_SECRET", "sk_live_zq81kdm2pq9", true}, {"PRIVATE_KEY", "zq81kdm2pq9", true},
		{"LOG_LEVEL", "AKIAIOSFODNN7EXAMPLE", true}, {"DATABASE_URL", "postgres://orders:hunter2-and-more@db/orders", true},
		{"CONFIG", `{"password": "hunter2-and-more"}`, true}, {"TLS", pemText, true},
		{"DB_SECRET_ARN", "arn:aws:secretsmanager:us-east-1:123456789012:secret:x", false}, {"DB_SECRET", "arn:aws:secretsmanager:us-east-1:123456789012:secret:x", false},
		{"PASSWORD_FILE", "/run/secrets/x", false}, {"TOKEN_URL", "https://login.example.com/token", false}, {"TOKEN_ENDPOINT", "login.example.com", false},
		{"SECRET_NAME", "prod/db-credentials", false}, {"SECRET_ID", "prod/db-credentials", false}, {"DB_PASSWORD", "", false},
		{"DB_PASSWORD", "$(cat /run/x)", false}, {"MAX_TOKENS", "4096", false}, {"MAX_TOKENS", "409600", false}, {"USE_TOKEN", "true", false},
		{"LOG_LEVEL", "debug", false}, {"PASSWORD_MIN_LENGTH", "14", false}, {"TOKEN_TTL", "86400s", false}, {"SECRETS_REGION", "eu-west-1", false},
	} {
		if kind := credentialNamed(c.name, c.value); (kind != "") != c.want {
			t.Errorf("%s=%q: %q", c.name, c.value, kind)
		} else if kind != "" && strings.Contains(kind, c.value) {
			t.Errorf("%s: the kind %q holds the value", c.name, kind)
		}
	}
}

// TestCredentialsThatLookLikeSomethingElse are passwords that begin like a
// pointer or look like a number, and a URL without a user.
func TestCredentialsThatLookLikeSomethingElse(t *testing.T) {
	for _, c := range []struct{ name, value string }{
		{"DB_PASSWORD", "84620417"}, {"AWS_SECRET_ACCESS_KEY", "/JalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
		{"REDIS", "redis://:hunter2-and-more@cache:6379"}, {"DB_PASSWORD", "%Kp2z+Rt81"}, {"DB_PASSWORD", "<Kp2zRt81"},
	} {
		if credentialNamed(c.name, c.value) == "" {
			t.Errorf("%s=%q is not found", c.name, c.value)
		}
	}
}

func TestUserDataIsReadThroughBase64(t *testing.T) {
	script := "#!/bin/bash\nexport DB_PASSWORD=hunter2-and-more\n"
	for _, text := range []string{script, base64.StdEncoding.EncodeToString([]byte(script)), base64.StdEncoding.EncodeToString([]byte(script)) + "\n"} {
		if credentialIn(decoded64(text)) == "" {
			t.Errorf("not found: %q", text)
		}
	}
	for _, text := range []string{"not base64 at all!", "", base64.StdEncoding.EncodeToString([]byte{0xff, 0xfe, 0x00})} {
		if decoded64(text) != text {
			t.Errorf("%q became %q", text, decoded64(text))
		}
	}
}
