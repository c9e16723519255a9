//go:build !linux && !darwin

package durable

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// exchange makes two names of one folder change their files. Windows knows no
// exchange in one step.
func exchange(root *os.Root, from, to string) error {
	return exchangeByLink(root, from, to, func(from, to string) error {
		return patiently(func() error { return root.Rename(from, to) })
	})
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
