package export

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// files is the content of a release in memory.
type files map[string]string

func (f files) Open(path string) (io.ReadCloser, error) {
	data, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(strings.NewReader(data)), nil
}

func (f files) release(redirects ...release.Redirect) *release.Release {
	m := &release.Manifest{Version: release.Version, Files: map[string]release.File{}, Redirects: redirects}
	for path, data := range f {
		m.Files[path] = release.File{Hash: release.Hash([]byte(data)), Size: int64(len(data))}
	}
	return &release.Release{Manifest: m, Content: f}
}

var sample = files{"index.html": "home", "about/index.html": "about", "assets/site.0123456789.css": "body{}"}

var moved = []release.Redirect{
	{From: "/old/", To: "/about/", Code: 301},
	{From: "/2020/a.html", To: "/about/?a=1&b=2", Code: 301},
	{From: "/about", To: "/about/", Code: 301}, // a page stands there
}

func TestFolder(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a", "site")
	result, err := Write(context.Background(), sample.release(moved...), out)
	if err != nil || result.Files != 6 || result.Out != out {
		t.Fatalf("%+v, %v", result, err)
	}
	want := map[string]string{
		"index.html": "home", "about/index.html": "about", "assets/site.0123456789.css": "body{}",
		"_redirects": "/old/ /about/ 301\n/2020/a.html /about/?a=1&b=2 301\n/about /about/ 301\n",
	}
	for name, text := range want {
		if data, err := os.ReadFile(filepath.Join(out, name)); err != nil || string(data) != text {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	for _, name := range []string{"old/index.html", "2020/a.html"} {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || !bytes.Contains(data, []byte(`http-equiv="refresh" content="0; url=/about/`)) {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if data, _ := os.ReadFile(filepath.Join(out, "2020/a.html")); bytes.Contains(data, []byte("a=1&b")) {
		t.Errorf("not escaped: %s", data)
	}
	left(t, filepath.Dir(out), "site")
}

func TestArchive(t *testing.T) {
	dir := t.TempDir()
	var archives [][]byte
	for _, name := range []string{"a.zip", "b.ZIP"} {
		out := filepath.Join(dir, name)
		if _, err := Write(context.Background(), sample.release(moved...), out); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		archives = append(archives, data)
	}
	if !bytes.Equal(archives[0], archives[1]) {
		t.Error("the same release gave two archives")
	}
	r, err := zip.NewReader(bytes.NewReader(archives[0]), int64(len(archives[0])))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
	}
	if !slices.IsSorted(names) || len(names) != 6 {
		t.Errorf("files %v", names)
	}
	data, err := fs.ReadFile(r, "about/index.html")
	if err != nil || string(data) != "about" {
		t.Errorf("%q, %v", data, err)
	}
	left(t, dir, "a.zip", "b.ZIP")
}

func TestRefused(t *testing.T) {
	changed := sample.release()
	changed.Content = files{"index.html": "other", "about/index.html": "about", "assets/site.0123456789.css": "body{}"}
	gone := sample.release()
	gone.Content = files{}
	climbing := files{"../x": "y"}.release()
	tests := []struct {
		name    string
		release *release.Release
		out     string
		code    string // empty: another error
	}{
		{"a folder that is not empty", sample.release(), "full", CodeNotEmpty},
		{"a file in the way", sample.release(), "full/kept", CodeExists},
		{"an archive in the way", sample.release(), "there.zip", CodeExists},
		{"sources that changed", changed, "new", CodeChanged},
		{"sources that changed, archive", changed, "new.zip", CodeChanged},
		{"sources that are gone", gone, "new", ""},
		{"a path that leads out", climbing, "new", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{"full/kept": "kept", "there.zip": "kept"} {
				_ = os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Write(context.Background(), test.release, filepath.Join(dir, test.out))
			var d *diag.Diag
			if err == nil || errors.As(err, &d) != (test.code != "") || d != nil && d.Code != test.code {
				t.Errorf("got %v, want %q", err, test.code)
			}
			left(t, dir, "full", "there.zip")
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	if _, err := Write(ctx, sample.release(), filepath.Join(dir, "site")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	left(t, dir)
}

// left checks that a folder holds just these names.
func left(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	if !slices.Equal(have, names) {
		t.Errorf("%s holds %v, want %v", dir, have, names)
	}
}
