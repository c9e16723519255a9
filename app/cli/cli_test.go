package cli_test

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pagewright/pagewright/app/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"pagewright": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(cli.Run(ctx, os.Args[1:], cli.System()))
		},
	})
}

// TestCommands runs the stories of testdata: each is one command, or one thing
// that people do with several.
func TestCommands(t *testing.T) { testscript.Run(t, params("testdata")) }

// params are those of every story: an empty home, no display, no network.
func params(dir string) testscript.Params {
	return testscript.Params{
		Dir:  dir,
		Cmds: commands(),
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("DISPLAY", "")
			e.Setenv("WAYLAND_DISPLAY", "")
			v, err := newVisits()
			if err != nil {
				return err
			}
			e.Values[visitsKey{}] = v
			return os.Mkdir(e.WorkDir+"/home", 0o755)
		},
	}
}
