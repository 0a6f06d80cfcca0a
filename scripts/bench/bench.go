//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/soc2gate/soc2gate/scripts/bench/bigplan"
)

// smallPlan is as many resources as a plan mostly has.
const smallPlan = 20

type bench struct {
	sizes      []int
	runs       int
	seed       uint64
	out, story io.Writer
	dir        string
	program    string // soc2gate
	self       string // for the processes that it is compared with
}

// in measures in a directory, or in one that is removed afterwards.
func (b bench) in(dir string) (err error) {
	if b.dir = dir; dir == "" {
		if b.dir, err = os.MkdirTemp("", "soc2gate-bench-"); err != nil {
			return fmt.Errorf("directory: %w", err)
		}
		defer func() { _ = os.RemoveAll(b.dir) }()
	}
	if b.self, err = os.Executable(); err != nil {
		return fmt.Errorf("own path: %w", err)
	}
	b.program = filepath.Join(b.dir, "soc2gate")
	build := exec.Command("go", "build", "-o", b.program, "./cmd/soc2gate") //nolint:gosec // because the directory is the caller's
	build.Stderr = b.story
	if err := build.Run(); err != nil {
		return fmt.Errorf("build the program: %w", err)
	}
	return b.table()
}

func (b bench) table() error {
	b.say("Whole processes, median of %d runs, plans in the page cache. json.Valid reads the file whole and does nothing else.\n\n", b.runs)
	b.say("| resources |     MB | soc2gate check |   peak | json.Valid |   peak | terraform-json |   peak | of json.Valid | of terraform-json |\n")
	b.say("|----------:|-------:|---------------:|-------:|-----------:|-------:|---------------:|-------:|--------------:|------------------:|\n")
	for _, n := range append([]int{smallPlan}, b.sizes...) {
		if err := b.row(n); err != nil {
			return fmt.Errorf("%d resources: %w", n, err)
		}
	}
	return nil
}

func (b bench) say(format string, args ...any) {
	_, _ = fmt.Fprintf(b.out, format, args...)
}

// row measures the three processes by turns, so that what else the machine
// does meanwhile is shared out.
func (b bench) row(n int) error {
	path := filepath.Join(b.dir, "plan-"+strconv.Itoa(n)+".json")
	size, err := b.write(path, n)
	if err != nil {
		return err
	}
	commands := [][]string{
		{b.program, "check", path, "--offline", "--format", "json"},
		{b.self, childCommand, "valid", path},
		{b.self, childCommand, "terraform-json", path},
	}
	taken := make([][]cost, len(commands))
	for range b.runs {
		for i, command := range commands {
			one, err := measure(command)
			if err != nil {
				return err
			}
			taken[i] = append(taken[i], one)
		}
	}
	ours, valid, theirs := median(taken[0]), median(taken[1]), median(taken[2])
	b.say("| %9d | %6.1f | %12.3f s | %3d MB | %8.3f s | %3d MB | %12.3f s | %3d MB | %11.1f x | %15.2f x |\n",
		n, float64(size)/1e6, ours.wall.Seconds(), ours.peak, valid.wall.Seconds(), valid.peak, theirs.wall.Seconds(), theirs.peak,
		ours.wall.Seconds()/valid.wall.Seconds(), ours.wall.Seconds()/theirs.wall.Seconds())
	return nil
}

func (b bench) write(path string, n int) (int64, error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, fmt.Errorf("plan: %w", err)
	}
	defer file.Close()
	if err := bigplan.Write(file, n, b.seed); err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, fmt.Errorf("plan: %w", err)
	}
	return info.Size(), nil
}
