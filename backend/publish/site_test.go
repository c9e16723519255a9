package publish

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/edge"
	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

const control = ".pagewright-0123456789abcdef/"

// files is a site's content by path; it is its own release.Content.
type files map[string]string

func (f files) Open(path string) (io.ReadCloser, error) {
	text, ok := f[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

var kinds = map[string]string{"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "xml": "application/xml",
	"jpg": "image/jpeg", "ico": "image/x-icon", "txt": "text/plain; charset=utf-8"}

var printed = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

func (f files) release() *release.Release {
	m := &release.Manifest{Version: release.Version, Files: map[string]release.File{}}
	for path, text := range f {
		class := release.Page
		if printed.MatchString(path) {
			class = release.Immutable
		}
		m.Files[path] = release.File{Hash: release.Hash([]byte(text)), Size: int64(len(text)),
			Type: kinds[path[strings.LastIndexByte(path, '.')+1:]], Class: class}
	}
	if _, ok := f["404.html"]; ok {
		m.NotFound = "404.html"
	}
	return &release.Release{Manifest: m, Content: f}
}

// site makes a small site in a version: every page names its version and its
// stylesheet, whose content names the version too.
func site(version string, pages int) files {
	css := fmt.Sprintf("body { --version: %q }", version)
	name := "assets/site." + release.Hash([]byte(css))[:10] + ".css"
	f := files{name: css, "assets/logo.0123456789.jpg": "the same in every version", "404.html": "nothing here " + version,
		"favicon.ico": "icon", "sitemap.xml": "<urlset/>" + version}
	page := func(title string) string {
		return fmt.Sprintf(`<!doctype html><link rel="stylesheet" href="/%s"><p>version=%s</p><h1>%s</h1>`, name, version, title)
	}
	f["index.html"] = page("home")
	for i := 1; i < pages; i++ {
		f[fmt.Sprintf("page-%d/index.html", i)] = page(fmt.Sprint("page ", i))
	}
	return f
}

// with returns a copy of f with one file set, or taken away by "".
func (f files) with(path, text string) files {
	c := files{}
	for p, t := range f {
		c[p] = t
	}
	c[path] = text
	if text == "" {
		delete(c, path)
	}
	return c
}

// bench is a store with a publisher and an edge before it.
type bench struct {
	t      testing.TB
	driver store.Driver
	store  *store.Store
	clock  time.Time
	o      Options
}

func noSleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func newBench(t testing.TB, d store.Driver, delivery Delivery) *bench {
	t.Helper()
	b := &bench{t: t, driver: d, store: store.New(d, store.Options{Sleep: noSleep}),
		clock: time.Date(2026, 5, 3, 14, 2, 0, 0, time.UTC)}
	b.o = Options{Control: control, Owner: "ann", Who: "Ann's laptop", Place: "my-site", Delivery: delivery, Caps: Trusted(),
		Now: func() time.Time { return b.clock }, Wait: noSleep}
	return b
}

// as returns the bench of another person at the same store.
func (b *bench) as(owner, who string) *bench {
	other := *b
	other.o.Owner, other.o.Who = owner, who
	other.o.Now = func() time.Time { return b.clock }
	return &other
}

func (b *bench) publisher() *Publisher { return New(b.store, b.o) }

func (b *bench) publish(f files) *Result {
	b.t.Helper()
	b.clock = b.clock.Add(time.Minute)
	r, err := b.publisher().Publish(context.Background(), f.release(), nil, false)
	if err != nil {
		b.t.Fatalf("publish: %v", err)
	}
	return r
}

// edge returns the edge as it is now.
func (b *bench) edge() *edge.Edge {
	b.t.Helper()
	e := edge.New(store.New(b.driver, store.Options{Sleep: noSleep}), control, edge.Options{})
	if err := e.Refresh(context.Background()); err != nil {
		b.t.Fatalf("edge: %v", err)
	}
	return e
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

// address is where a visitor finds a file of the release.
func address(path string) string { return "/" + strings.TrimSuffix(path, "index.html") }

// shows fails unless visitors get exactly f.
func shows(t testing.TB, h http.Handler, f files) {
	t.Helper()
	if bad := differs(h, f); bad != "" {
		t.Fatal(bad)
	}
}

// differs says in what visitors do not get exactly f; "" when they do.
func differs(h http.Handler, f files) string {
	for path, text := range f {
		want := 200
		if path == "404.html" {
			want = 404
		}
		w := get(h, address(path))
		if w.Code != want || w.Body.String() != text {
			return fmt.Sprintf("%s: status %d, %q; want %q", path, w.Code, cut(w.Body.String()), cut(text))
		}
	}
	return ""
}

func cut(s string) string { return s[:min(len(s), 120)] }

func TestPublishAndGoBack(t *testing.T) {
	for _, delivery := range []Delivery{Edge, Website} {
		t.Run(string(delivery), func(t *testing.T) {
			d := &mem.Store{}
			b := newBench(t, d, delivery)
			one, two := site("one", 4), site("two", 5)
			first := b.publish(one)
			if !first.Switched || first.Previous != "" || first.Uploaded == 0 {
				t.Errorf("first publish: %+v", first)
			}
			shows(t, b.visitors(d), one)
			second := b.publish(two)
			if second.Previous != first.Release {
				t.Errorf("second publish comes after %q, want %q", second.Previous, first.Release)
			}
			shows(t, b.visitors(d), two)
			back, err := b.publisher().Rollback(context.Background(), "")
			if err != nil {
				t.Fatal(err)
			}
			if back.Release != first.Release {
				t.Errorf("went back to %q, want %q", back.Release, first.Release)
			}
			shows(t, b.visitors(d), one)
			if w := get(b.visitors(d), "/page-4/"); w.Code != 404 {
				t.Errorf("a page that the release does not have: %d", w.Code)
			}
		})
	}
}

// visitors returns what answers visitors: the edge, or a bucket with static
// hosting.
func (b *bench) visitors(d *mem.Store) http.Handler { return b.reader(d) }

func (b *bench) reader(d store.Driver) http.Handler {
	if b.o.Delivery == Edge {
		return b.edge()
	}
	return hosting{d}
}

// hosting is a bucket with static hosting: the object at the path, index.html
// in folders, 404.html for the rest.
type hosting struct{ driver store.Driver }

func (h hosting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	status := http.StatusOK
	if path == "404.html" {
		status = http.StatusNotFound
	}
	o, err := h.driver.Get(r.Context(), path, store.GetOptions{})
	if err != nil {
		status = http.StatusNotFound
		if o, err = h.driver.Get(r.Context(), "404.html", store.GetOptions{}); err != nil {
			w.WriteHeader(status)
			return
		}
	}
	defer o.Body.Close()
	var b bytes.Buffer
	_, _ = b.ReadFrom(o.Body)
	w.Header().Set("Content-Type", o.Type)
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}
