package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/soc2gate/soc2gate/account"
)

// Schema is the format of record files that this version reads.
const Schema = "soc2gate.record/v1"

// The bounds of what is read. A record is some kilobytes, a list of everybody
// who has access some megabytes.
const (
	maxFile  = 32 << 20
	maxTotal = 256 << 20
	maxFiles = 20000
)

// Records are the records of a directory.
type Records struct {
	records []record
	lists   map[string]account.Reviewed // by the hash of their files
}

// record is a file that says something about an account, or about all.
type record struct {
	file, digest string
	typ, account string
	members      jsontext.Value
}

// Read reads all records below a directory: files that end in .json. Whatever
// is no record is an error, because a record that was misspelt must not be
// missed. Links are not followed.
func Read(dir fs.FS) (*Records, error) {
	all := &Records{lists: map[string]account.Reviewed{}}
	files, total := 0, int64(0)
	err := fs.WalkDir(dir, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() || path.Ext(name) != ".json":
			return nil
		case !entry.Type().IsRegular():
			return fmt.Errorf("%s is no plain file", name)
		}
		text, err := content(dir, name)
		if files, total = files+1, total+int64(len(text)); files > maxFiles || total > maxTotal {
			return errors.New("there are too many records, or they are too large")
		}
		if err == nil {
			err = all.add(name, text)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read records: %w", err)
	}
	return all, nil
}

// content reads a file, up to a bound.
func content(dir fs.FS, name string) ([]byte, error) {
	file, err := dir.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if len(text) > maxFile {
		return nil, errors.New("the file is too large for a record")
	}
	return text, nil
}

// add takes one file, by what it says it is.
func (all *Records) add(name string, text []byte) error {
	var head struct {
		Schema  string `json:"schema"`
		Type    string `json:"type"`
		Account string `json:"account"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return fmt.Errorf("not a record: %w", err)
	}
	sum := sha256.Sum256(text)
	digest := "sha256:" + hex.EncodeToString(sum[:])
	switch head.Schema {
	case PopulationSchema:
		return all.addList(text, digest)
	case Schema:
	default:
		return fmt.Errorf("schema is %q, this version reads %q and %q", head.Schema, Schema, PopulationSchema)
	}
	if account.RecordNeeds()[head.Type] == "" {
		return fmt.Errorf("%q is not a type of record; docs/records.md lists them", head.Type)
	}
	members, err := without(text, "schema", "type", "account")
	if err != nil {
		return err
	}
	one := record{file: name, digest: digest, typ: head.Type, account: head.Account, members: members}
	all.records = append(all.records, one)
	return one.enter(account.NewBuilder()) // so that a record of another account is well formed too
}

func (r record) enter(b *account.Builder) error {
	if err := account.Record(b, r.typ, r.file, r.digest, r.members); err != nil {
		return fmt.Errorf("%s: %w", r.typ, err)
	}
	return nil
}

// without is a JSON object without some members, whose names are exactly those.
func without(text []byte, names ...string) (jsontext.Value, error) {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, fmt.Errorf("not a record: %w", err)
	}
	for _, name := range names {
		delete(members, name)
	}
	rest, err := json.Marshal(members, json.Deterministic(true))
	if err != nil {
		return nil, fmt.Errorf("not a record: %w", err)
	}
	return rest, nil
}

// Fill lays the records of the builder's account over it, and those that are of
// no account in particular. It changes nothing that the account itself says.
func (all *Records) Fill(b *account.Builder) error {
	for _, r := range all.records {
		if r.account != "" && r.account != b.ID {
			continue
		}
		if err := r.enter(b); err != nil {
			return fmt.Errorf("%s: %w", r.file, err)
		}
	}
	account.Records(b)
	account.Lists(b, all.lists)
	return nil
}

// Len is how many records there are.
func (all *Records) Len() int { return len(all.records) }
