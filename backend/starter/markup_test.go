package starter

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

// built is a release in memory.
type built struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (b *built) Write(p string, content []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files[p] = bytes.Clone(content)
	return nil
}

func (b *built) Remove(string) error { return nil }

// document is what the test asks of one page.
type document struct {
	ids      map[string]int
	elements map[string][]*html.Node
}

func parseDocument(t *testing.T, data []byte) document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	d := document{map[string]int{}, map[string][]*html.Node{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.elements[n.Data] = append(d.elements[n.Data], n)
		if id, ok := attribute(n, "id"); ok {
			d.ids[id]++
		}
	}
	return d
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// reporter is a test, or what stands for one.
type reporter interface {
	Errorf(format string, args ...any)
}

type counter int

func (c *counter) Errorf(string, ...any) { *c++ }

// The checks find what they are for.
func TestMarkupChecksFind(t *testing.T) {
	const whole = `<html lang="en"><title>T</title><meta name="description" content="D"><body><h1 id="a">H</h1><img src="a.jpg" alt="" width="1" height="1" loading="eager"><a href="#a">x</a>`
	for _, c := range [][2]string{
		{"", ""}, {` lang="en"`, ""}, {"<title>T</title>", ""}, {`content="D"`, ""}, {`<h1 id="a">H</h1>`, ""}, {"<body>", `<body><p id="a">`}, {` alt=""`, ""},
		{` width="1"`, ""}, {` height="1"`, ` height="auto"`}, {` loading="eager"`, ""}, {`href="#a"`, `href="#b"`}, {`href="#a"`, `href="gone"`}, {`href="#a"`, `href="/"`},
		{`href="#a"`, ""}, {">x<", "><"}, {`alt=""`, `alt="" srcset="a.jpg 1w, b.jpg 2w"`},
	} {
		var found counter
		d := parseDocument(t, []byte(strings.Replace(whole, c[0], c[1], 1)))
		wholeHead(&found, "index.html", d)
		wholeBody(&found, "index.html", d)
		for _, ref := range references(d) {
			m := &release.Manifest{Files: map[string]release.File{"index.html": {}, "a.jpg": {}}}
			leads(&found, m, map[string]document{"index.html": d}, "index.html", ref)
		}
		if (found > 0) != (c[0] != "") {
			t.Errorf("%q for %q: %d findings", c[1], c[0], found)
		}
	}
}

// Every page of every starter is whole: it has a title, a language and one
// heading, its pictures are described and have a size, and all that it refers
// to on its site is there.
func TestPagesAreWhole(t *testing.T) {
	for _, s := range List() {
		t.Run(s.Name, func(t *testing.T) {
			dir := t.TempDir()
			if err := Create(dir, s.Name, "A shop"); err != nil {
				t.Fatal(err)
			}
			out := &built{files: map[string][]byte{}}
			o := generator.Options{Now: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), Address: "https://example.org/shop"}
			r, err := generator.Build(context.Background(), os.DirFS(dir), o, out)
			if err != nil || len(r.Diags) > 0 {
				t.Fatal(err, r.Diags)
			}
			pages := map[string]document{}
			for p, f := range r.Release.Manifest.Files {
				if strings.HasPrefix(f.Type, "text/html") {
					pages[p] = parseDocument(t, out.files[p])
				}
			}
			if len(pages) == 0 {
				t.Fatal("no pages")
			}
			for p, d := range pages {
				wholeHead(t, p, d)
				wholeBody(t, p, d)
				for _, ref := range references(d) {
					leads(t, r.Release.Manifest, pages, p, ref)
				}
			}
		})
	}
}

func wholeHead(t reporter, p string, d document) {
	if n := len(d.elements["title"]); n != 1 || words(d.elements["title"][0]) == "" {
		t.Errorf("%s has %d titles", p, n)
	}
	if lang, _ := attribute(d.elements["html"][0], "lang"); lang == "" {
		t.Errorf("%s has no language", p)
	}
	described := p == "404.html" || strings.HasPrefix(p, "tags/") || strings.Contains(p, "/page/")
	for _, m := range d.elements["meta"] {
		if name, _ := attribute(m, "name"); name == "description" {
			about, _ := attribute(m, "content")
			described = strings.TrimSpace(about) != ""
		}
	}
	if !described {
		t.Errorf("%s has no description", p)
	}
}

func wholeBody(t reporter, p string, d document) {
	if n := len(d.elements["h1"]); n != 1 || words(d.elements["h1"][0]) == "" {
		t.Errorf("%s has %d main headings", p, n)
	}
	for id, n := range d.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			t.Errorf("%s has %d elements with the id %q", p, n, id)
		}
	}
	for i, m := range d.elements["img"] {
		src, _ := attribute(m, "src")
		if _, ok := attribute(m, "alt"); !ok {
			t.Errorf("%s: %s has no description", p, src)
		}
		for _, name := range []string{"width", "height"} {
			if v, _ := attribute(m, name); !positive(v) {
				t.Errorf("%s: %s has the %s %q", p, src, name, v)
			}
		}
		if loading, _ := attribute(m, "loading"); (loading == "eager") != (i == 0) {
			t.Errorf("%s: picture %d is loaded %s", p, i, loading)
		}
	}
	for _, a := range d.elements["a"] {
		label, _ := attribute(a, "aria-label")
		if _, ok := attribute(a, "href"); !ok || words(a)+label == "" && len(picturesIn(a)) == 0 {
			t.Errorf("%s has a link without words or address: %q", p, words(a))
		}
	}
}

func positive(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}

func picturesIn(n *html.Node) (list []*html.Node) {
	for c := range n.Descendants() {
		if c.Data == "img" {
			list = append(list, c)
		}
	}
	return list
}

// references are all addresses in a page.
func references(d document) (list []string) {
	for element, names := range map[string][]string{"a": {"href"}, "link": {"href"}, "img": {"src", "srcset"}, "video": {"src", "poster"}, "script": {"src"}} {
		for _, n := range d.elements[element] {
			for _, name := range names {
				v, ok := attribute(n, name)
				if !ok {
					continue
				}
				if name != "srcset" {
					list = append(list, v)
					continue
				}
				for _, one := range strings.Split(v, ", ") {
					at, _, _ := strings.Cut(one, " ")
					list = append(list, at)
				}
			}
		}
	}
	return list
}

// leads follows an address as a browser and the edge do.
func leads(t reporter, m *release.Manifest, pages map[string]document, from, ref string) {
	const base = "https://example.org/shop/"
	here, err := url.Parse(base + strings.TrimSuffix(from, "index.html"))
	if err != nil {
		t.Errorf("%s: %v", from, err)
		return
	}
	to, err := here.Parse(ref)
	if err != nil {
		t.Errorf("%s: address %q: %v", from, ref, err)
		return
	}
	if to.Host != here.Host {
		return
	}
	p, ok := strings.CutPrefix(to.Path, "/shop/")
	if !ok {
		t.Errorf("%s: %q leads out of the site", from, ref)
		return
	}
	if p == "" || strings.HasSuffix(p, "/") {
		p = path.Join(p, "index.html")
	}
	if _, there := m.Files[p]; !there {
		t.Errorf("%s: %q leads nowhere (%s)", from, ref, p)
		return
	}
	if d, isPage := pages[p]; isPage && to.Fragment != "" && d.ids[to.Fragment] != 1 {
		t.Errorf("%s: %q names no place on its page", from, ref)
	}
}
