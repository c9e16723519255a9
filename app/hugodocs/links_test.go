//go:build hugodocs

package hugodocs

import (
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/backend/importer"
	"github.com/pagewright/pagewright/backend/importer/markup"
	"github.com/pagewright/pagewright/generator/release"
)

var (
	address = regexp.MustCompile(`<[a-z]+\b[^>]*?\s(?:href|src)="([^"]*)"`)
	id      = regexp.MustCompile(`\sid="([^"]*)"`)
	main    = regexp.MustCompile(`(?s)<main\b.*</main>`)
)

// explain follows every internal link and picture of every built page, prints
// how many break, and each with its reason. One without a reason fails.
func explain(t *testing.T, report *importer.Report, built map[string]string, m *release.Manifest) {
	t.Helper()
	told := map[string]string{} // link → the import's reason
	for _, d := range report.Links {
		told[d.Args["link"]] = d.Code
	}
	all, broken := 0, map[string][]string{}
	anchors := map[string]map[string]bool{}
	for _, name := range sorted(built) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, found := range address.FindAllStringSubmatch(main.FindString(built[name]), -1) {
			link := html.UnescapeString(found[1])
			reason, internal := follow(link, name, built, m, anchors)
			if !internal {
				continue
			}
			all++
			if reason == "" {
				continue
			}
			if why, known := told[link]; known {
				reason = why
			}
			broken[reason] = append(broken[reason], "/"+strings.TrimSuffix(name, "index.html")+" → "+link)
		}
	}
	total := 0
	for _, list := range broken {
		total += len(list)
	}
	t.Logf("%d internal links, %d break", all, total)
	for _, reason := range sorted(broken) {
		t.Logf("  %s: %d", reasons[reason], len(broken[reason]))
		for _, line := range broken[reason] {
			t.Logf("    %s", line)
		}
		if reasons[reason] == "" {
			t.Errorf("%d links break and nobody knows why: %s", len(broken[reason]), reason)
		}
	}
}

// reasons says in words why links break.
var reasons = map[string]string{
	importer.CodeLink:      "the source has no such address",
	importer.CodeLinkDraft: "the page is not published in the source either",
	importer.CodeLinkLeft:  "the file belongs to the theme and was not taken",
	importer.CodeLinkOut:   "it leads out of the source",
	"anchor":               "the page is there, the heading is not: the source makes it by a shortcode or names it wrongly",
	markup.CodeAddress:     "a shortcode of the theme makes the address",
}

// follow says why a link of a page breaks; empty: it does not. internal is
// false for what leads to other sites.
func follow(link, from string, built map[string]string, m *release.Manifest, anchors map[string]map[string]bool) (reason string, internal bool) {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" || u.Host != "" || link == "" {
		return "", false
	}
	target := from
	if u.Path != "" {
		target = path.Join("/", path.Dir("/"+from), u.Path)
		if strings.HasSuffix(u.Path, "/") {
			target += "/"
		}
		if strings.HasPrefix(u.Path, "/") {
			target = u.Path
		}
		target = arrive(m, (&url.URL{Path: target}).EscapedPath())
		if target == "" {
			return "unknown: " + link, true
		}
	}
	if u.Fragment == "" || u.Fragment == "top" || !strings.HasSuffix(target, ".html") {
		return "", true
	}
	if anchors[target] == nil {
		anchors[target] = map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(built[target], -1) {
			anchors[target][html.UnescapeString(m[1])] = true
		}
	}
	if strings.HasPrefix(u.Fragment, "{{") {
		return markup.CodeAddress, true
	}
	if !anchors[target][u.Fragment] {
		return "anchor", true
	}
	return "", true
}

// arrive follows redirects from an address and returns the file at its end;
// empty: there is none.
func arrive(m *release.Manifest, address string) string {
	for range 5 {
		r := release.Resolve(m, address)
		switch r.Status {
		case 200:
			return r.Path
		case 301, 302:
			to, err := url.Parse(r.Location)
			if err != nil || to.Host != "" {
				return ""
			}
			address = to.EscapedPath()
		default:
			return ""
		}
	}
	return ""
}
