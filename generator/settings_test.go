package generator

import (
	"context"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// leads is what the elements with data-pw-from show, by what they say that it is.
func leads(page string) map[string]string {
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`<[a-z0-9-]+ data-pw-from="([^"]*)"[^>]*>(?:<svg>.*?</svg><br>)?([^<]*)`).FindAllStringSubmatch(page, -1) {
		found[html.UnescapeString(m[1])] += html.UnescapeString(strings.TrimSpace(m[2]))
	}
	return found
}

func canvasOf(t *testing.T, site fstest.MapFS, page string) string {
	t.Helper()
	c, err := mustNew(t, site, Options{}).Canvas(context.Background(), page, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Diags {
		t.Errorf("finding: %+v", d)
	}
	return string(c.HTML)
}

// The canvas says where the layout writes a setting, in every theme, and the
// published page is the same without the marks.
func TestCanvasLeadsToSettings(t *testing.T) {
	settings := "title: Rosa & co\nauthor: Ann\nmenus:\n  main: [{label: Home, link: /}, {link: /about/}]\n  footer: [{label: Home, link: /}]\n"
	own := `<!doctype html><html><head>{{.Head}}<meta name="x" content="{{.Site.Title}}"></head><body>
<img alt="{{.Site.Title}}" src="/x.svg"><a href="mailto:a@x.org?subject={{.Site.Title}}"><b>{{slice .Site.Title 0 1}}</b></a>
<p>{{if eq .Site.Title "Rosa & co"}}same{{end}}{{len .Site.Title}} {{index (dict "Home" "first") (index (menu "main") 0).Label}}</p>
<h3 class=q><svg><path d="M0 0"/></svg><br>{{.Site.Title}}</h3>{{range .Site.Menus.footer}}<i>{{.Label}}</i>{{end}}
{{partial "own" .Site}}<div>{{.Page.Title}}</div><main>{{.Page.Content}}</main></body></html>`
	cases := map[string]struct {
		files map[string]string
		want  map[string]string
	}{
		"the built-in theme": {nil, map[string]string{"site title": "Rosa & co", "site author": "©  Ann", "page title": "About",
			"menu 0 main": "Home", "menu 1 main": "About", "menu 0 footer": "Home"}},
		"a theme of its own": {map[string]string{"theme/layouts/page.html": own, "theme/partials/own.html": "<p>{{.Author}}</p>"},
			map[string]string{"site title": "RRosa & co", "site author": "Ann", "page title": "About", "menu 0 footer": "Home"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			site := fstest.MapFS{"site.yaml": at(settings, 0), "content/index.md": at("---\ntitle: Start\n---\n", 0),
				"content/about.md": at("---\ntitle: About\n---\n\nWords, pw-from-99- and pw-from-x.\n", 0), "media/x.svg": at("<svg/>", 0)}
			for path, text := range tc.files {
				site[path] = at(text, 0)
			}
			page := canvasOf(t, site, "content/about.md")
			if got := leads(page); !maps.Equal(got, tc.want) {
				t.Errorf("leads to %q, want %q", got, tc.want)
			}
			if rest := regexp.MustCompile(`pw-from-\d+-`).FindString(strings.Replace(page, "pw-from-99-", "", 1)); rest != "" {
				t.Errorf("a sign is left: %s in\n%s", rest, page)
			}
			var out memOutput
			mustBuild(t, mustNew(t, site, Options{}), &out)
			published := string(out.files["about/index.html"])
			if strings.Contains(published, "data-pw-from") || !strings.Contains(published, "pw-from-99-") {
				t.Errorf("published:\n%s", published)
			}
			if name == "a theme of its own" {
				unmarked := regexp.MustCompile(` data-pw-from="[^"]*"`).ReplaceAllString(page, "")
				if a, b := between(unmarked), between(published); a != b {
					t.Errorf("on the canvas:\n%s\npublished:\n%s", a, b)
				}
			}
		})
	}
}

// between is what stands in the body before <main>.
func between(page string) string {
	_, page, _ = strings.Cut(page, "<body>")
	page, _, _ = strings.Cut(page, "<main>")
	return page
}
