// Package feed writes what programs read of a site: Atom and JSON feeds, the
// sitemap and robots.txt. It gets addresses that are complete already and knows
// nothing of pages or themes.
package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"strings"
	"time"
)

// Feed is a list of posts for feed readers. Where a site has no address yet, its
// addresses are paths: then entries get ids that are made of them, for an id must
// be whole, and what may only be a full address is left out.
type Feed struct {
	Site        string // what the site is called, in ids
	Title       string
	Description string
	Author      string
	Language    string
	Home        string // full address of the page that the feed belongs to
	Atom        string // full addresses of the feed itself
	JSON        string
	Entries     []Entry // newest first
}

// Entry is one post of a feed.
type Entry struct {
	Title   string
	URL     string // full address: also the entry's id
	Summary string // plain text
	HTML    string // the body, with full addresses
	Date    time.Time
	Lastmod time.Time // zero: as Date
	Tags    []string
	Image   string // full address
}

// full says whether an address is complete.
func full(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// id is what a reader knows an address by, for ever: the address itself, or a
// name that is made of it.
func (f *Feed) id(address string) string {
	if full(address) {
		return address
	}
	sum := sha256.Sum256([]byte(f.Site + "\x00" + address))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // version 8: made as one likes
	x := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}

// whole returns an address if it is complete, and nothing otherwise.
func whole(address string) string {
	if full(address) {
		return address
	}
	return ""
}

// changed is the later of the entry's dates.
func (e *Entry) changed() time.Time {
	if e.Lastmod.After(e.Date) {
		return e.Lastmod
	}
	return e.Date
}

// updated is when the feed last changed: its newest entry, never the clock.
func (f *Feed) updated() time.Time {
	var t time.Time
	for i := range f.Entries {
		if c := f.Entries[i].changed(); c.After(t) {
			t = c
		}
	}
	return t
}

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr,omitempty"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	ID       string      `xml:"id"`
	Links    []atomLink  `xml:"link"`
	Updated  string      `xml:"updated"`
	Author   *atomAuthor `xml:"author,omitempty"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomTag struct {
	Term string `xml:"term,attr"`
}

type atomEntry struct {
	Title     string    `xml:"title"`
	ID        string    `xml:"id"`
	Link      atomLink  `xml:"link"`
	Published string    `xml:"published"`
	Updated   string    `xml:"updated"`
	Tags      []atomTag `xml:"category"`
	Summary   *atomText `xml:"summary"`
	Content   *atomText `xml:"content"`
}

// AppendAtom appends the feed as Atom (RFC 4287).
func AppendAtom(to *bytes.Buffer, f *Feed) error {
	author := f.Author
	if author == "" {
		author = f.Title // an entry without any author is not allowed
	}
	a := atomFeed{Lang: f.Language, Title: f.Title, Subtitle: f.Description, ID: f.id(f.Home), Updated: f.updated().Format(time.RFC3339),
		Author: &atomAuthor{author}, Links: []atomLink{{"alternate", "text/html", f.Home}, {"self", "application/atom+xml", f.Atom}}}
	for i := range f.Entries {
		e := &f.Entries[i]
		ae := atomEntry{Title: e.Title, ID: f.id(e.URL), Link: atomLink{"alternate", "text/html", e.URL},
			Published: e.Date.Format(time.RFC3339), Updated: e.changed().Format(time.RFC3339)}
		for _, tag := range e.Tags {
			ae.Tags = append(ae.Tags, atomTag{tag})
		}
		if e.Summary != "" {
			ae.Summary = &atomText{"text", e.Summary}
		}
		if e.HTML != "" {
			ae.Content = &atomText{"html", e.HTML}
		}
		a.Entries = append(a.Entries, ae)
	}
	to.WriteString(xml.Header)
	enc := xml.NewEncoder(to)
	enc.Indent("", " ")
	if err := enc.Encode(a); err != nil {
		return err
	}
	to.WriteByte('\n')
	return nil
}

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url,omitempty"`
	Feed        string       `json:"feed_url,omitempty"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url,omitempty"`
	Title     string   `json:"title,omitempty"`
	HTML      string   `json:"content_html"`
	Summary   string   `json:"summary,omitempty"`
	Image     string   `json:"image,omitempty"`
	Published string   `json:"date_published"`
	Modified  string   `json:"date_modified,omitempty"`
	Tags      []string `json:"tags,omitempty"`
}

// AppendJSON appends the feed as JSON Feed 1.1.
func AppendJSON(to *bytes.Buffer, f *Feed) error {
	j := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: whole(f.Home), Feed: whole(f.JSON),
		Description: f.Description, Language: f.Language, Items: []jsonItem{}}
	if f.Author != "" {
		j.Authors = []jsonAuthor{{f.Author}}
	}
	for i := range f.Entries {
		e := &f.Entries[i]
		item := jsonItem{ID: f.id(e.URL), URL: whole(e.URL), Title: e.Title, HTML: e.HTML, Summary: e.Summary, Image: whole(e.Image),
			Published: e.Date.Format(time.RFC3339), Tags: e.Tags}
		if !e.Lastmod.IsZero() {
			item.Modified = e.Lastmod.Format(time.RFC3339)
		}
		j.Items = append(j.Items, item)
	}
	enc := json.NewEncoder(to)
	enc.SetEscapeHTML(false)
	return enc.Encode(j)
}
