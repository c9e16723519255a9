//go:build hugodocs

// Package hugodocs holds the test with real input: Hugo's own documentation is
// imported, built, edited, published and read back through the edge.
package hugodocs

import (
	"bytes"
	"context"
	"crypto/rand"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/pagewright/pagewright/backend/importer"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/generator"
)

// clean takes out of a picture what it tells of the person, as the command does.
func clean(name string, data []byte) ([]byte, error) {
	f, err := media.Take(name, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return f.Content, nil
}

// memory is an output of the generator that keeps everything.
type memory struct {
	mu    sync.Mutex
	files map[string]string
}

func (m *memory) Write(path string, content []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[path] = string(content)
	return nil
}

func (m *memory) Remove(path string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.files, path)
	return nil
}

// source is the folder that build/hugodocs.sh fetched.
func source(t *testing.T) string {
	t.Helper()
	dir := filepath.Join("..", "..", ".tools", "hugodocs")
	if _, err := os.Stat(filepath.Join(dir, ".source")); err != nil {
		t.Fatalf("run build/hugodocs.sh first: %v", err)
	}
	return dir
}

func TestHugoDocs(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "site")
	report, err := importer.Import(ctx, source(t), dir, importer.Options{Rand: rand.Reader, Clean: clean})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("imported %d pages (%d of them drafts, as in the source) and %d files", len(report.Pages), report.Drafts(), len(report.Files))
	for _, d := range report.Findings {
		if d.Code == importer.CodePicture {
			t.Errorf("%s is no picture: %v", d.Where.Path, d.Args)
		}
	}

	engine, err := generator.New(ctx, os.DirFS(dir), generator.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := &memory{files: map[string]string{}}
	result, err := engine.Build(ctx, out)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("built %d pages, %d files", result.Pages, result.Files)
	everyPageIsThere(t, report, func(address string) (string, bool) {
		page, there := out.files[output(address)]
		return page, there
	})
	explain(t, report, out.files, result.Release.Manifest)
	everyPageOpens(t, engine, report)

	server := serve(t, engine.Site().Config.Publish.Control)
	first := server.publish(t, result.Release)
	t.Logf("published %d objects, %d bytes, in %d requests", first.Uploaded, first.Bytes, first.Requests)
	changed := edited(t, engine, dir)
	result, err = engine.Build(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	second := server.publish(t, result.Release)
	t.Logf("published the edit: %d objects, %d bytes, in %d requests", second.Uploaded, second.Bytes, second.Requests)
	everyPageIsThere(t, report, server.get(t))
	if page, _ := server.get(t)(changed); !strings.Contains(page, sentence) {
		t.Errorf("%s does not show the edit", changed)
	}
}

// everyPageOpens draws the canvas of each page, drafts too.
func everyPageOpens(t *testing.T, engine *generator.Engine, report *importer.Report) {
	t.Helper()
	blocks := 0
	for _, taken := range report.Pages {
		canvas, err := engine.Canvas(context.Background(), taken.To, "/canvas/site")
		if err != nil {
			t.Errorf("%s does not open: %v", taken.To, err)
			continue
		}
		blocks += len(canvas.Blocks)
	}
	t.Logf("all %d pages open in the editor, with %d blocks", len(report.Pages), blocks)
}

// everyPageIsThere checks that each page of the source is there and that every
// word of it is on its page.
func everyPageIsThere(t *testing.T, report *importer.Report, get func(address string) (string, bool)) {
	t.Helper()
	pages, words := 0, 0
	for _, taken := range report.Pages {
		if taken.From == "" || taken.Draft {
			continue
		}
		page, there := get(taken.Address)
		if !there {
			t.Errorf("%s is not there as %s", taken.From, taken.Address)
			continue
		}
		pages++
		text, err := os.ReadFile(filepath.Join(report.Source, filepath.FromSlash(taken.From)))
		if err != nil {
			t.Fatal(err)
		}
		lacks := missing(string(text), page)
		words += len(sourceWords(string(text)))
		if len(lacks) > 0 {
			slices.Sort(lacks)
			t.Errorf("%s lacks %d words: %s", taken.Address, len(lacks), strings.Join(lacks[:min(12, len(lacks))], " "))
		}
	}
	if pages < 300 {
		t.Errorf("only %d pages", pages)
	}
	t.Logf("all %d published pages are there, with all of their %d different words", pages, words)
}

// output is the file of an address.
func output(address string) string {
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// sorted are the keys of a map in their order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
