package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"github.com/soc2gate/soc2gate/plan"
	"github.com/soc2gate/soc2gate/plan/planfile"
	"github.com/soc2gate/soc2gate/report"
)

// input is where a plan is read from.
type input struct {
	path      string // of a saved plan file or of its JSON; - is standard input
	json      string // of the JSON of a saved plan file; empty to ask Terraform for it
	terraform string // the program to ask; empty for the one on the PATH
	stdin     io.Reader

	open []*os.File
}

// close ends the reading: a plan asks for its values until it is judged.
func (in *input) close() {
	for _, file := range in.open {
		_ = file.Close() // it was only read
	}
}

// openFile opens a file until the plan is judged.
func (in *input) openFile(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, usage("read plan: %w", err)
	}
	in.open = append(in.open, file)
	return file, nil
}

// load reads a plan and refuses what must not be judged.
func (in *input) load(ctx context.Context) (*plan.Plan, error) {
	p, err := in.read(ctx)
	if err != nil {
		return nil, err
	}
	if refusal := p.Refusal(); refusal != "" {
		return nil, usage("%s: refused: %s", in.path, report.Clean(report.NewSecrets(p.Secrets()).Hide(refusal)))
	}
	return p, nil
}

// read tells a saved plan file from JSON by its content.
func (in *input) read(ctx context.Context) (*plan.Plan, error) {
	if in.path == "-" {
		return in.stream(in.stdin)
	}
	file, err := in.openFile(in.path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, usage("read plan: %w", err)
	case !info.Mode().IsRegular():
		return in.stream(file)
	}
	head := make([]byte, min(planfile.SniffLen, info.Size()))
	if _, err := file.ReadAt(head, 0); err != nil {
		return nil, usage("read plan: %w", err)
	}
	sealed := sealedBy(head)
	switch {
	case planfile.Is(head), sealed != "":
		return in.file(ctx, file, info.Size(), sealed)
	case in.json != "":
		return nil, usage("--json goes with a saved plan file, and %s is none", in.path)
	}
	return in.plain(file)
}

// sealedBy says why nothing but its digest can be had of a file that is a plan
// file all the same.
func sealedBy(head []byte) string {
	switch {
	case planfile.Encrypted(head):
		return "encrypted"
	case planfile.Remote(head):
		return "a bookmark of a plan that HCP Terraform keeps"
	}
	return ""
}

// stream reads JSON from what can be read once only.
func (in *input) stream(r io.Reader) (*plan.Plan, error) {
	buffered := bufio.NewReaderSize(r, planfile.SniffLen)
	head, _ := buffered.Peek(4)
	switch {
	case planfile.Is(head):
		return nil, usage("%s: a saved plan file is read by its path, not as a stream", in.path)
	case in.json != "":
		return nil, usage("--json goes with the path of a saved plan file")
	}
	return in.plain(buffered)
}

// plain reads JSON that no plan file stands beside.
func (in *input) plain(r io.Reader) (*plan.Plan, error) {
	p, err := plan.Load(r)
	if err != nil {
		return nil, usage("%s: %w", in.path, err)
	}
	return p, nil
}

// file joins a saved plan file with its JSON. The file is hashed before and
// after, so that what is judged is what the digest names.
func (in *input) file(ctx context.Context, file *os.File, size int64, sealed string) (*plan.Plan, error) {
	digest, err := digestOf(file, size)
	if err != nil {
		return nil, err
	}
	saved := &planfile.File{}
	if sealed == "" {
		if saved, err = planfile.Open(file, size); err != nil {
			return nil, usage("%s: %w", in.path, err)
		}
	}
	p, err := in.join(ctx, file, plan.File{File: saved, Digest: digest, Sealed: sealed})
	if err != nil {
		return nil, err
	}
	if again, err := digestOf(file, size); err != nil || again != digest {
		return nil, usage("%s changed while it was read", in.path)
	}
	return p, nil
}

// join reads the JSON of a plan file, from where it was put or from Terraform.
func (in *input) join(ctx context.Context, file *os.File, saved plan.File) (*plan.Plan, error) {
	if in.json == "" {
		shown, err := show(ctx, in.terraform, file)
		if err != nil {
			return nil, err
		}
		p, err := plan.LoadFile(saved, shown)
		if err != nil {
			err = usage("%s: %w", in.path, err)
		}
		return p, shown.wait(err)
	}
	from, name := in.stdin, "standard input"
	if in.json != "-" {
		file, err := in.openFile(in.json)
		if err != nil {
			return nil, err
		}
		from, name = file, in.json
	}
	p, err := plan.LoadFile(saved, from)
	if err != nil {
		return nil, usage("%s: %w", name, err)
	}
	return p, nil
}

// digestOf hashes the whole file.
func digestOf(file *os.File, size int64) (string, error) {
	hash := sha256.New()
	if n, err := io.Copy(hash, io.NewSectionReader(file, 0, size+1)); err != nil || n != size {
		return "", usage("read plan: %w", fmt.Errorf("%d bytes of %d: %w", n, size, orShort(err)))
	}
	return "sha256:" + hex.EncodeToString(hash.Sum(nil)), nil
}

func orShort(err error) error {
	if err == nil {
		return io.ErrUnexpectedEOF
	}
	return err
}
