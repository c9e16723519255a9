//go:build unix

package importer

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// hostile puts into a source what is no file of words: a pipe that nobody writes
// to, a device, a file of 3 GB without content, a folder and a file that may
// not be read, links out of it and in circles.
func hostile(t *testing.T, source string) {
	t.Helper()
	if err := syscall.Mkfifo(filepath.Join(source, "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	links := map[string]string{"device.md": "/dev/zero", "out.png": "../secret.txt", "round.md": "round.md", "far": "/etc"}
	for name, to := range links {
		if err := os.Symlink(to, filepath.Join(source, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, size := range map[string]int64{"huge.md": 17 << 20, "huge.mp4": 3 << 30} {
		f, err := os.Create(filepath.Join(source, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Truncate(size); err != nil {
			t.Skip("this disk knows no holes")
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(source, "closed.md"), "x")
	write(t, filepath.Join(source, "shut", "in.md"), "x")
	if os.Getuid() == 0 {
		return // who may do everything may read these
	}
	for _, name := range []string{"closed.md", "shut"} {
		file := filepath.Join(source, name)
		if err := os.Chmod(file, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(file, 0o755) })
	}
}
