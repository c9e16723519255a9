package desk_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/app/desk"
	"github.com/pagewright/pagewright/app/place"
	"github.com/pagewright/pagewright/backend/problem"
	"github.com/pagewright/pagewright/backend/secret"
	"github.com/pagewright/pagewright/backend/starter"
)

const token = "the-session-token"

// host is an editor's host without dialogs; it notes what it was asked.
type host struct{ opened chan string }

func (h host) Capabilities() api.Capabilities {
	return api.Capabilities{Window: true, OpenExternal: true}
}
func (h host) Browse(address string) error { h.opened <- address; return nil }
func (h host) Folder() (string, error)     { return "/chosen", nil }
func (h host) Files() ([]string, error)    { return []string{"/a.jpg"}, nil }

// bench is a desk behind its API, as the editor sees it.
type bench struct {
	t      *testing.T
	desk   *desk.Desk
	api    http.Handler
	events <-chan api.Event
	opened chan string
	dir    string
	chain  *chain // this computer's keychain
	home   string // the program's own folder
}

// newBench opens the flower shop in a folder of its own.
func newBench(t *testing.T) *bench {
	t.Helper()
	b := emptyBench(t)
	b.dir = flowerShop(t)
	do[api.SiteState](b, "site.open", api.OpenRequest{Dir: b.dir})
	return b
}

// flowerShop makes the starter with pictures so small that none of them is
// drawn in several widths, which the race detector takes minutes for.
func flowerShop(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "rosa")
	if err := starter.Create(dir, "rosa", ""); err != nil {
		t.Fatal(err)
	}
	pictures, err := filepath.Glob(filepath.Join(dir, "media", "*.jpg"))
	if err != nil || len(pictures) == 0 {
		t.Fatalf("the starter's pictures: %v %v", pictures, err)
	}
	for i, file := range pictures {
		var small bytes.Buffer
		m := image.NewGray(image.Rect(0, 0, 60, 40))
		m.Pix[0] = byte(i) // no two are the same
		if err := jpeg.Encode(&small, m, nil); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, small.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func emptyBench(t *testing.T) *bench {
	t.Helper()
	return startedWith(t, "")
}

// startedWith is a desk of a program that was started with a site.
func startedWith(t *testing.T, first string) *bench {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	home, err := place.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	bus := &api.Bus{}
	events, _ := bus.Listen()
	b := &bench{t: t, events: events, opened: make(chan string, 8), chain: &chain{entries: map[string]string{}}, home: folder}
	b.desk = desk.New(desk.Options{
		Version: "test", Place: home, Bus: bus, Host: host{b.opened}, Explain: problem.Of, Now: time.Now, First: first,
		Vault: secret.New(secret.Options{Keychain: b.chain, Env: b.chain.env, Home: t.TempDir()}),
	})
	b.api, err = api.New(api.Options{
		Token: token, Shell: fstest.MapFS{}, Calls: b.desk.Calls(), Views: b.desk, Explain: b.desk.Explain,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.desk.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return b
}

func (b *bench) post(verb string, body []byte, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/api/"+verb, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(api.TokenHeader, token)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, r)
	return w
}

// do calls a verb, which must succeed.
func do[A any](b *bench, verb string, request any) A {
	b.t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		b.t.Fatal(err)
	}
	w := b.post(verb, body)
	var answer A
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
		b.t.Fatalf("%s %s: %d %s", verb, body, w.Code, w.Body)
	}
	return answer
}

// fails calls a verb, which must fail, and returns the problem.
func (b *bench) fails(verb string, request any) api.Problem {
	b.t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		b.t.Fatal(err)
	}
	w := b.post(verb, body)
	var p api.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code < 400 || p.Title == "" || p.Next == "" {
		b.t.Fatalf("%s %s: %d %s, want a problem with its words", verb, body, w.Code, w.Body)
	}
	return p
}

