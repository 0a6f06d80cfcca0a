// Package action_test runs the scripts of action.yml as its steps do, with a program
// and a release of the test's own.
package action_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// step is one run of a script.
type step struct {
	t       *testing.T
	dir     string
	env     map[string]string
	scripts string // where they are; empty is here
	printed string
	outputs map[string]string
}

func newStep(t *testing.T) *step {
	t.Helper()
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("no bash: the action needs one")
	}
	dir := t.TempDir()
	s := &step{t: t, dir: dir, env: map[string]string{
		"PATH": os.Getenv("PATH"), "HOME": dir, "RUNNER_TEMP": dir,
		"GITHUB_OUTPUT": filepath.Join(dir, "outputs"), "GITHUB_STEP_SUMMARY": filepath.Join(dir, "summary"),
	}}
	s.lay("summary", "a line that is open", 0o600)
	return s
}

// lay writes a file and returns its path.
func (s *step) lay(name, content string, mode os.FileMode) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// run runs a script and reads what it left; it returns the exit code.
func (s *step) run(script string) int {
	s.t.Helper()
	cmd := exec.Command("bash", script)
	for name, value := range s.env {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	printed, err := cmd.CombinedOutput()
	s.printed = string(printed)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	s.outputs = s.readOutputs()
	return cmd.ProcessState.ExitCode()
}

// readOutputs reads GITHUB_OUTPUT as the runner does (actions/runner, 2026-11).
func (s *step) readOutputs() map[string]string {
	content, err := os.ReadFile(s.env["GITHUB_OUTPUT"])
	if err != nil {
		return nil
	}
	all := map[string]string{}
	lines := strings.Split(string(content), "\n")
	for i := 0; i < len(lines); i++ {
		name, mark, ok := strings.Cut(lines[i], "<<")
		if !ok {
			continue
		}
		var value []string
		for i++; i < len(lines) && lines[i] != mark; i++ {
			value = append(value, lines[i])
		}
		all[name] = strings.Join(value, "\n")
	}
	return all
}

func (s *step) want(name, value string) {
	s.t.Helper()
	if s.outputs[name] != value {
		s.t.Errorf("output %s is %q, want %q\n%s", name, s.outputs[name], value, s.printed)
	}
}

const hello = "#!/bin/sh\necho hello\n"

func digestOf(content string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(content))) }

// asset is the name that version 1.2.3 has in a release for this machine.
var asset = "soc2gate_1.2.3_" + runtime.GOOS + "_" + runtime.GOARCH

// withRelease serves a release whose checksums say what is told.
func (s *step) withRelease(digest string) {
	s.lay("releases/v1.2.3/"+asset, hello, 0o600)
	s.lay("releases/v1.2.3/checksums.txt", digest+"  "+asset+"\n", 0o600)
	s.env["SOC2GATE_RELEASES"] = "file://" + s.dir + "/releases"
	s.env["VERSION"] = "v1.2.3"
}

// pin lets the checkout of the scripts belong to the release, with this digest.
func (s *step) pin(digest string) {
	s.t.Helper()
	s.scripts, s.env["VERSION"] = filepath.Join(s.dir, "checkout"), ""
	for _, name := range []string{"install.sh", "lib.sh"} {
		content, err := os.ReadFile(name)
		if err != nil {
			s.t.Fatal(err)
		}
		s.lay("checkout/"+name, string(content), 0o600)
	}
	s.lay("checkout/release.sum", digest+"  "+asset+"\n", 0o600)
}

// withGH puts a gh on the PATH that ends with a code.
func (s *step) withGH(code int) {
	s.lay("bin/gh", fmt.Sprintf("#!/bin/sh\necho \"$@\" >%s/gh.args\nexit %d\n", s.dir, code), 0o700)
	s.env["PATH"] = s.dir + "/bin:" + s.env["PATH"]
}

func TestInstallTakesWhatTheReleaseVouchesFor(t *testing.T) {
	s := newStep(t)
	s.withRelease(digestOf(hello))
	s.withGH(0)
	if code := s.run("install.sh"); code != 0 {
		t.Fatalf("exit code %d\n%s", code, s.printed)
	}
	s.want("origin", "release v1.2.3")
	if out, err := exec.Command(s.outputs["program"]).Output(); err != nil || string(out) != "hello\n" {
		t.Errorf("it prints %q: %v", out, err)
	}
	args, err := os.ReadFile(filepath.Join(s.dir, "gh.args"))
	if err != nil || !strings.Contains(string(args), "--signer-workflow soc2gate/soc2gate/.github/workflows/release.yml") {
		t.Errorf("gh was asked %q: %v", args, err)
	}
}

func TestInstallRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*step){
		"another digest": func(s *step) { s.withRelease(digestOf("another")) },
		"no provenance":  func(s *step) { s.withRelease(digestOf(hello)); s.withGH(1) },
		"a strange name": func(s *step) { s.env["VERSION"] = "v1.2.3/../../evil" },
		"a newer checkout": func(s *step) {
			s.withRelease(digestOf(hello))
			s.pin(digestOf("reviewed"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStep(t)
			spoil(s)
			if code := s.run(filepath.Join(s.scripts, "install.sh")); code == 0 || s.outputs["program"] != "" {
				t.Errorf("exit code %d, %v\n%s", code, s.outputs, s.printed)
			}
		})
	}
}

// TestInstallSaysWhatNobodyVouchesFor: without a gh that is logged in, the checksums of
// the release are all that there is.
func TestInstallSaysWhatNobodyVouchesFor(t *testing.T) {
	s := newStep(t)
	s.withRelease(digestOf(hello))
	s.withGH(4)
	if code := s.run("install.sh"); code != 0 || !strings.Contains(s.printed, "::warning") {
		t.Errorf("exit code %d\n%s", code, s.printed)
	}
}

// TestInstallNeedsNoProvenanceOfWhatIsPinned: digests that stand in the checkout were
// reviewed with it.
func TestInstallNeedsNoProvenanceOfWhatIsPinned(t *testing.T) {
	s := newStep(t)
	s.withRelease("not asked")
	s.withGH(1)
	s.pin(digestOf(hello))
	if code := s.run(filepath.Join(s.scripts, "install.sh")); code != 0 {
		t.Errorf("exit code %d\n%s", code, s.printed)
	}
	s.want("origin", "release v1.2.3")
}

// program is a soc2gate that writes these variables as its result, prints a text, and ends.
func (s *step) program(variables, prints string, code int) {
	s.lay("dotenv", variables, 0o600)
	s.lay("prints", prints, 0o600)
	s.env["PROGRAM"] = s.lay("program", fmt.Sprintf(`#!/usr/bin/env bash
printf '%%s\n' "$@" >%[1]s/args
cat %[1]s/prints
for arg; do
  case $arg in
  dotenv=*) cat %[1]s/dotenv >"${arg#*=}" ;;
  markdown=*) echo '## a summary' >"${arg#*=}" ;;
  json=*) echo '{}' >"${arg#*=}" ;;
  esac
done
exit %[2]d
`, s.dir, code), 0o700)
	s.env["PLAN"], s.env["OFFLINE"], s.env["FAIL_ON"], s.env["SUMMARY"] = "tfplan", "true", "cannot-tell", "true"
}

const allowed = "SOC2GATE_DECISION=allow\nSOC2GATE_EXIT_CODE=0\nSOC2GATE_REASON=nothing-introduced\nSOC2GATE_NOT_SEEN=3\n"

func TestCheckTellsWhatWasJudged(t *testing.T) {
	s := newStep(t)
	s.program(allowed, "", 0)
	if code := s.run("check.sh"); code != 0 {
		t.Fatalf("exit code %d\n%s", code, s.printed)
	}
	for name, value := range map[string]string{"decision": "allow", "exit-code": "0", "reason": "nothing-introduced", "not-seen": "3", "introduced": ""} {
		s.want(name, value)
	}
	summary, err := os.ReadFile(s.env["GITHUB_STEP_SUMMARY"])
	if err != nil || string(summary) != "a line that is open\n## a summary\n" {
		t.Errorf("the summary is %q: %v", summary, err)
	}
}

// TestCheckBelievesNoHalfResult: the exit code and what was written must say the same.
func TestCheckBelievesNoHalfResult(t *testing.T) {
	for name, c := range map[string]struct {
		variables string
		exit      int
		want      string
	}{
		"nothing written":      {"", 0, "3"},
		"another code":         {strings.ReplaceAll(allowed, "CODE=0", "CODE=1"), 0, "3"},
		"blocked and no trace": {"", 1, "3"},
		"killed":               {allowed, 137, "3"},
		"bad input":            {"", 2, "2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStep(t)
			s.program(c.variables, "", c.exit)
			s.run("check.sh")
			s.want("decision", "cannot-tell")
			s.want("reason", "no-result")
			s.want("exit-code", c.want)
			s.want("result", "")
		})
	}
}

