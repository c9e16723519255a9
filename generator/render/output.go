package render

import (
	"path"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
)

// Output is one file of the release and what it is made from.
type Output struct {
	Path string // in the release
	Make Make
	Page *content.Page // of a page and of a collection's list; nil where there is no source
	Name string        // collection, slug of a tag, name of an asset, path of a file
	N    int           // which page of a list, from 1; the width of a picture
}

// Make says how an output is made.
type Make byte

// The ways of making an output.
const (
	MakePage Make = iota
	MakeList
	MakeTerm
	MakeTerms
	MakeAtom
	MakeJSONFeed
	MakeSitemap
	MakeRobots
	MakeIcon // Name: a file of the media
	MakeNotFound
	MakeAsset
	MakeFile
	MakeScaled
)

const (
	notFoundPath = "404.html"
	sitemapPath  = "sitemap.xml"
	robotsPath   = "robots.txt"
	atomName     = "feed.xml"
	jsonName     = "feed.json"
)

// NotFound is the path of the page for what is not there.
const NotFound = notFoundPath

// Plan returns all outputs but assets and files, which are published because
// one of these refers to them. No two have one path: a page goes before what
// the generator makes by itself.
func (w *World) Plan() []Output {
	all := make([]Output, 0, len(w.Site.Pages)+len(w.Site.Pages)/4+16)
	taken := make(map[string]struct{}, cap(all))
	add := func(o Output) {
		if _, ok := taken[o.Path]; !ok {
			taken[o.Path] = struct{}{}
			all = append(all, o)
		}
	}
	for _, p := range w.Site.Pages {
		if w.Site.Shown(p) {
			add(w.pageOutput(p))
		}
	}
	for _, c := range w.Site.Collections {
		w.planCollection(c, add)
	}
	if len(w.Site.Terms) > 0 {
		add(Output{Path: "tags/index.html", Make: MakeTerms})
	}
	for _, t := range w.Site.Terms {
		for n := 1; n <= TermPages(t); n++ {
			add(Output{Path: numberedPath("tags/"+t.Slug, n), Make: MakeTerm, Name: t.Slug, N: n})
		}
	}
	if w.HasFeed("") {
		add(Output{Path: atomName, Make: MakeAtom})
		add(Output{Path: jsonName, Make: MakeJSONFeed})
	}
	if w.hasSitemap() {
		add(Output{Path: sitemapPath, Make: MakeSitemap})
	}
	add(Output{Path: robotsPath, Make: MakeRobots})
	if o, ok := w.iconOutput(); ok {
		add(o)
	}
	add(Output{Path: notFoundPath, Make: MakeNotFound})
	return all
}

// hasSitemap says whether the site has a sitemap: it needs full addresses, and
// one with anything else is refused as a whole.
func (w *World) hasSitemap() bool { return w.Site.Config.Address != "" }

func (w *World) pageOutput(p *content.Page) Output {
	if p.IsList {
		return Output{Path: p.Output, Make: MakeList, Page: p, Name: p.Collection, N: 1}
	}
	return Output{Path: p.Output, Make: MakePage, Page: p}
}

func (w *World) planCollection(c *content.Collection, add func(Output)) {
	if c.Index == nil && len(c.Pages) == 0 {
		return
	}
	for n := 1; n <= CollectionPages(c); n++ {
		add(Output{Path: numberedPath(c.Dir(), n), Make: MakeList, Page: c.Index, Name: c.Name, N: n})
	}
	if w.HasFeed(c.Name) {
		add(Output{Path: path.Join(c.Dir(), atomName), Make: MakeAtom, Name: c.Name})
		add(Output{Path: path.Join(c.Dir(), jsonName), Make: MakeJSONFeed, Name: c.Name})
	}
}

func numberedPath(dir string, n int) string {
	if n > 1 {
		dir = path.Join(dir, "page", strconv.Itoa(n))
	}
	return path.Join(dir, "index.html")
}

// Find returns the output at a path of the release, as Plan and the outputs'
// needs would have it, without making a plan.
func (w *World) Find(p string) (Output, bool) {
	if o, ok := w.findPage(p); ok {
		return o, true
	}
	if o, ok := w.findGenerated(p); ok {
		return o, true
	}
	return w.findFile(p)
}

func (w *World) findPage(p string) (Output, bool) {
	u := content.Escape("/" + strings.TrimSuffix(p, "index.html"))
	if !strings.HasSuffix(p, "index.html") {
		u = content.Escape("/" + p)
	}
	if page := w.Site.ByURL(u); page != nil && page.Output == p {
		return w.pageOutput(page), true
	}
	return Output{}, false
}

