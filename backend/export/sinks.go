package export

import (
	"archive/zip"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// folder writes beside its place and is renamed at the end.
type folder struct{ temporary, out string }

func newFolder(out string) (*folder, error) {
	entries, err := os.ReadDir(out)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		if info, stat := os.Lstat(out); stat == nil && !info.IsDir() {
			return nil, failure(CodeExists, "file", out)
		}
		return nil, err
	}
	if len(entries) > 0 {
		return nil, failure(CodeNotEmpty, "dir", out)
	}
	temporary, err := os.MkdirTemp(filepath.Dir(out), ".pagewright-export-")
	if err != nil {
		return nil, err
	}
	return &folder{temporary, out}, nil
}

func (f *folder) add(name string, data []byte) error {
	full := filepath.Join(f.temporary, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}

func (f *folder) finish() error {
	if err := os.Chmod(f.temporary, 0o755); err != nil { // MkdirTemp makes it for the owner alone
		return err
	}
	if err := os.Remove(f.out); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(f.temporary, f.out)
}

func (f *folder) discard() error { return os.RemoveAll(f.temporary) }

// archive writes a ZIP whose bytes depend on the files alone.
type archive struct {
	file *os.File
	zip  *zip.Writer
	out  string
}

func newArchive(out string) (*archive, error) {
	if _, err := os.Lstat(out); !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(failure(CodeExists, "file", out), err)
	}
	file, err := os.CreateTemp(filepath.Dir(out), ".pagewright-export-")
	if err != nil {
		return nil, err
	}
	return &archive{file, zip.NewWriter(file), out}, nil
}

// epoch is the time of every file in an archive, the first that ZIP knows: the
// same site gives the same archive.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func (a *archive) add(name string, data []byte) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch}
	header.SetMode(0o644)
	w, err := a.zip.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (a *archive) finish() error {
	if err := errors.Join(a.zip.Close(), a.file.Sync(), a.file.Chmod(0o644), a.file.Close()); err != nil {
		return err
	}
	// Link fails where a file appeared meanwhile; where a file system has no
	// links, Rename does.
	if err := os.Link(a.file.Name(), a.out); err == nil || errors.Is(err, fs.ErrExist) {
		return errors.Join(err, os.Remove(a.file.Name()))
	}
	return os.Rename(a.file.Name(), a.out)
}

func (a *archive) discard() error {
	_ = a.file.Close() // it may be closed already
	err := os.Remove(a.file.Name())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
