package serve

import (
	"context"
	"errors"
	"html"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/app/api"
)

var leadsTo = regexp.MustCompile(`content="0;url=([^"]+)"`)

// fromFile is a request that a page of a file makes a browser send.
func fromFile(t *testing.T, address string) *http.Request {
	t.Helper()
	q, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	q.Header.Set("Sec-Fetch-Mode", "navigate")
	q.Header.Set("Sec-Fetch-Dest", "document")
	return q
}

// The page leads in, nobody else can read it, and it goes when it was used.
func TestDoor(t *testing.T) {
	s := start(t)
	folder := t.TempDir()
	file, err := s.Door(folder)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(file, s.guard.login) {
		t.Error("its name holds the token")
	}
	info, err := os.Stat(file)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := leadsTo.FindSubmatch(page)
	if found == nil || html.UnescapeString(string(found[1])) != s.Address() {
		t.Fatalf("it leads elsewhere: %s", page)
	}
	for _, path := range []string{"/", "/login", "/login?t=none", "/canvas/probe", "/events"} { // it opens nothing else
		if a, _ := send(t, fromFile(t, "http://"+s.guard.host+path)); a.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
	}
	if _, err := os.Stat(file); err != nil {
		t.Errorf("it went before it was used: %v", err)
	}
	framed := fromFile(t, s.Address())
	framed.Header.Set("Sec-Fetch-Dest", "iframe")
	if a, _ := send(t, framed); a.StatusCode != http.StatusForbidden {
		t.Errorf("in a frame of another page: %d", a.StatusCode)
	}
	if a, _ := send(t, fromFile(t, s.Address())); a.StatusCode != http.StatusOK || len(a.Cookies()) != 1 {
		t.Errorf("%d %v", a.StatusCode, a.Cookies())
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestDoorGoesAtTheEnd(t *testing.T) {
	s, err := Open(Options{Listen: "127.0.0.1:0", API: http.NotFoundHandler(), Bus: &api.Bus{}})
	if err != nil {
		t.Fatal(err)
	}
	file, err := s.Door(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}

// One browser can have two editors open: it sends its cookies to every port of
// this computer, and each editor knows its own.
func TestTwoEditorsInOneBrowser(t *testing.T) {
	one, two := start(t), start(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	status := func(address string) int {
		a, err := browser.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Body.Close()
		return a.StatusCode
	}
	for _, s := range []started{one, two} {
		if got := status(s.Address()); got != http.StatusOK {
			t.Fatalf("let in with %d", got)
		}
	}
	for _, s := range []started{one, two, one} {
		if got := status("http://" + s.guard.host + "/"); got != http.StatusOK {
			t.Errorf("%s answers %d", s.guard.host, got)
		}
	}
	at, err := url.Parse("http://" + one.guard.host)
	if err != nil {
		t.Fatal(err)
	}
	if sent := jar.Cookies(at); len(sent) != 2 { // else the test shows nothing
		t.Errorf("the browser has %d cookies", len(sent))
	}
}
