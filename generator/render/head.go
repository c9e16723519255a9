package render

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
)

// headInfo is what the head of a document says.
type headInfo struct {
	title       string
	description string
	url         string // path on the site; empty: no canonical address
	image       string // as written
	page        *content.Page
	kinds       []string // block kinds whose styles the document needs
	feed        string   // collection whose feed is named besides the site's
	prev, next  string   // paths of the list's other pages
	article     bool
	noindex     bool
}

// head appends what stands between <head> and </head>. On the canvas it holds
// nothing but the title and the styles.
func (v *View) head(to []byte, h headInfo) []byte {
	b := &tags{buf: to}
	b.raw("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	site := v.Site.Config
	title := h.title
	switch {
	case title == "":
		title = site.Title
	case site.Title != "" && title != site.Title && h.url != "/":
		title += " – " + site.Title
	}
	b.raw("<title>").text(title).raw("</title>\n")
	if !v.canvas {
		v.describe(b, h)
	}
	b.open("link").attr("rel", "stylesheet").attr("href", v.asset(siteCSS)).close()
	for _, kind := range h.kinds {
		if v.assets[kindCSS(kind)] != nil {
			b.open("link").attr("rel", "stylesheet").attr("href", v.asset(kindCSS(kind))).close()
		}
	}
	if v.canvas {
		b.raw("<style>").raw(block.CanvasStyle).raw("</style>\n")
	}
	return b.buf
}

// describe writes what search engines, other sites and feed readers are told.
func (v *View) describe(b *tags, h headInfo) {
	about := h.description
	if about != "" {
		b.meta("name", "description", about)
	}
	if h.noindex {
		b.meta("name", "robots", "noindex")
	}
	full := ""
	if h.url != "" && v.Site.Config.Address != "" {
		full = v.Permalink(h.url)
		b.open("link").attr("rel", "canonical").attr("href", full).close()
	}
	for _, l := range [...][2]string{{"prev", h.prev}, {"next", h.next}} {
		if l[1] != "" {
			b.open("link").attr("rel", l[0]).attr("href", v.base+l[1]).close()
		}
	}
	v.icon(b)
	v.feedLinks(b, h.feed)
	if !h.noindex {
		v.social(b, h, full)
	}
}

func (v *View) feedLinks(b *tags, collection string) {
	add := func(dir, title string) {
		for _, f := range [...][2]string{{"application/atom+xml", atomName}, {"application/feed+json", jsonName}} {
			b.open("link").attr("rel", "alternate").attr("type", f[0]).attr("title", title).attr("href", v.base+dir+f[1]).close()
		}
	}
	if collection != "" && v.feeds[collection] {
		c := v.Site.Collection(collection)
		v.on(OnCollection, collection)
		add(c.URL(), c.Label)
	}
	v.on(OnCollection, "")
	if v.feeds[""] {
		add("/", v.Site.Config.Title)
	}
}

// social writes Open Graph, the Twitter card and JSON-LD.
func (v *View) social(b *tags, h headInfo, full string) {
	kind := "website"
	if h.article {
		kind = "article"
	}
	b.meta("property", "og:type", kind)
	b.meta("property", "og:title", h.title)
	b.meta("property", "og:description", h.description)
	b.meta("property", "og:url", full)
	b.meta("property", "og:site_name", v.Site.Config.Title)
	b.meta("property", "og:locale", strings.ReplaceAll(v.Site.Config.Language, "-", "_"))
	picture := v.socialPicture(b, h)
	card := "summary"
	if picture != "" {
		card = "summary_large_image"
	}
	b.meta("name", "twitter:card", card)
	if p := h.page; p != nil && h.article {
		if !p.Date.IsZero() {
			b.meta("property", "article:published_time", p.Date.Format(time.RFC3339))
		}
		if !p.Lastmod.IsZero() {
			b.meta("property", "article:modified_time", p.Lastmod.Format(time.RFC3339))
		}
		for _, tag := range p.Tags {
			b.meta("property", "article:tag", tag)
		}
	}
	v.linkedData(b, h, full, picture)
}

func (v *View) socialPicture(b *tags, h headInfo) string {
	if h.image == "" {
		return ""
	}
	u, alt, width, height := h.image, "", 0, 0
	if at, _ := cutTail(h.image); !hasScheme(at) {
		f, ok := v.shown(at)
		if !ok {
			return ""
		}
		u, width, height = v.fileURL(f), f.Width, f.Height
		alt = v.Site.Media[f.Path].Alt
		u = v.absoluteURL(u)
	}
	b.meta("property", "og:image", u)
	if width > 0 && height > 0 {
		b.meta("property", "og:image:width", strconv.Itoa(width))
		b.meta("property", "og:image:height", strconv.Itoa(height))
	}
	b.meta("property", "og:image:alt", alt)
	return u
}

// linkedData writes what search engines read: JSON-LD, which is data and not a
// script that runs.
func (v *View) linkedData(b *tags, h headInfo, full, picture string) {
	c := v.Site.Config
	d := linkedThing{Type: "WebPage", URL: full, Description: h.description, Image: picture, Language: c.Language}
	switch {
	case h.article:
		d.Type, d.Headline = "BlogPosting", h.title
		d.Published, d.Modified = moment(h.page.Date), moment(h.page.Lastmod)
		d.Author = c.Author
	case h.url == "/":
		d.Type, d.Name = "WebSite", c.Title
	default:
		d.Name = h.title
	}
	b.raw(`<script type="application/ld+json">`)
	b.buf = d.append(b.buf)
	b.raw("</script>\n")
}

// linkedThing is a thing of schema.org; empty values are left out.
type linkedThing struct {
	Type, Name, Headline, URL, Description, Image, Published, Modified, Author, Language string
}

// append appends the thing as JSON in which no <, > and & stand.
func (d *linkedThing) append(b []byte) []byte {
	b = append(b, `{"@context":"https://schema.org","@type":"`...)
	b = append(append(b, d.Type...), '"')
	for _, f := range [...][2]string{{"name", d.Name}, {"headline", d.Headline}, {"url", d.URL}, {"description", d.Description}, {"image", d.Image},
		{"datePublished", d.Published}, {"dateModified", d.Modified}} {
		if f[1] != "" {
			b = appendJSON(append(append(append(b, `,"`...), f[0]...), `":`...), f[1])
		}
	}
	if d.Author != "" {
		b = append(appendJSON(append(b, `,"author":{"@type":"Person","name":`...), d.Author), '}')
	}
	if d.Language != "" {
		b = appendJSON(append(b, `,"inLanguage":`...), d.Language)
	}
	return append(b, '}')
}

// appendJSON appends a string as JSON; most need no escapes.
func appendJSON(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			data, err := json.Marshal(s) // escapes <, > and & too
			if err != nil {
				return append(b, `""`...)
			}
			return append(b, data...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// tags writes elements without content.
type tags struct{ buf []byte }

func (t *tags) raw(s string) *tags  { t.buf = append(t.buf, s...); return t }
func (t *tags) text(s string) *tags { return t.raw(template.HTMLEscapeString(s)) }
func (t *tags) open(name string) *tags {
	return t.raw("<").raw(name)
}
func (t *tags) attr(name, value string) *tags { t.buf = attr(t.buf, name, value); return t }
func (t *tags) close()                        { t.raw(">\n") }

// meta writes a meta element, and nothing for an empty value.
func (t *tags) meta(key, name, value string) {
	if value != "" {
		t.open("meta").attr(key, name).attr("content", value).close()
	}
}
