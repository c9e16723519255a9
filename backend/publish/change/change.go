// Package change says in what two releases differ for a person who looks at the
// site: pages, lists, pictures, files, design. It knows no store.
//
// Start with Compare.
package change

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/generator/release"
)

// How a thing differs, as Change.Change.
const (
	Added   = "new"
	Changed = "changed"
	Gone    = "gone"
)

// What a thing is for the person, as Change.What.
const (
	Page    = "page"    // a person wrote it
	List    = "list"    // a page that follows from others: of a tag, or a further one of a long list
	Design  = "design"  // styles, scripts and fonts of the theme
	Picture = "picture" // in all its sizes
	File    = "file"
)

// Change is one thing that visitors will find different.
type Change struct {
	Change string `json:"change"` // Added, Changed or Gone
	What   string `json:"what"`   // Page, List, Design, Picture or File
	Title  string `json:"title"`  // of a page or list, where it is known
	Path   string `json:"path"`   // on the site, with a leading slash: "/about/"
	Source string `json:"source"` // of a picture or file: what it is made from, by its path in the site; "": not known
}

// Known is what is known of one path of a release.
type Known struct {
	What   string // Page or List; "": not known, or neither
	Title  string // of a page or list; "": not known
	Source string // the file of the site that it is made from, in whatever width and state; "": none is known
}

// Describe says what is known of a path of a release, be it of the new one or
// of the one before it.
type Describe func(path string) Known

// Next is the release that is compared with the one before it.
type Next struct {
	Manifest *release.Manifest
	Content  release.Content // nil: nobody looks why a page differs
	Describe Describe        // nil: nothing is known
}

// Changes is all that visitors will find different.
type Changes struct {
	List   []Change // pages, lists, design, pictures, files; each by path
	Design int      // pages on which a change of the design shows, as far as Content could be read
	Pages  int      // of the new release, without its lists
	First  bool     // there was no site before
	Unseen bool     // what only programs read differs: feeds, redirects, the page for what is not there
}

// Compare returns what visitors of old will find different in next. A page that
// differs in nothing but the names of the design's files is not named: it is
// counted in Design. Redirects, feeds, the sitemap and the page for what is not
// there are not named either. A nil old is no site at all.
func Compare(old *release.Manifest, next Next) Changes {
	m, describe := next.Manifest, next.Describe.orNothing()
	before, after := things(old, m, describe), things(m, old, describe)
	out := Changes{First: old == nil, Pages: CountPages(m, describe)}
	dress := newDress(before, after, next.Content)
	for name, t := range after {
		was, there := before[name]
		switch {
		case !there:
			out.add(Added, t)
		case t.differs(was) && !dress.only(t, was, &out.Design):
			out.add(Changed, t)
		}
	}
	for name, t := range before {
		if _, stays := after[name]; !stays {
			t.title = "" // what is known of pages is known of those that stay
			out.add(Gone, t)
		}
	}
	slices.SortFunc(out.List, func(a, b Change) int {
		return cmp.Or(cmp.Compare(order[a.What], order[b.What]), strings.Compare(a.Path, b.Path), strings.Compare(a.Change, b.Change))
	})
	out.Unseen = len(out.List) == 0 && out.Design == 0 && old != nil && !same(old, m)
	return out
}

// orNothing is d, or what knows nothing.
func (d Describe) orNothing() Describe {
	if d == nil {
		return func(string) Known { return Known{} }
	}
	return d
}

var order = map[string]int{Page: 0, List: 1, Design: 2, Picture: 3, File: 4}

func (c *Changes) add(change string, t thing) {
	c.List = append(c.List, Change{Change: change, What: t.what, Title: t.title, Path: t.address, Source: t.source})
}

// Count says how many things of a kind differ.
type Count struct{ New, Changed, Gone int }

// All is the sum.
func (c Count) All() int { return c.New + c.Changed + c.Gone }

// Count counts the changes of one kind: Page, List, Design, Picture or File.
func (c Changes) Count(what string) Count {
	var n Count
	for _, found := range c.List {
		if found.What != what {
			continue
		}
		switch found.Change {
		case Added:
			n.New++
		case Changed:
			n.Changed++
		case Gone:
			n.Gone++
		}
	}
	return n
}

// Redesigned reports whether the design differs from what visitors knew.
func (c Changes) Redesigned() bool {
	return !c.First && (c.Design > 0 || c.Count(Design).All() > 0)
}

// Things is how many things a person would count: what they wrote or took in,
// and the design as one.
func (c Changes) Things() int {
	n := c.Count(Page).All() + c.Count(Picture).All() + c.Count(File).All()
	if c.Redesigned() {
		n++
	}
	if n == 0 && (c.Unseen || c.Count(List).All() > 0) {
		n = 1
	}
	return n
}
