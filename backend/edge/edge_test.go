package edge

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

const control = ".pagewright-x/"

var ctx = context.Background()

func quick() store.Options {
	return store.Options{Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
}

// put publishes m by hand, with contents from content.
func put(t *testing.T, d *mem.Store, m *release.Manifest, seq int64, content func(path string) []byte, more func(*release.Pointer)) {
	t.Helper()
	st := store.New(d, quick())
	l := release.Layout(control)
	write := func(key string, data []byte) {
		if _, err := st.PutBytes(ctx, key, data, store.PutOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for path, f := range m.Files {
		write(l.Object(f.Hash), content(path))
	}
	for path, f := range m.Carry {
		write(l.Object(f.Hash), content(path))
	}
	write(l.Release(m.ID()), m.Encode())
	p := &release.Pointer{Version: release.Version, Seq: seq, Mode: release.Exclusive, Release: m.ID(), Applied: m.ID(),
		Delivery: release.Edge, Nonce: fmt.Sprint(seq), Kept: []release.Kept{}}
	if more != nil {
		more(p)
	}
	write(l.Channel("live"), p.Encode())
}

func path(p string) []byte { return []byte(p) }

// one returns a manifest of one front page, one stylesheet and their contents.
func one(text string) (*release.Manifest, func(string) []byte) {
	css := "assets/" + release.Hash([]byte(text))[:10] + ".css"
	m := &release.Manifest{Version: release.Version, Files: map[string]release.File{
		"index.html": {Hash: release.Hash([]byte(text)), Size: int64(len(text)), Type: "text/html; charset=utf-8", Class: release.Page},
		css:          {Hash: release.Hash([]byte(css)), Size: int64(len(css)), Type: "text/css; charset=utf-8", Class: release.Immutable}}}
	return m, func(p string) []byte {
		if p == "index.html" {
			return []byte(text)
		}
		return []byte(p)
	}
}

func fresh(t *testing.T, d *mem.Store) *Edge {
	t.Helper()
	e := New(store.New(d, quick()), control, Options{})
	if err := e.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	return e
}

// raw asks for a path exactly as it is written, as no client would.
func raw(t *testing.T, address, method, path string) (*http.Response, string) {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "%s %s HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n", method, path)
	answer, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func TestConformance(t *testing.T) {
	m, cases := release.Conformance()
	d := &mem.Store{}
	put(t, d, m, 1, path, nil)
	server := httptest.NewServer(fresh(t, d))
	defer server.Close()
	address := strings.TrimPrefix(server.URL, "http://")
	for _, c := range cases {
		for _, method := range []string{"GET", "HEAD"} {
			answer, body := raw(t, address, method, c.Path)
			// A path that no URL can be made of never reaches the resolver.
			refused := answer.StatusCode == 400 && c.Status == 404
			if !refused && (answer.StatusCode != c.Status || answer.Header.Get("Location") != c.Location) {
				t.Errorf("%s: %s %s: %d %q, want %d %q", c.Name, method, c.Path, answer.StatusCode, answer.Header.Get("Location"), c.Status, c.Location)
			}
			want := c.File
			if method == "HEAD" {
				want = ""
			}
			if !refused && body != want {
				t.Errorf("%s: %s %s: body %q, want %q", c.Name, method, c.Path, body, want)
			}
		}
	}
}

func ask(h http.Handler, method, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHeaders(t *testing.T) {
	m, _ := release.Conformance()
	m.Files["drawing.svg"] = release.File{Hash: release.Hash(path("drawing.svg")), Size: 11, Type: "image/svg+xml", Class: release.Page}
	d := &mem.Store{}
	put(t, d, m, 1, path, nil)
	e := fresh(t, d)
	for _, c := range []struct{ path, name, want string }{
		{"/", "Content-Type", "text/html; charset=utf-8"},
		{"/", "Cache-Control", "public, max-age=0, must-revalidate"},
		{"/", "ETag", `"` + release.Hash(path("index.html"))[:32] + `"`},
		{"/", "X-Pagewright-Release", m.ID()},
		{"/", "X-Content-Type-Options", "nosniff"},
		{"/", "Referrer-Policy", "strict-origin-when-cross-origin"},
		{"/", "Content-Security-Policy", "frame-ancestors 'self'"},
		{"/", "Content-Length", "10"},
		{"/assets/site.0123456789.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/assets/site.9876543210.css", "Cache-Control", "public, max-age=31536000, immutable"},
		{"/nothing", "Cache-Control", "no-store"},
		{"/nothing", "Content-Type", "text/html; charset=utf-8"},
		{"/nothing", "ETag", ""},
		{"/assets/gone.0123456789.css", "Cache-Control", "no-store"},
		{"/moved?a=b", "Location", "/about/?a=b"},
		{"/outside?a=b", "Location", "https://example.com/x?y=1"},
		{"/drawing.svg", "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"},
	} {
		if got := ask(e, "GET", c.path).Header().Get(c.name); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.path, c.name, got, c.want)
		}
	}
	if w := ask(e, "POST", "/"); w.Code != 405 || w.Header().Get("Allow") != "GET, HEAD" || w.Header().Get("X-Content-Type-Options") == "" {
		t.Errorf("POST: %d %v", w.Code, w.Header())
	}
}

func TestValidatorsAndRanges(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789"), 600_000)
	m, content := one("hello")
	m.Files["film.mp4"] = release.File{Hash: release.Hash(large), Size: int64(len(large)), Type: "video/mp4", Class: release.Page}
	d := &mem.Store{}
	put(t, d, m, 1, func(p string) []byte {
		if p == "film.mp4" {
			return large
		}
		return content(p)
	}, nil)
	e := fresh(t, d)
	for path, whole := range map[string][]byte{"/": []byte("hello"), "/film.mp4": large} {
		all := ask(e, "GET", path)
		if all.Code != 200 || !bytes.Equal(all.Body.Bytes(), whole) {
			t.Fatalf("%s: %d, %d bytes", path, all.Code, all.Body.Len())
		}
		if w := ask(e, "GET", path, "If-None-Match", all.Header().Get("ETag")); w.Code != 304 || w.Body.Len() != 0 {
			t.Errorf("%s again: %d with %d bytes", path, w.Code, w.Body.Len())
		}
		if w := ask(e, "GET", path, "Range", "bytes=1-3"); w.Code != 206 || w.Body.String() != string(whole[1:4]) {
			t.Errorf("%s, a part: %d %q", path, w.Code, w.Body)
		}
		if w := ask(e, "GET", path, "Range", "bytes=-2"); w.Code != 206 || w.Body.String() != string(whole[len(whole)-2:]) {
			t.Errorf("%s, its end: %d %q", path, w.Code, w.Body)
		}
		if w := ask(e, "GET", path, "Range", "bytes=99999999-"); w.Code != 416 {
			t.Errorf("%s, beyond its end: %d", path, w.Code)
		}
		if w := ask(e, "HEAD", path); w.Code != 200 || w.Body.Len() != 0 || w.Header().Get("Content-Length") != fmt.Sprint(len(whole)) {
			t.Errorf("%s, HEAD: %d, %d bytes, length %s", path, w.Code, w.Body.Len(), w.Header().Get("Content-Length"))
		}
	}
}

func overwrite(t *testing.T, d *mem.Store, key, text string) {
	t.Helper()
	if _, err := d.Put(ctx, key, store.Bytes(text), store.PutOptions{}); err != nil {
		t.Fatal(err)
	}
}

func TestContentIsChecked(t *testing.T) {
	d := &mem.Store{}
	m, c := one("one")
	put(t, d, m, 1, c, nil)
	overwrite(t, d, control+"objects/"+release.Hash([]byte("one"))[:2]+"/"+release.Hash([]byte("one")), "eno")
	if w := ask(fresh(t, d), "GET", "/"); w.Code != 502 || w.Header().Get("Cache-Control") != "no-store" || w.Body.String() == "eno" {
		t.Errorf("%d %v %q", w.Code, w.Header(), w.Body)
	}
}

func TestCacheForgetsTheOldest(t *testing.T) {
	c := newCache(80)
	for i := range 20 {
		c.put(fmt.Sprint(i), make([]byte, 10))
		c.get("0")
	}
	if _, ok := c.get("0"); !ok {
		t.Error("what is used is gone")
	}
	if _, ok := c.get("1"); ok || c.size > 80 {
		t.Errorf("what is not used stays; %d bytes", c.size)
	}
	c.put("large", make([]byte, 20))
	if _, ok := c.get("large"); ok {
		t.Error("one content may take a quarter of the memory")
	}
}
