//go:build unix

package regular

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/fstest"
)

// folderOf makes a folder with a file, a pipe that nobody writes to and a socket.
func folderOf(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	if err := errors.Join(root.Mkdir("in", 0o755), root.WriteFile("in/file", []byte("words"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(root.Name(), "pipe"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(root.Name()) // the name of a socket has to be short
	l, err := net.Listen("unix", "socket")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return root
}

func TestNothingWaits(t *testing.T) {
	root := folderOf(t)
	for _, name := range []string{"pipe", "socket"} {
		for how, read := range map[string]func() error{
			"Open":        func() error { _, err := Open(root, name); return err },
			"OpenIn":      func() error { _, err := OpenIn(root, name, os.O_RDWR, 0); return err },
			"OpenFile":    func() error { _, err := OpenFile(filepath.Join(root.Name(), name)); return err },
			"ReadFile":    func() error { _, err := ReadFile(root, name); return err },
			"FS.Open":     func() error { _, err := FS(root).Open(name); return err },
			"FS.ReadFile": func() error { _, err := fs.ReadFile(FS(root), name); return err },
			"FS.ReadDir":  func() error { _, err := fs.ReadDir(FS(root), name); return err },
		} {
			var at *fs.PathError
			if err := read(); !errors.Is(err, ErrSpecial) || !errors.As(err, &at) || filepath.Base(at.Path) != name {
				t.Errorf("%s of a %s: %v", how, name, err)
			}
		}
	}
	if _, err := OpenFile(os.DevNull); !errors.Is(err, ErrSpecial) {
		t.Errorf("a device: %v", err)
	}
}

func TestFilesAreRead(t *testing.T) {
	root := folderOf(t)
	for how, read := range map[string]func() ([]byte, error){
		"ReadFile":    func() ([]byte, error) { return ReadFile(root, "in/file") },
		"FS.ReadFile": func() ([]byte, error) { return fs.ReadFile(FS(root), "in/file") },
		"OpenFile": func() ([]byte, error) {
			f, err := OpenFile(filepath.Join(root.Name(), "in", "file"))
			if err != nil {
				return nil, err
			}
			defer f.Close()
			return io.ReadAll(f)
		},
	} {
		if data, err := read(); err != nil || string(data) != "words" {
			t.Errorf("%s: %q %v", how, data, err)
		}
	}
	if _, err := ReadFile(root, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// FS is a file system as root.FS() is, with the same entries.
func TestFSIsThatOfTheRoot(t *testing.T) {
	root := folderOf(t)
	want, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadDir(FS(root), ".")
	if err != nil || !slices.EqualFunc(got, want, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() && a.Type() == b.Type() }) {
		t.Errorf("%v, want %v: %v", got, want, err)
	}
	if err := errors.Join(root.Remove("pipe"), root.Remove("socket")); err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(FS(root), "in/file"); err != nil {
		t.Error(err)
	}
}
