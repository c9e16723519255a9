package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pagewright/pagewright/generator/diag"
)

// Codes of opening the window from the command line.
const (
	CodeNoWindow  = "app-no-window"  // the program with the window is not there
	CodeNoDisplay = "app-no-display" // there is no screen to show it on
)

// window starts the program with the window, which stands beside this one.
func (c *command) window(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && !isFolder(args[0]) {
		err := fmt.Errorf("there is no command and no folder %q", args[0])
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			err = fmt.Errorf("%w; the nearest command is %s", err, strings.Join(near, " or "))
		}
		return wrong(cmd, err)
	}
	program, err := desktop()
	if err != nil {
		return err
	}
	if !hasDisplay() {
		return &diag.Diag{Code: CodeNoDisplay, Severity: diag.Error}
	}
	w := exec.CommandContext(cmd.Context(), program, args...)
	w.Stdin, w.Stdout, w.Stderr = c.In, c.Out, c.Err
	return w.Run()
}

// desktop returns the path of pagewright-desktop beside this program.
func desktop() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	name := "pagewright-desktop"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	program := filepath.Join(filepath.Dir(self), name)
	if _, err := os.Stat(program); err != nil {
		return "", &diag.Diag{Code: CodeNoWindow, Severity: diag.Error, Args: map[string]string{"program": name}, Err: err}
	}
	return program, nil
}

// hasDisplay reports whether a window can be shown. Only systems with X11 or
// Wayland can be without.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
