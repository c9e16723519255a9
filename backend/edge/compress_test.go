package edge

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

var prose = []byte(strings.Repeat("Bread from our own oven, open every day from seven. ", 100))

// library publishes a file of each kind, with the same words in it.
func library(t *testing.T) (*Edge, *release.Manifest) {
	t.Helper()
	d := &mem.Store{}
	m := &release.Manifest{Version: release.Version, NotFound: "404.html", Files: map[string]release.File{}}
	for name, kind := range map[string]string{
		"index.html": "text/html; charset=utf-8", "404.html": "text/html; charset=utf-8", "feed.xml": "application/xml", "feed.json": "application/json",
		"a.svg": "image/svg+xml", "a.webmanifest": "application/manifest+json", "a.gpx": "application/gpx+xml", "a.wasm": "application/wasm", "a.ttf": "font/ttf",
		"a.jpg": "image/jpeg", "a.zip": "application/zip", "a.woff2": "font/woff2", "a.mp4": "video/mp4",
	} {
		m.Files[name] = release.File{Hash: release.Hash(prose), Size: int64(len(prose)), Type: kind, Class: release.Page}
	}
	css := release.File{Hash: release.Hash(prose), Size: int64(len(prose)), Type: "text/css; charset=utf-8", Class: release.Immutable}
	m.Files["assets/site.0123456789.css"] = css
	m.Files["short.txt"] = release.File{Hash: release.Hash([]byte("Hello.")), Size: 6, Type: "text/plain; charset=utf-8", Class: release.Page}
	put(t, d, m, 1, func(p string) []byte {
		if p == "short.txt" {
			return []byte("Hello.")
		}
		return prose
	}, nil)
	return fresh(t, d), m
}

func unpacked(t *testing.T, w *httptest.ResponseRecorder) []byte {
	t.Helper()
	r, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestTextIsCompressed(t *testing.T) {
	e, m := library(t)
	for name, f := range m.Files {
		path := "/" + strings.TrimSuffix(name, "index.html")
		packed := !strings.Contains("a.jpg a.zip a.woff2 a.mp4 short.txt", name)
		plainly, w := ask(e, "GET", path), ask(e, "GET", path, "Accept-Encoding", "br, gzip")
		if got := w.Header().Get("Content-Encoding"); got != map[bool]string{true: "gzip"}[packed] {
			t.Errorf("%s: encoded %q", name, got)
			continue
		}
		vary := map[bool]string{true: "Accept-Encoding"}[packed]
		if w.Header().Get("Vary") != vary || plainly.Header().Get("Vary") != vary {
			t.Errorf("%s: Vary %q and %q", name, w.Header().Get("Vary"), plainly.Header().Get("Vary"))
		}
		if plainly.Header().Get("Content-Encoding") != "" || plainly.Body.Len() != int(f.Size) {
			t.Errorf("%s: not asked for, %v", name, plainly.Header())
		}
		if !packed {
			continue
		}
		if n := w.Body.Len(); w.Header().Get("Content-Length") != strconv.Itoa(n) || n > int(f.Size)/2 {
			t.Errorf("%s: %d bytes, said %s", name, n, w.Header().Get("Content-Length"))
		}
		for _, h := range []string{"Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", releaseHeader} {
			if w.Header().Get(h) != plainly.Header().Get(h) {
				t.Errorf("%s: %s is %q, and %q when it is compressed", name, h, plainly.Header().Get(h), w.Header().Get(h))
			}
		}
		head := ask(e, "HEAD", path, "Accept-Encoding", "gzip")
		for h := range w.Header() {
			if head.Header().Get(h) != w.Header().Get(h) {
				t.Errorf("%s: HEAD says %s %q, GET %q", name, h, head.Header().Get(h), w.Header().Get(h))
			}
		}
		if head.Body.Len() > 0 {
			t.Errorf("%s: HEAD sends %d bytes", name, head.Body.Len())
		}
		if !bytes.Equal(unpacked(t, w), prose) {
			t.Errorf("%s is something else when unpacked", name)
		}
	}
	w := ask(e, "GET", "/nothing", "Accept-Encoding", "gzip")
	if w.Code != http.StatusNotFound || w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" ||
		!bytes.Equal(unpacked(t, w), prose) {
		t.Errorf("the page of what is not there: %d %v", w.Code, w.Header())
	}
}

// A compressed answer is the same content in another form: its tag is weak, so
// that no part of the one is ever put together with a part of the other.
func TestTagsOfCompressedAnswers(t *testing.T) {
	e, _ := library(t)
	strong := ask(e, "GET", "/").Header().Get("ETag")
	weak := ask(e, "GET", "/", "Accept-Encoding", "gzip").Header().Get("ETag")
	if weak != "W/"+strong {
		t.Fatalf("tags %s and %s", strong, weak)
	}
	for _, tag := range []string{strong, weak, `"x", ` + weak} {
		for _, accept := range []string{"gzip", "identity"} {
			w := ask(e, "GET", "/", "If-None-Match", tag, "Accept-Encoding", accept)
			if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("Vary") != "Accept-Encoding" || w.Header().Get("Content-Encoding") != "" {
				t.Errorf("%s, %s: %d %v", tag, accept, w.Code, w.Header())
			}
		}
	}
	part := ask(e, "GET", "/", "Accept-Encoding", "gzip", "Range", "bytes=6-9")
	if part.Code != http.StatusPartialContent || part.Body.String() != "from" || part.Header().Get("ETag") != strong || part.Header().Get("Content-Encoding") != "" {
		t.Errorf("a part: %d %q %v", part.Code, part.Body, part.Header())
	}
	for tag, want := range map[string]int{strong: http.StatusPartialContent, weak: http.StatusOK} {
		w := ask(e, "GET", "/", "Accept-Encoding", "gzip", "Range", "bytes=6-9", "If-Range", tag)
		if w.Code != want || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("a part of %s: %d %v", tag, w.Code, w.Header())
		}
	}
}

