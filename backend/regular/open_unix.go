//go:build unix

package regular

import (
	"errors"
	"io/fs"
	"syscall"
)

// unwaiting lets a pipe be opened at once, whoever is at its other end. It
// means nothing for a file.
const unwaiting = syscall.O_NONBLOCK

// refused says of a socket, which can not be opened at all, that it is one.
func refused(name string, err error) error {
	if errors.Is(err, syscall.ENXIO) || errors.Is(err, syscall.EOPNOTSUPP) {
		return &fs.PathError{Op: "open", Path: name, Err: ErrSpecial}
	}
	return err
}
