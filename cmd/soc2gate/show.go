package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/soc2gate/soc2gate/report"
)

// showing is a run of `terraform show -json` on a plan file. Its output goes
// to the reader and nowhere else: it holds every secret of the plan.
type showing struct {
	io.Reader
	cmd    *exec.Cmd
	stop   context.CancelFunc
	stderr bytes.Buffer
}

// show starts Terraform, or OpenTofu, on an open plan file.
func show(ctx context.Context, program string, file *os.File) (*showing, error) {
	path, err := findTerraform(program)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	s := &showing{stop: stop}
	s.cmd = exec.CommandContext(ctx, path, "show", "-json", "-no-color", seenByChild(file)) //nolint:gosec // the user names the program
	s.cmd.Env, s.cmd.Dir = terraformEnv(os.Environ()), initialized(file.Name())
	s.cmd.Stderr = &s.stderr
	if seenByChild(file) != file.Name() {
		s.cmd.ExtraFiles = []*os.File{file}
	}
	if s.Reader, err = s.cmd.StdoutPipe(); err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		stop()
		return nil, usage("run %s: %w", path, err)
	}
	return s, nil
}

// findTerraform looks for the program that was named or, if none was, for
// terraform and then for tofu.
func findTerraform(program string) (string, error) {
	names := []string{"terraform", "tofu"}
	if program != "" {
		names = []string{program}
	}
	var first error
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err == nil {
			return path, nil
		}
		if first == nil {
			first = err
		}
	}
	return "", usage("a saved plan file is read with terraform, or with --json FILE beside it: %w", first)
}

// seenByChild is the name by which the child opens the very file that is open
// here, whatever stands at its path by then.
func seenByChild(file *os.File) string {
	if runtime.GOOS == "windows" {
		return absolute(file.Name())
	}
	return "/dev/fd/3" // the first of ExtraFiles
}

// initialized is the directory to run in: that of the plan file, if `terraform
// init` ran there, or else the one of this process.
func initialized(plan string) string {
	dir := filepath.Dir(plan)
	if info, err := os.Stat(filepath.Join(dir, ".terraform")); err == nil && info.IsDir() {
		return dir
	}
	return ""
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// terraformEnv leaves out the variables that change what Terraform prints.
func terraformEnv(env []string) []string {
	kept := []string{"TF_INPUT=0", "CHECKPOINT_DISABLE=1"}
	for _, one := range env {
		if !strings.HasPrefix(one, "TF_CLI_ARGS") && !strings.HasPrefix(one, "TF_LOG") {
			kept = append(kept, one)
		}
	}
	return kept
}

// wait ends the run. If the plan could not be read because Terraform failed,
// its own words say why.
func (s *showing) wait(reading error) error {
	defer s.stop()
	if reading != nil {
		if _, err := io.CopyN(io.Discard, s.Reader, drained); err == nil {
			s.stop() // it would go on and on
		}
	}
	err := s.cmd.Wait()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.Exited():
		return usage("%s show: %w: %s", filepath.Base(s.cmd.Path), err, firstLines(s.stderr.String()))
	case reading != nil:
		return reading
	case err != nil:
		return usage("run %s: %w", s.cmd.Path, err)
	}
	return nil
}

// drained is how much of Terraform's output is still taken once it makes no
// sense (bytes).
const drained = 1 << 16

// firstLines is what a person needs of Terraform's errors.
func firstLines(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = report.Clean(strings.Trim(line, " │╷╵\r\n")); line != "" && len(kept) < 6 {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, " ")
}
