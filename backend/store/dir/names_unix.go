//go:build !windows

package dir

import (
	"errors"
	"syscall"
)

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// heldOpen: only Windows refuses to replace a file that somebody reads.
func heldOpen(error) bool { return false }
