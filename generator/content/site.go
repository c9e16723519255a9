// Package content holds what a site is made of, as values: Site, Page,
// Collection, Term, Config. It takes pages and settings from their files, which
// package front reads, and derives from the pages the lists that a site shows.
// It never parses Markdown bodies and renders nothing. Start reading at Site.
package content

import (
	"cmp"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/pagewright/pagewright/generator/content/front"
	"github.com/pagewright/pagewright/generator/diag"
)

// Site is one state of a site's content. It is immutable and safe for
// concurrent use.
type Site struct {
	Config      *Config
	Pages       []*Page          // all, drafts too, by Path
	Media       map[string]Media // by path, as media/x.jpg
	Collections []*Collection    // by Name
	Terms       []*Term          // by Slug
	Diags       []diag.Diag      // of the settings and of addresses that two pages want

	rules  Rules
	byURL  []*Page          // visible pages by URL, then Path
	second map[*Page]bool   // visible pages whose address another one has
	index  map[string]*Page // by Path; nil: not made, Pages is searched
	base   []diag.Diag
}

// Rules say which pages visitors see.
type Rules struct {
	Now    time.Time // pages dated later are left out; zero: none is
	Drafts bool      // drafts are shown too
}

// Visible says whether visitors see the page.
func (r Rules) Visible(p *Page) bool {
	return (r.Drafts || !p.Draft) && (r.Now.IsZero() || !p.Date.After(r.Now))
}

// Collection is the pages of one folder below content.
type Collection struct {
	Name    string // folder below content: "journal", "docs/guide"
	Label   string
	Index   *Page   // its _index.md; nil when it has none
	Pages   []*Page // visible, in the collection's order
	Subs    []*Page // visible index pages of the collections right below it, by weight and title
	PerPage int
	Dated   bool // ordered by date, newest first
	order   func(a, b *Page) int
}

// URL is the collection's address on the site.
func (c *Collection) URL() string {
	if c.Index != nil {
		return c.Index.URL
	}
	return Escape("/" + strings.Join(segments(c.Name), "/") + "/")
}

// Dir is the collection's folder in the release, without a slash at its end.
func (c *Collection) Dir() string {
	if c.Index != nil {
		return path.Dir(c.Index.Output)
	}
	return strings.Join(segments(c.Name), "/")
}

// Entries are all that the collection's list shows: first the collections below
// it, then its pages.
func (c *Collection) Entries() []*Page {
	if len(c.Subs) == 0 {
		return c.Pages
	}
	return append(slices.Clone(c.Subs), c.Pages...)
}

// New derives a site from its parts. The pages may be in any order; the slice
// is kept. base are findings of the settings.
func New(c *Config, media map[string]Media, pages []*Page, rules Rules, base []diag.Diag) *Site {
	s := &Site{Config: c, Media: media, rules: rules, base: base}
	slices.SortFunc(pages, byPath)
	names := collectionNames(c, pages)
	for i, p := range pages {
		pages[i] = p.in(nearest(names, p.Dir))
	}
	s.Pages = pages
	var wait sync.WaitGroup
	wait.Go(s.makeIndex)
	wait.Go(func() { s.Collections = s.collections(names) })
	wait.Go(func() { s.Terms = s.terms() })
	s.byURL = s.addresses()
	s.check()
	wait.Wait()
	return s
}

func (s *Site) makeIndex() {
	s.index = make(map[string]*Page, len(s.Pages))
	for _, p := range s.Pages {
		s.index[p.Path] = p
	}
}

// addresses returns the visible pages by URL, then Path.
func (s *Site) addresses() []*Page {
	list := make([]*Page, 0, len(s.Pages))
	for _, p := range s.Pages {
		if s.rules.Visible(p) {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, byAddress)
	return list
}

// in returns the page as one of the collection, with its Card.
func (p *Page) in(collection string) *Page {
	if p.Collection == collection && p.Card != (Page{}).Card {
		return p
	}
	q := *p
	q.Collection = collection
	q.Card = SumOf(q.appendCard(make([]byte, 0, 1024)))
	return &q
}

// collectionNames returns the folders that are collections: those that
// site.yaml names and those that have an _index.md.
func collectionNames(c *Config, pages []*Page) []string {
	names := c.CollectionNames()
	for _, p := range pages {
		if p.IsList {
			names = append(names, strings.TrimPrefix(p.Dir, Root+"/"))
		}
	}
	sort.Strings(names)
	return slices.Compact(names)
}

// nearest returns the collection that a folder is or lies in; empty: the top.
func nearest(names []string, dir string) string {
	for d := strings.TrimPrefix(strings.TrimPrefix(dir, Root), "/"); d != "" && d != "."; d = path.Dir(d) {
		if _, ok := slices.BinarySearch(names, d); ok {
			return d
		}
	}
	return ""
}

func (s *Site) collections(names []string) []*Collection {
	list := make([]*Collection, len(names))
	for i, name := range names {
		set := s.Config.Collections[name]
		list[i] = &Collection{Name: name, Label: set.Label, PerPage: set.PerPage, order: orderOf(set.Order)}
		if list[i].PerPage <= 0 {
			list[i].PerPage = 10
		}
	}
	find := func(name string) *Collection {
		i, ok := slices.BinarySearchFunc(list, name, func(c *Collection, n string) int { return cmp.Compare(c.Name, n) })
		if !ok {
			return nil
		}
		return list[i]
	}
	for _, p := range s.Pages {
		c := find(p.Collection)
		if c == nil || !s.rules.Visible(p) {
			continue
		}
		if !p.IsList {
			c.Pages = append(c.Pages, p)
			continue
		}
		c.Index = p
		if parent := find(nearest(names, path.Join(Root, path.Dir(c.Name)))); parent != nil {
			parent.Subs = append(parent.Subs, p)
		}
	}
	for _, c := range list {
		slices.SortFunc(c.Pages, c.order)
		slices.SortFunc(c.Subs, byWeight)
		c.settle(s.Config.Collections[c.Name].Order)
	}
	return list
}

// settle sets what follows from the collection's pages.
func (c *Collection) settle(order string) {
	if c.Label == "" && c.Index != nil {
		c.Label = c.Index.Title
	}
	if c.Label == "" {
		c.Label = path.Base(c.Name)
	}
	c.Dated = order == "date" || order == "" && len(c.Pages) > 0 && !c.Pages[0].Date.IsZero() &&
		!slices.ContainsFunc(c.Pages, func(p *Page) bool { return p.Weight != 0 })
}

// check finds addresses that two visible pages want.
func (s *Site) check() {
	s.Diags, s.second = slices.Clone(s.base), nil
	for i := 1; i < len(s.byURL); i++ {
		if a, b := s.byURL[i-1], s.byURL[i]; a.URL == b.URL {
			if s.second == nil {
				s.second = map[*Page]bool{}
			}
			s.second[b] = true
			s.Diags = append(s.Diags, front.Warn("page-address-twice", b.Path, 0, "", nil, "address", b.URL, "other", a.Path))
		}
	}
}
