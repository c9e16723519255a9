//go:build window

package windowtest

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// begin starts a program and ends it with the test, and with it all that it
// started: a browser is several programs, and one that lives on writes into a
// folder that the test removes. It ends after the limit too, when there is one.
// adapt says how the program is started.
func begin(t *testing.T, limit time.Duration, adapt func(*exec.Cmd), path string, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	if limit > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), limit)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Stderr = struct{ io.Writer }{os.Stderr} // not the file itself: Wait waits until the last who holds it has ended
	cmd.WaitDelay = 10 * time.Second
	if adapt != nil {
		adapt(cmd)
	}
	if err := cmd.Start(); err != nil {
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // what outlived the program, if any
		_ = cmd.Wait()                                      // it is killed: that is its status
	})
	return cmd
}

// output is what a program that is about to start will say.
func output(t *testing.T, cmd *exec.Cmd) io.Reader {
	t.Helper()
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAProgramEndsWithAllThatItStarted begins one whose child writes without
// end into the test's own folder, which goes all the same.
func TestAProgramEndsWithAllThatItStarted(t *testing.T) {
	var dir string
	t.Run("a test", func(t *testing.T) {
		dir = t.TempDir()
		begin(t, 0, nil, "sh", "-c", `(n=0; while :; do n=$((n+1)); mkdir -p "$1" && : > "$1/$n"; done) & wait`, "sh", dir)
		within(t, "files", func() bool { files, _ := filepath.Glob(dir + "/*"); return len(files) > 100 })
	})
	if files, _ := filepath.Glob(dir + "/*"); len(files) > 0 {
		t.Errorf("%d files were written after the test", len(files))
	}
}
