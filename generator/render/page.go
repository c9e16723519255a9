package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/limit"
)

// Findings of layouts that failed on a page.
const (
	CodeLayout  = "theme-layout-failed"
	CodeEndless = "theme-layout-endless" // it would not have come to an end
)

// ErrNoOutput says that an output can not be made in this state of the site.
var ErrNoOutput = errors.New("render: no such output")

// document is what a layout gets besides the site.
type document struct {
	layouts []string // in the order of preference
	page    map[string]any
	head    headInfo
	more    map[string]any // .Pages, .Pager, .Term, .Terms
}

// write runs the layout of a document. A layout that fails is told, and the
// document goes out with its content alone: nothing of what was written is lost.
func (v *View) write(to *bytes.Buffer, d document) error {
	in, err := v.Design.instance(v.origins != nil)
	if err != nil {
		return err
	}
	in.head = v.head(in.head[:0], d.head)
	data := map[string]any{"Site": v.data, "Page": d.page, "Head": html(string(in.head)), "Canvas": v.canvas}
	if v.origins != nil {
		data["Site"], data["Page"] = v.origins.site(v.World), v.origins.page(d.page)
	}
	for k, m := range d.more {
		data[k] = m
	}
	in.view, in.depth, in.left = v, 0, limit.New(v.ctx)
	v.url = d.head.url
	name := v.layoutOf(d.layouts)
	start := to.Len()
	if err := in.set.ExecuteTemplate(in.left.Writer(to), name+".html", data); err != nil {
		to.Truncate(start)
		if v.ctx != nil && v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		v.Diags = append(v.Diags, v.layoutDiag(name, err))
		v.plainDocument(to, data, d)
		return nil // the copy of the templates is not used again
	}
	in.view, in.left = nil, nil
	v.Design.instances(v.origins != nil).Put(in)
	if !v.canvas {
		firstPicture(to, start)
	}
	return nil
}

// layoutDiag says where a layout failed: in its own file where the site has it,
// else on the page.
func (v *View) layoutDiag(layout string, err error) diag.Diag {
	d := diag.Diag{Code: CodeLayout, Severity: diag.Error, Err: err, Args: map[string]string{"layout": layout}}
	if limit.Endless(err) {
		d.Code = CodeEndless
	}
	file, line := limit.Place(err)
	if own := v.Design.Theme.File(file); own != "" {
		file = own
	}
	if !strings.HasPrefix(file, "theme/") {
		file, line = v.pagePath(), 0
	} else if p := v.pagePath(); p != "" {
		d.Args["page"] = p
	}
	d.Where = diag.Where{Path: file, Line: line}
	return d
}

func (v *View) pagePath() string {
	if v.page == nil {
		return ""
	}
	return v.page.Path
}

func (v *View) layoutOf(names []string) string {
	for _, name := range names {
		if name != "" && v.Design.Theme.Has(name) {
			return name
		}
	}
	return "page"
}

// plainDocument is the document without its layout.
func (v *View) plainDocument(to *bytes.Buffer, data map[string]any, d document) {
	body, _ := d.page["Content"].(template.HTML)
	fmt.Fprintf(to, "<!doctype html>\n<html lang=\"%s\">\n<head>\n%s</head>\n<body>\n<main id=\"main\">\n%s</main>\n</body>\n</html>\n",
		template.HTMLEscapeString(v.Site.Config.Language), data["Head"], body)
}

// keyLine returns the line of a page's source on which its front matter has a
// key; 0: that is not known.
func (w *World) keyLine(p *content.Page, key string) int {
	source, err := w.Files.Source(p)
	if err != nil {
		return 0
	}
	return p.KeyLine(source, key)
}

// Page renders a page or the first page of a collection's list.
func (v *View) renderPage(to *bytes.Buffer, o Output) error {
	p := o.Page
	b, err := v.body(p)
	if err != nil {
		return err
	}
	return v.write(to, v.pageDocument(o, p, b))
}

func (v *View) pageDocument(o Output, p *content.Page, b body) document {
	v.page = p
	v.on(OnWorld, "")
	v.on(OnSource, p.Path)
	d := document{page: v.pageData(p, b), head: v.pageHead(p, b.kinds)}
	if p.Layout != "" && !v.Design.Theme.Has(p.Layout) {
		v.Diags = append(v.Diags, diag.Diag{Code: "layout-missing", Severity: diag.Warning, Where: diag.Where{Path: p.Path, Line: v.keyLine(p, "layout"), Text: p.Layout},
			Args: map[string]string{"layout": p.Layout, "near": diag.Nearest(p.Layout, v.Design.Theme.Layouts())}})
	}
	v.checkImage(p)
	switch {
	case p.IsHome:
		d.layouts = []string{p.Layout, "home"}
	case o.Make == MakeList:
		d.layouts = []string{p.Layout, "list"}
		v.addList(&d, o)
	case p.Collection != "" && !p.Date.IsZero():
		d.layouts = []string{p.Layout, "post"}
	default:
		d.layouts = []string{p.Layout, "page"}
	}
	return d
}

