package release

import (
	"fmt"
	"html"
	"strings"
)

// RedirectPage returns a page that sends its visitor to to, for places where
// nobody answers with a redirect: a bucket with static hosting, an export.
func RedirectPage(to string) []byte {
	to = html.EscapeString(escape(to))
	return fmt.Appendf(nil, `<!doctype html><html><head><meta charset="utf-8"><title>%[1]s</title>`+
		`<link rel="canonical" href="%[1]s"><meta name="robots" content="noindex">`+
		`<meta http-equiv="refresh" content="0; url=%[1]s"></head><body><a href="%[1]s">%[1]s</a></body></html>`+"\n", to)
}

// RedirectPath returns the path of the file that RedirectPage is written to
// for a redirect from from.
func RedirectPath(from string) string {
	p := strings.Trim(from, "/")
	if strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".htm") {
		return p
	}
	if p == "" {
		return index
	}
	return p + "/" + index
}
