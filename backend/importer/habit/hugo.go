package habit

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/pagewright/pagewright/backend/importer/markup"
)

// hugoSite is what Hugo's settings say of where things are.
type hugoSite struct {
	roots      []root // of pages
	statics    []string
	permalinks map[string]string // by section
	languages  []string          // codes, the default one first
}

// root is a folder of pages, and the folder of the site where they go.
type root struct{ dir, prefix string }

// hugo reads a site of Hugo.
func (r *reader) hugo() {
	r.plan.Generator, r.plan.Syntax = Hugo, markup.Hugo
	r.plan.LookUp = r.hugoLookUp
	site := r.hugoSettings()
	var leaves, cascades = r.bundles(site), map[string]bool{}
	for _, name := range r.visible() {
		switch root, rel, ok := site.root(name); {
		case ok && IsMarkdown(name):
			r.hugoPage(site, root, name, rel, leaves, cascades)
		case ok:
			r.file(name, "/"+path.Join(root.prefix, hugoPath(path.Dir(rel)), path.Base(rel)))
		default:
			r.hugoOther(site, name)
		}
	}
	r.hugoCascade(cascades)
	for _, p := range r.plan.Pages {
		r.hugoMenus(p)
	}
}

// hugoOther treats what is no content: pictures are taken, the theme is not.
func (r *reader) hugoOther(site hugoSite, name string) {
	if r.used[name] {
		return
	}
	for _, dir := range site.statics {
		if rel, ok := strings.CutPrefix(name, dir+"/"); ok {
			r.file(name, "/"+rel)
			return
		}
	}
	if rel, ok := strings.CutPrefix(name, "assets/"); ok && kindOf(name) == "" {
		r.file(name, "/"+rel)
		return
	}
	top, _, deep := strings.Cut(name, "/")
	if deep && slices.Contains([]string{"node_modules", ".git", "public", "resources"}, top) {
		r.pass(name)
		return
	}
	if deep && slices.Contains([]string{"layouts", "themes", "_vendor", "archetypes", "i18n"}, top) {
		r.note(CodeLeftOut, name, "what", "theme")
		return
	}
	if IsMarkdown(name) {
		r.note(CodeLeftOut, name, "what", "outside")
		return
	}
	r.note(CodeLeftOut, name, "what", cmp.Or(kindOf(name), "theme"))
}

// root finds the folder of pages that a file lies in.
func (s hugoSite) root(name string) (root, string, bool) {
	for _, root := range s.roots {
		if rel, ok := strings.CutPrefix(name, root.dir+"/"); ok {
			return root, rel, true
		}
	}
	return root{}, "", false
}

// bundles returns the folders that are one page with its resources.
func (r *reader) bundles(site hugoSite) map[string]bool {
	leaves := map[string]bool{}
	for _, name := range r.Source.Files {
		if _, _, ok := site.root(name); ok && IsMarkdown(name) && stem(name) == "index" {
			leaves[path.Dir(name)] = true
		}
	}
	return leaves
}

// hugoPage takes one page.
func (r *reader) hugoPage(site hugoSite, root root, name, rel string, leaves, cascades map[string]bool) {
	rel = strings.TrimSuffix(rel, path.Ext(rel))
	prefix := root.prefix
	for i, code := range site.languages {
		if bare, ok := strings.CutSuffix(rel, "."+code); ok {
			rel = bare
			if i > 0 {
				prefix = code
			}
		}
	}
	p := r.page(name, pageTarget(path.Join(prefix, rel)), "")
	if p == nil {
		return
	}
	p.Old = site.address(p, prefix, rel)
	if address := site.permalink(p, rel); address != "" {
		p.Old = address
		p.Set("url", address)
	}
	p.layout()
	r.dated(p)
	r.hugoImage(p)
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if leaves[dir] && (dir != path.Dir(name) || stem(name) != "index") && !strings.HasPrefix(stem(name), "index.") {
			r.hide(p, "resource")
			return
		}
	}
	if unrendered(p.Matter.Map("build")) || unrendered(p.Matter.Map("_build")) || p.Matter.True("headless") {
		r.hide(p, "build")
	}
	if cascade := p.Matter.Map("cascade"); cascade != nil && cascade["_target"] == nil && cascade["target"] == nil {
		build, _ := cascade["build"].(map[string]any)
		old, _ := cascade["_build"].(map[string]any)
		if unrendered(build) || unrendered(old) {
			cascades[path.Dir(name)] = true
		}
	}
}

func unrendered(build map[string]any) bool {
	switch build["render"] {
	case "never", "link", false:
		return true
	}
	return false
}

// hugoCascade hides the pages below those that hide all below them.
func (r *reader) hugoCascade(cascades map[string]bool) {
	for _, p := range r.plan.Pages {
		for dir := path.Dir(p.Source); dir != "."; dir = path.Dir(dir) {
			if cascades[dir] {
				r.hide(p, "build")
				break
			}
		}
	}
}

// address is where Hugo puts a page by its place.
func (s hugoSite) address(p *Page, prefix, rel string) string {
	if url := p.Matter.Text("url"); url != "" && !strings.Contains(url, ":") {
		return path.Join("/", url) + slashOf(url)
	}
	dir, base := path.Split(rel)
	parts := []string{prefix, hugoPath(dir)}
	slug := p.Matter.Text("slug")
	switch {
	case base == "_index":
	case base == "index" && slug != "":
		parts = []string{prefix, hugoPath(path.Dir(path.Clean(dir))), slug}
	case base == "index":
	case slug != "":
		parts = append(parts, slug)
	default:
		parts = append(parts, hugoPath(base))
	}
	address := path.Join(append([]string{"/"}, parts...)...)
	return address + slashOf(address+"/")
}

func slashOf(address string) string {
	if strings.HasSuffix(address, "/") && address != "//" {
		return "/"
	}
	return ""
}

// permalink is the address by the settings' pattern for the page's section;
// empty: there is none, or the page has an address of its own.
func (s hugoSite) permalink(p *Page, rel string) string {
	section, _, _ := strings.Cut(rel, "/")
	pattern := s.permalinks[section]
	if pattern == "" || p.Matter.Text("url") != "" || path.Base(rel) == "_index" {
		return ""
	}
	file, dir := path.Base(rel), path.Dir(rel)
	if file == "index" {
		file, dir = path.Base(dir), path.Dir(dir)
	}
	date, _ := p.Matter.Date("date")
	address, ok := facts{
		date: date, title: p.Matter.Text("title"), slug: p.Matter.Text("slug"), file: file, sections: strings.Split(dir, "/"),
	}.fill(pattern)
	if !ok {
		return ""
	}
	return address
}

// hugoPath is a path as Hugo writes it into an address.
func hugoPath(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("./_#+~-%", r):
			return unicode.ToLower(r)
		}
		return -1
	}, path.Join("/", name))[1:]
}

// hugoImage takes the first of the pictures that stand for a page.
func (r *reader) hugoImage(p *Page) {
	if p.Matter.Text("image") != "" {
		return
	}
	cover := p.Matter.Map("cover")
	if image := first(first(p.Matter.List("images")...), p.Matter.Text("featured_image"), p.Matter.Text("featuredImage"), text(cover, "image")); image != "" {
		p.Set("image", image)
	}
}