func (b *bench) get(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.api.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

// event waits for an event that is wanted.
func event[D any](b *bench, name string, wanted func(D) bool) D {
	b.t.Helper()
	patience := time.After(2 * time.Minute) // pictures are drawn in every size, and the machine may be busy
	for {
		select {
		case e := <-b.events:
			var data D
			if e.Name != name {
				continue
			}
			if err := json.Unmarshal(e.Data, &data); err != nil {
				b.t.Fatal(err)
			}
			if wanted(data) {
				return data
			}
		case <-patience:
			b.t.Fatalf("no event %q as it was wanted", name)
		}
	}
}

func (b *bench) open(page string) api.PageState {
	b.t.Helper()
	return do[api.PageState](b, "page.open", api.PageRequest{Page: page})
}

func (b *bench) read(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

func TestWithoutASite(t *testing.T) {
	b := emptyBench(t)
	state := do[api.AppState](b, "app.state", api.Empty{})
	if state.Site != nil || len(state.Starters) < 2 || state.Version != "test" || !state.Capabilities.Window {
		t.Errorf("state %+v", state)
	}
	for verb, request := range map[string]any{
		"site.state": api.Empty{}, "page.open": api.PageRequest{Page: "content/index.md"},
		"edit.apply": api.EditRequest{}, "media.list": api.Empty{}, "publish.start": api.PublishRequest{},
	} {
		if p := b.fails(verb, request); p.Code != desk.CodeNoSite {
			t.Errorf("%s: %s", verb, p.Code)
		}
	}
	if w := b.get("/canvas/page?path=content/index.md"); w.Code < 400 {
		t.Errorf("canvas: %d", w.Code)
	}
	do[api.Empty](b, "site.close", api.Empty{})
}

func TestTheFirstSiteIsOpenedWhenItIsAskedFor(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "plain")
	if err := starter.Create(dir, "blank", "Plain"); err != nil {
		t.Fatal(err)
	}
	b := startedWith(t, dir)
	b.fails("site.state", api.Empty{})
	if state := do[api.AppState](b, "app.state", api.Empty{}); state.Site == nil || state.Site.Title != "Plain" || state.Problem != nil {
		t.Errorf("state %+v", state)
	}
	do[api.Empty](b, "site.close", api.Empty{})
	if state := do[api.AppState](b, "app.state", api.Empty{}); state.Site != nil || len(state.Recent) != 1 {
		t.Errorf("after closing it: %+v", state)
	}
	gone := startedWith(t, filepath.Join(t.TempDir(), "gone"))
	if state := do[api.AppState](gone, "app.state", api.Empty{}); state.Site != nil || state.Problem == nil || state.Problem.Code != "site-missing" {
		t.Errorf("a site that is not there: %+v", state)
	}
}

func TestOpenAPage(t *testing.T) {
	b := newBench(t)
	before := b.read("content/index.md")
	site := do[api.SiteState](b, "site.state", api.Empty{})
	if len(site.Pages) < 5 || len(site.Kinds) < 12 || len(site.Tokens) == 0 || len(site.Menus) == 0 || len(site.Targets) != 1 ||
		site.Targets[0].Name != "this-computer" || site.ReadOnly != "" || !strings.HasPrefix(site.Preview, "http://127.0.0.1:") {
		t.Errorf("site %+v", site)
	}
	page := b.open("content/index.md")
	if page.Permalink != "/" || len(page.Blocks) == 0 || page.FrontMatter["title"] == "" {
		t.Errorf("page %+v", page)
	}
	w := b.get(page.Canvas)
	if w.Code != 200 || !strings.Contains(w.Body.String(), `data-pw-at="0"`) {
		t.Errorf("canvas %d", w.Code)
	}
	for _, address := range addresses(w.Body.String()) {
		if f := b.get(address); f.Code != 200 {
			t.Errorf("%s on the canvas: %d", address, f.Code)
		}
	}
	if b.read("content/index.md") != before {
		t.Error("opening changed the page")
	}
	b.fails("page.open", api.PageRequest{Page: "content/none.md"})
}

// addresses returns those of files in a document of the canvas.
func addresses(html string) []string {
	var list []string
	for _, part := range strings.Split(html, `"`)[1:] {
		if strings.HasPrefix(part, "/canvas/site/") && !strings.ContainsAny(part, " <") {
			list = append(list, part)
		}
	}
	return list
}

// TestRepairIsTold has a damaged history in a site that is opened: the person
// reads of it, and the site works.
func TestRepairIsTold(t *testing.T) {
	b := emptyBench(t)
	b.dir = flowerShop(t)
	history := filepath.Join(b.dir, ".pagewright", "journal")
	if err := os.MkdirAll(history, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(history, "changes.log"), []byte("these bytes are no history at all"), 0o644); err != nil {
		t.Fatal(err)
	}
	do[api.SiteState](b, "site.open", api.OpenRequest{Dir: b.dir})
	event(b, "site", func(s api.SiteState) bool {
		return slices.ContainsFunc(s.Problems, func(p api.Problem) bool { return p.Code == "edit-journal-damaged" })
	})
}
