package export

import (
	"fmt"
	"html"
	"path"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// list is the file of redirects that many hosts read.
const list = "_redirects"

// redirects returns the files that stand for the redirects of a release: a page
// each, where no page of the site stands, and the list of all. None without
// redirects.
func redirects(m *release.Manifest) map[string][]byte {
	files := map[string][]byte{}
	var lines strings.Builder
	for _, r := range m.Redirects {
		fmt.Fprintf(&lines, "%s %s %d\n", r.From, r.To, r.Code)
		name := pageOf(r.From)
		if _, taken := m.Files[name]; !taken && name != "" {
			files[name] = page(r.To)
		}
	}
	if _, taken := m.Files[list]; !taken && lines.Len() > 0 {
		files[list] = []byte(lines.String())
	}
	return files
}

// pageOf is the file that a server shows at an address.
func pageOf(from string) string {
	name := strings.TrimPrefix(path.Clean("/"+from), "/")
	if strings.HasSuffix(from, "/") || path.Ext(name) == "" {
		return path.Join(name, "index.html")
	}
	return name
}

// page sends its visitor on without a script.
func page(to string) []byte {
	to = html.EscapeString(to)
	return []byte(`<!doctype html>
<meta charset="utf-8">
<title>Moved</title>
<link rel="canonical" href="` + to + `">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=` + to + `">
<p>This page is now at <a href="` + to + `">` + to + `</a>.</p>
`)
}
