package planfile

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Lock is one provider of the lock file.
type Lock struct {
	Provider    string // HOST/NAMESPACE/TYPE
	Version     string
	Constraints string
	Hashes      []string
}

func (f *File) readLock(z *archive) error {
	m := z.byName[lockName]
	if m == nil {
		return nil
	}
	data, err := z.all(m, maxLock)
	if err != nil {
		return err
	}
	f.LockFile = data
	f.Locks, err = parseLocks(data)
	if err != nil {
		return fmt.Errorf("%s: %w", lockName, err)
	}
	return nil
}

// parseLocks reads a lock file line by line. Terraform writes the one in a plan
// itself, always in one form; HCL's own parser recurses, and hostile input can
// end the program that way.
func parseLocks(data []byte) ([]Lock, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("it is not UTF-8")
	}
	p := lockParser{}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if p.open != nil {
		return nil, errors.New("it is cut off")
	}
	return p.locks, nil
}

type lockParser struct {
	locks  []Lock
	open   *Lock // the provider whose block this is
	hashes bool  // inside its list of hashes
}

var errLockLine = errors.New("it is not as Terraform writes it")

func (p *lockParser) line(line string) error {
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
		return nil
	case p.hashes:
		return p.hash(line)
	case p.open != nil:
		return p.attribute(line)
	}
	rest, ok := strings.CutPrefix(line, "provider ")
	if !ok {
		return errLockLine
	}
	rest, ok = strings.CutSuffix(rest, " {")
	name, err := quoted(rest)
	if !ok || err != nil {
		return errLockLine
	}
	for _, l := range p.locks {
		if l.Provider == name {
			return fmt.Errorf("provider %q is there twice", name)
		}
	}
	p.open = &Lock{Provider: name}
	return nil
}

func (p *lockParser) attribute(line string) error {
	if line == "}" {
		if p.open.Version == "" {
			return fmt.Errorf("provider %q has no version", p.open.Provider)
		}
		p.locks, p.open = append(p.locks, *p.open), nil
		return nil
	}
	name, value, _ := strings.Cut(line, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if name == "hashes" && value == "[" && p.open.Hashes == nil {
		p.hashes = true
		return nil
	}
	to := map[string]*string{"version": &p.open.Version, "constraints": &p.open.Constraints}[name]
	if to == nil || *to != "" {
		return errLockLine
	}
	var err error
	*to, err = quoted(value)
	return err
}

func (p *lockParser) hash(line string) error {
	if line == "]" {
		p.hashes = false
		return nil
	}
	text, ok := strings.CutSuffix(line, ",")
	hash, err := quoted(text)
	if !ok || err != nil {
		return errLockLine
	}
	p.open.Hashes = append(p.open.Hashes, hash)
	return nil
}

// quoted reads a text in quotes that needs no escapes: nothing here does.
func quoted(s string) (string, error) {
	if len(s) < 3 || s[0] != '"' || s[len(s)-1] != '"' || strings.ContainsAny(s[1:len(s)-1], "\"\\$%") || strings.ContainsFunc(s, unprintable) {
		return "", errLockLine
	}
	return s[1 : len(s)-1], nil
}
