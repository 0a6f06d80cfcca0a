package plan

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"
)

// credentialForms are the shapes that a credential has whatever stands around
// it. What is found is named by its kind and never kept.
var credentialForms = []struct {
	kind    string
	pattern *regexp.Regexp
}{
	{"AWS access key", regexp.MustCompile(`\b(AKIA|ASIA)[A-Z0-9]{16}\b`)},
	{"private key", regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----`)},
	{"GitHub token", regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,})`)},
	{"GitLab token", regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20,}`)},
	{"npm token", regexp.MustCompile(`\bnpm_[A-Za-z0-9]{36}`)},
	{"Stripe key", regexp.MustCompile(`\b(sk|rk)_live_[A-Za-z0-9]{10,}`)},
	{"Google API key", regexp.MustCompile(`\bAIza[A-Za-z0-9_-]{35}`)},
	{"SendGrid key", regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`)},
	{"Slack token", regexp.MustCompile(`\bxox[abprs]-[A-Za-z0-9-]{10,}`)},
	{"JSON web token", regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.`)},
	{"password in a URL", regexp.MustCompile(`[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s:@$]{3,}@`)},
}

// secretName is a name that promises a credential; assignment is such a name
// with a value after it.
var (
	secretName = regexp.MustCompile(`(?i)(passw(or)?d|passwd|passphrase|(^|_|-)(pass|pwd)($|_|-)|secret|token|api_?key|access_?key|private_?key|credential)`)
	assignment = regexp.MustCompile(`(?i)([a-z0-9_.-]*(?:passw(?:or)?d|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|credential)[a-z0-9_-]*)(?:["']?\s*=\s*|["']?\s*:\s+|["']\s*:\s*)["']?([^\s"',;}]+)`)
)

// credentialIn names the kind of credential that a text holds, or "".
func credentialIn(text string) string {
	for _, form := range credentialForms {
		if form.pattern.MatchString(text) {
			return form.kind
		}
	}
	for _, match := range assignment.FindAllStringSubmatch(text, -1) {
		if looksSecret(match[1], match[2]) {
			return "value of " + match[1]
		}
	}
	return ""
}

// credentialNamed judges a value by the name it goes under, as of an
// environment variable.
func credentialNamed(name, value string) string {
	if secretName.MatchString(name) && looksSecret(name, value) {
		return "value of " + name
	}
	return credentialIn(value)
}

// pointer is a value that says where the credential is kept instead.
var pointer = regexp.MustCompile(`^(?i:arn:|/|https?://[^:@]*$|\$\{|\$\(|\$[A-Z_]+$|\{\{|%\{|<.*>$|%[a-z_]+%$|true$|false$|null$|none$|alias/)`)

// secretKey is the form of an AWS secret access key, which may begin like a
// path.
var secretKey = regexp.MustCompile(`^[A-Za-z0-9/+]{40}$`)

// pointerName is a name that promises only where to find one.
var pointerName = regexp.MustCompile(`(?i)(^(max|min|num|total)_|(^|_|-)(arn|id|name|path|url|uri|endpoint|file|ttl|expiry|length|version|region|parameter)s?$)`)

// promisesSecret tells whether a name says that its value is a credential.
func promisesSecret(name string) bool {
	return secretName.MatchString(name) && !pointerName.MatchString(name)
}

func looksSecret(name, value string) bool {
	points := pointer.MatchString(value) && (!secretKey.MatchString(value) || value == strings.ToLower(value))
	return len(value) >= 6 && !points && !pointerName.MatchString(name)
}

// longestScript is far more than the 16 KB that EC2 takes as user data.
const longestScript = 1 << 20

// decoded64 returns what a base64 text stands for, packed or not, or the text
// itself.
func decoded64(text string) string {
	plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return text
	}
	if unpacked, err := gzip.NewReader(bytes.NewReader(plain)); err == nil {
		if plain, err = io.ReadAll(io.LimitReader(unpacked, longestScript)); err != nil {
			return text
		}
	}
	if !utf8.Valid(plain) {
		return text
	}
	return string(plain)
}
