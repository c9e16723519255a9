package render

import (
	"bytes"
	"fmt"
	"time"

	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/feed"
)

// renderFeed renders the Atom or JSON feed of a collection, or of the site.
func (v *View) renderFeed(to *bytes.Buffer, o Output) error {
	v.on(OnWorld, "")
	v.on(OnFeed, o.Name)
	v.on(OnCollection, o.Name)
	v.absolute = true
	c := v.Site.Config
	f := feed.Feed{Site: c.Title, Title: c.Title, Description: c.Description, Author: c.Author, Language: c.Language}
	home := "/"
	if coll := v.Site.Collection(o.Name); coll != nil {
		home = coll.URL()
		f.Title = coll.Label
		if c.Title != "" {
			f.Title += " – " + c.Title
		}
	}
	f.Home, f.Atom, f.JSON = v.Permalink(home), v.Permalink(home+atomName), v.Permalink(home+jsonName)
	for _, p := range v.FeedPages(o.Name) {
		e, err := v.entry(p)
		if err != nil {
			return err
		}
		f.Entries = append(f.Entries, e)
	}
	if o.Make == MakeJSONFeed {
		return feed.AppendJSON(to, &f)
	}
	return feed.AppendAtom(to, &f)
}

func (v *View) entry(p *content.Page) (feed.Entry, error) {
	v.on(OnSource, p.Path)
	b, err := v.body(p)
	if err != nil {
		return feed.Entry{}, fmt.Errorf("feed: %w", err)
	}
	e := feed.Entry{Title: p.Title, URL: v.Permalink(p.URL), HTML: string(b.html), Date: p.Date, Lastmod: p.Lastmod, Tags: p.Tags, Summary: p.Description}
	if e.Summary == "" {
		e.Summary = p.Summary
	}
	if image := imageOf(p); image != "" {
		if f, ok := v.shown(image); ok {
			e.Image = v.fileURL(f)
		}
	}
	return e, nil
}

func (v *View) renderSitemap(to *bytes.Buffer) {
	v.on(OnWorld, "")
	v.on(OnSitemap, "")
	var places []feed.Place
	add := func(u string, t time.Time) { places = append(places, feed.Place{URL: v.Permalink(u), Lastmod: t}) }
	for _, p := range v.Site.Pages {
		if v.Site.Shown(p) {
			t := p.Lastmod
			if t.IsZero() {
				t = p.Date
			}
			add(p.URL, t)
		}
	}
	for _, c := range v.Site.Collections {
		if c.Index == nil && len(c.Pages) > 0 {
			add(c.URL(), time.Time{})
		}
	}
	if len(v.Site.Terms) > 0 {
		add("/tags/", time.Time{})
	}
	for _, t := range v.Site.Terms {
		add(TermURL(t.Slug), time.Time{})
	}
	feed.AppendSitemap(to, places)
}

func (v *View) renderRobots(to *bytes.Buffer) {
	v.on(OnWorld, "")
	u := ""
	if v.hasSitemap() {
		u = v.Permalink("/" + sitemapPath)
	}
	feed.AppendRobots(to, u)
}
