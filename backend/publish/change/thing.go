package change

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/image"
	"github.com/pagewright/pagewright/generator/release"
)

// thing is a file as a person thinks of it: without its fingerprint. A picture
// is one thing in all its widths.
type thing struct {
	what, path, address string
	title, source       string   // as Known has them
	hashes              []string // sorted; a picture in several widths has several
	design              string   // path in the release of a file of the design
}

// differs reports whether a thing is another one than it was. A picture that is
// offered in more widths or fewer is the same picture.
func (t thing) differs(was thing) bool {
	if t.what == Picture {
		return !within(t.hashes, was.hashes) && !within(was.hashes, t.hashes)
	}
	return !slices.Equal(t.hashes, was.hashes)
}

// within reports whether all of some is in all; both are sorted.
func within(some, all []string) bool {
	for _, hash := range some {
		if _, ok := slices.BinarySearch(all, hash); !ok {
			return false
		}
	}
	return true
}

// things returns the files of m as a person thinks of them, without the pages
// that are the same in other: of ten thousand most are.
func things(m, other *release.Manifest, describe Describe) map[string]thing {
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
		name, t := newThing(path, f, describe(path))
		t.hashes = append(t.hashes, out[name].hashes...)
		slices.Sort(t.hashes)
		out[name] = t
	}
	return out
}

// newThing returns a file of a release as a thing, with a name that it shares
// with the other widths of the same picture.
func newThing(path string, f release.File, known Known) (name string, t thing) {
	t = thing{what: what(path, f, known), path: path, source: known.Source, hashes: []string{f.Hash}}
	name = path
	if f.Class == release.Immutable {
		name = Plain(path)
	}
	switch {
	case t.what == Page, t.what == List:
		t.title = known.Title
	case t.what == Design:
		t.design = path
	case known.Source != "":
		name = strings.TrimPrefix(known.Source, content.Root+"/")
	case t.what == Picture:
		name = widest(name)
	}
	t.address = "/" + strings.TrimSuffix(name, "index.html")
	return name, t
}

// Plain takes the fingerprint out of a path.
func Plain(path string) string { return fingerprint.ReplaceAllString(path, "$1") }

// widest takes the width that a picture was made in out of its name.
func widest(name string) string {
	m := width.FindStringSubmatchIndex(name)
	if m == nil {
		return name
	}
	if n, err := strconv.Atoi(name[m[2]:m[3]]); err != nil || !image.Made(n) {
		return name
	}
	return name[:m[0]] + name[m[3]:]
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
	width       = regexp.MustCompile(`-([0-9]{1,6})\.[A-Za-z0-9]+$`)
	// list finds the pages that a generator makes of others by their paths.
	list = regexp.MustCompile(`^tags/|(?:^|/)page/[0-9]+/index\.html$`)
)

// Derived reports whether a file only follows from pages.
func Derived(path string) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	switch base {
	case "sitemap.xml", "robots.txt", "favicon.ico", "feed.xml", "feed.json", "atom.xml", "search.json":
		return true
	}
	return false
}

func what(path string, f release.File, known Known) string {
	kind, _, _ := strings.Cut(f.Type, ";")
	switch {
	case IsPage(f) && known.What == List, IsPage(f) && known.What == "" && list.MatchString(path):
		return List
	case IsPage(f):
		return Page
	case strings.HasPrefix(kind, "image/") && kind != "image/x-icon" && !strings.HasPrefix(path, "assets/"):
		return Picture
	case strings.HasPrefix(path, "assets/"), kind == "text/css", kind == "text/javascript", strings.HasPrefix(kind, "font/"):
		return Design
	}
	return File
}

// IsPage reports whether a file is a page or a list.
func IsPage(f release.File) bool {
	return f.Class == release.Page && strings.HasPrefix(f.Type, "text/html")
}

// HasPages reports whether a release has anything for visitors to open.
func HasPages(m *release.Manifest) bool {
	for path, f := range m.Files {
		if IsPage(f) && path != m.NotFound {
			return true
		}
	}
	return false
}

// CountPages returns how many pages a release has: without its lists, the one
// for what is not there, and those that a website has for redirects. A nil
// describe knows nothing.
func CountPages(m *release.Manifest, describe Describe) int {
	describe, made := describe.orNothing(), made(m)
	n := 0
	for path, f := range m.Files {
		if IsPage(f) && path != m.NotFound && !made[path] && what(path, f, describe(path)) == Page {
			n++
		}
	}
	return n
}
