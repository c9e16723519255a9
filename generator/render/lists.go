package render

import (
	"crypto/sha256"
	"slices"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// termPerPage is how many posts one page of a tag's list shows.
const termPerPage = 20

// feedPosts is how many posts a feed holds.
const feedPosts = 20

// slice is one page of a list: which of how many, counted from 1.
type slice struct {
	pages         []*content.Page
	number, total int
}

// Pages returns over how many pages a list of n entries goes; at least 1.
func Pages(n, perPage int) int { return max(1, (n+perPage-1)/perPage) }

func (w *World) pageOf(all []*content.Page, number, perPage int) slice {
	from := min((number-1)*perPage, len(all))
	return slice{all[from:min(from+perPage, len(all))], number, Pages(len(all), perPage)}
}

// CollectionPages returns over how many pages the collection's list goes.
func CollectionPages(c *content.Collection) int { return Pages(len(c.Entries()), c.PerPage) }

// TermPages returns over how many pages the tag's list goes.
func TermPages(t *content.Term) int { return Pages(len(t.Pages), termPerPage) }

// maxPosts bounds what the function posts returns.
const maxPosts = 100

// posts returns the pages of a collection, or the newest dated pages of all
// collections where it is empty, at most limit, only those with the tag.
func (w *World) posts(collection string, limit int, tag string) []*content.Page {
	limit = min(limit, maxPosts)
	if limit <= 0 {
		limit = maxPosts
	}
	var from []*content.Page
	slug := content.Slug(tag)
	switch c := w.Site.Collection(collection); {
	case c != nil:
		from = c.Pages
	case collection != "":
		return nil
	case slug != "":
		if t := w.Site.Term(slug); t != nil {
			from = t.Pages
		}
	default:
		return w.Site.Dated(limit)
	}
	var out []*content.Page
	for _, p := range from {
		if len(out) == limit {
			break
		}
		if slug == "" || slices.ContainsFunc(p.Tags, func(t string) bool { return content.Slug(t) == slug }) {
			out = append(out, p)
		}
	}
	return out
}

// FeedPages returns the posts of a collection's feed, or of the site's where
// collection is empty: those with a date, newest first.
func (w *World) FeedPages(collection string) []*content.Page {
	if collection == "" {
		return w.Site.Dated(feedPosts)
	}
	c := w.Site.Collection(collection)
	if c == nil {
		return nil
	}
	var out []*content.Page
	for _, p := range c.Pages {
		if !p.Date.IsZero() {
			out = append(out, p)
		}
		if c.Dated && len(out) == feedPosts {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b *content.Page) int { return b.Date.Compare(a.Date) })
	return out[:min(feedPosts, len(out))]
}

// HasFeed says whether a collection has posts with dates, and so a feed; for an
// empty name whether the site has.
func (w *World) HasFeed(collection string) bool {
	if collection == "" {
		return len(w.Site.Dated(1)) > 0
	}
	c := w.Site.Collection(collection)
	return c != nil && slices.ContainsFunc(c.Pages, func(p *content.Page) bool { return !p.Date.IsZero() })
}

// sitemapSum sums what the sitemap says of every page. It is asked once a
// build.
func (w *World) sitemapSum() pack.Sum {
	w.mapOnce.Do(func() {
		h := sha256.New()
		b := make([]byte, 0, 256)
		for _, p := range w.Site.Pages {
			if w.Site.Visible(p) {
				b = pack.Time(pack.Time(pack.String(b[:0], p.URL), p.Date), p.Lastmod)
				h.Write(b)
			}
		}
		for _, c := range w.Site.Collections {
			b = pack.Uint(pack.String(b[:0], c.URL()), uint64(len(c.Entries())))
			h.Write(b)
		}
		for _, t := range w.Site.Terms {
			h.Write(pack.String(b[:0], t.Slug))
		}
		w.mapSum = pack.Sum(h.Sum(nil)[:16])
	})
	return w.mapSum
}
