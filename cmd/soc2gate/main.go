// Command soc2gate stands between terraform plan and terraform apply: it says
// whether a plan breaks a SOC 2 control of the AWS account it would change.
package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/soc2gate/soc2gate/gate"
)

func main() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-interrupted
		say(os.Stderr, "interrupted: there is no verdict")
		os.Exit(gate.ExitCannotTell)
	}()
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
