package durable

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

// TestRefusals: what each system says when it is full or a file is held is
// found in the errors that package os makes of it.
func TestRefusals(t *testing.T) {
	wrapped := func(n syscall.Errno) error {
		return fmt.Errorf("stage: %w", &fs.PathError{Op: "write", Path: "a", Err: n})
	}
	for _, n := range []syscall.Errno{39, 112, 1295} {
		if !isOne(wrapped(n), fullOn("windows")) {
			t.Errorf("Windows' error %d does not say that the disk is full", n)
		}
	}
	for _, n := range []syscall.Errno{32, 33} {
		if !isOne(wrapped(n), busyOn("windows")) || isOne(wrapped(n), fullOn("windows")) {
			t.Errorf("Windows' error %d does not say that the file is held", n)
		}
	}
	if isOne(wrapped(32), busyOn("linux")) || isOne(wrapped(112), fullOn("linux")) || isOne(fs.ErrPermission, fullOn("windows")) {
		t.Error("the numbers of Windows mean other things elsewhere")
	}
	if !isOne(errors.Join(wrapped(syscall.EBADF), wrapped(syscall.ENOSPC)), fullOn("linux")) {
		t.Error("a full disk is not told")
	}
}
