package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of a command in front of its arguments. The
// library would take a flag after the path for another path, use the default
// in its place and say nothing.
func flagsFirst(app *cli.App, args []string) ([]string, error) {
	if len(args) < 2 {
		return args, nil
	}
	command := app.Command(args[1])
	if command == nil {
		return args, nil
	}
	var flags, rest []string
	for i := 2; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			rest = append(rest, args[i+1:]...)
			i = len(args)
		case len(arg) < 2 || arg[0] != '-':
			rest = append(rest, arg)
		default:
			if given := once(command, arg); given != "" && slices.ContainsFunc(flags, func(f string) bool { return once(command, f) == given }) {
				return nil, usage("flag --%s is given twice", given)
			}
			flags = append(flags, arg)
			if takesValue(command, arg) {
				i++
				if i == len(args) {
					return nil, usage("flag %s needs a value", arg)
				}
				flags = append(flags, args[i])
			}
		}
	}
	moved := append(slices.Clone(args[:2]), flags...)
	if slices.ContainsFunc(flags, isHelp) {
		return moved, nil // help is about the command, whatever the path
	}
	return append(append(moved, "--"), rest...), nil
}

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// once names the flag of an argument, if it is one that may be given only once.
func once(command *cli.Command, arg string) string {
	if len(arg) < 2 || arg[0] != '-' {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	for _, flag := range command.Flags {
		if _, repeats := flag.(*cli.StringSliceFlag); !repeats && slices.Contains(flag.Names(), name) {
			return flag.Names()[0]
		}
	}
	return ""
}

// takesValue tells whether the next argument belongs to the flag.
func takesValue(command *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, flag := range command.Flags {
		if slices.Contains(flag.Names(), name) {
			doc, ok := flag.(cli.DocGenerationFlag)
			return ok && doc.TakesValue()
		}
	}
	return false
}
