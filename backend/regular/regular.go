// Package regular reads files of folders that may come from somebody else. What
// stands there under a file's name may be a pipe, a socket or a device: to open
// one can wait for ever, to read one may have no end. Here opening never waits,
// and whatever is neither a file nor a folder is refused.
//
// It never leaves the folder: all but OpenFile go through an os.Root. Start
// reading at Open.
package regular

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
)

// ErrSpecial says that a name is that of a pipe, a socket or a device.
var ErrSpecial = errors.New("neither a file nor a folder")

// special are the kinds that may never answer. What Windows calls irregular is
// not among them: files kept on another computer are, and can be read.
const special = fs.ModeNamedPipe | fs.ModeSocket | fs.ModeDevice | fs.ModeCharDevice

// Is says whether mode is that of something that this package refuses.
func Is(mode fs.FileMode) bool { return mode&special != 0 }

// Open opens a file or folder of root for reading, as root.Open does. It fails
// with ErrSpecial, in an *fs.PathError, for anything else.
func Open(root *os.Root, name string) (*os.File, error) {
	return OpenIn(root, name, os.O_RDONLY, 0)
}

// OpenIn is root.OpenFile that never waits; ErrSpecial as with Open.
func OpenIn(root *os.Root, name string, flag int, perm fs.FileMode) (*os.File, error) {
	f, err := root.OpenFile(name, flag|unwaiting, perm)
	return checked(f, name, err)
}

// OpenFile is Open for a path of this computer that a person named.
func OpenFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unwaiting, 0)
	return checked(f, path, err)
}

// checked looks at what was opened, not at the name before: that may have
// changed hands between.
func checked(f *os.File, name string, err error) (*os.File, error) {
	if err != nil {
		return nil, refused(name, err)
	}
	info, err := f.Stat()
	if err == nil && Is(info.Mode()) {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrSpecial}
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return f, nil
}

// ReadFile returns the content of a file of root, as root.ReadFile does.
func ReadFile(root *os.Root, name string) ([]byte, error) {
	f, err := Open(root, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	content.Grow(int(min(info.Size(), 1<<30)) + bytes.MinRead) // it is read without growing
	_, err = content.ReadFrom(f)
	return content.Bytes(), err
}
