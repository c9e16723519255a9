package publish

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// How a thing differs, as Change.Change.
const (
	Added   = "new"
	Changed = "changed"
	Gone    = "gone"
)

// What a thing is for the person, as Change.What.
const (
	WhatPage    = "page"
	WhatPicture = "picture"
	WhatFile    = "file"
	WhatDesign  = "design" // styles, scripts and fonts of the theme
)

// Change is one thing that visitors will find different.
type Change struct {
	Change string // Added, Changed or Gone
	What   string // WhatPage, WhatPicture, WhatFile or WhatDesign
	Title  string // of a page, where it is known
	Path   string // on the site, with a leading slash: "/about/"
}

// changes compares two releases as a person would. Redirects, feeds, the
// sitemap and the page for what is not there are not named.
func (p *Publisher) changes(old, m *release.Manifest) []Change {
	before, after := things(old, m), things(m, old)
	var out []Change
	for name, t := range after {
		change := Added
		if was, ok := before[name]; ok {
			if slices.Equal(was.hashes, t.hashes) {
				continue
			}
			change = Changed
		}
		out = append(out, Change{change, t.what, p.title(t), t.address})
	}
	for name, t := range before {
		if _, ok := after[name]; !ok {
			out = append(out, Change{Gone, t.what, "", t.address})
		}
	}
	sort.Slice(out, func(i, j int) bool { return order(out[i]) < order(out[j]) })
	return out
}

func (p *Publisher) title(t thing) string {
	if p.o.Title == nil || t.what != WhatPage {
		return ""
	}
	return p.o.Title(t.path)
}

func order(c Change) string {
	return fmt.Sprint(strings.Index("pdf", map[string]string{WhatPage: "p", WhatDesign: "d", WhatPicture: "f", WhatFile: "f"}[c.What]),
		c.What, c.Path, c.Change)
}

// thing is a file as a person thinks of it: without its fingerprint.
type thing struct {
	what, path, address string
	hashes              []string // sorted; a picture in several sizes has several
}

// things returns the files of m as a person thinks of them, without the pages
// that are the same in other: of ten thousand most are.
func things(m, other *release.Manifest) map[string]thing {
	out := map[string]thing{}
	if m == nil {
		return out
	}
	if other == nil {
		other = &release.Manifest{}
	}
	made := map[string]bool{m.NotFound: true}
	for _, r := range m.Redirects {
		made[release.RedirectPath(r.From)] = true
	}
	for path, f := range m.Files {
		if f.Class == release.Page && other.Files[path] == f || made[path] || derived(path) {
			continue
		}
		t := thing{what: what(path, f), path: path, address: "/" + strings.TrimSuffix(path, "index.html"), hashes: []string{f.Hash}}
		name := path
		if f.Class == release.Immutable {
			name = fingerprint.ReplaceAllString(path, "$1")
			t.address = "/" + name
		}
		if t.what == WhatPicture { // its sizes are one picture
			name = sizes.ReplaceAllString(name, "$1")
			t.address = "/" + name
		}
		t.hashes = append(t.hashes, out[name].hashes...)
		slices.Sort(t.hashes)
		out[name] = t
	}
	return out
}

var (
	fingerprint = regexp.MustCompile(`\.[0-9a-f]{8,64}(\.[A-Za-z0-9]+)$`)
	sizes       = regexp.MustCompile(`[-.@_](?:[0-9]+w|[0-9]+x[0-9]*|[123]x)(\.[A-Za-z0-9]+)$`)
)

// derived reports whether a file only follows from pages.
func derived(path string) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	switch base {
	case "sitemap.xml", "robots.txt", "feed.xml", "feed.json", "atom.xml", "search.json":
		return true
	}
	return false
}

func what(path string, f release.File) string {
	kind, _, _ := strings.Cut(f.Type, ";")
	switch {
	case isPage(f):
		return WhatPage
	case strings.HasPrefix(kind, "image/") && kind != "image/x-icon" && !strings.HasPrefix(path, "assets/"):
		return WhatPicture
	case strings.HasPrefix(path, "assets/"), kind == "text/css", kind == "text/javascript", strings.HasPrefix(kind, "font/"):
		return WhatDesign
	}
	return WhatFile
}

func isPage(f release.File) bool {
	return f.Class == release.Page && strings.HasPrefix(f.Type, "text/html")
}

func countPages(m *release.Manifest) int {
	n := 0
	for path, f := range m.Files {
		if isPage(f) && path != m.NotFound {
			n++
		}
	}
	return n
}

// Words says the plan's changes in a few words: "3 pages changed", "1 picture
// new". Empty: visitors will find nothing different.
func (p *Plan) Words() []string {
	counts := map[[2]string]int{}
	for _, c := range p.Changes {
		counts[[2]string{c.What, c.Change}]++
	}
	var words []string
	for _, what := range []string{WhatPage, WhatPicture, WhatFile} {
		for _, change := range []string{Added, Changed, Gone} {
			switch n := counts[[2]string{what, change}]; n {
			case 0:
			case 1:
				words = append(words, "1 "+what+" "+change)
			default:
				words = append(words, fmt.Sprintf("%d %ss %s", n, what, change))
			}
		}
	}
	if counts[[2]string{WhatDesign, Added}]+counts[[2]string{WhatDesign, Changed}]+counts[[2]string{WhatDesign, Gone}] > 0 {
		words = append(words, "design changed")
	}
	return words
}
