package importer

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestAddresses: where pages of small sites with one habit each stood, and that
// they stand there still: by the same address, or by one that leads to it.
func TestAddresses(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  map[string]string // the page's file in the source → its old address
	}{
		"jekyll, pretty": {
			map[string]string{"_config.yml": "permalink: pretty\n", "contact.md": "---\ntitle: C\n---\n", "_posts/2024-01-02-a-b.md": "---\ncategories: [One, two]\n---\n"},
			map[string]string{"contact.md": "/contact/", "_posts/2024-01-02-a-b.md": "/one/two/2024/01/02/a-b/"},
		},
		"jekyll, as it comes": {
			map[string]string{"_config.yml": "title: x\n", "contact.md": "---\ntitle: C\n---\n", "news/_posts/2024-01-02-a.md": "---\n---\n", "_posts/2024-03-04-own.md": "---\npermalink: /own/\n---\n"},
			map[string]string{"contact.md": "/contact.html", "news/_posts/2024-01-02-a.md": "/news/2024/01/02/a.html", "_posts/2024-03-04-own.md": "/own/"},
		},
		"jekyll, a collection": {
			map[string]string{"_config.yml": "collections:\n  recipes:\n    output: true\n    permalink: /r/:name/\n", "_recipes/pie.md": "---\ntitle: Pie\n---\n", "index.md": "---\n---\n"},
			map[string]string{"_recipes/pie.md": "/r/pie/"},
		},
		"hugo, permalinks and bundles": {
			map[string]string{"hugo.toml": "[permalinks]\nposts = \"/:year/:slug/\"\n", "content/posts/one/index.md": "---\ntitle: One\ndate: 2024-01-02\nslug: first\n---\n![x](x.png)\n", "content/posts/one/x.png": "p",
				"content/Docs Two/Page.md": "---\ntitle: P\n---\n", "content/about.de.md": "---\ntitle: D\n---\n", "content/about.md": "---\ntitle: E\n---\n", "hugo.yaml": ""},
			map[string]string{"content/posts/one/index.md": "/2024/first/", "content/Docs Two/Page.md": "/docs-two/page/", "content/about.md": "/about/"},
		},
		"hugo, languages": {
			map[string]string{"hugo.toml": "defaultContentLanguage = \"en\"\n[languages.en]\n[languages.de]\n", "content/about.md": "---\ntitle: E\n---\n", "content/about.de.md": "---\ntitle: D\n---\n"},
			map[string]string{"content/about.md": "/about/", "content/about.de.md": "/de/about/"},
		},
		"eleventy, data of a folder": {
			map[string]string{".eleventy.js": "module.exports = {}", "blog/blog.json": `{"permalink": "/b/{{ page.fileSlug }}.html"}`, "blog/2024-05-06-x.md": "---\ntitle: X\n---\n", "blog/y.md": "---\ntitle: Y\npermalink: /why/\n---\n", "index.md": "x"},
			map[string]string{"blog/2024-05-06-x.md": "/b/x.html", "blog/y.md": "/why/"},
		},
	} {
		dir := t.TempDir()
		for file, text := range c.files {
			write(t, filepath.Join(dir, "source", file), text)
		}
		report, err := Import(context.Background(), filepath.Join(dir, "source"), filepath.Join(dir, "site"), Options{Rand: zeros{}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		site := tree(t, filepath.Join(dir, "site"))
		seen := 0
		for _, p := range report.Pages {
			old, ok := c.want[p.From]
			if !ok {
				continue
			}
			seen++
			if p.Address != old && !strings.Contains(string(site[p.To]), old) {
				t.Errorf("%s: %s stood at %s, and stands at %s:\n%s", name, p.From, old, p.Address, site[p.To])
			}
			if p.Address == old && strings.Contains(string(site[p.To]), "aliases") {
				t.Errorf("%s: %s has an alias that it never had:\n%s", name, p.From, site[p.To])
			}
		}
		if seen != len(c.want) {
			t.Errorf("%s: %d pages of %d", name, seen, len(c.want))
		}
	}
}
