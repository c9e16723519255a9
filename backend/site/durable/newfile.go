package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// NewFile is one file in the making, as New is a folder: it has its name only
// when it is whole. Make one with BeginFile, end it with Appear or Drop. It is
// not safe for concurrent use.
type NewFile struct {
	out  string
	held *making
	file *os.File
}

// BeginFile begins a file at out, where nothing may be; missing folders above it
// are made. It fails with ErrTaken.
func BeginFile(out string) (*NewFile, error) {
	Tidy(out)
	above := filepath.Dir(out)
	if exists(out) {
		return nil, ErrTaken
	}
	if err := os.MkdirAll(above, 0o755); err != nil {
		return nil, err
	}
	held, err := hold(above)
	if err != nil {
		return nil, ofPlace(err, filepath.Join(above, makingPrefix), out)
	}
	n := &NewFile{out: out, held: held}
	if err = os.Mkdir(held.folder, 0o700); err == nil {
		n.file, err = os.OpenFile(filepath.Join(held.folder, "file"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}
	if err != nil {
		return nil, errors.Join(ofPlace(err, held.folder, out), held.end())
	}
	return n, nil
}

// Write implements io.Writer.
func (n *NewFile) Write(data []byte) (int, error) {
	count, err := n.file.Write(data)
	return count, ofPlace(err, n.held.folder, n.out)
}

// Appear makes the file durable and gives it its name. After an error, ErrTaken
// where a file appeared there meanwhile, it still has to be dropped.
func (n *NewFile) Appear() error {
	if err := finish(n.file, nil); err != nil {
		return ofPlace(err, n.held.folder, n.out)
	}
	// Link fails where a file appeared meanwhile; where a file system has no
	// links, Rename goes over it.
	err := os.Link(n.file.Name(), n.out)
	if errors.Is(err, fs.ErrExist) {
		return ErrTaken
	}
	if err != nil {
		if err := os.Rename(n.file.Name(), n.out); err != nil {
			return err
		}
	}
	_ = n.held.end() // what is left of it Tidy removes
	return SyncFolder(filepath.Dir(n.out))
}

// Drop removes what was made.
func (n *NewFile) Drop() error {
	_ = n.file.Close() // it may be closed already
	return n.held.end()
}
