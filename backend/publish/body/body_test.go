package body

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/generator/release"
)

// one is a release of one file.
type one []byte

func (o one) Open(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(o)), nil }

func (o one) file() release.File { return release.File{Hash: release.Hash(o), Size: int64(len(o))} }

// A large file is copied while it is sent. A kill leaves nothing of the copy, and
// where there is no room for it that is what is told.
func TestLargeFile(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	film := one(bytes.Repeat([]byte("film"), InMemory/4+1))
	b, err := Check(film, "film.mp4", film.file())
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(temporary); len(left) != 0 && runtime.GOOS != "windows" {
		t.Errorf("a kill would leave %v", left)
	}
	for range 2 { // it may be sent twice
		r, err := b.Open()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, film) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	b.Close()
	if _, err := Check(film[1:], "film.mp4", film.file()); !store.Is(err, SourceChanged) {
		t.Errorf("another content: %v", err)
	}
	if left, _ := os.ReadDir(temporary); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	t.Setenv("TMPDIR", filepath.Join(temporary, "none"))
	t.Setenv("TMP", filepath.Join(temporary, "none"))
	if _, err := Check(film, "film.mp4", film.file()); store.Is(err, SourceChanged) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no room for a copy: %v", err)
	}
}
