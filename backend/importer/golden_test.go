package importer

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/pagewright/pagewright/generator/diag"
)

var update = flag.Bool("update", false, "rewrite what the golden sites must become")

// zeros is randomness that is always the same.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// Each archive holds a source, the site that it must become, and the report.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) < 4 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var sources []txtar.File
			for _, f := range archive.Files {
				if rel, ok := strings.CutPrefix(f.Name, "source/"); ok {
					sources = append(sources, f)
					write(t, filepath.Join(dir, "source", rel), string(f.Data))
				}
			}
			before := tree(t, filepath.Join(dir, "source"))
			report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
			if err != nil {
				t.Fatal(err)
			}
			if after := tree(t, filepath.Join(dir, "source")); !equal(before, after) {
				t.Error("the source changed")
			}
			got := sources
			for path, data := range tree(t, filepath.Join(dir, "site")) {
				got = append(got, txtar.File{Name: "site/" + path, Data: ended(data)})
			}
			var text bytes.Buffer
			if err := report.Text(&text, func(d diag.Diag) string { return d.Code }); err != nil {
				t.Fatal(err)
			}
			got = append(got, txtar.File{Name: "report", Data: []byte(strings.ReplaceAll(text.String(), dir+string(filepath.Separator), ""))})
			sortFiles(got[len(sources):])
			have := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: got})
			if *update {
				if err := os.WriteFile(name, have, 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(have, want) {
				t.Errorf("go test -run Golden -update rewrites it; now it is\n%s", have)
			}
		})
	}
}

func sortFiles(files []txtar.File) {
	for i := range files {
		for j := i; j > 0 && files[j].Name < files[j-1].Name; j-- {
			files[j], files[j-1] = files[j-1], files[j]
		}
	}
}

// ended gives a file that ends without a newline one, as an archive has it.
func ended(data []byte) []byte {
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	return data
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tree reads all files below a folder.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func equal(a, b map[string][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			return false
		}
	}
	return true
}
