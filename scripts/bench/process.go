//go:build unix

package main

import (
	"bytes"
	"cmp"
	"encoding/json" //nolint:depguard // because it is what is measured against
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"time"

	tfjson "github.com/hashicorp/terraform-json"
)

// childCommand makes this program the process that is measured.
const childCommand = "child"

func child(what, path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	if what == "valid" {
		if !json.Valid(raw) {
			return errors.New("the plan is not valid")
		}
		return nil
	}
	var p tfjson.Plan
	if err := json.Unmarshal(raw, &p); err != nil {
		return fmt.Errorf("decode: %w", err)
	}
	return nil
}

// cost is what a process took.
type cost struct {
	wall time.Duration
	peak int64 // MB that it had in memory at most
}

// measure runs a process to its end. That the gate blocks is no failure.
func measure(command []string) (cost, error) {
	var story bytes.Buffer
	run := exec.Command(command[0], command[1:]...) //nolint:gosec // because the programs are this one and the one that was built
	run.Stderr = &story
	begin := time.Now() //nolint:forbidigo // because time is what is measured
	err := run.Run()
	wall := time.Since(begin)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() == 2) {
		return cost{}, fmt.Errorf("%v: %w: %s", command, err, story.Bytes())
	}
	usage, ok := run.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return cost{}, errors.New("this system does not say what a process took")
	}
	return cost{wall, peakOf(usage) >> 20}, nil
}

// peakOf is in kilobytes everywhere but on macOS.
func peakOf(usage *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return usage.Maxrss
	}
	return usage.Maxrss << 10
}

// median takes time and memory each for itself.
func median(all []cost) cost {
	middle := func(key func(cost) int64) int64 {
		sorted := slices.SortedFunc(slices.Values(all), func(a, b cost) int { return cmp.Compare(key(a), key(b)) })
		return key(sorted[len(sorted)/2])
	}
	return cost{
		wall: time.Duration(middle(func(c cost) int64 { return int64(c.wall) })),
		peak: middle(func(c cost) int64 { return c.peak }),
	}
}
