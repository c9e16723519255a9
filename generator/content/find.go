package content

import (
	"cmp"
	"slices"
)

// Page returns the page with this source path, or nil.
func (s *Site) Page(path string) *Page {
	if s.index != nil {
		return s.index[path]
	}
	i, ok := slices.BinarySearchFunc(s.Pages, path, func(p *Page, path string) int { return cmp.Compare(p.Path, path) })
	if !ok {
		return nil
	}
	return s.Pages[i]
}

// ByURL returns the visible page with this address (a path, percent-encoded),
// or nil. Of two pages that want one address the first by path has it.
func (s *Site) ByURL(url string) *Page {
	i, ok := slices.BinarySearchFunc(s.byURL, url, func(p *Page, url string) int { return cmp.Compare(p.URL, url) })
	if !ok {
		return nil
	}
	return s.byURL[i]
}

// Visible says whether visitors see the page.
func (s *Site) Visible(p *Page) bool { return s.rules.Visible(p) }

// Shown says whether visitors see the page at its address: it is visible, and
// no other page has the address.
func (s *Site) Shown(p *Page) bool { return s.rules.Visible(p) && !s.second[p] }

// Collection returns the collection of this name, or nil.
func (s *Site) Collection(name string) *Collection {
	i, ok := slices.BinarySearchFunc(s.Collections, name, func(c *Collection, n string) int { return cmp.Compare(c.Name, n) })
	if !ok {
		return nil
	}
	return s.Collections[i]
}

// Term returns the tag of this slug, or nil.
func (s *Site) Term(slug string) *Term {
	i, ok := slices.BinarySearchFunc(s.Terms, slug, func(t *Term, n string) int { return cmp.Compare(t.Slug, n) })
	if !ok {
		return nil
	}
	return s.Terms[i]
}

// Neighbours returns the pages before and after p in its collection; nil where
// there is none. In a dated collection the one before is the older one.
func (s *Site) Neighbours(p *Page) (prev, next *Page) {
	c := s.Collection(p.Collection)
	if c == nil || p.IsList {
		return nil, nil
	}
	i, ok := slices.BinarySearchFunc(c.Pages, p, c.order)
	if !ok {
		return nil, nil
	}
	if i > 0 {
		prev = c.Pages[i-1]
	}
	if i+1 < len(c.Pages) {
		next = c.Pages[i+1]
	}
	if c.Dated {
		prev, next = next, prev
	}
	return prev, next
}

// Dated returns the visible pages that have a date and belong to a collection,
// newest first, at most limit: what the site's feeds show.
func (s *Site) Dated(limit int) []*Page {
	var list []*Page
	for _, c := range s.Collections {
		n := 0
		for _, p := range c.Pages {
			if p.Date.IsZero() {
				continue
			}
			list = append(list, p)
			if n++; n >= limit && c.Dated {
				break
			}
		}
	}
	slices.SortFunc(list, byDate)
	return list[:min(limit, len(list))]
}
