package durable

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// ErrTaken says that there is something where a new folder is to come.
var ErrTaken = errors.New("durable: the place is taken")

// New is a folder in the making: beside its place, or, where an empty one
// stands, which may be a disk of its own, in that. When all of it is there it
// takes its place. Make one with Begin, end it with Appear or Drop; what a kill
// leaves of it Tidy ends. It is not safe for concurrent use.
type New struct {
	dir     string          // where it will stand
	stands  bool            // dir is there, and empty
	held    *making         // the right to at
	at      string          // where it is made
	folders map[string]bool // below at and at itself, absolute
	tops    []string        // names that came to stand in dir
}

// Begin begins a folder at dir; missing folders above it are made. It fails with
// ErrTaken when there is a file, or a folder that holds something.
func Begin(dir string) (*New, error) {
	Tidy(dir)
	stands, err := free(dir)
	if err != nil {
		return nil, err
	}
	above := dir
	if !stands {
		above = filepath.Dir(dir)
		if err := os.MkdirAll(above, 0o755); err != nil {
			return nil, err
		}
	}
	held, err := hold(above)
	if err != nil {
		return nil, ofPlace(err, filepath.Join(above, makingPrefix), dir)
	}
	if err := os.Mkdir(held.folder, 0o700); err != nil {
		return nil, errors.Join(ofPlace(err, filepath.Join(above, makingPrefix), dir), held.end())
	}
	return &New{dir: dir, stands: stands, held: held, at: held.folder, folders: map[string]bool{held.folder: true}}, nil
}

// ofPlace says of a place what happened at a temporary name for it: the place is
// what a person knows.
func ofPlace(err error, temporary, place string) error {
	var at *fs.PathError
	if errors.As(err, &at) && strings.HasPrefix(at.Path, temporary) {
		return &fs.PathError{Op: at.Op, Path: place, Err: at.Err}
	}
	return err
}

// free reports whether dir is there, as an empty folder.
func free(dir string) (stands bool, err error) {
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	f, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) { // a link that leads nowhere
		return false, ErrTaken
	}
	if err != nil {
		return false, err
	}
	defer f.Close() // it is only read
	if info, err := f.Stat(); err != nil || !info.IsDir() {
		return false, errors.Join(ErrTaken, err)
	}
	switch _, err = f.Readdirnames(1); err {
	case io.EOF:
		return true, nil
	case nil:
		return false, ErrTaken
	}
	return false, err
}

// File writes a new file. Its name is slash-separated and may not lead out.
func (n *New) File(name string, data []byte) error {
	return n.Copy(name, bytes.NewReader(data))
}

// Copy writes a new file of all that from gives.
func (n *New) Copy(name string, from io.Reader) error { return n.put(name, from, finish) }

// Quick is File for what can be made again: a power cut may leave it empty.
func (n *New) Quick(name string, data []byte) error {
	return n.put(name, bytes.NewReader(data), func(f *os.File, err error) error { return errors.Join(err, f.Close()) })
}

func (n *New) put(name string, from io.Reader, finish func(*os.File, error) error) error {
	f, err := n.create(name)
	if err == nil {
		_, err = io.Copy(f, from)
		err = finish(f, err)
	}
	return ofPlace(err, n.at, filepath.Join(n.dir, filepath.FromSlash(name)))
}

// create makes a file that does not exist yet, and the folders above it.
func (n *New) create(name string) (*os.File, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("durable: %q leads out of the folder", name)
	}
	full := filepath.Join(n.at, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	for above := filepath.Dir(full); above != n.at; above = filepath.Dir(above) {
		n.folders[above] = true
	}
	return os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// finish makes the bytes of a file durable and closes it.
func finish(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Appear makes the folder durable and puts it in its place. After an error it
// still has to be dropped.
func (n *New) Appear() error {
	for folder := range n.folders {
		if err := SyncFolder(folder); err != nil {
			return err
		}
	}
	if n.stands {
		return n.fill()
	}
	if err := os.Chmod(n.at, 0o755); err != nil { // so far it was for its owner alone
		return err
	}
	if err := os.Rename(n.at, n.dir); err != nil { // from here on it exists
		return err
	}
	_ = n.held.end() // what is left of it Tidy removes
	return SyncFolder(filepath.Dir(n.dir))
}

// fill moves what was made into the folder that stands. From the first rename on
// Tidy finishes it.
func (n *New) fill() error {
	if err := n.whole(); err != nil {
		return err
	}
	var err error
	if n.tops, err = place(n.dir, filepath.Base(n.at)+wholeSuffix); err != nil {
		return err
	}
	_ = n.held.end() // what is left of it Tidy removes
	return nil
}

// whole gives what was made the name that says that all of it is there.
func (n *New) whole() error {
	if err := os.Rename(n.at, n.at+wholeSuffix); err != nil {
		return err
	}
	return SyncFolder(n.dir)
}

// Drop removes all that was made: what stood at the folder's place is as before.
func (n *New) Drop() error {
	errs := []error{n.held.end()}
	for _, top := range n.tops {
		errs = append(errs, os.RemoveAll(filepath.Join(n.dir, top)))
	}
	return errors.Join(errs...)
}
