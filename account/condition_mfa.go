package account

import (
	"slices"
	"strings"
)

// withoutMFA is a request of somebody who has not shown MFA.
type withoutMFA struct{ present bool } // whether it has aws:MultiFactorAuthPresent

var (
	falseMFA  = withoutMFA{present: true}
	absentMFA = withoutMFA{present: false}
)

// meets tells whether the request surely meets the condition.
func (r withoutMFA) meets(c condition) Tri {
	if c.unknown || c.set != "" {
		return Unknown
	}
	switch c.key {
	case "aws:multifactorauthpresent":
		return c.equals(r.present, "false")
	case "aws:multifactorauthage": // absent without MFA (AWS documentation, 2026-11)
		if strings.HasPrefix(c.operator, "NumericGreaterThan") {
			return triOf(c.ifExists)
		}
		return c.equals(false, "")
	case "aws:viaawsservice": // false of what a person asks for
		return c.equals(true, "false")
	default:
		return Unknown
	}
}

// equals tells whether a request with the value meets the condition, or one
// without the key.
func (c condition) equals(present bool, value string) Tri {
	wanted := func(text string) Tri {
		found := slices.ContainsFunc(c.values, func(v string) bool { return strings.EqualFold(v, text) })
		if !found && holes(c.values) == Unknown {
			return Unknown
		}
		return triOf(found)
	}
	switch c.operator {
	case "Null":
		return wanted(map[bool]string{true: "false", false: "true"}[present])
	case "Bool", "StringEquals", "StringEqualsIgnoreCase":
		if !present {
			return triOf(c.ifExists)
		}
		return wanted(value)
	default:
		return Unknown
	}
}
