package render

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// Dep is one question that an output asked of the site while it was made. An
// output is up to date as long as all its questions have the answers they had.
type Dep struct {
	Kind Kind
	Arg  string
}

// Kind is the kind of a question.
type Kind byte

// The kinds of questions; Arg is named in brackets.
const (
	OnWorld      Kind = 'w' // settings, theme, block kinds, options []
	OnSource     Kind = 's' // a page with its body [source path]
	OnCard       Kind = 'c' // what lists show of a page [source path]
	OnNeighbours Kind = 'n' // the pages before and after [source path]
	OnList       Kind = 'l' // one page of a collection's list [collection, number]
	OnTerm       Kind = 't' // one page of a tag's list [slug, number]
	OnTerms      Kind = 'a' // all tags []
	OnPosts      Kind = 'p' // what the function posts returns [collection, limit, tag]
	OnFile       Kind = 'f' // a file's content, size and description [path]
	OnPicture    Kind = 'i' // the same of a file that is shown, not linked to [path]
	OnScaled     Kind = 'z' // the widths of a picture [path]
	OnLink       Kind = 'u' // where an address leads [address]
	OnFeed       Kind = 'e' // the pages of a feed [collection]
	OnSitemap    Kind = 'm' // addresses and dates of all pages []
	OnCollection Kind = 'o' // address, label and feed of a collection, of the site [collection]
	OnAsset      Kind = 'x' // a file of the theme or a block kind [name]
)

// join makes an Arg of several parts.
func join(parts ...string) string { return strings.Join(parts, "\x00") }

func numbered(name string, n int) string { return join(name, strconv.Itoa(n)) }

func split(arg string) (name string, n int) {
	name, digits, _ := strings.Cut(arg, "\x00")
	n, _ = strconv.Atoi(digits)
	return name, n
}

// Answer returns the sum of the answer to a question. Equal sums mean that an
// output that asked nothing else comes out the same.
func (w *World) Answer(d Dep) pack.Sum {
	switch d.Kind {
	case OnWorld:
		return w.sum
	case OnSource:
		p := w.Site.Page(d.Arg)
		if p == nil {
			return pack.Sum{}
		}
		return sumOf(p.Source, p.Card)
	case OnCard:
		return cardOf(w.Site.Page(d.Arg))
	case OnNeighbours:
		p := w.Site.Page(d.Arg)
		if p == nil {
			return pack.Sum{}
		}
		prev, next := w.Site.Neighbours(p)
		return sumOf(cardOf(prev), cardOf(next))
	case OnFile, OnPicture, OnScaled:
		return w.fileSum(d.Arg)
	case OnLink:
		return content.SumOf([]byte(w.target(d.Arg).key()))
	}
	return w.listAnswer(d)
}

func (w *World) listAnswer(d Dep) pack.Sum {
	switch d.Kind {
	case OnList:
		name, n := split(d.Arg)
		if c := w.Site.Collection(name); c != nil {
			own := content.SumOf(pack.Bool(pack.String(pack.String(nil, c.Label), c.URL()), c.Dated))
			return w.pagesSum(w.pageOf(c.Entries(), n, c.PerPage), sumOf(own, cardOf(c.Index)))
		}
	case OnTerm:
		slug, n := split(d.Arg)
		if t := w.Site.Term(slug); t != nil {
			return w.pagesSum(w.pageOf(t.Pages, n, termPerPage), content.SumOf([]byte(t.Name)))
		}
	case OnTerms:
		b := []byte{}
		for _, t := range w.Site.Terms {
			b = pack.Uint(pack.String(pack.String(b, t.Name), t.Slug), uint64(len(t.Pages)))
		}
		return content.SumOf(b)
	case OnPosts:
		part := strings.Split(d.Arg, "\x00")
		limit, _ := strconv.Atoi(part[1])
		return w.pagesSum(slice{pages: w.posts(part[0], limit, part[2])}, pack.Sum{})
	case OnFeed:
		return w.pagesSum(slice{pages: w.FeedPages(d.Arg)}, pack.Sum{})
	case OnSitemap:
		return w.sitemapSum()
	case OnCollection:
		b := pack.Bool(nil, w.feeds[d.Arg])
		if c := w.Site.Collection(d.Arg); c != nil {
			b = pack.String(pack.String(b, c.Label), c.URL())
		}
		return content.SumOf(b)
	case OnAsset:
		if a := w.assets[d.Arg]; a != nil {
			return content.SumOf([]byte(a.Path))
		}
	}
	return pack.Sum{}
}

// pagesSum sums the cards of a list's page and where it stands among the others.
func (w *World) pagesSum(s slice, with pack.Sum) pack.Sum {
	h := sha256.New()
	h.Write(with[:])
	h.Write(pack.Uint(pack.Uint(nil, uint64(s.number)), uint64(s.total)))
	for _, p := range s.pages {
		h.Write(p.Card[:])
	}
	return pack.Sum(h.Sum(nil)[:16])
}

func cardOf(p *content.Page) pack.Sum {
	if p == nil {
		return pack.Sum{}
	}
	return p.Card
}

func sumOf(a, b pack.Sum) pack.Sum {
	return content.SumOf(append(append(make([]byte, 0, 32), a[:]...), b[:]...))
}
