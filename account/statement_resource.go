package account

import (
	"slices"
	"strings"
	"unicode"
)

// operation is the action that a question is about.
type operation struct {
	tokens  []token
	service string   // "*" if it is of any service
	types   []string // the resources it works on, if they are known
	places  [][]token
	number  int // among those that rules ask about of every principal, or -1
	onAll   request
}

// operations are those that rules ask about of every principal. What a text
// says of them is kept with the text.
var operations = numbered(slices.Concat(escalations...), ways, assuming, []string{everything})

func numbered(actions ...[]string) map[string]*operation {
	known := map[string]*operation{}
	for _, action := range slices.Concat(actions...) {
		if known[action] != nil {
			continue
		}
		op := newOperation(action)
		if len(known) < questions/2 {
			op.number = len(known)
		}
		known[action] = op
	}
	return known
}

func operationOf(action string) *operation {
	if known, ok := operations[action]; ok {
		return known
	}
	return newOperation(action)
}

func newOperation(action string) *operation {
	if action = strings.ToLower(action); action == "*" {
		action = "*:*"
	}
	service, name, _ := strings.Cut(action, ":")
	op := &operation{tokens: literal(action), service: service, number: -1}
	if service == "iam" {
		op.types = iamTypes(name)
	}
	op.places = op.where()
	op.onAll = request{op, anyText, true}
	return op
}

// everything means an arbitrary operation of an arbitrary service.
const everything = "*"

// iamTypes returns the types of IAM resources that an operation works on, as
// its name has them (2026-11); none if the name does not say.
func iamTypes(name string) []string {
	var types []string
	for _, word := range [][2]string{
		{"user", "user"}, {"role", "role"}, {"group", "group"}, {"instanceprofile", "instance-profile"},
		{"accesskey", "user"}, {"loginprofile", "user"}, {"mfadevice", "user"}, {"credential", "user"},
	} {
		if strings.Contains(name, word[0]) {
			types = append(types, word[1])
		}
	}
	if len(types) == 0 && strings.Contains(name, "policy") {
		types = []string{"policy"}
	}
	return types
}

// otherServices has the service whose resources the actions of a service name
// too: ssm:SendCommand is granted on EC2 instances, sts:AssumeRole on IAM
// roles (2026-11).
var otherServices = map[string]string{"ssm": "ec2", "ec2-instance-connect": "ec2", "sts": "iam"}

// untyped are the services whose ARNs have a name where others have a type, so
// that "name/*" is a part of one thing (2026-11).
var untyped = []string{"s3", "sns", "sqs", "execute-api", "neptune-db", "codecommit"}

// onEverything tells how surely the pattern means every resource of the
// operation. Every resource of one account, one region or one partition is
// everything: a principal mostly lives in one. The caution is on the side of
// the grant: "function:*" and "table/*" are everything for their service.
func (p pattern) onEverything(op *operation) level {
	best := covers(p.tokens, anyText)
	tokens := p.wide(op)
	for _, question := range op.places {
		if best == yes {
			break
		}
		best = max(best, covers(tokens, question))
	}
	return best
}

// where returns what the ARNs of the operation's resources look like.
func (op *operation) where() [][]token {
	tails := []string{"*"}
	if len(op.types) > 0 {
		tails = nil
	}
	for _, t := range op.types {
		tails = append(tails, t+"/*")
	}
	var places [][]token
	for _, tail := range tails {
		places = append(places, literal("arn:*:"+op.service+":*:*:"+tail))
		if other, ok := otherServices[op.service]; ok {
			places = append(places, literal("arn:*:"+other+":*:*:"+tail))
		}
	}
	return places
}

// wide returns the tokens of an ARN with partition, region and account
// replaced by "*", and the whole of a type of resources by "*" as well.
func (p pattern) wide(op *operation) []token {
	parts := cut(p.tokens, 6)
	for _, i := range []int{1, 3, 4} {
		if i < len(parts)-1 {
			parts[i] = anyText
		}
	}
	if len(parts) == 6 && op.wholeType(parts[5]) {
		parts[5] = anyText
	}
	tokens := parts[0]
	for _, part := range parts[1:] {
		tokens = append(append(slices.Clip(tokens), colon), part...)
	}
	return tokens
}

// cut splits tokens at the first colons into at most n parts.
func cut(tokens []token, n int) [][]token {
	var parts [][]token
	for len(parts) < n-1 {
		i := slices.Index(tokens, colon)
		if i < 0 {
			break
		}
		parts = append(parts, tokens[:i])
		tokens = tokens[i+1:]
	}
	return append(parts, tokens)
}

// wholeType recognises the end of an ARN that means all resources of a type
// that the operation works on, "role/*", "function:*" or "log-group:*:*", or
// of any type, "*/*".
func (op *operation) wholeType(tail []token) bool {
	kind, stars, rest := "", 0, tail
	for len(rest) > 0 && rest[0].kind == tokenChar && (rest[0].char == '-' || unicode.IsLetter(rest[0].char)) {
		kind += string(rest[0].char)
		rest = rest[1:]
	}
	for _, t := range rest {
		switch {
		case t.kind == tokenMany:
			stars++
		case t.kind == tokenFew, t == colon, t == slash:
		default:
			return false
		}
	}
	if kind == "" || stars == 0 {
		return stars > 0
	}
	return (rest[0] == colon || rest[0] == slash) && !slices.Contains(untyped, op.service) &&
		(len(op.types) == 0 || slices.Contains(op.types, kind))
}
