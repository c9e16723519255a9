package edge

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/pagewright/pagewright/backend/store"
	"github.com/pagewright/pagewright/backend/store/mem"
	"github.com/pagewright/pagewright/generator/release"
)

// point writes a manifest's bytes and a pointer to them, whatever they are.
func point(t *testing.T, d *mem.Store, manifest []byte, seq int64, more func(*release.Pointer)) {
	t.Helper()
	l := release.Layout(control)
	id := release.IDOf(manifest)
	overwrite(t, d, l.Release(id), string(manifest))
	p := &release.Pointer{Version: release.Version, Seq: seq, Mode: release.Exclusive, Release: id, Applied: id, Delivery: release.Edge,
		Nonce: fmt.Sprint(seq), Kept: []release.Kept{}}
	if more != nil {
		more(p)
	}
	overwrite(t, d, l.Channel("live"), string(p.Encode()))
}

// A store in wrong hands names paths that lead out, files that are none, lists
// without an end: nothing of it is followed, visitors keep what they have.
func TestHostileManifests(t *testing.T) {
	hash := release.Hash([]byte("x"))
	file := func(path, more string) string {
		quoted, err := json.Marshal(path)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf(`{"v":1,"files":{%s:{"h":%q,"n":1,"t":"text/html","c":"page"%s}}}`, quoted, hash, more)
	}
	huge := `{"v":1,"files":{"` + strings.Repeat("x", maxManifest) + `":{}}}`
	for name, text := range map[string]string{
		"up":                   file("../secret", ""),
		"up inside":            file("a/../../secret", ""),
		"absolute":             file("/etc/passwd", ""),
		"NUL":                  file("a\x00b", ""),
		"back slash":           file(`..\secret`, ""),
		"line break":           file("a\r\nSet-Cookie: x", ""),
		"no path":              file("", ""),
		"a size below nothing": file("a", `,"n":-1`),
		"a hash that is none":  file("a", `,"h":"../../../etc/passwd"`),
		"a type with a header": file("a", `,"t":"text/html\r\nSet-Cookie: x"`),
		"a class that is none": file("a", `,"c":"for ever"`),
		"a redirect elsewhere": `{"v":1,"files":{},"redirects":[{"from":"/a","to":"//evil.example","code":301}]}`,
		"a redirect's header":  `{"v":1,"files":{},"redirects":[{"from":"/a","to":"/b\r\nSet-Cookie: x","code":301}]}`,
		"no end":               huge,
		"no JSON":              strings.Repeat("[", 100_000),
		"a newer program's":    `{"v":99,"files":{}}`,
	} {
		d := &mem.Store{}
		m, content := one("one")
		put(t, d, m, 1, content, nil)
		e := fresh(t, d)
		point(t, d, []byte(text), 2, nil)
		if err := e.Refresh(ctx); err == nil {
			t.Errorf("%s: taken", name)
		}
		if w := ask(e, "GET", "/"); w.Code != 200 || w.Body.String() != "one" {
			t.Errorf("%s: visitors see %d %q", name, w.Code, w.Body)
		}
	}
}

// Numbers that go on for ever, and lists of releases to carry that never end,
// cost a bounded number of requests.
func TestEndlessPointers(t *testing.T) {
	m, content := one("one")
	for name, c := range map[string]struct {
		more func(*release.Pointer)
		most int
	}{
		"the same pointer at every number": {func(p *release.Pointer) { p.Mode = release.Sequential }, 8},
		"many releases to carry": {func(p *release.Pointer) {
			for n := range 5000 {
				p.Carry = append(p.Carry, release.IDOf(fmt.Append(nil, n)))
			}
		}, 30},
	} {
		d := &mem.Store{}
		put(t, d, m, 1, content, c.more)
		endless := &echoing{Store: d, key: control + "channels/live.json", instead: control + "channels/live/"}
		e := New(store.New(endless, quick()), control, Options{})
		if err := e.Refresh(ctx); err == nil {
			t.Errorf("%s: taken", name)
		}
		if n := int(endless.gets.Load()); n > c.most {
			t.Errorf("%s: %d requests", name, n)
		}
	}
}

// echoing answers with one object for every key below a prefix.
type echoing struct {
	*mem.Store
	key, instead string
	gets         atomic.Int64
}

func (s *echoing) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	if s.gets.Add(1) > 100_000 {
		return nil, store.Fail(store.Denied, nil)
	}
	if strings.HasPrefix(key, s.instead) {
		key = s.key
	}
	return s.Store.Get(ctx, key, o)
}

