package habit

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/importer/markup"
	"github.com/pagewright/pagewright/backend/importer/matter"
)

// jekyllSite is what Jekyll's settings say of where things are.
type jekyllSite struct {
	permalink   string
	collections map[string]map[string]any
	exclude     []string
}

// styles are Jekyll's names for patterns of addresses.
var styles = map[string]string{
	"":         "/:categories/:year/:month/:day/:title.html",
	"date":     "/:categories/:year/:month/:day/:title.html",
	"pretty":   "/:categories/:year/:month/:day/:title/",
	"ordinal":  "/:categories/:year/:y_day/:title.html",
	"weekdate": "/:categories/:year/W:week/:short_day/:title.html",
	"none":     "/:categories/:title.html",
}

// jekyll reads a site of Jekyll.
func (r *reader) jekyll() {
	r.plan.Generator, r.plan.Syntax = Jekyll, markup.Liquid
	site := r.jekyllSettings()
	r.jekyllMenu()
	for _, name := range r.visible() {
		top, _, deep := strings.Cut(name, "/")
		switch {
		case deep && slices.Contains([]string{"_site", "node_modules", "vendor"}, top):
			r.pass(name)
		case r.used[name]:
		case slices.ContainsFunc(site.exclude, func(not string) bool { return name == not || strings.HasPrefix(name, strings.TrimRight(not, "/")+"/") }):
			r.note(CodeLeftOut, name, "what", "excluded")
		case strings.Contains("/"+name, "/_posts/") && r.isPage(name):
			r.jekyllPost(site, name, false)
		case strings.Contains("/"+name, "/_drafts/") && r.isPage(name):
			r.jekyllPost(site, name, true)
		case deep && strings.HasPrefix(top, "_"):
			r.jekyllCollection(site, top[1:], name)
		case r.isPage(name):
			r.jekyllPage(site, name)
		case !strings.HasPrefix(top, "_"):
			r.file(name, "/"+name)
		}
	}
}

// isPage says whether Jekyll would make a page of a file: Markdown, or HTML
// with a front matter.
func (r *reader) isPage(name string) bool {
	if IsMarkdown(name) {
		return true
	}
	if ext := strings.ToLower(path.Ext(name)); ext != ".html" && ext != ".htm" {
		return false
	}
	data, err := fs.ReadFile(r.FS, name)
	return err == nil && strings.HasPrefix(string(data), "---")
}

func (r *reader) jekyllSettings() jekyllSite {
	all := map[string]any{}
	for _, name := range []string{"_config.toml", "_config.yaml", "_config.yml"} {
		if r.there[name] {
			all = r.settings(name)
		}
	}
	s := &r.plan.Site
	s.Title, s.Description = text(all, "title", "name"), text(all, "description", "tagline")
	s.Language, s.Author = text(all, "lang", "locale", "language"), author(all)
	s.setAddress(strings.TrimRight(text(all, "url"), "/") + text(all, "baseurl"))
	if s.Base == "" {
		s.Base = strings.TrimRight(text(all, "baseurl"), "/")
	}
	site := jekyllSite{permalink: text(all, "permalink"), exclude: list(all, "exclude"), collections: map[string]map[string]any{}}
	if pattern, ok := styles[site.permalink]; ok {
		site.permalink = pattern
	}
	for name := range table(all, "collections") {
		site.collections[name] = table(table(all, "collections"), name)
	}
	for _, name := range list(all, "collections") {
		site.collections[name] = nil
	}
	return site
}

// jekyllPost takes a post: its name holds its date and its address.
func (r *reader) jekyllPost(site jekyllSite, name string, draft bool) {
	date, rest, dated := cutDate(stem(name))
	p := r.page(name, pageTarget("posts/"+rest), "")
	if p == nil {
		return
	}
	r.jekyllKeys(p)
	if draft {
		r.hide(p, "draft")
	}
	if own, ok := p.Matter.Date("date"); ok {
		date = own
	} else if dated {
		p.Set("date", matter.Day(date))
	}
	if permalink := p.Matter.Text("permalink"); permalink != "" {
		r.jekyllAddress(p, permalink)
		return
	}
	folders := strings.Split(strings.Trim(strings.Split("/"+name, "/_")[0], "/"), "/")
	categories := append(folders, p.Matter.List("categories")...)
	categories = append(categories, p.Matter.List("category")...)
	for i := range categories {
		categories[i] = strings.ToLower(categories[i])
	}
	address, ok := facts{date: date, title: rest, slug: p.Matter.Text("slug"), file: rest, categories: categories}.fill(site.permalink)
	if !ok {
		return
	}
	r.keepAddress(p, address)
}

