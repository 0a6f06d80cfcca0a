package plan

import (
	"crypto/sha1" //nolint:gosec // because the provider takes it
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

var _ = understand(map[string]adapter{
	"aws_instance":             plainText("UserData", userData("user_data", "user_data_base64")),
	"aws_launch_template":      plainText("UserData", userData("user_data")),
	"aws_launch_configuration": plainText("UserData", userData("user_data", "user_data_base64")),
	"aws_lambda_function":      plainText("Environment.Variables", lambdaEnvironment),
	"aws_ecs_task_definition":  plainText("ContainerDefinitions", taskDefinition),
	"aws_ssm_parameter":        plainText("Value", parameter),
	"aws_db_instance":          plainText("MasterUserPassword", password("password")),
	"aws_rds_cluster":          plainText("MasterUserPassword", password("master_password")),
})

// plainText is an adapter for a setting that may hold a credential.
func plainText(setting string, look func(*change) account.Value[string]) adapter {
	return thing(account.PlainTexts, names{}, func(p *account.PlainText, c *change) {
		p.Setting = c.fixed(setting)
		p.Credential = look(c)
	})
}

// hashed is how the provider shows user data: by its SHA-1.
var hashed = regexp.MustCompile(`^[0-9a-f]{40}$`)

// userData looks at the script that an instance starts with. Where the plan
// has only its hash, the text is looked for in the configuration.
func userData(attrs ...string) func(*change) account.Value[string] {
	return func(c *change) account.Value[string] {
		found := c.fixed("")
		for _, attr := range attrs {
			if v := c.scan(attr, func(text string) string { return credentialIn(decoded64(text)) }); v != found {
				found = v
				if kind, known := v.Get(); kind != "" || !known {
					return v
				}
			}
		}
		return found
	}
}

// scan looks for a credential in one text attribute.
func (c *change) scan(attr string, look func(string) string) account.Value[string] {
	n := c.values().at(attr)
	text, _ := n.text()
	if n.unknown() && c.written(attr) {
		return account.Missing[string](account.AfterApply, c.origin, attr)
	}
	if hashed.MatchString(text) {
		constant, ok := c.constant(attr)
		if !ok || !hashes(constant, text) {
			return account.Missing[string](account.Unreadable, c.origin, attr)
		}
		text = constant
	}
	return account.Observed(look(text), c.origin, attr)
}

// hashes tells whether the provider writes the hash for the text, which it
// decodes first if it is base64.
func hashes(text, hash string) bool {
	if plain, err := base64.StdEncoding.DecodeString(text); err == nil {
		text = string(plain)
	}
	sum := sha1.Sum([]byte(text)) //nolint:gosec // because the provider takes it
	return hex.EncodeToString(sum[:]) == hash
}

// constant returns the text that an attribute is set to in the configuration.
func (c *change) constant(attr string) (string, bool) {
	block := c.block()
	if block == nil {
		return "", false
	}
	return node{value: memberOf(block.expression(attr), "constant_value")}.text()
}

// lambdaEnvironment looks at names and values of the variables.
func lambdaEnvironment(c *change) account.Value[string] {
	const attr = "environment.0.variables"
	variables := c.values().at(attr)
	if variables.unknown() {
		return account.Missing[string](account.AfterApply, c.origin, attr)
	}
	found := account.Observed("", c.origin, attr)
	for name, value := range variables.members() {
		v := c.variable(name, value, attr)
		if kind, known := v.Get(); known && kind != "" {
			return v
		} else if !known {
			found = v
		}
	}
	return found
}

// variable judges one environment variable. What Terraform marks as sensitive
// is a credential because its author says so. A value that is not known yet is
// taken for harmless if nothing, neither mark nor name, speaks of a secret.
func (c *change) variable(name string, n node, attr string) account.Value[string] {
	text, _ := n.text()
	switch {
	case n.unknown() && (n.hidden() || promisesSecret(name)):
		return account.Missing[string](account.AfterApply, c.origin, attr)
	case n.hidden() && text != "":
		return account.Observed("sensitive value of "+name, c.origin, attr)
	}
	return account.Observed(credentialNamed(name, text), c.origin, attr)
}

// cleanUnless says that no credential was found, or that a part of the
// setting is not known yet.
func (c *change) cleanUnless(n node, attr string) account.Value[string] {
	if n.partly() {
		return account.Missing[string](account.AfterApply, c.origin, attr)
	}
	return account.Observed("", c.origin, attr)
}

// taskDefinition looks at the environment of every container. The list is one
// JSON text, in which a single new value makes all of it unknown.
func taskDefinition(c *change) account.Value[string] {
	const attr = "container_definitions"
	text, ok := c.values().at(attr).text()
	if !ok {
		return c.cleanUnless(c.values().at(attr), attr)
	}
	if c.values().at(attr).hidden() {
		return account.Observed("sensitive value", c.origin, attr)
	}
	value, err := parse(text)
	if err != nil {
		return account.Missing[string](account.Unreadable, c.origin, attr)
	}
	return account.Observed(credentialOfContainers(value), c.origin, attr)
}

func credentialOfContainers(value jsontext.Value) string {
	for _, container := range (node{value: value}).items() {
		for _, variable := range container.at("environment").items() {
			name, _ := variable.at("name").text()
			text, _ := variable.at("value").text()
			if kind := credentialNamed(name, text); kind != "" {
				return kind
			}
		}
		options := container.at("logConfiguration.options")
		for name, value := range options.members() {
			text, _ := value.text()
			if kind := credentialNamed(name, text); kind != "" {
				return kind
			}
		}
		for _, part := range append(container.at("command").items(), container.at("entryPoint").items()...) {
			text, _ := part.text()
			if kind := credentialIn(text); kind != "" {
				return kind
			}
		}
	}
	return ""
}

// parameter looks at parameters that are not SecureStrings.
func parameter(c *change) account.Value[string] {
	typ := c.values().at("type")
	if text, _ := typ.text(); text == "SecureString" {
		return account.Observed("", c.origin, "type")
	}
	attr := "value"
	if c.values().at(attr).value == nil && c.values().at("insecure_value").value != nil {
		attr = "insecure_value"
	}
	found := c.scan(attr, func(text string) string { return credentialInParameter(c.values().at("name"), text) })
	switch kind, known := found.Get(); {
	case known && kind != "" && typ.unknown():
		return account.Missing[string](account.AfterApply, c.origin, "type")
	case kind == nameDecides:
		return account.Missing[string](account.AfterApply, c.origin, "name")
	}
	return found
}

// nameDecides stands for a value that is a credential if it is called one.
const nameDecides = "a name that is not known yet"

func credentialInParameter(name node, text string) string {
	whole, _ := name.text()
	for part := range strings.SplitSeq(whole, "/") {
		if kind := credentialNamed(part, text); kind != "" {
			return kind
		}
	}
	if name.unknown() && looksSecret("", text) {
		return nameDecides
	}
	return ""
}

// password looks for a database password that the plan, and then the state,
// hold in clear.
func password(attr string) func(*change) account.Value[string] {
	return func(c *change) account.Value[string] {
		return c.scan(attr, func(text string) string {
			if text == "" {
				return ""
			}
			return "master password"
		})
	}
}
