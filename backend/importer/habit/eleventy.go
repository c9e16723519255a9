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

var inputDir = regexp.MustCompile(`\binput\s*:\s*["'\x60]([^"'\x60]+)["'\x60]`)

// eleventy reads a site of Eleventy.
func (r *reader) eleventy() {
	r.plan.Generator, r.plan.Syntax = Eleventy, markup.Liquid
	input := r.eleventyInput()
	r.eleventyData(input)
	for _, name := range r.Source.Files { // read, and no file of the site
		if dataOf(name) != "" {
			r.folderData(name)
		}
	}
	for _, name := range r.visible() {
		top, _, _ := strings.Cut(name, "/")
		rel, inside := name, true
		if input != "" {
			rel, inside = strings.CutPrefix(name, input+"/")
		}
		public, isPublic := strings.CutPrefix(name, "public/")
		switch {
		case slices.Contains([]string{"node_modules", "_site", "dist"}, top):
			r.pass(name)
		case r.used[name]:
		case isPublic:
			r.file(name, "/"+public)
		case !inside:
			r.note(CodeLeftOut, name, "what", first(kindOf(name), "outside"))
		case slices.ContainsFunc(strings.Split(path.Dir(rel), "/"), func(part string) bool { return strings.HasPrefix(part, "_") }):
			r.note(CodeLeftOut, name, "what", "theme")
		case IsMarkdown(name) && !(input == "" && !strings.Contains(rel, "/") && strings.EqualFold(stem(rel), "readme")):
			r.eleventyPage(input, name, strings.TrimSuffix(rel, path.Ext(rel)))
		default:
			r.file(name, "/"+rel)
		}
	}
}

// eleventyInput is the folder of pages; empty: the source itself.
func (r *reader) eleventyInput() string {
	for _, name := range r.Source.Files {
		if strings.Contains(name, "/") || !strings.Contains(name, "eleventy") {
			continue
		}
		data, err := fs.ReadFile(r.FS, name)
		r.used[name] = err == nil
		if m := inputDir.FindSubmatch(data); err == nil && m != nil {
			if dir := path.Clean(string(m[1])); dir != "." && r.dir(dir) {
				return dir
			}
		}
	}
	return ""
}

// eleventyData reads the site's title and address from the data files that
// starters commonly have.
func (r *reader) eleventyData(input string) {
	for _, name := range []string{"site.json", "metadata.json", "meta.json", "site.yaml", "metadata.yaml"} {
		if full := path.Join(input, "_data", name); r.there[full] {
			all := r.settings(full)
			s := &r.plan.Site
			s.Title, s.Description = text(all, "title", "name"), text(all, "description")
			s.Language, s.Author = text(all, "language", "lang"), author(all)
			s.setAddress(text(all, "url"))
			return
		}
	}
}

// eleventyPage takes one page. A date in its name is no part of its address.
func (r *reader) eleventyPage(input, name, rel string) {
	dir, base := path.Split(rel)
	date, rest, dated := cutDate(base)
	old := "/" + dir + rest + "/"
	if rest == "index" || rest == path.Base(dir) {
		old = "/" + dir
	}
	target := pageTarget(dir + rest)
	if rest == path.Base(dir) && rest != "index" { // about/about.md is /about/
		target = pageTarget(dir + "index")
	}
	p := r.page(name, target, old)
	if p == nil {
		return
	}
	p.layout()
	r.dated(p)
	if _, ok := p.Matter.Date("date"); !ok && dated {
		p.Set("date", matter.Day(date))
	}
	if own, ok := p.Matter.Date("date"); ok {
		date = own
	}
	pattern := r.eleventyPattern(p, input)
	switch permalink, known := eleventyFill(pattern, p, dir+rest, date); {
	case permalink == "false":
		r.hide(p, "build")
	case !known:
		r.note(CodeAddress, p.Source, "value", pattern)
	case permalink != "":
		p.Set("permalink", nil)
		p.Old = path.Join("/", strings.TrimSuffix(permalink, "index.html")) + slashOf(strings.TrimSuffix(permalink, "index.html"))
		p.Set("url", p.Old)
	}
}
