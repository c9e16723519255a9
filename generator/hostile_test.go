package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// naughty are words that people and attackers put where words go.
var naughty = []string{
	`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'onload='alert(1)`, `</title><script>alert(2)</script>`, `]]><x>`, `<!--`, `{{.Site}}`, `javascript:alert(1)`,
	"\u202eevil\u2028line", `&lt;b&gt; & "quotes"`, `😀 𝕋 Ωmega ﷽`, `%00%2e%2e/`, strings.Repeat("long ", 200), `\u003cscript\u003e`, "null", "-1", `C:\aux`,
}

func TestNaughtyWords(t *testing.T) {
	quote := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	site := fstest.MapFS{}
	put := func(p, text string) { site[p] = &fstest.MapFile{Data: []byte(text)} }
	var menu, tokens []string
	for i, s := range naughty {
		q := quote(s)
		put(fmt.Sprintf("content/journal/p%d.md", i), fmt.Sprintf("---\ntitle: %s\ndescription: %s\ntags: [%s]\ndate: 2024-01-02\nimage: %s\nextra: %s\n---\n%s\n\n:::hero{image=\"/media/a.svg\" alt=%s}\n%s\n:::\n", q, q, q, q, q, s, strings.ReplaceAll(q, `\"`, "'"), s))
		put(fmt.Sprintf("content/%s.md", strings.Map(func(r rune) rune {
			if r == '/' || r == 0 {
				return '_'
			}
			return r
		}, s[:min(len(s), 60)])), "# "+s)
		menu = append(menu, fmt.Sprintf("{label: %s, link: %s}", q, q))
		tokens = append(tokens, fmt.Sprintf("t%d: %s", i, q))
	}
	put("content/journal/_index.md", "---\ntitle: "+quote(naughty[0])+"\n---\n")
	put("content/index.md", ":::posts{limit=24}\n:::\n")
	put("media/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	put("media/media.yaml", "media/a.svg: {alt: "+quote(naughty[1])+"}\n")
	put("site.yaml", fmt.Sprintf("title: %s\nauthor: %s\ndescription: %s\nlanguage: %s\naddress: https://x.org\nmenus: {main: [%s]}\ntheme: {tokens: {%s, accent: %s}}\n",
		quote(naughty[0]), quote(naughty[1]), quote(naughty[2]), quote(naughty[3]), strings.Join(menu, ", "), strings.Join(tokens, ", "), quote(naughty[0])))
	e := mustNew(t, site, Options{})
	var out memOutput
	r := mustBuild(t, e, &out)
	if r.Pages < 2*len(naughty) {
		t.Errorf("%d pages", r.Pages)
	}
	for p, data := range out.files {
		if strings.Contains(p, "..") || strings.ContainsAny(p, "\\\x00") || path.Clean(p) != p {
			t.Errorf("path %q", p)
		}
		switch path.Ext(p) {
		case ".html":
			noScript(t, p, data)
		case ".xml":
			wellFormed(t, p, data)
		case ".json":
			if !json.Valid(data) {
				t.Errorf("%s is no JSON", p)
			}
		}
	}
	for _, p := range e.Site().Pages {
		c, err := e.Canvas(context.Background(), p.Path, "/canvas/site")
		if err != nil {
			t.Fatal(err)
		}
		if noScript(t, "canvas of "+p.Path, c.HTML) > 0 {
			t.Errorf("the canvas of %s has a script element", p.Path)
		}
	}
}

// noScript fails for anything of naughty that would run, and returns how many
// script elements there are. What the raw HTML of a page itself says runs in
// the published page; here naughty[0] and naughty[1] stand in bodies, so only
// attributes and elements outside <main> count.
func noScript(t *testing.T, name string, data []byte) int {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	scripts := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "main" && !strings.HasPrefix(name, "canvas") {
			return
		}
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") && (a.Key == "href" || a.Key == "src") {
					t.Errorf("%s: %s=%q", name, a.Key, a.Val)
				}
			}
			if n.Data == "script" {
				scripts++
				if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
					t.Errorf("%s: a script that is no data", name)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return scripts
}

func wellFormed(t *testing.T, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// TestWhileItChanges shows pages while others are changed and built.
func TestWhileItChanges(t *testing.T) {
	ctx := context.Background()
	site := small()
	stamp(site, 0)
	other := fstest.MapFS{}
	for p, f := range site {
		other[p] = f
	}
	files := &switching{now: site}
	e, err := New(ctx, files, Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for range 2 {
		wait.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := e.Canvas(context.Background(), "content/index.md", ""); err != nil && !errors.Is(err, ErrChanged) {
					t.Error(err)
				}
				if _, _, err := e.Serve(context.Background(), "journal/hello/index.html"); err != nil && !errors.Is(err, ErrChanged) {
					t.Error(err)
				}
			}
		})
	}
	for i := range 15 {
		next := fstest.MapFS{}
		for p, f := range other {
			next[p] = f
		}
		next["content/journal/hello.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Hello %d\ndate: 2024-01-02\n---\nNew", i), Mode: 0o644}
		files.set(next)
		if err := e.Update(ctx, []string{"content/journal/hello.md"}); err != nil {
			t.Fatal(err)
		}
		if i%5 == 0 {
			mustBuild(t, e, nil)
		}
	}
	close(stop)
	wait.Wait()
	if got := e.Site().Page("content/journal/hello.md").Title; got != "Hello 14" {
		t.Errorf("title %q", got)
	}
}

// switching is a file system whose content is replaced as a whole.
type switching struct {
	mu  sync.Mutex
	now fstest.MapFS
}

func (s *switching) set(m fstest.MapFS) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = m
}

func (s *switching) Open(name string) (fs.File, error) {
	s.mu.Lock()
	m := s.now
	s.mu.Unlock()
	return m.Open(name)
}