func (v *View) pageHead(p *content.Page, kinds []string) headInfo {
	about := p.Description
	if about == "" {
		about = p.Summary
	}
	if about == "" && p.IsHome {
		about = v.Site.Config.Description
	}
	return headInfo{title: p.Title, description: about, url: p.URL, image: imageOf(p), page: p, kinds: kinds, feed: p.Collection,
		article: p.Collection != "" && !p.Date.IsZero() && !p.IsList}
}

// addList adds the entries and the pager of a collection's list.
func (v *View) addList(d *document, o Output) {
	v.on(OnList, numbered(o.Name, o.N))
	c := v.Site.Collection(o.Name)
	if c == nil {
		return
	}
	s := v.pageOf(c.Entries(), o.N, c.PerPage)
	d.more = map[string]any{"Pages": v.cards(s.pages)}
	v.addPager(d, s, c.URL())
}

// addPager adds where a list's page stands; the first page has the list's own
// address.
func (v *View) addPager(d *document, s slice, u string) {
	at := func(n int) string {
		if n < 1 || n > s.total {
			return ""
		}
		if n == 1 {
			return u
		}
		return fmt.Sprintf("%spage/%d/", u, n)
	}
	d.head.url, d.head.prev, d.head.next = at(s.number), at(s.number-1), at(s.number+1)
	pager := map[string]any{"Number": s.number, "Total": s.total, "Prev": "", "Next": ""}
	if d.head.prev != "" {
		pager["Prev"] = v.base + d.head.prev
	}
	if d.head.next != "" {
		pager["Next"] = v.base + d.head.next
	}
	d.more["Pager"] = pager
}

// renderList renders the second and later pages of a collection's list, and the
// first of one without an _index.md.
func (v *View) renderList(to *bytes.Buffer, o Output) error {
	c := v.Site.Collection(o.Name)
	if c == nil {
		return ErrNoOutput
	}
	if c.Index != nil && o.N == 1 {
		return v.renderPage(to, o)
	}
	v.on(OnWorld, "")
	d := document{page: v.plainPage(c.Label, "list", c.URL()), layouts: []string{"list"}}
	d.head = headInfo{title: c.Label, feed: c.Name}
	if p := c.Index; p != nil {
		v.on(OnCard, p.Path)
		d.page["Title"], d.page["Description"], d.page["Params"] = p.Title, p.Description, p.Params
		d.page["Collection"] = c.Name
		d.head.title, d.head.description = p.Title, p.Description
		d.layouts = []string{p.Layout, "list"}
	}
	v.addList(&d, o)
	return v.write(to, d)
}

func (v *View) renderTerm(to *bytes.Buffer, o Output) error {
	t := v.Site.Term(o.Name)
	if t == nil {
		return ErrNoOutput
	}
	v.on(OnWorld, "")
	v.on(OnTerm, numbered(o.Name, o.N))
	s := v.pageOf(t.Pages, o.N, termPerPage)
	d := document{page: v.plainPage(t.Name, "term", TermURL(t.Slug)), layouts: []string{"term", "list"}, head: headInfo{title: t.Name}}
	d.more = map[string]any{"Pages": v.cards(s.pages), "Term": v.termData(o.Name)}
	v.addPager(&d, s, TermURL(t.Slug))
	return v.write(to, d)
}

func (v *View) termData(slug string) map[string]any {
	t := v.Site.Term(slug)
	return map[string]any{"Name": t.Name, "URL": v.base + TermURL(t.Slug), "Count": len(t.Pages)}
}

func (v *View) renderTerms(to *bytes.Buffer) error {
	v.on(OnWorld, "")
	v.on(OnTerms, "")
	all := make([]map[string]any, len(v.Site.Terms))
	for i, t := range v.Site.Terms {
		all[i] = v.termData(t.Slug)
	}
	title := v.Word("tags")
	d := document{page: v.plainPage(title, "terms", "/tags/"), layouts: []string{"terms", "list"}, head: headInfo{title: title, url: "/tags/"}}
	d.more = map[string]any{"Terms": all, "Pages": []map[string]any{}}
	return v.write(to, d)
}

func (v *View) renderNotFound(to *bytes.Buffer) error {
	v.on(OnWorld, "")
	title := v.Word("notFound")
	return v.write(to, document{page: v.plainPage(title, "404", ""), layouts: []string{"404"}, head: headInfo{title: title, noindex: true}})
}
