package export

import (
	"archive/zip"
	"errors"
	"os"
	"time"

	"github.com/pagewright/pagewright/backend/site/durable"
)

// folder writes beside its place, or in it where an empty one stands.
type folder struct{ *durable.New }

func newFolder(out string) (folder, error) {
	made, err := durable.Begin(out)
	if !errors.Is(err, durable.ErrTaken) {
		return folder{made}, err
	}
	if info, err := os.Lstat(out); err == nil && !info.IsDir() {
		return folder{}, failure(CodeExists, "file", out)
	}
	return folder{}, failure(CodeNotEmpty, "dir", out)
}

func (f folder) add(name string, data []byte) error { return f.Quick(name, data) }
func (f folder) finish() error                      { return f.Appear() }
func (f folder) discard() error                     { return f.Drop() }

// archive writes a ZIP whose bytes depend on the files alone.
type archive struct {
	file *durable.NewFile
	zip  *zip.Writer
	out  string
}

func newArchive(out string) (*archive, error) {
	file, err := durable.BeginFile(out)
	if errors.Is(err, durable.ErrTaken) {
		return nil, failure(CodeExists, "file", out)
	}
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
	if err := a.zip.Close(); err != nil {
		return err
	}
	err := a.file.Appear()
	if errors.Is(err, durable.ErrTaken) {
		return failure(CodeExists, "file", a.out)
	}
	return err
}

func (a *archive) discard() error { return a.file.Drop() }
