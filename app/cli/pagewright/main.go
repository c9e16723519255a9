// Command pagewright is Pagewright without a window: every command, the editor
// in a browser and the edge. It is pure Go and needs no display.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/pagewright/pagewright/app/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := cli.Run(ctx, os.Args[1:], cli.System())
	stop()
	os.Exit(status)
}
