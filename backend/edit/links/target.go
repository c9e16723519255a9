package links

import (
	"net/url"
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
)

// Page is where a page stands.
type Page struct {
	Path string // content/about.md
	URL  string // /about/
}

// Target is what an address leads to within the site: a file by its source path
// or a page by its address. Both empty: elsewhere.
type Target struct {
	File string // content/about.md, media/a.jpg
	URL  string // /about/, unescaped, with its last slash
	tail string // query and fragment
	at   string // the address without them, unescaped
}

// Resolve says what an address in a page means. exists tells whether a file of
// the site is there.
func Resolve(in Page, dest string, exists func(name string) bool) Target {
	at, tail := dest, ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		at, tail = dest[:i], dest[i:]
	}
	if at == "" || strings.HasPrefix(at, "//") || hasScheme(at) {
		return Target{}
	}
	plain, err := url.PathUnescape(at)
	if err != nil {
		return Target{}
	}
	t := Target{tail: tail, at: plain}
	for _, try := range files(in, plain) {
		if exists(try) {
			t.File = try
			return t
		}
	}
	t.URL = plain
	if !strings.HasPrefix(plain, "/") {
		t.URL = path.Join(in.URL, plain)
	}
	t.URL = slashed(t.URL)
	return t
}

// files are the names that a file may have which an address means, in the order
// in which the generator looks.
func files(in Page, plain string) []string {
	switch {
	case strings.HasSuffix(plain, "/") || path.Ext(plain) == "":
		return nil
	case strings.HasPrefix(plain, "/media/"), strings.HasPrefix(plain, "/content/"):
		return []string{path.Clean(plain[1:])}
	case strings.HasPrefix(plain, "/"):
		return []string{path.Join("media", plain), path.Join(content.Root, plain)}
	}
	return []string{path.Join(path.Dir(in.Path), plain), path.Clean(plain)}
}

func hasScheme(s string) bool {
	i := strings.IndexAny(s, ":/")
	return i > 0 && s[i] == ':'
}

// slashed is an address of a page in its one form.
func slashed(u string) string {
	u = strings.TrimSuffix(u, "index.html")
	if !strings.HasSuffix(u, "/") && path.Ext(u) == "" {
		u += "/"
	}
	return u
}

// Moves says what gets another name: files by path and pages by address, both
// unescaped.
type Moves struct {
	Files map[string]string
	URLs  map[string]string
}

// Follow returns how an address of a page must be written after the moves. in
// is where the page stood, now where it stands. ok false: it stays.
func (m Moves) Follow(in, now Page, dest string, exists func(name string) bool) (string, bool) {
	t := Resolve(in, dest, exists)
	relative := !strings.HasPrefix(t.at, "/")
	switch {
	case t.File != "":
		to, moved := m.Files[t.File]
		if !moved {
			to = t.File
		}
		if !moved && (!relative || path.Dir(in.Path) == path.Dir(now.Path)) {
			return "", false
		}
		return m.file(now, t, to, relative), true
	case t.URL == "":
		return "", false
	}
	to, moved := m.URLs[t.URL]
	switch {
	case moved && !relative && !strings.HasSuffix(t.at, "/") && to != "/":
		return strings.TrimSuffix(to, "/") + t.tail, true
	case moved:
		return to + t.tail, true
	case relative && in.URL != now.URL:
		return strings.TrimSuffix(t.URL, "/") + strings.Repeat("/", len(t.at)-len(strings.TrimSuffix(t.at, "/"))) + t.tail, true
	}
	return "", false
}

// file writes the address of a file in the manner of the one before.
func (m Moves) file(now Page, t Target, to string, relative bool) string {
	if relative && path.Join(path.Dir(now.Path), t.at) == to {
		return t.at + t.tail // it moved along
	}
	if relative && strings.HasPrefix(to, content.Root+"/") && !strings.HasPrefix(t.at, content.Root+"/") {
		return rel(path.Dir(now.Path), to) + t.tail
	}
	if relative && strings.HasPrefix(t.at, "media/") && strings.HasPrefix(to, "media/") {
		return to + t.tail
	}
	if strings.HasPrefix(to, content.Root+"/") && !strings.HasPrefix(t.at, "/"+content.Root+"/") {
		to = strings.TrimPrefix(to, content.Root+"/")
	}
	return "/" + to + t.tail
}

// rel is the way from a folder to a file.
func rel(dir, to string) string {
	from, parts := strings.Split(dir, "/"), strings.Split(to, "/")
	for len(from) > 0 && len(parts) > 1 && from[0] == parts[0] {
		from, parts = from[1:], parts[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(parts, "/")
}
