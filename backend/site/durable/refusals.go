package durable

import (
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"syscall"
)

// IsFull reports whether an error of the system says that there is no room: the
// disk is full, a quota is used up, or the file is too large for the disk.
func IsFull(err error) bool { return isOne(err, fullOn(runtime.GOOS)) }

// IsBusy reports whether an error of the system says that another program holds
// the file so that nobody else may write it. Only Windows has that.
func IsBusy(err error) bool { return isOne(err, busyOn(runtime.GOOS)) }

// IsDenied reports whether an error of the system says that the file or its
// disk may not be written.
func IsDenied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// The numbers of Windows' errors that package syscall has no name for.
const (
	winSharing  syscall.Errno = 32   // ERROR_SHARING_VIOLATION
	winLocked   syscall.Errno = 33   // ERROR_LOCK_VIOLATION
	winHandle   syscall.Errno = 39   // ERROR_HANDLE_DISK_FULL
	winFull     syscall.Errno = 112  // ERROR_DISK_FULL
	winMapped   syscall.Errno = 1224 // ERROR_USER_MAPPED_FILE
	winQuota    syscall.Errno = 1295 // ERROR_DISK_QUOTA_EXCEEDED
	winTooLarge syscall.Errno = 223  // ERROR_FILE_TOO_LARGE
)

func fullOn(system string) []syscall.Errno {
	if system == "windows" {
		return []syscall.Errno{winFull, winHandle, winQuota, winTooLarge}
	}
	return []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
}

func busyOn(system string) []syscall.Errno {
	if system == "windows" {
		return []syscall.Errno{winSharing, winLocked, winMapped}
	}
	return nil
}

func isOne(err error, numbers []syscall.Errno) bool {
	return slices.ContainsFunc(numbers, func(n syscall.Errno) bool { return errors.Is(err, n) })
}
