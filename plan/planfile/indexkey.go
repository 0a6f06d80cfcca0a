package planfile

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

// indexKey reads the key of an instance, as it stands in an address.
func indexKey(d *jsontext.Decoder) (string, error) {
	var text string
	switch d.PeekKind() {
	case 'n':
		return "", pass(d, "index_key")
	case '"':
		err := scalar(d, '"', &text)
		return "[" + QuoteKey(text) + "]", err
	}
	if err := scalar(d, '0', &text); err != nil {
		return "", err
	}
	if n, err := strconv.Atoi(text); err != nil || n < 0 || strconv.Itoa(n) != text {
		return "", fmt.Errorf("%.50q is no key of an instance", text)
	}
	return "[" + text + "]", nil
}

// QuoteKey writes a key as Terraform does in addresses: as a string of HCL, in
// which nothing is a template (addrs, 883c722).
func QuoteKey(key string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i, c := range key {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		case (c == '$' || c == '%') && strings.HasPrefix(key[i+1:], "{"):
			b.WriteString(string(c) + string(c))
		case unicode.IsPrint(c):
			b.WriteRune(c)
		case c < 1<<16:
			fmt.Fprintf(&b, `\u%04x`, c)
		default:
			fmt.Fprintf(&b, `\U%08x`, c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
