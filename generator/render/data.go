package render

import (
	"html/template"
	"maps"
	"time"

	"github.com/pagewright/pagewright/generator/content"
)

// Template data are plain maps, slices, strings and numbers: a template can
// call any exported method of what it is given, so it is given none.

// siteData is what layouts see as .Site. It is shared by all of them.
func (w *World) siteData() map[string]any {
	c := w.Site.Config
	tokens := map[string]any{}
	for i := range w.Design.Theme.Tokens {
		k := &w.Design.Theme.Tokens[i]
		tokens[k.Name], _ = k.Value(c.Tokens)
	}
	menus := map[string]any{}
	for name := range w.menus {
		menus[name] = w.menuData(name, "")
	}
	year := any(w.Options.Year)
	if w.Options.Year == 0 {
		year = ""
	}
	return map[string]any{
		"Title": c.Title, "Language": c.Language, "Direction": direction(c.Language), "Address": c.Address, "Description": c.Description, "Author": c.Author,
		"URL": w.base + "/", "Tokens": tokens, "Menus": menus, "BuildYear": year,
	}
}

// menuData is a menu as templates see it; here is the output's own address.
func (w *World) menuData(name, here string) []map[string]any {
	items := w.menus[name]
	out := make([]map[string]any, len(items))
	for i, m := range items {
		current := here != "" && m.target.page != nil && m.target.page.URL == here
		out[i] = map[string]any{"Label": m.label, "URL": m.target.url, "Current": current}
	}
	return out
}

// card is a page as lists and neighbours see it. It is shared by all of them.
func (w *World) card(p *content.Page) map[string]any {
	if c, ok := w.cached.Load(p); ok {
		return c.(map[string]any)
	}
	c := w.newCard(p)
	w.cached.Store(p, c)
	return c
}

func (w *World) newCard(p *content.Page) map[string]any {
	kind := "page"
	switch {
	case p.IsHome:
		kind = "home"
	case p.IsList:
		kind = "list"
	case p.Collection != "" && !p.Date.IsZero():
		kind = "post"
	}
	summary := p.Description
	if summary == "" {
		summary = p.Summary
	}
	return map[string]any{
		"Title": p.Title, "URL": w.base + p.URL, "Permalink": w.Permalink(p.URL), "Description": p.Description,
		"Date": moment(p.Date), "Lastmod": moment(p.Lastmod), "Tags": w.tags(p), "Summary": summary,
		"ReadingMinutes": p.Minutes(), "Image": imageOf(p), "Collection": p.Collection, "IsHome": p.IsHome, "Kind": kind, "Params": p.Params,
	}
}

// imageOf is the page's picture as a path from the site's top, so that lists
// elsewhere find it.
func imageOf(p *content.Page) string {
	if p.Image == "" || p.Image[0] == '/' || hasScheme(p.Image) {
		return p.Image
	}
	return "/" + p.Dir + "/" + p.Image
}

// moment is a date as templates see it: RFC 3339, or empty for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func (w *World) tags(p *content.Page) []map[string]any {
	var out []map[string]any
	for _, tag := range p.Tags {
		if t := w.tag(tag); t != nil {
			out = append(out, t)
		}
	}
	return out
}

// tag is a tag as templates see it, shared by all pages that have it; nil: it
// is none.
func (w *World) tag(name string) map[string]any {
	if t, ok := w.tagged.Load(name); ok {
		return t.(map[string]any)
	}
	var t map[string]any
	if slug := content.Slug(name); slug != "" {
		t = map[string]any{"Name": name, "URL": w.base + TermURL(slug)}
	}
	w.tagged.Store(name, t)
	return t
}

// TermURL is the address of a tag's list.
func TermURL(slug string) string { return content.Escape("/tags/" + slug + "/") }

func (w *World) cards(pages []*content.Page) []map[string]any {
	out := make([]map[string]any, len(pages))
	for i, p := range pages {
		out[i] = w.card(p)
	}
	return out
}

// pageData is the page that a layout shows.
func (v *View) pageData(p *content.Page, b body) map[string]any {
	d := make(map[string]any, len(b.card)+4) // the card is shared
	maps.Copy(d, b.card)
	d["Content"], d["HasHeading"] = template.HTML(b.html), b.heading //nolint:gosec // rendered by package block
	d["Prev"], d["Next"] = nil, nil
	if p.Collection != "" && !p.IsList {
		v.on(OnNeighbours, p.Path)
		prev, next := v.Site.Neighbours(p)
		if prev != nil {
			d["Prev"] = v.card(prev)
		}
		if next != nil {
			d["Next"] = v.card(next)
		}
	}
	return d
}

// plainPage is the page of an output that has no source: a tag's list, the 404
// page, a collection without an _index.md.
func (v *View) plainPage(title, kind, u string) map[string]any {
	d := map[string]any{"Title": title, "Kind": kind, "Content": template.HTML(""), "HasHeading": false, "IsHome": false, "Params": map[string]any{},
		"Description": "", "Summary": "", "Date": "", "Lastmod": "", "Tags": nil, "Image": "", "Collection": "", "ReadingMinutes": 0, "Prev": nil, "Next": nil,
		"URL": "", "Permalink": ""}
	if u != "" {
		d["URL"], d["Permalink"] = v.base+u, v.Permalink(u)
	}
	return d
}
