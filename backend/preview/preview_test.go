package preview

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/release"
)

// site is a release in memory.
type site map[string]string

func (s site) Open(path string) (io.ReadCloser, error) {
	body, ok := s[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(strings.NewReader(body)), nil
}

func (s site) release(context.Context) (*release.Release, error) {
	m := &release.Manifest{Version: release.Version, Files: map[string]release.File{}, NotFound: "404.html",
		Redirects: []release.Redirect{{From: "/old/", To: "/about/", Code: 301}}}
	for path, body := range s {
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(path, ".css") {
			kind = "text/css; charset=utf-8"
		}
		m.Files[path] = release.File{Hash: release.Hash([]byte(body)), Size: int64(len(body)), Type: kind, Class: release.Page}
	}
	return &release.Release{Manifest: m, Content: s}, nil
}

func explain(error) (string, string) { return "It broke <b>.", "Mend it." }

func bakery() site {
	return site{
		"index.html":       "<html><body><p>Bread</p></body></html>",
		"about/index.html": "<p>No end tag",
		"404.html":         "<p>Not here</p>",
		"assets/a.css":     "p{color:red}",
	}
}

func get(p http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8123"+path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

const script = `<script src="/.pagewright-preview/reload.js" data-count="0"></script>`

func TestAnswers(t *testing.T) {
	p := New(Options{Site: bakery().release, Explain: explain})
	for _, c := range []struct {
		path   string
		status int
		body   string
	}{
		{"/", 200, "<html><body><p>Bread</p>" + script + "</body></html>"},
		{"/about/", 200, "<p>No end tag" + script},
		{"/about", 302, ""},
		{"/old", 302, ""},
		{"/assets/a.css", 200, "p{color:red}"},
		{"/none/", 404, "<p>Not here</p>" + script},
		{"/../../etc/passwd", 404, "<p>Not here</p>" + script},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "<p>Not here</p>" + script},
		{"/..%5c..%5cetc", 404, "<p>Not here</p>" + script},
		{"/a%00b", 404, "<p>Not here</p>" + script},
	} {
		w := get(p, c.path)
		if w.Code != c.status || (c.body != "" && w.Body.String() != c.body) {
			t.Errorf("%s: %d %q, want %d %q", c.path, w.Code, w.Body, c.status, c.body)
		}
		if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("X-Content-Type-Options") != "nosniff" ||
			w.Header().Get("X-Frame-Options") != "SAMEORIGIN" || w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: headers %v", c.path, w.Header())
		}
	}
	if to := get(p, "/about").Header().Get("Location"); to != "/about/" {
		t.Errorf("redirect to %q", to)
	}
	if w := get(p, "/assets/a.css", "Range", "bytes=2-6"); w.Code != 206 || w.Body.String() != "color" {
		t.Errorf("range: %d %q", w.Code, w.Body)
	}
}

func TestOnlyThisComputer(t *testing.T) {
	p := New(Options{Site: bakery().release, Explain: explain})
	for _, headers := range [][]string{
		{"Host", "evil.test"}, {"Host", "evil.test:8123"}, {"Host", "127.0.0.1.evil.test:8123"}, {"Host", ""},
		{"Host", "localhost.:8123"}, {"Host", "192.168.1.2:8123"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"},
		{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"},
	} {
		for _, path := range []string{"/", "/assets/a.css", folder + "changes?count=0", folder + "reload.js"} {
			if w := get(p, path, headers...); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "Bread") {
				t.Errorf("%v %s: %d", headers, path, w.Code)
			}
		}
	}
	for _, headers := range [][]string{
		{"Host", "localhost:8123"}, {"Host", "[::1]:8123"}, {"Sec-Fetch-Site", "none"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"},
	} {
		if w := get(p, "/", headers...); w.Code != http.StatusOK {
			t.Errorf("%v: %d", headers, w.Code)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	p := New(Options{Site: bakery().release, Explain: explain})
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest(method, "http://127.0.0.1:1/", nil))
		if w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

func TestASiteThatDoesNotBuildSaysSo(t *testing.T) {
	p := New(Options{Explain: explain, Site: func(context.Context) (*release.Release, error) { return nil, errors.New("secret path") }})
	w := get(p, "/")
	if w.Code != 500 || !strings.Contains(w.Body.String(), "It broke &lt;b&gt;.") || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestOpenPagesAreTold(t *testing.T) {
	p := New(Options{Site: bakery().release, Explain: explain})
	server := httptest.NewServer(p)
	defer server.Close()
	told := func(count string) *bufio.Scanner {
		a, err := http.Get(server.URL + folder + "changes?count=" + count)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = a.Body.Close() })
		lines := bufio.NewScanner(a.Body)
		if !lines.Scan() || lines.Text() != ": waiting" {
			t.Fatalf("greeting %q", lines.Text())
		}
		lines.Scan()
		return lines
	}
	waiting := told("0")
	p.Changed()
	if !waiting.Scan() || waiting.Text() != "data: changed" {
		t.Errorf("a page that waits: %q", waiting.Text())
	}
	late := told("0") // loaded before the change, listens after it
	if !late.Scan() || late.Text() != "data: changed" {
		t.Errorf("a page that was late: %q", late.Text())
	}
	if !strings.Contains(get(p, "/").Body.String(), `data-count="1"`) {
		t.Error("a new page does not know of the change")
	}
}
