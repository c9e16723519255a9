package content

import (
	"cmp"
	"slices"
)

// Term is one tag with the visible pages that have it, newest first.
type Term struct {
	Name  string
	Slug  string
	Pages []*Page
}

func (s *Site) terms() []*Term {
	byTag, bySlug := map[string]*Term{}, map[string]*Term{}
	for _, p := range s.Pages {
		if !s.rules.Visible(p) {
			continue
		}
		for i, tag := range p.Tags {
			t, ok := byTag[tag]
			if !ok {
				t = termOf(bySlug, tag)
				byTag[tag] = t
			}
			if t != nil && !slices.ContainsFunc(p.Tags[:i], func(other string) bool { return byTag[other] == t }) {
				t.Pages = append(t.Pages, p)
			}
		}
	}
	list := make([]*Term, 0, len(bySlug))
	for _, t := range bySlug {
		slices.SortFunc(t.Pages, byDate)
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *Term) int { return cmp.Compare(a.Slug, b.Slug) })
	return list
}

// termOf returns the term of a tag, which is new where no other writing of it
// was seen; nil for a tag that has no slug.
func termOf(bySlug map[string]*Term, tag string) *Term {
	slug := Slug(tag)
	if slug == "" {
		return nil
	}
	t := bySlug[slug]
	if t == nil {
		t = &Term{Slug: slug, Name: tag}
		bySlug[slug] = t
	}
	t.Name = min(t.Name, tag)
	return t
}

// slugsOf returns the distinct slugs of a page's tags.
func slugsOf(p *Page) []string {
	if len(p.Tags) == 0 {
		return nil
	}
	out := make([]string, 0, len(p.Tags))
	for _, tag := range p.Tags {
		if slug := Slug(tag); slug != "" && !slices.Contains(out, slug) {
			out = append(out, slug)
		}
	}
	return out
}

// name picks one writing of the tag: the first by byte order, so that it does
// not depend on the order of the pages.
func (t *Term) name() {
	t.Name = ""
	for _, p := range t.Pages {
		for _, tag := range p.Tags {
			if (t.Name == "" || tag < t.Name) && tag != t.Name && Slug(tag) == t.Slug {
				t.Name = tag
			}
		}
	}
}
