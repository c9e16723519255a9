package cli

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// folder is an export as a folder. It is written beside its place and renamed.
type folder struct {
	*output
	out string
}

func newFolder(out string) (sink, error) {
	temp, err := os.MkdirTemp(filepath.Dir(out), ".pagewright-export-")
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(temp)
	if err != nil {
		return nil, err
	}
	return &folder{&output{dir: temp, root: root}, out}, nil
}

func (f *folder) add(path string, content []byte) error { return f.Write(path, content) }

func (f *folder) done() error {
	if err := errors.Join(f.close(), os.Chmod(f.dir, 0o755)); err != nil { // MkdirTemp makes it for the owner alone
		return err
	}
	if err := os.Remove(f.out); err != nil && !errors.Is(err, os.ErrNotExist) { // an empty folder
		return err
	}
	return os.Rename(f.dir, f.out)
}

func (f *folder) drop() error { return errors.Join(f.close(), os.RemoveAll(f.dir)) }

// archive is an export as a ZIP file. Equal sites give equal files: it holds
// no time.
type archive struct {
	file *os.File
	zip  *zip.Writer
	out  string
}

func newZIP(out string) (sink, error) {
	file, err := os.CreateTemp(filepath.Dir(out), ".pagewright-export-*.zip")
	if err != nil {
		return nil, err
	}
	return &archive{file: file, zip: zip.NewWriter(file), out: out}, nil
}

func (a *archive) add(path string, content []byte) error {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Deflate, Modified: time.Time{}})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

func (a *archive) done() error {
	if err := errors.Join(a.zip.Close(), a.file.Chmod(0o644), a.file.Sync(), a.file.Close()); err != nil {
		return err
	}
	return os.Rename(a.file.Name(), a.out)
}

func (a *archive) drop() error {
	_ = a.file.Close() // it may be closed already
	return os.Remove(a.file.Name())
}
