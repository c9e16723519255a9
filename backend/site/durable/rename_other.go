//go:build !linux && !darwin

package durable

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"time"
)

// exchange lets two names change their files by way of a third name. Windows
// knows no exchange in one step; between the two moves a reader may find no
// file, and Recover puts it back after a kill.
func exchange(root *os.Root, from, to string) error {
	aside := TempName(to)
	if err := patiently(func() error { return root.Rename(to, aside) }); err != nil {
		return err
	}
	if err := patiently(func() error { return root.Rename(from, to) }); err != nil {
		return errors.Join(err, root.Rename(aside, to))
	}
	return root.Rename(aside, path.Clean(from))
}

func moveNew(root *os.Root, from, to string) error {
	return patiently(func() error { return moveByCheck(root, from, to) })
}

// patiently repeats a rename that a virus scanner, an indexer or an editor holds
// up for a moment, for two seconds at most.
func patiently(rename func() error) error {
	var err error
	for wait := time.Millisecond; wait < time.Second; wait *= 2 {
		if err = rename(); err == nil || !IsBusy(err) && !errors.Is(err, fs.ErrPermission) {
			return err
		}
		time.Sleep(wait)
	}
	return err
}

// syncDir does nothing: Windows makes names durable with the file.
func syncDir(*os.Root, string) error { return nil }