// The store is gone for an hour: what was read once is served on, the rest is
// an error that nothing remembers, and afterwards all is as it was.
func TestStoreIsGone(t *testing.T) {
	m, content := one("one")
	d := &mem.Store{}
	put(t, d, m, 1, content, nil)
	e := fresh(t, d)
	if w := ask(e, "GET", "/"); w.Code != 200 {
		t.Fatal(w.Code)
	}
	d.Inject = func(mem.Call) mem.Fault { return mem.Fault{Err: store.Fail(store.Unreachable, mem.ErrLost)} }
	for range 3600 { // a look a second
		if err := e.Refresh(ctx); err == nil {
			t.Fatal("it was read")
		}
	}
	if w := ask(e, "GET", "/"); w.Code != 200 || w.Body.String() != "one" {
		t.Errorf("%d %q", w.Code, w.Body)
	}
	for path := range m.Files {
		if path != "index.html" {
			if w := ask(e, "GET", "/"+path); w.Code != http.StatusBadGateway || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Retry-After") == "" || w.Header().Get("ETag") != "" {
				t.Errorf("%s: %d %v", path, w.Code, w.Header())
			}
		}
	}
	d.Inject = nil
	two, content := one("two")
	put(t, d, two, 2, content, nil)
	if err := e.Refresh(ctx); err != nil || ask(e, "GET", "/").Body.String() != "two" {
		t.Errorf("it does not come back: %v", err)
	}
}

// Many visitors at once while releases are switched: each sees one whole
// release, what the edge remembers stays within its limit, and a content that
// all want is asked of the store once.
func TestLoad(t *testing.T) {
	const pages, limit = 60, 64 << 10
	d := &mem.Store{}
	publish := func(n int64) *release.Manifest {
		m := &release.Manifest{Version: release.Version, Files: map[string]release.File{}}
		texts := map[string][]byte{}
		for i := range pages {
			path := fmt.Sprintf("p%d/index.html", i)
			texts[path] = fmt.Appendf(nil, "%d %s", n, strings.Repeat(fmt.Sprint(i), 2000))
			m.Files[path] = release.File{Hash: release.Hash(texts[path]), Size: int64(len(texts[path])), Type: "text/html", Class: release.Page}
		}
		put(t, d, m, n, func(path string) []byte { return texts[path] }, nil)
		return m
	}
	ids := map[string]string{publish(1).ID(): "1 "}
	e := New(store.New(d, quick()), control, Options{Memory: limit})
	if err := e.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	var visitors sync.WaitGroup
	over := make(chan struct{})
	seen := make([]map[string]string, 16)
	for v := range seen {
		seen[v] = map[string]string{}
		visitors.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				w := ask(e, "GET", fmt.Sprintf("/p%d/", rand.IntN(pages)))
				if w.Code != http.StatusOK {
					t.Errorf("%d", w.Code)
					return
				}
				seen[v][w.Header().Get(releaseHeader)+" "+w.Body.String()[:2]] = ""
			}
		})
	}
	for n := int64(2); n < 12; n++ {
		ids[publish(n).ID()] = fmt.Sprint(n, " ")[:2]
		if err := e.Refresh(ctx); err != nil {
			t.Error(err)
		}
		e.cache.mu.Lock()
		if e.cache.size > limit {
			t.Errorf("%d bytes are remembered", e.cache.size)
		}
		e.cache.mu.Unlock()
	}
	close(over)
	visitors.Wait()
	for _, s := range seen {
		for answer := range s {
			id, text, _ := strings.Cut(answer, " ")
			if ids[id] != text {
				t.Errorf("release %s answered with %q", id, text)
			}
		}
	}
}

func TestOneContentIsReadOnce(t *testing.T) {
	m, content := one("one")
	d := &mem.Store{}
	put(t, d, m, 1, content, nil)
	e := fresh(t, d)
	const visitors = 50
	var gets, waiting atomic.Int64
	come := make(chan struct{})
	d.Inject = func(c mem.Call) mem.Fault {
		if c.Op == "get" {
			gets.Add(1)
			<-come
		}
		return mem.Fault{}
	}
	var all sync.WaitGroup
	for range visitors {
		all.Go(func() {
			if waiting.Add(1) == visitors {
				close(come)
			}
			if w := ask(e, "GET", "/"); w.Code != 200 || w.Body.String() != "one" {
				t.Errorf("%d %q", w.Code, w.Body)
			}
		})
	}
	all.Wait()
	if n := gets.Load(); n > 3 { // who comes after the answer and before it is remembered asks again
		t.Errorf("%d requests for one content", n)
	}
}
