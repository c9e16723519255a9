package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/api/apitest"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

const token = "the-session-token"

type views struct{}

func (views) Canvas(_ context.Context, page string) ([]byte, error) {
	switch page {
	case "content/panic.md":
		panic("a mistake")
	case "content/index.md":
		return []byte("<p>Hello</p>"), nil
	}
	return nil, fmt.Errorf("canvas of %q: %w", page, fs.ErrNotExist)
}

func (views) File(_ context.Context, path string) ([]byte, release.File, error) {
	switch path {
	case "media/evil.svg":
		return []byte("<svg><script>1</script></svg>"), release.File{Type: "image/svg+xml", Class: release.Page}, nil
	case "assets/site.1234567890.css":
		return []byte("p{}"), release.File{Type: "text/css; charset=utf-8", Class: release.Immutable}, nil
	}
	return nil, release.File{}, fs.ErrNotExist
}

func (views) Thumb(context.Context, string) ([]byte, string, error) {
	return []byte{0xff, 0xd8}, "image/jpeg", nil
}

func options() api.Options {
	return api.Options{
		Token: token,
		Shell: fstest.MapFS{
			"index.html":   {Data: []byte("<!doctype html><html><head><title>Editor</title></head></html>")},
			"assets/a.js":  {Data: []byte("1")},
			"assets/a.css": {Data: []byte("p{}")},
		},
		Calls: apitest.Calls(func(string) {}),
		Views: views{},
		Explain: func(err error) api.Problem {
			var d *diag.Diag
			if errors.As(err, &d) {
				return api.Problem{Code: d.Code}
			}
			return api.Problem{Code: "internal-error"}
		},
	}
}