// TestCheckIsNotToldWhatToOutput: whatever the program prints or writes, no output is
// forged and no command reaches the runner.
func TestCheckIsNotToldWhatToOutput(t *testing.T) {
	s := newStep(t)
	s.program(allowed+"SOC2GATE_ACCOUNT=1\nSOC2GATE_ACCOUNT=2\nSOC2GATE_PLAN_DIGEST=$(id)\nforged<<x\ny\nx\n", "::set-output name=forged::yes\n##[set-output name=forged;]yes", 0)
	s.run("check.sh")
	for _, name := range []string{"forged", "account", "plan-digest"} {
		s.want(name, "")
	}
	stopped := regexp.MustCompile(`(?s)^::stop-commands::([0-9a-f]{32})\n(.*)\n::([0-9a-f]{32})::\n$`).FindStringSubmatch(s.printed)
	if stopped == nil || stopped[1] != stopped[3] || !strings.Contains(stopped[2], "forged") {
		t.Errorf("it prints %q", s.printed)
	}
}

func TestCheckPassesItsInputs(t *testing.T) {
	s := newStep(t)
	s.program(allowed, "", 0)
	for name, value := range map[string]string{
		"OFFLINE": "false", "ACCOUNT": "a b.json", "EXPECTED_ACCOUNT": "123456789012", "STACK": "$(touch pwned) x", "PLAN": "-x; id",
		"COMMIT": "3f1c0b8", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/infra", "GITHUB_RUN_ID": "7",
	} {
		s.env[name] = value
	}
	s.run("check.sh")
	args, err := os.ReadFile(filepath.Join(s.dir, "args"))
	for _, part := range []string{
		"--account\na b.json\n--account-max-age\n24h\n", "--expect-account\n123456789012\n", "--stack\n$(touch pwned) x\n",
		"--repository-url\nhttps://github.com/acme/infra\n--commit\n3f1c0b8\n--whole\nhttps://github.com/acme/infra/actions/runs/7\n", "--\n-x; id\n",
	} {
		if err != nil || !strings.Contains(string(args), part) {
			t.Errorf("%q is not passed, but %q: %v", part, args, err)
		}
	}
}

func TestCheckRefusesInputs(t *testing.T) {
	for name, value := range map[string]string{"PLAN": "", "FAIL_ON": "nothing", "OFFLINE": "yes", "DIRECTORY": "missing", "ACCOUNT": "account.json"} {
		s := newStep(t)
		s.program(allowed, "", 0)
		s.env[name] = value
		if code := s.run("check.sh"); code != 2 || len(s.outputs) != 0 {
			t.Errorf("%s=%q: exit code %d, %v", name, value, code, s.outputs)
		}
	}
}

// TestVerdict: only what is asked for lets the job go on, and only where there is a result.
func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		failOn, code, result string
		want                 int
	}{
		{"cannot-tell", "0", "r", 0}, {"cannot-tell", "1", "r", 1}, {"cannot-tell", "2", "", 2}, {"cannot-tell", "3", "r", 3},
		{"block", "0", "r", 0}, {"block", "1", "r", 1}, {"block", "2", "", 2}, {"block", "3", "r", 0}, {"block", "3", "", 3},
		{"never", "0", "r", 0}, {"never", "1", "r", 0}, {"never", "2", "", 2}, {"never", "3", "r", 0}, {"never", "3", "", 3},
		{"never", "", "", 3}, {"never", "137", "r", 3}, {"", "1", "r", 1}, {"", "", "", 3},
	} {
		s := newStep(t)
		s.env["FAIL_ON"], s.env["CODE"], s.env["RESULT"] = c.failOn, c.code, c.result
		if got := s.run("verdict.sh"); got != c.want {
			t.Errorf("%+v: exit code %d", c, got)
		}
	}
}

// TestCommentChangesNoVerdict: that it could not be written is a warning, but where it is
// all that there is to do.
func TestCommentChangesNoVerdict(t *testing.T) {
	for must, want := range map[string]int{"": 0, "true": 3} {
		s := newStep(t)
		s.program("", "::error::no", 3)
		s.env["RESULT"], s.env["MUST"], s.env["STACK"], s.env["DIRECTORY"] = "result.json", must, "payments", "./stacks/payments"
		if got := s.run("comment.sh"); got != want {
			t.Errorf("exit code %d, want %d\n%s", got, want, s.printed)
		}
		args, err := os.ReadFile(filepath.Join(s.dir, "args"))
		if err != nil || string(args) != "comment\n--stack\npayments\n--root\nstacks/payments\n--\nresult.json\n" {
			t.Errorf("it is called %q: %v", args, err)
		}
	}
}
