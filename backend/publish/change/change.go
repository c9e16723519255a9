// Package change says in what two releases differ for a person who looks at the
// site: pages, pictures, files, design. It is pure and knows no store.
//
// Start with Compare.
package change

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
	Page    = "page"
	Picture = "picture"
	File    = "file"
	Design  = "design" // styles, scripts and fonts of the theme
)

// Change is one thing that visitors will find different.
type Change struct {
	Change string `json:"change"` // Added, Changed or Gone
	What   string `json:"what"`   // Page, Picture, File or Design
	Title  string `json:"title"`  // of a page, where it is known
	Path   string `json:"path"`   // on the site, with a leading slash: "/about/"
}

// Compare returns what visitors of old will find different in m, pages first.
// Redirects, feeds, the sitemap and the page for what is not there are not
// named. A nil old is no site at all. title gives the title of a page by its
// path in the release; nil: there are none.
func Compare(old, m *release.Manifest, title func(path string) string) []Change {
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
		out = append(out, Change{change, t.what, titleOf(t, title), t.address})
	}
	for name, t := range before {
		if _, ok := after[name]; !ok {
			out = append(out, Change{Gone, t.what, "", t.address})
		}
	}
	sort.Slice(out, func(i, j int) bool { return order(out[i]) < order(out[j]) })
	return out
}

func titleOf(t thing, title func(path string) string) string {
	if title == nil || t.what != Page {
		return ""
	}
	return title(t.path)
}

func order(c Change) string {
	return fmt.Sprint(strings.Index("pdf", map[string]string{Page: "p", Design: "d", Picture: "f", File: "f"}[c.What]),
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
		if f.Class == release.Page && other.Files[path] == f || made[path] || Derived(path) {
			continue
		}
		t := thing{what: what(path, f), path: path, address: "/" + strings.TrimSuffix(path, "index.html"), hashes: []string{f.Hash}}
		name := path
		if f.Class == release.Immutable {
			name = fingerprint.ReplaceAllString(path, "$1")
			t.address = "/" + name
		}
		if t.what == Picture { // its sizes are one picture
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

// Derived reports whether a file only follows from pages.
func Derived(path string) bool {
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
	case IsPage(f):
		return Page
	case strings.HasPrefix(kind, "image/") && kind != "image/x-icon" && !strings.HasPrefix(path, "assets/"):
		return Picture
	case strings.HasPrefix(path, "assets/"), kind == "text/css", kind == "text/javascript", strings.HasPrefix(kind, "font/"):
		return Design
	}
	return File
}

// IsPage reports whether a file is a page.
func IsPage(f release.File) bool {
	return f.Class == release.Page && strings.HasPrefix(f.Type, "text/html")
}

// CountPages returns how many pages a release has, without the one for what is
// not there.
func CountPages(m *release.Manifest) int {
	n := 0
	for path, f := range m.Files {
		if IsPage(f) && path != m.NotFound {
			n++
		}
	}
	return n
}

// Words says changes in a few words: "3 pages changed", "1 picture new".
func Words(changes []Change) []string {
	counts := map[[2]string]int{}
	for _, c := range changes {
		counts[[2]string{c.What, c.Change}]++
	}
	var words []string
	for _, what := range []string{Page, Picture, File} {
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
	if counts[[2]string{Design, Added}]+counts[[2]string{Design, Changed}]+counts[[2]string{Design, Gone}] > 0 {
		words = append(words, "design changed")
	}
	return words
}
