package markup

import (
	"regexp"
	"strings"
)

// contents is the list that kramdown replaces by the headings of a page.
var contents = regexp.MustCompile(`(?m)^[*-] [^\n]*\n\{:\s*toc\s*\}[ \t]*$`)

// addresses writes out what stands for the site's own address, so that a link
// with it is a link like any other, and the list of headings as our block.
func addresses(body string) string {
	tags, _ := lexLiquid(body)
	code := merged(codeRanges(body))
	var out strings.Builder
	at := 0
	for _, t := range tags {
		if text, ok := output(t.args); ok && t.name == "" && !t.comment && !within(code, t.start) {
			out.WriteString(body[at:t.start] + text)
			at = t.end
		}
	}
	out.WriteString(body[at:])
	return contents.ReplaceAllString(out.String(), ":::toc\n:::")
}

var address = regexp.MustCompile(`^["']([^"']*)["']\s*\|\s*(relative_url|absolute_url|url)$`)

// output knows the outputs that stand for the site's own address: links are
// written from the root, so it is nothing.
func output(expr string) (string, bool) {
	switch expr {
	case "site.baseurl", "site.url", "site.github.url":
		return "", true
	}
	if m := address.FindStringSubmatch(expr); m != nil {
		return "/" + strings.TrimLeft(m[1], "/"), true
	}
	return "", false
}
