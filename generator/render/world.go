// Package render makes pages: a page's body, a layout and the site's data go
// in, HTML comes out. What is asked of the site while an output is made is
// recorded as Deps, so that the engine knows when to make it again. It reads
// sources only through the World and writes nothing. Start reading at World.
package render

import (
	"context"
	"html/template"
	"io/fs"
	"sort"
	"strconv"
	"sync"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// World is one state of a site with its theme: all that outputs are made from.
// It is immutable and safe for concurrent use.
type World struct {
	Site    *content.Site
	Design  *Design
	Files   Files
	Options Options
	Diags   []diag.Diag // of the settings that concern the theme

	sum     pack.Sum
	base    string // path of the site's address
	data    map[string]any
	menus   map[string][]menuItem
	assets  map[string]*Asset
	feeds   map[string]bool // collections with a feed; "": the site's
	favicon File
	words   map[string]string
	months  []string // names in the site's language; nil: English
	days    []string // from Sunday
	cached  sync.Map // *content.Page -> its card
	tagged  sync.Map // name of a tag -> what templates see of it
	once    sync.Map // partials that take only the site: name -> *shared
	mapOnce sync.Once
	mapSum  pack.Sum
}

// Options are what a build is told apart from the site itself.
type Options struct {
	Highlight bool   // colour code by its language
	Year      int    // for copyright lines; 0: none
	Program   string // version of the program: another one renders anew
}

// Files gives the files of a site beside its pages.
type Files interface {
	// File returns a file by its path in the site; ok is false when there is none.
	File(path string) (File, bool)
	// Source returns the bytes of a page; an error when they are not those that
	// the page was read from.
	Source(p *content.Page) ([]byte, error)
	// Open opens a file of the site.
	Open(path string) (fs.File, error)
}

// File is a file of the site that pages refer to.
type File struct {
	Path   string // in the site
	Hash   string // sha256, hex; empty when it can not be read
	Size   int64
	Width  int // pixels; 0: not known
	Height int
	Scales bool  // it is published in smaller widths too
	Err    error // why a picture has no size
}

type menuItem struct {
	label, link string
	target      target
}

// NewWorld brings the parts together.
func NewWorld(site *content.Site, design *Design, files Files, o Options) *World {
	w := &World{Site: site, Design: design, Files: files, Options: o, base: site.Config.BasePath()}
	w.Diags = w.makeAssets()
	w.words = design.Theme.Words(site.Config.Language)
	w.months, w.days = w.names("months", 12), w.names("days", 7)
	w.feeds = map[string]bool{"": w.HasFeed("")}
	for _, c := range site.Collections {
		w.feeds[c.Name] = w.HasFeed(c.Name)
	}
	var icons []diag.Diag
	w.favicon, icons = findIcon(files)
	w.Diags = append(w.Diags, icons...)
	w.menus = map[string][]menuItem{}
	for name, items := range site.Config.Menus {
		for _, item := range items {
			w.menus[name] = append(w.menus[name], w.menuItem(item))
		}
	}
	w.sum = content.SumOf(w.appendKey(nil))
	w.data = w.siteData()
	return w
}

// highlight says whether code is coloured by its language.
func (w *World) highlight() bool { return w.Options.Highlight && !w.Site.Config.PlainCode }

func (w *World) menuItem(item content.MenuItem) menuItem {
	m := menuItem{label: item.Label, link: item.Link, target: w.target(item.Link)}
	if m.label == "" && m.target.page != nil {
		m.label = m.target.page.Title
	}
	if m.label == "" {
		m.label = item.Link
	}
	return m
}

// appendKey appends all that every output may depend on.
func (w *World) appendKey(b []byte) []byte {
	c := w.Site.Config
	for _, s := range [...]string{c.Title, c.Language, c.Address, c.Description, c.Author, w.Options.Program} {
		b = pack.String(b, s)
	}
	b = pack.Int(pack.Bool(b, w.highlight()), int64(w.Options.Year))
	b = append(b, w.Design.sum[:]...)
	b = pack.String(b, w.favicon.Path)
	for _, k := range sorted(c.Tokens) {
		b = pack.String(pack.String(b, k), c.Tokens[k])
	}
	for _, name := range sorted(w.menus) {
		b = pack.String(b, name)
		for _, m := range w.menus[name] {
			b = pack.String(pack.String(pack.String(b, m.label), m.link), m.target.key())
		}
	}
	for _, name := range c.CollectionNames() {
		s := c.Collections[name]
		b = pack.String(pack.String(pack.String(pack.String(b, name), s.Label), strconv.Itoa(s.PerPage)), s.Order)
	}
	return b
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// View is the making of one output. It is for one goroutine.
type View struct {
	*World
	Deps  []Dep
	Diags []diag.Diag

	ctx      context.Context // ends what takes too long; nil: nothing does
	seen     map[Dep]struct{}
	page     *content.Page // whose relative addresses are meant; nil: the site's
	files    string        // before the addresses of files: the canvas's prefix
	absolute bool          // addresses with scheme and host: in feeds
	canvas   bool
	origins  *origins // settings that the layout writes, on the canvas; nil: they are not asked for
	url      string   // the output's own address, for the current menu entry
}

// View begins the making of one output, which ends with ctx.
func (w *World) View(ctx context.Context) *View {
	return &View{World: w, ctx: ctx, Deps: make([]Dep, 0, fewDeps)}
}

// fewDeps is up to how many questions a list is looked through, which is faster
// than a map. Most outputs ask no more.
const fewDeps = 16

// on records a question.
func (v *View) on(kind Kind, arg string) {
	d := Dep{kind, arg}
	if len(v.Deps) < fewDeps {
		for _, have := range v.Deps {
			if have == d {
				return
			}
		}
	} else {
		if v.seen == nil {
			v.seen = make(map[Dep]struct{}, 64)
			for _, have := range v.Deps {
				v.seen[have] = struct{}{}
			}
		}
		if _, ok := v.seen[d]; ok {
			return
		}
		v.seen[d] = struct{}{}
	}
	v.Deps = append(v.Deps, d)
}

func html(s string) template.HTML { return template.HTML(s) } //nolint:gosec // only for what this package made

// MenuDiags are entries of menus that lead nowhere.
func (w *World) MenuDiags() []diag.Diag {
	var list []diag.Diag
	for _, name := range sorted(w.menus) {
		for _, m := range w.menus[name] {
			if m.target.missing {
				list = append(list, diag.Diag{Code: "menu-link-missing", Severity: diag.Warning, Where: diag.Where{Path: content.ConfigFile, Text: m.link},
					Args: map[string]string{"address": m.link, "label": m.label}})
			}
		}
	}
	return list
}
