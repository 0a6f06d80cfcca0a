package source

import (
	"crypto/md5"  //nolint:gosec // because Terraform has a function of that name; nothing is protected with it
	"crypto/sha1" //nolint:gosec // because Terraform has a function of that name; nothing is protected with it
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func hashFunctions() map[string]function.Function {
	standard := base64.StdEncoding.EncodeToString
	return map[string]function.Function{
		"md5":          digest(func(b []byte) []byte { sum := md5.Sum(b); return sum[:] }, hex.EncodeToString),  //nolint:gosec // because it is Terraform's
		"sha1":         digest(func(b []byte) []byte { sum := sha1.Sum(b); return sum[:] }, hex.EncodeToString), //nolint:gosec // because it is Terraform's
		"sha256":       digest(sum256, hex.EncodeToString),
		"sha512":       digest(sum512, hex.EncodeToString),
		"base64sha256": digest(sum256, standard),
		"base64sha512": digest(sum512, standard),
		"base64encode": digest(func(b []byte) []byte { return b }, standard),
		"base64decode": base64decodeFunc,
	}
}

func sum256(b []byte) []byte { sum := sha256.Sum256(b); return sum[:] }

func sum512(b []byte) []byte { sum := sha512.Sum512(b); return sum[:] }

func digest(sum func([]byte) []byte, encode func([]byte) string) function.Function {
	return text(func(s string) string { return encode(sum([]byte(s))) })
}

var base64decodeFunc = textTo(cty.String, 1, func(t []string) (cty.Value, error) {
	plain, err := base64.StdEncoding.DecodeString(t[0])
	if err != nil || !utf8.Valid(plain) {
		return cty.NilVal, errors.New("it is not a text in base64")
	}
	return cty.StringVal(string(plain)), nil
})