func (w *World) findGenerated(p string) (Output, bool) {
	switch p {
	case sitemapPath:
		return Output{Path: p, Make: MakeSitemap}, w.hasSitemap()
	case robotsPath:
		return Output{Path: p, Make: MakeRobots}, true
	case iconPath:
		return w.iconOutput()
	case notFoundPath:
		return Output{Path: p, Make: MakeNotFound}, true
	case "tags/index.html":
		return Output{Path: p, Make: MakeTerms}, len(w.Site.Terms) > 0
	}
	dir, file := path.Split(p)
	dir = strings.TrimSuffix(dir, "/")
	switch file {
	case atomName, jsonName:
		return w.findFeed(p, dir, file)
	case "index.html":
		return w.findList(p, dir)
	}
	return Output{}, false
}

func (w *World) findFeed(p, dir, file string) (Output, bool) {
	o := Output{Path: p, Make: MakeAtom}
	if file == jsonName {
		o.Make = MakeJSONFeed
	}
	if dir == "" {
		return o, w.HasFeed("")
	}
	c := w.byDir(dir)
	if c == nil {
		return o, false
	}
	o.Name = c.Name
	return o, w.HasFeed(c.Name)
}

func (w *World) findList(p, dir string) (Output, bool) {
	n := 1
	if head, digits := path.Split(dir); path.Base(head) == "page" {
		if m, err := strconv.Atoi(digits); err == nil && m > 1 && strconv.Itoa(m) == digits {
			dir, n = path.Dir(path.Clean(head)), m
		}
	}
	if slug, ok := strings.CutPrefix(dir, "tags/"); ok {
		if t := w.Site.Term(slug); t != nil && n <= TermPages(t) {
			return Output{Path: p, Make: MakeTerm, Name: slug, N: n}, true
		}
	}
	if c := w.byDir(dir); c != nil && n <= CollectionPages(c) && (c.Index != nil || len(c.Pages) > 0) {
		return Output{Path: p, Make: MakeList, Page: c.Index, Name: c.Name, N: n}, true
	}
	return Output{}, false
}

func (w *World) byDir(dir string) *content.Collection {
	for _, c := range w.Site.Collections {
		if c.Dir() == dir {
			return c
		}
	}
	return nil
}

// findFile finds a fingerprinted asset or file.
func (w *World) findFile(p string) (Output, bool) {
	if a := w.assetAt(p); a != nil {
		return Output{Path: p, Make: MakeAsset, Name: a.Name}, true
	}
	plain, _, ok := asset.Plain(p)
	if !ok {
		return Output{}, false
	}
	for _, try := range [...]string{plain, content.Root + "/" + plain} {
		if !published(try) {
			continue
		}
		if f, ok := w.Files.File(try); ok && f.Hash != "" && FilePath(f) == p {
			return Output{Path: p, Make: MakeFile, Name: try}, true
		}
		if o, ok := w.findScaled(try, p); ok {
			return o, true
		}
	}
	return Output{}, false
}

// Source returns the path in the site of the file that a fingerprinted path of
// a release, this one or an earlier one, is made from; "": there is none.
func (w *World) Source(p string) string {
	plain, _, ok := asset.Plain(p)
	if !ok || strings.HasPrefix(p, "assets/") {
		return ""
	}
	for _, name := range [...]string{plain, unscaled(plain)} {
		for _, try := range [...]string{name, content.Root + "/" + name} {
			if name == "" || !published(try) {
				continue
			}
			if f, ok := w.Files.File(try); ok && (name == plain || f.Widths() != nil) {
				return try
			}
		}
	}
	return ""
}

// Needs returns the outputs that an output with these Deps refers to: its
// styles, pictures and other files.
func (w *World) Needs(deps []Dep, add func(Output)) {
	for _, d := range deps {
		switch d.Kind {
		case OnAsset:
			if a := w.assets[d.Arg]; a != nil {
				add(Output{Path: a.Path, Make: MakeAsset, Name: a.Name})
			}
		case OnFile, OnPicture:
			if f, ok := w.Files.File(d.Arg); ok && f.Hash != "" && !(d.Kind == OnPicture && f.tooLarge()) {
				add(Output{Path: FilePath(f), Make: MakeFile, Name: f.Path})
			}
		case OnScaled:
			if f, ok := w.Files.File(d.Arg); ok {
				f.scaled(add)
			}
		}
	}
}