// keepAddress keeps an old address where ours can be like it, a folder's; an
// old one with an extension becomes a redirect.
func (r *reader) keepAddress(p *Page, address string) {
	p.Old = address
	if strings.HasSuffix(address, "/") {
		p.Set("url", address)
	}
}

// jekyllAddress takes over a page's own permalink.
func (r *reader) jekyllAddress(p *Page, permalink string) {
	date, _ := p.Matter.Date("date")
	address, ok := facts{date: date, title: stem(p.Target), file: stem(p.Target), categories: p.Matter.List("categories")}.fill(permalink)
	if !ok || strings.Contains(address, "{{") {
		r.note(CodeAddress, p.Source, "value", permalink)
		return
	}
	p.Set("permalink", nil)
	p.Set("url", address)
	p.Old = address
}

// jekyllCollection takes a file of a folder that starts with a low line: of a
// collection, or of the theme.
func (r *reader) jekyllCollection(site jekyllSite, collection, name string) {
	settings, ok := site.collections[collection]
	if !ok || !r.isPage(name) {
		if ok && kindOf(name) == "" {
			r.file(name, "/"+collection+"/"+path.Base(name))
			return
		}
		r.note(CodeLeftOut, name, "what", map[bool]string{true: "data", false: "theme"}[collection == "data"])
		return
	}
	rel := strings.TrimPrefix(name, "_")
	rel = strings.TrimSuffix(rel, path.Ext(rel))
	p := r.page(name, pageTarget(rel), "/"+rel+".html")
	if p == nil {
		return
	}
	r.jekyllKeys(p)
	switch pattern := first(p.Matter.Text("permalink"), text(settings, "permalink")); {
	case text(settings, "output") != "true":
		r.hide(p, "build")
	case pattern != "":
		r.jekyllAddress(p, strings.ReplaceAll(pattern, ":collection", collection))
	}
}

// jekyllPage takes a page that stands where its file does.
func (r *reader) jekyllPage(site jekyllSite, name string) {
	rel := strings.TrimSuffix(name, path.Ext(name))
	old := "/" + rel + ".html"
	if strings.HasSuffix(site.permalink, "/") { // then pages are folders too
		old = "/" + rel + "/"
	}
	switch strings.ToLower(path.Base(rel)) {
	case "index":
		old = "/" + strings.TrimSuffix(rel, path.Base(rel))
	case "readme":
		if !r.any(path.Join(path.Dir(name), "index.md"), path.Join(path.Dir(name), "index.html")) {
			old = "/" + strings.TrimSuffix(rel, path.Base(rel))
			rel = path.Join(path.Dir(rel), "index")
		}
	}
	p := r.page(name, pageTarget(rel), old)
	if p == nil {
		return
	}
	r.jekyllKeys(p)
	if permalink := p.Matter.Text("permalink"); permalink != "" {
		r.jekyllAddress(p, permalink)
	}
}

// jekyllKeys gives Jekyll's keys their names here.
func (r *reader) jekyllKeys(p *Page) {
	p.layout()
	r.dated(p)
	if p.Matter.False("published") {
		r.hide(p, "draft")
	}
	if tags := p.Matter.Text("tags"); tags != "" { // one text, words apart by spaces
		p.Set("tags", strings.FieldsFunc(tags, func(c rune) bool { return c == ' ' || c == ',' }))
	}
	if from := append(p.Matter.List("redirect_from"), p.Matter.List("aliases")...); len(from) > 0 && p.Matter.Values["redirect_from"] != nil {
		p.Set("aliases", from)
	}
}

var navigation = regexp.MustCompile(`^_data/(nav|navigation|menu)\.(ya?ml|json)$`)

// jekyllMenu takes the menu that themes commonly read from _data.
func (r *reader) jekyllMenu() {
	for _, name := range r.Source.Files {
		if !navigation.MatchString(name) {
			continue
		}
		data, err := fs.ReadFile(r.FS, name)
		if err != nil {
			continue
		}
		values := map[string]any{}
		if decode(name, append([]byte("items:\n"), indent(data)...), &values) != nil && decode(name, data, &values) != nil {
			continue
		}
		r.used[name] = true
		for key := range values {
			items, _ := values[key].([]any)
			for i, entry := range items {
				e, _ := entry.(map[string]any)
				if link := text(e, "url", "link", "href"); link != "" {
					r.menu("main", MenuItem{Label: text(e, "title", "name", "label", "text"), Link: link, Weight: i + 1})
				}
			}
		}
	}
}

// indent puts a list under a key.
func indent(data []byte) []byte {
	return []byte("  " + strings.ReplaceAll(string(data), "\n", "\n  "))
}
