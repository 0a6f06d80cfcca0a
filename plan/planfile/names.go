package planfile

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The members of a saved plan.
const (
	changesName  = "tfplan"
	stateName    = "tfstate"
	previousName = "tfstate-prev"
	schemasName  = "tfschemas" // OpenTofu 1.13, what its own show needs
	lockName     = ".terraform.lock.hcl"
	manifestName = "tfconfig/modules.json"
	modulePrefix = "tfconfig/m-"
)

// checkSafeName refuses names that lead somewhere else or look like another
// name, whatever the version of the format.
func checkSafeName(name string) error {
	switch {
	case !utf8.ValidString(name):
		return fmt.Errorf("member %q: its name is not UTF-8", name)
	case strings.ContainsFunc(name, unprintable):
		return fmt.Errorf("member %q: its name holds characters that do not show", name)
	case strings.Contains(name, `\`):
		return fmt.Errorf("member %q: its name holds a backslash", name)
	case strings.HasSuffix(name, "/"):
		return fmt.Errorf("member %q is a directory", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("member %q: its name leads out of the archive", name)
		}
	}
	return nil
}

// unprintable holds for controls and for what changes the look of a line.
func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// checkNames refuses members that neither Terraform nor OpenTofu writes. That
// also answers for a known name in another case.
func checkNames(members []*member) error {
	for _, m := range members {
		switch m.name {
		case changesName, stateName, previousName, schemasName, lockName, manifestName:
			continue
		}
		if _, _, err := sourceName(m.name); err != nil {
			return fmt.Errorf("member %q: %w", m.name, err)
		}
	}
	return nil
}

// sourceName takes a module's key and a file's name from that of a member.
func sourceName(name string) (key, file string, err error) {
	rest, ok := strings.CutPrefix(name, modulePrefix)
	if !ok {
		return "", "", errors.New("Terraform writes no such member")
	}
	key, file, ok = strings.Cut(rest, "/")
	if !ok || strings.Contains(file, "/") {
		return "", "", errors.New("it is no source file of a module")
	}
	if err := checkKey(key); err != nil {
		return "", "", err
	}
	return key, file, checkSourceFile(file)
}

// checkKey accepts names joined by dots. What is an identifier is Terraform's
// business; a name here only must not be empty.
func checkKey(key string) error {
	if key == "" {
		return nil
	}
	if len(key) > maxName || !utf8.ValidString(key) || strings.ContainsFunc(key, unprintable) || strings.ContainsAny(key, `/\ `) {
		return fmt.Errorf("the module key %q is none", key)
	}
	for part := range strings.SplitSeq(key, ".") {
		if part == "" {
			return fmt.Errorf("the module key %q has an empty name", key)
		}
	}
	return nil
}

// checkSourceFile accepts what Terraform loads as configuration: other files
// would be read here and not there.
func checkSourceFile(file string) error {
	for _, ext := range []string{".tf", ".tf.json", ".tofu", ".tofu.json"} {
		if strings.HasSuffix(file, ext) && !strings.HasPrefix(file, ".") {
			return nil
		}
	}
	return errors.New("Terraform loads no such file")
}
