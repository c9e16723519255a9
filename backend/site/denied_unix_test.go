//go:build unix

package site

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// TestNoPermission opens a folder of somebody else. As root, who may do
// everything, the test runs itself as nobody.
func TestNoPermission(t *testing.T) {
	dir := os.Getenv("PW_READ_DIR")
	if dir == "" && os.Getuid() == 0 {
		dir, err := os.MkdirTemp("/tmp", "pw-read-")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		write(t, dir, Settings, "title: T\n")
		test := filepath.Join(dir, "test")
		program, err := os.ReadFile(os.Args[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.WriteFile(test, program, 0o755), os.Chmod(test, 0o755), os.Chmod(dir, 0o755)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(test, "-test.run=^TestNoPermission$", "-test.count=1")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "PW_READ_DIR="+dir)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	if dir == "" {
		dir = folder(t)
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = os.Chmod(dir, 0o755) }()
	}
	s := mustOpen(t, dir, Options{})
	if s.ReadOnly() == "" || codeOf(s.Writable()) != "site-read-only" || s.Journal != nil {
		t.Errorf("read-only: %q", s.ReadOnly())
	}
	if _, found, err := s.Disk.Read(Settings); err != nil || !found {
		t.Errorf("it can not be read: %v", err)
	}
}
