//go:build window

package windowtest

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNoScreenIsSaid starts the program where the environment names a screen
// that is not there.
func TestNoScreenIsSaid(t *testing.T) {
	cmd := exec.Command(program(t, "../.."), t.TempDir())
	cmd.Env = append(os.Environ(), "DISPLAY=:4711", "WAYLAND_DISPLAY=", "XDG_DATA_HOME="+t.TempDir())
	said, err := cmd.CombinedOutput()
	var status *exec.ExitError
	if !errors.As(err, &status) || status.ExitCode() != 1 {
		t.Errorf("the program ended with %v", err)
	}
	if words := string(said); !strings.Contains(words, "There is no screen") || !strings.Contains(words, "pagewright serve") || strings.Contains(words, "goroutine") {
		t.Errorf("it said:\n%s", words)
	}
}
