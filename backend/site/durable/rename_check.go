package durable

import (
	"errors"
	"io/fs"
	"os"
)

// moveByCheck is moveNew where the system has no such call: it looks first. A
// file that another program makes between the look and the move is lost; there
// is no better way on such a file system.
func moveByCheck(root *os.Root, from, to string) error {
	if _, err := root.Lstat(to); err == nil {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return root.Rename(from, to)
}
