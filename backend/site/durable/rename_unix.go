//go:build linux || darwin

package durable

import (
	"errors"
	"os"
	"path"

	"golang.org/x/sys/unix"
)

// exchange makes two names of one folder change their files, where the file
// system can do that in one step.
func exchange(root *os.Root, from, to string) error {
	err := inFolder(root, from, func(dir *os.File) error {
		return renameExchange(int(dir.Fd()), path.Base(from), path.Base(to))
	})
	if unsupported(err) {
		return exchangeByLink(root, from, to, root.Rename)
	}
	return err
}

// moveNew renames from to to and fails with fs.ErrExist rather than replace.
func moveNew(root *os.Root, from, to string) error {
	err := inFolder(root, from, func(a *os.File) error {
		return inFolder(root, to, func(b *os.File) error {
			return renameNew(int(a.Fd()), path.Base(from), int(b.Fd()), path.Base(to))
		})
	})
	if !unsupported(err) {
		return err
	}
	return moveByCheck(root, from, to)
}

// inFolder runs do on the opened folder of name. The folder is reached through
// the root, so no link leads out of the site.
func inFolder(root *os.Root, name string, do func(*os.File) error) error {
	dir, err := root.Open(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	return do(dir)
}

func unsupported(err error) bool {
	return errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.ENOTSUP)
}

func syncDir(root *os.Root, dir string) error {
	f, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
