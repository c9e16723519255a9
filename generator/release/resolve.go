package release

import (
	"net/url"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The HTTP statuses of a Resolution. Package net/http has them too, and brings
// a network with it.
const (
	statusOK      = 200
	statusMoved   = 301
	statusFound   = 302
	statusMissing = 404
)

// Resolution is what a release answers to a request for a path.
type Resolution struct {
	Status   int    // 200, 301, 302 or 404
	Path     string // the file to send, in the manifest; empty: none
	File     File   // its entry; zero where Path is empty
	Location string // where to go instead, percent-encoded; only with 301 and 302
}

// Resolve says what a visitor gets who asks for requestPath: the path of the
// request line, still percent-encoded, without query. It is pure, and every
// edge and the preview answer as it says:
//
//   - a path that is a file of the release (or a carried one) is that file;
//   - a path that ends in a slash is the index.html inside;
//   - a path without the slash where only that index.html exists, and a path
//     of an index.html, are redirected to the one address of the page;
//   - then come the release's redirects, with or without a slash at the end;
//   - everything else is the release's page for what is not there, with 404;
//     so are dot parts, doubled slashes and encodings that do not decode.
//
// A Location never leaves the site unless the release's redirect does.
func Resolve(m *Manifest, requestPath string) Resolution {
	path, ok := decode(requestPath)
	if !ok {
		return m.notFound()
	}
	if r, ok := m.page(path); ok {
		return r
	}
	if composed := norm.NFC.String(path); composed != path {
		if r, ok := m.page(composed); ok {
			return r
		}
		path = composed
	}
	if r, ok := m.redirect("/" + path); ok {
		return r
	}
	return m.notFound()
}

// decode turns a request path into a path without its leading slash. It
// refuses what has no business in a site: dot parts, empty parts, control
// characters, backslashes.
func decode(requestPath string) (string, bool) {
	rest, ok := strings.CutPrefix(requestPath, "/")
	if !ok {
		return "", false
	}
	path, err := url.PathUnescape(rest)
	if err != nil || !utf8.ValidString(path) {
		return "", false
	}
	if strings.ContainsFunc(path, func(r rune) bool { return r < 0x20 || r == 0x7f || r == '\\' }) {
		return "", false
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if part == "." || part == ".." || part == "" && i < len(parts)-1 {
			return "", false
		}
	}
	return path, true
}

const index = "index.html"

// page answers for files of the release; ok is false where there is none.
func (m *Manifest) page(path string) (r Resolution, ok bool) {
	if path == "" || strings.HasSuffix(path, "/") {
		return m.file(path + index)
	}
	if path == m.NotFound { // its address is no page: a search engine must not keep it
		return m.notFound(), true
	}
	if r, ok = m.file(path); ok {
		if path == index || strings.HasSuffix(path, "/"+index) {
			return moved("/" + strings.TrimSuffix(path, index)), true
		}
		return r, true
	}
	if _, ok = m.file(path + "/" + index); ok {
		return moved("/" + path + "/"), true
	}
	return Resolution{}, false
}

// Lookup returns the entry of a path, carried ones included.
func (m *Manifest) Lookup(path string) (File, bool) {
	if f, ok := m.Files[path]; ok {
		return f, true
	}
	c, ok := m.Carry[path]
	return c.File, ok
}

func (m *Manifest) file(path string) (Resolution, bool) {
	f, ok := m.Lookup(path)
	if !ok {
		return Resolution{}, false
	}
	return Resolution{Status: statusOK, Path: path, File: f}, true
}

func moved(to string) Resolution {
	return Resolution{Status: statusMoved, Location: (&url.URL{Path: to}).EscapedPath()}
}

// redirect finds path among the sorted redirects, as written or with its last
// slash taken away or added.
func (m *Manifest) redirect(path string) (Resolution, bool) {
	other := path + "/"
	if strings.HasSuffix(path, "/") {
		other = strings.TrimSuffix(path, "/")
	}
	for _, from := range []string{path, other} {
		i := sort.Search(len(m.Redirects), func(i int) bool { return m.Redirects[i].From >= from })
		if i < len(m.Redirects) && m.Redirects[i].From == from && from != "" {
			return Resolution{Status: m.Redirects[i].Code, Location: escape(m.Redirects[i].To)}, true
		}
	}
	return Resolution{}, false
}

func (m *Manifest) notFound() Resolution {
	f, ok := m.Files[m.NotFound]
	if !ok {
		return Resolution{Status: statusMissing}
	}
	return Resolution{Status: statusMissing, Path: m.NotFound, File: f}
}

// escape percent-encodes what an address can not hold in a redirect as it is
// written, and leaves alone what is encoded already.
func escape(to string) string {
	u, err := url.Parse(to)
	if err != nil {
		return (&url.URL{Path: to}).EscapedPath()
	}
	return u.String()
}
