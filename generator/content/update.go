package content

import (
	"cmp"
	"slices"
	"strings"
)

// manyChanges is from where deriving all anew costs less than single steps.
const manyChanges = 64

// Update returns the site with other pages: gone are taken out, then fresh are
// put in. Both name pages by Path; a page in both is replaced. The result is
// the same as New's with all pages, for a cost that depends on what changed.
func (s *Site) Update(gone []string, fresh []*Page) *Site {
	if len(gone)+len(fresh) > manyChanges || s.listsChange(gone, fresh) {
		return s.rebuild(gone, fresh)
	}
	out := *s
	out.index = nil
	out.Collections, out.Terms = slices.Clone(s.Collections), slices.Clone(s.Terms)
	out.Pages, out.byURL = slices.Clone(s.Pages), slices.Clone(s.byURL)
	touched := map[*Collection]bool{}
	terms := map[string]bool{}
	drop := func(path string) {
		if p := out.Page(path); p != nil {
			out.Pages = without(out.Pages, p, byPath)
			out.unlist(p, touched, terms)
		}
	}
	for _, path := range gone {
		drop(path)
	}
	names := collectionNames(s.Config, s.Pages)
	for _, p := range fresh {
		drop(p.Path)
		p = p.in(nearest(names, p.Dir))
		out.Pages = with(out.Pages, p, byPath)
		out.list(p, touched, terms)
	}
	for c := range touched {
		c.settle(s.Config.Collections[c.Name].Order)
	}
	out.Terms = slices.DeleteFunc(out.Terms, func(t *Term) bool { return len(t.Pages) == 0 })
	for slug := range terms {
		if t := out.Term(slug); t != nil {
			t.name()
		}
	}
	out.check()
	return &out
}

// listsChange says whether a change can turn a folder into a collection or
// back, or change how the collections show each other.
func (s *Site) listsChange(gone []string, fresh []*Page) bool {
	isList := func(path string) bool { p := s.Page(path); return p != nil && p.IsList }
	return slices.ContainsFunc(gone, isList) ||
		slices.ContainsFunc(fresh, func(p *Page) bool { return p.IsList || isList(p.Path) })
}

func (s *Site) rebuild(gone []string, fresh []*Page) *Site {
	out := make(map[string]bool, len(gone)+len(fresh))
	for _, path := range gone {
		out[path] = true
	}
	all := make([]*Page, 0, len(s.Pages)+len(fresh))
	newest := make(map[string]*Page, len(fresh))
	for _, p := range fresh {
		out[p.Path], newest[p.Path] = true, p
	}
	for _, p := range s.Pages {
		if !out[p.Path] {
			all = append(all, p)
		}
	}
	for _, p := range newest {
		all = append(all, p)
	}
	return New(s.Config, s.Media, all, s.rules, s.base)
}

// own returns the collection as one that may be changed: a copy, once.
func (s *Site) own(name string, touched map[*Collection]bool) *Collection {
	i, ok := slices.BinarySearchFunc(s.Collections, name, func(c *Collection, n string) int { return cmp.Compare(c.Name, n) })
	if !ok {
		return nil
	}
	if c := s.Collections[i]; touched[c] {
		return c
	}
	c := *s.Collections[i]
	c.Label = s.Config.Collections[name].Label
	c.Pages = slices.Clone(c.Pages)
	s.Collections[i] = &c
	touched[&c] = true
	return &c
}

// ownTerm is own for a tag; one that is not there yet is made.
func (s *Site) ownTerm(slug string, terms map[string]bool) *Term {
	i, ok := slices.BinarySearchFunc(s.Terms, slug, func(t *Term, n string) int { return cmp.Compare(t.Slug, n) })
	if ok && terms[slug] {
		return s.Terms[i]
	}
	t := &Term{Slug: strings.Clone(slug)}
	if ok {
		t.Pages = slices.Clone(s.Terms[i].Pages)
		s.Terms[i] = t
	} else {
		s.Terms = slices.Insert(s.Terms, i, t)
	}
	terms[slug] = true
	return t
}

// unlist takes a page out of all lists that visitors see.
func (s *Site) unlist(p *Page, touched map[*Collection]bool, terms map[string]bool) {
	if !s.rules.Visible(p) {
		return
	}
	s.byURL = without(s.byURL, p, byAddress)
	if c := s.own(p.Collection, touched); c != nil {
		c.Pages = without(c.Pages, p, c.order)
	}
	for _, slug := range slugsOf(p) {
		t := s.ownTerm(slug, terms)
		t.Pages = without(t.Pages, p, byDate)
	}
}

// list puts a page into all lists where visitors see it.
func (s *Site) list(p *Page, touched map[*Collection]bool, terms map[string]bool) {
	if !s.rules.Visible(p) {
		return
	}
	s.byURL = with(s.byURL, p, byAddress)
	if c := s.own(p.Collection, touched); c != nil {
		c.Pages = with(c.Pages, p, c.order)
	}
	for _, slug := range slugsOf(p) {
		t := s.ownTerm(slug, terms)
		t.Pages = with(t.Pages, p, byDate)
	}
}

// with and without change a sorted list that the caller owns.
func with(list []*Page, p *Page, order func(a, b *Page) int) []*Page {
	i, _ := slices.BinarySearchFunc(list, p, order)
	return slices.Insert(list, i, p)
}

func without(list []*Page, p *Page, order func(a, b *Page) int) []*Page {
	i, ok := slices.BinarySearchFunc(list, p, order)
	if !ok {
		return list
	}
	return slices.Delete(list, i, i+1)
}
