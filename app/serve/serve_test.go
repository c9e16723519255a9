package serve

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/api/apitest"
	"github.com/pagewright/pagewright/generator/release"
)

const token = "the-session-token"

// site stands in for the open site and counts what reaches it.
type site struct{ reached atomic.Int64 }

func (s *site) Canvas(context.Context, string) ([]byte, error) {
	s.reached.Add(1)
	return []byte("<p>secret draft</p>"), nil
}

func (s *site) File(context.Context, string) ([]byte, release.File, error) {
	s.reached.Add(1)
	return []byte("secret file"), release.File{Type: "text/plain"}, nil
}

func (s *site) Thumb(context.Context, string) ([]byte, string, error) {
	s.reached.Add(1)
	return nil, "", fs.ErrNotExist
}

// started is a running server and what stands behind it.
type started struct {
	*site
	*Server
	bus *api.Bus
}

func start(t *testing.T) started {
	t.Helper()
	behind, bus := &site{}, &api.Bus{}
	handler, err := api.New(api.Options{
		Token:   token,
		Shell:   fstest.MapFS{"index.html": {Data: []byte("<head></head>")}, "assets/a.js": {Data: []byte("1")}},
		Calls:   apitest.Calls(func(string) { behind.reached.Add(1) }),
		Views:   behind,
		Explain: func(err error) api.Problem { return api.Problem{Title: err.Error()} },
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(Options{Listen: "127.0.0.1:0", API: handler, Bus: bus})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return started{behind, s, bus}
}

// route is one thing that can be asked of the server.
type route struct{ method, path string }

func routes() []route {
	list := []route{
		{"GET", "/"},
		{"GET", "/assets/a.js"},
		{"GET", "/canvas/page?path=content/index.md"},
		{"GET", "/canvas/site/assets/site.css"},
		{"GET", "/canvas/probe"},
		{"GET", "/canvas/probe.svg"},
		{"GET", "/media/thumb?path=media/a.jpg"},
		{"GET", "/events"},
		{"GET", "/not/there"},
	}
	for _, v := range api.Verbs() {
		list = append(list, route{"POST", "/api/" + v.Name})
	}
	return list
}

// request is a request of the editor itself, as its browser sends it.
func (s started) request(t *testing.T, r route) *http.Request {
	t.Helper()
	q, err := http.NewRequest(r.method, "http://"+s.guard.host+r.path, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	q.AddCookie(&http.Cookie{Name: s.guard.cookie(), Value: s.guard.session})
	if r.method == "POST" {
		q.Header.Set("Origin", "http://"+s.guard.host)
		q.Header.Set("Content-Type", "application/json")
		q.Header.Set(api.TokenHeader, token)
		q.Header.Set(api.NameHeader, "a.jpg")
	}
	return q
}

func send(t *testing.T, q *http.Request) (*http.Response, string) {
	t.Helper()
	a, err := http.DefaultTransport.RoundTrip(q)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	if a.Header.Get("Content-Type") == "text/event-stream" { // it has no end
		line, err := bufio.NewReader(a.Body).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return a, line
	}
	body, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(body)
}

// strangers are the ways in which a request is not the editor's.
func strangers() map[string]func(*http.Request) {
	header := func(name, value string) func(*http.Request) {
		return func(q *http.Request) { q.Header.Set(name, value) }
	}
	host := func(h string) func(*http.Request) { return func(q *http.Request) { q.Host = h } }
	return map[string]func(*http.Request){
		"foreign host":          host("evil.test"),
		"rebound host":          func(q *http.Request) { q.Host = "evil.test:" + q.URL.Port() },
		"host as a name":        func(q *http.Request) { q.Host = "localhost:" + q.URL.Port() },
		"host with a dot":       func(q *http.Request) { q.Host = "127.0.0.1.:" + q.URL.Port() },
		"host without port":     host("127.0.0.1"),
		"foreign origin":        header("Origin", "https://evil.test"),
		"null origin":           header("Origin", "null"),
		"empty origin":          header("Origin", ""),
		"origin of a neighbour": header("Origin", "http://127.0.0.1:1"),
		"two origins":           func(q *http.Request) { q.Header["Origin"] = []string{"http://" + q.Host, "https://evil.test"} },
		"from another site":     header("Sec-Fetch-Site", "cross-site"),
		"from another port":     header("Sec-Fetch-Site", "same-site"),
		"no cookie":             func(q *http.Request) { q.Header.Del("Cookie") },
		"another cookie":        func(q *http.Request) { q.Header.Set("Cookie", strings.Replace(q.Header.Get("Cookie"), "=", "=A", 1)) },
	}
}

func TestStrangersAreRefusedOnEveryRoute(t *testing.T) {
	s := start(t)
	for _, r := range routes() {
		for name, change := range strangers() {
			q := s.request(t, r)
			change(q)
			a, body := send(t, q)
			if a.StatusCode != http.StatusForbidden || strings.Contains(body, "secret") || strings.Contains(body, token) {
				t.Errorf("%s %s with %s: %d %q", r.method, r.path, name, a.StatusCode, body)
			}
			mustBeWalled(t, a)
		}
		for name, given := range map[string]string{"no token": "", "another token": token + "x"} {
			if r.method != "POST" {
				continue
			}
			q := s.request(t, r)
			q.Header.Set(api.TokenHeader, given)
			if a, _ := send(t, q); a.StatusCode != http.StatusForbidden {
				t.Errorf("%s with %s: %d", r.path, name, a.StatusCode)
			}
		}
	}
	if n := s.reached.Load(); n != 0 {
		t.Errorf("strangers reached the site %d times", n)
	}
}

// TestTheEditorPasses is the control of the test above: the same requests,
// unchanged, are answered, and without the guard strangers are too.
func TestTheEditorPasses(t *testing.T) {
	s := start(t)
	for _, r := range routes() {
		a, body := send(t, s.request(t, r))
		if a.StatusCode == http.StatusForbidden {
			t.Errorf("%s %s: the editor itself is refused: %s", r.method, r.path, body)
		}
		if r.path != "/" {
			mustBeWalled(t, a)
		}
	}
	if n := s.reached.Load(); n != int64(len(api.Verbs())+3) {
		t.Errorf("%d calls and views were reached, want %d", n, len(api.Verbs())+3)
	}
	open := s.guard
	open.host, open.session = "evil.test", "A"+s.guard.session // as if it let these in
	q := s.request(t, route{"GET", "/canvas/probe"})
	q.URL.Host = s.listener.Addr().String()
	if a, _ := send(t, q); a.StatusCode != http.StatusOK {
		t.Errorf("with a guard that knows the stranger it is still refused (%d): the refusals above say nothing", a.StatusCode)
	}
}

func mustBeWalled(t *testing.T, a *http.Response) {
	t.Helper()
	if p := a.Header.Get("Content-Security-Policy"); !strings.Contains(p, "script-src 'none'") || a.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s: policy %q", a.Request.URL, p)
	}
	if a.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%s: other origins may read it", a.Request.URL)
	}
}

func TestTheAddressWorksOnce(t *testing.T) {
	s := start(t)
	var in atomic.Int64
	var cookie *http.Cookie
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			a, err := http.Get(s.Address())
			if err != nil {
				t.Error(err)
				return
			}
			_ = a.Body.Close()
			if a.StatusCode == http.StatusOK {
				in.Add(1)
				cookie = a.Cookies()[0]
			}
		})
	}
	all.Wait()
	if in.Load() != 1 {
		t.Fatalf("%d of 50 at once came in, want 1", in.Load())
	}
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Domain != "" || cookie.Name != s.guard.cookie() {
		t.Errorf("cookie %+v", cookie)
	}
	q := s.request(t, route{"GET", "/"})
	q.Header.Set("Cookie", cookie.Name+"="+cookie.Value)
	if a, body := send(t, q); a.StatusCode != http.StatusOK || !strings.Contains(body, token) {
		t.Errorf("with the cookie of the login: %d", a.StatusCode)
	}
}