func server(t *testing.T, o api.Options) http.Handler {
	t.Helper()
	s, err := api.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ask(h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://wails.localhost/", strings.NewReader(body))
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(path, "?")
	if method == "POST" {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(api.TokenHeader, token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestEveryAnswerHasItsWall asks for everything that there is, and for what
// is not: only the editor's page may run a script.
func TestEveryAnswerHasItsWall(t *testing.T) {
	h := server(t, options())
	type asked struct{ method, path string }
	all := []asked{
		{"GET", "/assets/a.js"}, {"GET", "/assets/none.js"}, {"GET", "/canvas/page?path=content/index.md"},
		{"GET", "/canvas/page?path=content/none.md"}, {"GET", "/canvas/page?path=content/panic.md"},
		{"GET", "/canvas/site/media/evil.svg"}, {"GET", "/canvas/site/none"}, {"GET", "/canvas/probe"},
		{"GET", "/canvas/probe.svg"}, {"GET", "/media/thumb?path=a"}, {"GET", "/index.html"}, {"GET", "/assets/"},
		{"GET", "/canvas/site/index.html"}, {"GET", "/canvas/site/about/"}, {"GET", "/../etc/passwd"}, {"GET", ""},
		{"PUT", "/"}, {"DELETE", "/api/app.state"}, {"GET", "/api/app.state"}, {"POST", "/"}, {"POST", "/api/none"},
		{"OPTIONS", "/api/app.state"}, {"HEAD", "/"},
	}
	for _, v := range api.Verbs() {
		all = append(all, asked{"POST", "/api/" + v.Name})
	}
	for _, a := range all {
		w := ask(h, a.method, a.path, "{}")
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "script-src 'none'") || w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: policy %q, nosniff %q", a.method, a.path, policy, w.Header().Get("X-Content-Type-Options"))
		}
		if strings.Contains(w.Body.String(), token) {
			t.Errorf("%s %s shows the token", a.method, a.path)
		}
	}
	w := ask(h, "GET", "/", "")
	if p := w.Header().Get("Content-Security-Policy"); !strings.Contains(p, "script-src 'self';") || strings.Contains(p, "unsafe-eval") {
		t.Errorf("the editor's page: policy %q", p)
	}
	if !strings.Contains(w.Body.String(), `<head><meta name="pagewright-token" content="`+token+`">`) {
		t.Errorf("the editor's page lacks its token: %s", w.Body)
	}
}

func TestStatusAndType(t *testing.T) {
	h := server(t, options())
	for _, c := range []struct {
		method, path, body string
		status             int
		mediaType          string
	}{
		{"GET", "/", "", 200, "text/html; charset=utf-8"},
		{"GET", "/assets/a.js", "", 200, "text/javascript; charset=utf-8"},
		{"GET", "/assets/a.css", "", 200, "text/css; charset=utf-8"},
		{"GET", "/canvas/page?path=content/index.md", "", 200, "text/html; charset=utf-8"},
		{"GET", "/canvas/page?path=content/none.md", "", 404, "application/json; charset=utf-8"},
		{"GET", "/canvas/page?path=content/panic.md", "", 500, "application/json; charset=utf-8"},
		{"GET", "/canvas/site/media/evil.svg", "", 200, "image/svg+xml"},
		{"GET", "/canvas/site/about/", "", 400, "application/json; charset=utf-8"},
		{"GET", "/canvas/site/about/index.html", "", 400, "application/json; charset=utf-8"},
		{"GET", "/canvas/site/a\x00b", "", 400, "application/json; charset=utf-8"},
		{"GET", "/canvas/site/a\\b", "", 400, "application/json; charset=utf-8"},
		{"GET", "/none", "", 404, "application/json; charset=utf-8"},
		{"PUT", "/assets/a.js", "", 405, "application/json; charset=utf-8"},
		{"GET", "/api/app.state", "", 405, "application/json; charset=utf-8"},
		{"POST", "/api/app.state", "{}", 200, "application/json; charset=utf-8"},
		{"POST", "/api/app.none", "{}", 404, "application/json; charset=utf-8"},
		{"POST", "/api/app.state", "{", 400, "application/json; charset=utf-8"},
		{"POST", "/api/app.state", "{}{}", 400, "application/json; charset=utf-8"},
		{"POST", "/api/page.open", `{"page":"` + strings.Repeat("a", 9<<20) + `"}`, 413, "application/json; charset=utf-8"},
		{"POST", "/api/media.upload", "bytes", 400, "application/json; charset=utf-8"},
	} {
		w := ask(h, c.method, c.path, c.body)
		if w.Code != c.status || w.Header().Get("Content-Type") != c.mediaType {
			t.Errorf("%s %q: %d %s, want %d %s", c.method, c.path, w.Code, w.Header().Get("Content-Type"), c.status, c.mediaType)
		}
	}
	if w := ask(h, "POST", "/api/app.state", "{}", "Content-Type", "text/plain"); w.Code != 400 {
		t.Errorf("a form can call: %d", w.Code)
	}
	if c := ask(h, "GET", "/canvas/site/assets/site.1234567890.css", "").Header().Get("Cache-Control"); !strings.Contains(c, "immutable") {
		t.Errorf("a fingerprinted file is fetched again each time: %q", c)
	}
	if c := ask(h, "GET", "/canvas/page?path=content/index.md", "").Header().Get("Cache-Control"); c != "no-store" {
		t.Errorf("the canvas is kept: %q", c)
	}
}

func TestTokenIsAskedForBeforeAnythingElse(t *testing.T) {
	reached := 0
	o := options()
	o.Calls = apitest.Calls(func(string) { reached++ })
	h := server(t, o)
	for _, v := range api.Verbs() {
		for _, given := range []string{"", "x", token + "x", token[:5], "null"} {
			if w := ask(h, "POST", "/api/"+v.Name, "{}", api.TokenHeader, given, api.NameHeader, "a"); w.Code != http.StatusForbidden {
				t.Errorf("%s with token %q: %d", v.Name, given, w.Code)
			}
		}
	}
	if reached != 0 {
		t.Fatalf("%d calls without the token", reached)
	}
	for _, v := range api.Verbs() { // the control: with the token every one is reached
		ask(h, "POST", "/api/"+v.Name, "{}", api.NameHeader, "a")
	}
	if reached != len(api.Verbs()) {
		t.Errorf("with the token %d of %d calls were reached", reached, len(api.Verbs()))
	}
}

func TestAnswersHaveNoNullLists(t *testing.T) {
	h := server(t, options())
	for _, v := range api.Verbs() {
		w := ask(h, "POST", "/api/"+v.Name, "{}", api.NameHeader, "a.jpg")
		into := reflect.New(v.Answer)
		if err := json.Unmarshal(w.Body.Bytes(), into.Interface()); err != nil {
			t.Errorf("%s: %v in %s", v.Name, err, w.Body)
		}
		for _, list := range []string{"pages", "kinds", "recent", "starters", "items", "targets", "words", "notes", "releases"} {
			if strings.Contains(w.Body.String(), `"`+list+`":null`) {
				t.Errorf("%s: %s is null in %s", v.Name, list, w.Body)
			}
		}
	}
	if w := ask(h, "POST", "/api/edit.apply", "{}"); !strings.Contains(w.Body.String(), `"order":null`) {
		t.Errorf("no order means something else than an empty one: %s", w.Body)
	}
}

func TestUploadCarriesNameAndBytes(t *testing.T) {
	o := options()
	var name, bytes string
	for i, v := range api.Verbs() {
		if v.Name == "media.upload" {
			o.Calls[i] = api.OnFile(v.Name, func(_ context.Context, n string, body io.Reader) (api.MediaAnswer, error) {
				raw, err := io.ReadAll(body)
				name, bytes = n, string(raw)
				return api.MediaAnswer{}, err
			})
		}
	}
	ask(server(t, o), "POST", "/api/media.upload", "\xff\xd8", api.NameHeader, "K%C3%BCste%20am%20Abend.jpg")
	if name != "Küste am Abend.jpg" || bytes != "\xff\xd8" {
		t.Errorf("got %q %q", name, bytes)
	}
}

func TestNewWantsEveryVerb(t *testing.T) {
	o := options()
	o.Calls = o.Calls[1:]
	if _, err := api.New(o); err == nil {
		t.Error("a verb without a call is accepted")
	}
	o = options()
	o.Calls[0] = api.On("app.state", func(context.Context, api.Empty) (api.Empty, error) { return api.Empty{}, nil })
	if _, err := api.New(o); err == nil {
		t.Error("a call with other types than its verb is accepted")
	}
	o = options()
	o.Token = ""
	if _, err := api.New(o); err == nil {
		t.Error("an empty token is accepted")
	}
}

func TestUnbuiltEditorSaysSo(t *testing.T) {
	o := options()
	o.Shell = fstest.MapFS{}
	w := ask(server(t, o), "GET", "/", "")
	if w.Code != 503 || !strings.Contains(w.Body.String(), "make run") || strings.Contains(w.Body.String(), token) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func FuzzServer(f *testing.F) {
	s, err := api.New(options())
	if err != nil {
		f.Fatal(err)
	}
	f.Add("GET", "/canvas/site/../../etc/passwd", "")
	f.Add("POST", "/api/page.open", `{"page":null}`)
	f.Fuzz(func(t *testing.T, method, path, body string) {
		if strings.Contains(path, "panic.md") || strings.ContainsAny(method, " \r\n\t\"(),/:;<=>?@[\\]{}") || method == "" {
			return
		}
		w := ask(s, method, path, body)
		if w.Code >= 500 || w.Header().Get("Content-Security-Policy") == "" {
			t.Errorf("%s %q: %d", method, path, w.Code)
		}
	})
}
