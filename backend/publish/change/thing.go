package change

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// thing is a file as a person thinks of it: without its fingerprint.
type thing struct {
	what, path, address string
	hashes              []string // sorted; a picture in several sizes has several
	design              string   // path in the release of a file of the design
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
	made := made(m)
	made[m.NotFound] = true
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
		if t.what == Design {
			t.design = path
		}
		t.hashes = append(t.hashes, out[name].hashes...)
		slices.Sort(t.hashes)
		out[name] = t
	}
	return out
}

// made returns the paths of the pages that a website has for redirects.
func made(m *release.Manifest) map[string]bool {
	paths := make(map[string]bool, len(m.Redirects)+1)
	for _, r := range m.Redirects {
		paths[release.RedirectPath(r.From)] = true
	}
	return paths
}

// same reports whether two manifests are the same site, whatever each carries
// of others and whether or not it has pages for its redirects.
func same(a, b *release.Manifest) bool {
	if a.NotFound != b.NotFound || !slices.Equal(a.Redirects, b.Redirects) {
		return false
	}
	made := made(a)
	holds := func(all, others map[string]release.File) bool {
		for path, f := range all {
			if others[path] != f && !made[path] {
				return false
			}
		}
		return true
	}
	return holds(a.Files, b.Files) && holds(b.Files, a.Files)
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
