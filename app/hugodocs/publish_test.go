//go:build hugodocs

package hugodocs

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/edit"
	"github.com/pagewright/pagewright/backend/publish"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/s3"
	"github.com/pagewright/pagewright/backend/store/storetest"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/release"
)

// visitors is a real S3 server with the Go edge before it.
type visitors struct {
	publisher *publish.Publisher
	edge      *edge.Edge
	server    *httptest.Server
}

func serve(t *testing.T, control string) *visitors {
	t.Helper()
	versity := storetest.Versity(t)
	driver, err := s3.Open(s3.Config{Endpoint: versity.Endpoint, Bucket: versity.Bucket, AccessKey: versity.AccessKey, SecretKey: versity.SecretKey, Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	st := store.New(driver, store.Options{})
	v := &visitors{
		publisher: publish.New(st, publish.Options{Control: control, Owner: "test"}),
		edge:      edge.New(st, control, edge.Options{}),
	}
	v.server = httptest.NewServer(v.edge)
	t.Cleanup(v.server.Close)
	return v
}

func (v *visitors) publish(t *testing.T, r *release.Release) *publish.Result {
	t.Helper()
	result, err := v.publisher.Publish(context.Background(), r, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.edge.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	return result
}

// get asks the edge for a page, as a visitor does.
func (v *visitors) get(t *testing.T) func(address string) (string, bool) {
	return func(address string) (string, bool) {
		answer, err := http.Get(v.server.URL + address)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return string(body), err == nil && answer.StatusCode == http.StatusOK
	}
}

// sentence is what the edit writes.
const sentence = "Every link on this page was followed by a test."

// edited adds a sentence to the first paragraph of a page through the editing
// core, and checks that no other byte of the site changed. It returns the page's address.
func edited(t *testing.T, engine *generator.Engine, dir string) string {
	t.Helper()
	ctx := context.Background()
	const page = "content/content-management/cross-references.md"
	before := sources(t, dir)
	tree, _ := block.NewParser(engine.Kinds()).Parse(before[page])
	old := tree.At([]int{0}).Range
	text := string(before[page][old.Start:old.End]) + " " + sentence
	open, err := site.Open(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	editor := edit.New(open, edit.Options{Parser: block.NewParser(engine.Kinds()), Kinds: engine.Kinds()})
	outcome, err := editor.Apply(ctx, []edit.Op{{Op: "replace", Page: page, At: []int{0}, Markdown: text}}, edit.ApplyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := open.Close(); err != nil {
		t.Fatal(err)
	}
	if err := engine.Update(ctx, outcome.Changed); err != nil {
		t.Fatal(err)
	}
	after := sources(t, dir)
	for _, name := range sorted(after) {
		if name != page && !bytes.Equal(before[name], after[name]) {
			t.Errorf("%s changed", name)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d files became %d", len(before), len(after))
	}
	want := string(before[page][:old.Start]) + text + string(before[page][old.End:])
	if string(after[page]) != want {
		t.Errorf("outside of the block something changed:\n%s", after[page])
	}
	t.Logf("edited %s: %d files are as they were", page, len(after)-1)
	return engine.Site().Page(page).URL
}

// sources reads all files of the site but what the program keeps for itself.
func sources(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil && !strings.HasPrefix(rel, site.Private) {
			files[filepath.ToSlash(rel)], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