func TestLoginRefuses(t *testing.T) {
	s := start(t)
	for _, path := range []string{"/login", "/login?t=", "/login?t=" + strings.Repeat("A", 26)} {
		q, _ := http.NewRequest("GET", "http://"+s.guard.host+path, nil)
		if a, _ := send(t, q); a.StatusCode != http.StatusForbidden || len(a.Cookies()) != 0 {
			t.Errorf("%s: %d %v", path, a.StatusCode, a.Cookies())
		}
	}
	for name, change := range strangers() {
		if strings.Contains(name, "cookie") {
			continue
		}
		q, _ := http.NewRequest("GET", s.Address(), nil)
		change(q)
		if a, _ := send(t, q); a.StatusCode != http.StatusForbidden || len(a.Cookies()) != 0 {
			t.Errorf("%s: let in with %d", name, a.StatusCode)
		}
	}
}

func TestEventsArrive(t *testing.T) {
	s := start(t)
	a, err := http.DefaultTransport.RoundTrip(s.request(t, route{"GET", "/events"}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Body.Close() }()
	lines := bufio.NewScanner(a.Body)
	for lines.Scan() && lines.Text() != "" { // the greeting: the stream listens now
	}
	if err := s.bus.Send("site", api.SiteState{Title: "Bakery"}); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() || !strings.Contains(lines.Text(), `{"name":"site","data":{`) || !strings.Contains(lines.Text(), `"pages":[]`) {
		t.Errorf("got %q, %v", lines.Text(), lines.Err())
	}
}

func TestOnlyLoopback(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", ":0", "192.168.1.2:80", "example.com:80", "localhost:0", "[::]:0", "nonsense"} {
		if s, err := Open(Options{Listen: address, API: http.NotFoundHandler(), Bus: &api.Bus{}}); err == nil {
			t.Errorf("%s: listens at %s", address, s.Address())
		}
	}
	s := start(t)
	_, err := Open(Options{Listen: s.guard.host, API: http.NotFoundHandler(), Bus: &api.Bus{}})
	if err == nil || errors.Unwrap(err) == nil {
		t.Errorf("a port that is taken: %v", err)
	}
}

func TestRoutesCoverEveryVerb(t *testing.T) {
	if got := len(routes()) - 9; got != len(api.Verbs()) || reflect.TypeFor[api.Views]().NumMethod() != 3 {
		t.Errorf("routes() has %d calls of %d: add what is new to it", got, len(api.Verbs()))
	}
}
