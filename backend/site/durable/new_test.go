package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// listed returns the files below a folder; "": it is not there.
func listed(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

// A folder that was not there comes at once; one that is there and empty, which
// may be a disk of its own, stays the same folder. Dropped, all is as before.
func TestNew(t *testing.T) {
	for _, there := range []bool{false, true} {
		above := t.TempDir()
		dir := filepath.Join(above, "in", "site")
		if there {
			if err := os.MkdirAll(dir, 0o750); err != nil {
				t.Fatal(err)
			}
		}
		for _, keep := range []bool{false, true} {
			n, err := Begin(dir)
			if err != nil {
				t.Fatal(err)
			}
			err = errors.Join(n.File("content/a/b.md", []byte("b")), n.Copy("media/c.txt", strings.NewReader("c")), n.File("site.yaml", nil))
			if err != nil {
				t.Fatal(err)
			}
			var at *fs.PathError
			if err := n.File("site.yaml", nil); !errors.As(err, &at) || at.Path != filepath.Join(dir, "site.yaml") {
				t.Errorf("a person does not know the file of %v", err)
			}
			if got := listed(t, dir); !there && got != "" {
				t.Errorf("too early: %s", got)
			}
			if n.File("../out", nil) == nil || n.File("site.yaml", nil) == nil {
				t.Error("a way out, or a file twice")
			}
			want := ""
			if keep {
				want, err = "content/a/b.md media/c.txt site.yaml", n.Appear()
			} else {
				err = n.Drop()
			}
			if got := listed(t, dir); err != nil || got != want {
				t.Errorf("there %v, kept %v: %q, %v", there, keep, got, err)
			}
			if left, _ := os.ReadDir(filepath.Dir(dir)); len(left) > 1 {
				t.Errorf("left beside it: %v", left)
			}
		}
		info, err := os.Stat(dir)
		if want := map[bool]fs.FileMode{false: 0o755, true: 0o750}[there]; err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
			t.Errorf("%v, want %v", info.Mode(), want)
		}
	}
}

// A new file has its name when it is whole, and goes over none.
func TestNewFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "in", "site.zip")
	begin := func() *NewFile {
		f, err := BeginFile(out)
		if err == nil {
			_, err = f.Write([]byte("whole"))
		}
		if err != nil {
			t.Fatal(err)
		}
		if exists(out) {
			t.Fatal("too early")
		}
		return f
	}
	dropped, late := begin(), begin()
	if err := dropped.Drop(); err != nil {
		t.Error(err)
	}
	if err := begin().Appear(); err != nil {
		t.Error(err)
	}
	if err := late.Appear(); !errors.Is(err, ErrTaken) {
		t.Errorf("it went over another: %v", err)
	}
	if err := late.Drop(); err != nil {
		t.Error(err)
	}
	if _, err := BeginFile(out); !errors.Is(err, ErrTaken) {
		t.Errorf("where a file is: %v", err)
	}
	if got := listed(t, filepath.Dir(out)); got != "site.zip" {
		t.Errorf("there is %s", got)
	}
	if text, err := os.ReadFile(out); err != nil || string(text) != "whole" {
		t.Errorf("%q, %v", text, err)
	}
}