func TestAccepts(t *testing.T) {
	for header, want := range map[string]bool{
		"": false, "gzip": true, "GZIP": true, "br, gzip": true, "gzip;q=0.5": true, "gzip ; q=0": false, "gzip;q=0.000": false, "x-gzip": true, "*": true,
		"*;q=0": false, "gzip;q=0, *": false, "br": false, "identity": false, "gzip;level=9;q=1": true, "gzip;q=many": false, "gzippy": false, ",,": false,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("Accept-Encoding", header)
		if got := acceptsGzip(r); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header["Accept-Encoding"] = []string{"br", "gzip"}
	if !acceptsGzip(r) {
		t.Error("a header in two lines")
	}
}

// A content is compressed once, however many ask for it at a time, and what
// grows by it is sent as it is from then on.
func TestCompressedOnce(t *testing.T) {
	e, _ := library(t)
	var times atomic.Int64
	compress := e.compress
	e.compress = func(data []byte) []byte { times.Add(1); return compress(data) }
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			for _, path := range []string{"/", "/feed.xml", "/assets/site.0123456789.css"} {
				ask(e, "GET", path, "Accept-Encoding", "gzip")
			}
		})
	}
	all.Wait()
	if times.Load() != 1 {
		t.Errorf("one content was compressed %d times", times.Load())
	}
	e, _ = library(t)
	times.Store(0)
	e.compress = func(data []byte) []byte { times.Add(1); return append(data, '!') }
	for range 3 {
		if w := ask(e, "GET", "/", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" || !bytes.Equal(w.Body.Bytes(), prose) {
			t.Errorf("what grows is sent as %v", w.Header())
		}
	}
	if times.Load() != 1 {
		t.Errorf("what grows was compressed %d times", times.Load())
	}
}
