//go:build unix

// Command bench measures the whole program, as a user starts it, against what
// reading the same bytes costs at least.
//
//	go run ./scripts/bench [-sizes 3500,35000,105000] [-runs 3] [-keep DIR]
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func main() {
	if err := start(os.Args[1:], os.Stdout, os.Stderr); err != nil { //nolint:forbidigo // because main knows the streams
		fmt.Fprintln(os.Stderr, "bench:", err) //nolint:forbidigo // as above
		os.Exit(1)                             //nolint:forbidigo // because this is main
	}
}

func start(args []string, out, story io.Writer) error {
	if len(args) == 3 && args[0] == childCommand {
		return child(args[1], args[2])
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("sizes", "3500,35000,105000", "how many resources the plans have")
	runs := flags.Int("runs", 3, "how often each process is run; the median counts")
	keep := flags.String("keep", "", "a directory to leave the plans and the program in")
	seed := flags.Uint64("seed", 1, "of the generated values")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("flags: %w", err)
	}
	b := bench{runs: max(*runs, 1), seed: *seed, out: out, story: story}
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-sizes: %q is no number of resources", text)
		}
		b.sizes = append(b.sizes, n)
	}
	return b.in(*keep)
}
