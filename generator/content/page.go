package content

import (
	"crypto/sha256"
	"path"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/content/front"
	"github.com/pagewright/pagewright/generator/content/gist"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/pack"
)

// Page is what the site knows of one page without its body: all that lists,
// menus, feeds and neighbours can show of it. It is immutable.
type Page struct {
	Path        string // source: content/journal/hello.md
	URL         string // path on the site with a leading slash, percent-encoded: /journal/hello/
	Output      string // path in the release: journal/hello/index.html
	Title       string
	Description string
	Summary     string    // of a page without a Description: plain text of the first paragraph, at most about 280 bytes
	Date        time.Time // zero: none
	Lastmod     time.Time // zero: none
	Draft       bool
	Weight      int
	Tags        []string // as written, without doubles
	Aliases     []string // paths with a leading slash, cleaned
	Layout      string   // name of a layout, empty: by kind
	Image       string   // as written
	Slug        string   // the last part of URL
	Dir         string   // folder of the source; pictures beside a page are looked up here
	Collection  string   // folder below content whose collection it belongs to, "journal"; empty: the top
	IsList      bool     // a collection's own page (_index.md)
	IsHome      bool
	Words       int
	Params      map[string]any // other keys of the front matter, plain values; never nil
	Source      pack.Sum       // of the whole file
	Card        pack.Sum       // of all fields above but Source: equal cards look equal everywhere
	Diags       []diag.Diag    // what is wrong in the front matter
}

// Minutes returns how long reading the page takes, at least 1.
func (p *Page) Minutes() int { return max(1, (p.Words+219)/220) }

// SumOf returns the shortened sha256 of data.
func SumOf(data []byte) pack.Sum {
	full := sha256.Sum256(data)
	return pack.Sum(full[:len(pack.Sum{})])
}

// NewPage reads the page at file, its path in the site, from its source. It never fails: what can not
// be read is in Diags, and everything else is used. Collection is set by the
// site that the page becomes part of.
func NewPage(file string, source []byte) *Page {
	p := &Page{Path: file, Source: SumOf(source), Params: map[string]any{}}
	list, body, diags := front.Read(file, source)
	p.Diags = diags
	a := place{}
	for i := range list {
		p.set(&list[i], &a)
	}
	text := gist.Of(body, p.Description == "")
	p.Summary, p.Words = text.Summary, text.Words
	p.locate(a)
	if p.Title == "" {
		p.Title = text.Heading
	}
	if p.Title == "" {
		p.Title = p.nameTitle()
	}
	p.Card = SumOf(p.appendCard(nil))
	return p
}

// set takes over one key of the front matter.
func (p *Page) set(f *front.Field, a *place) {
	switch f.Key {
	case "title", "Title":
		p.text(f, &p.Title)
	case "description":
		p.text(f, &p.Description)
	case "date":
		p.date(f, &p.Date)
	case "lastmod":
		p.date(f, &p.Lastmod)
	case "draft":
		p.truth(f, &p.Draft)
	case "weight":
		p.number(f, &p.Weight)
	case "tags":
		p.Tags = distinct(p.texts(f))
		for _, tag := range p.Tags {
			if Slug(tag) == "" { // it can have no page of its own
				p.Diags = append(p.Diags, front.Warn("frontmatter-value", p.Path, f.Line, tag, nil, "key", "tags", "value", tag, "want", "text"))
			}
		}
	case "aliases":
		a.aliases, a.aliasLine = p.texts(f), f.Line
	case "layout":
		p.text(f, &p.Layout)
	case "image":
		p.text(f, &p.Image)
	case "slug":
		p.text(f, &a.slug)
	case "url":
		p.text(f, &a.url)
		a.urlLine = f.Line
	default:
		if v := f.Any(); v != nil {
			p.Params[f.Key] = v
		}
		p.slip(f)
	}
}

// ours are the keys of a front matter that are long enough for a slip of the pen
// to be told from a key of somebody else's.
var ours = [...]string{"title", "description", "lastmod", "draft", "weight", "aliases", "layout", "image"}

// slip tells of a key that is almost one of ours. What is known elsewhere is no
// slip.
// KeyLine returns the line on which the front matter of a page has a key; 0: it
// has none.
func (p *Page) KeyLine(source []byte, key string) int {
	fields, _, _ := front.Read(p.Path, source)
	for _, f := range fields {
		if f.Key == key {
			return f.Line
		}
	}
	return 0
}

func (p *Page) slip(f *front.Field) {
	if f.Key == "images" || len(f.Key) < 4 {
		return
	}
	if near := diag.Nearest(f.Key, ours[:]); near != "" {
		p.Diags = append(p.Diags, front.Warn("frontmatter-key", p.Path, f.Line, f.Key, nil, "key", f.Key, "near", near))
	}
}

func (p *Page) wrong(f *front.Field, want string) {
	p.Diags = append(p.Diags, front.Warn("frontmatter-value", p.Path, f.Line, f.Text, nil, "key", f.Key, "value", f.Text, "want", want))
}

func (p *Page) text(f *front.Field, to *string) {
	if f.Many || f.Text == "" && !f.Null && f.Any() != "" {
		p.wrong(f, "text")
		return
	}
	*to = f.Text
}

func (p *Page) date(f *front.Field, to *time.Time) {
	if f.Null || f.Text == "" && !f.Many {
		return
	}
	t, err := front.Date(f.Text)
	if err != nil {
		p.wrong(f, "date")
		return
	}
	*to = t
}

func (p *Page) truth(f *front.Field, to *bool) {
	v, ok := f.Truth()
	if !ok {
		p.wrong(f, "truth")
		return
	}
	*to = v
}

func (p *Page) number(f *front.Field, to *int) {
	if n, ok := f.Whole(); ok {
		*to = n
		return
	}
	if !f.Null {
		p.wrong(f, "number")
	}
}

// texts takes a list, or one text for a list of one.
func (p *Page) texts(f *front.Field) []string {
	if f.Many {
		return f.List
	}
	if f.Text != "" {
		return []string{f.Text}
	}
	if !f.Null && f.Any() != "" {
		p.wrong(f, "list")
	}
	return nil
}

// appendCard appends all that others can see of the page.
func (p *Page) appendCard(b []byte) []byte {
	for _, s := range [...]string{p.Path, p.URL, p.Output, p.Title, p.Description, p.Summary, p.Layout, p.Image, p.Slug, p.Dir, p.Collection} {
		b = pack.String(b, s)
	}
	return p.appendRest(b)
}

// appendRest appends what is no text.
func (p *Page) appendRest(b []byte) []byte {
	b = pack.Time(pack.Time(b, p.Date), p.Lastmod)
	for _, v := range [...]bool{p.Draft, p.IsList, p.IsHome} {
		b = pack.Bool(b, v)
	}
	b = pack.Int(pack.Int(b, int64(p.Weight)), int64(p.Words))
	b = pack.Strings(pack.Strings(b, p.Tags), p.Aliases)
	return appendMap(b, p.Params)
}

// AppendPage appends the page so that ReadPage gives it back.
func AppendPage(b []byte, p *Page) []byte {
	u, output, dir := p.URL, p.Output, p.Dir
	if output == outputOf(u) {
		output = ""
	}
	if dir == path.Dir(p.Path) {
		dir = ""
	}
	for _, s := range [...]string{p.Path, u, output, p.Title, p.Description, p.Summary, p.Layout, p.Image, p.Slug, dir, p.Collection} {
		b = pack.String(b, s)
	}
	b = p.appendRest(b)
	b = append(append(b, p.Source[:]...), p.Card[:]...)
	return AppendDiags(b, p.Diags)
}

// outputOf is the path in the release of most pages with an address: of those
// that need no escapes.
func outputOf(u string) string { return strings.TrimPrefix(u, "/") + "index.html" }

// ReadPage reads what AppendPage appended.
func ReadPage(r *pack.Reader) *Page {
	p := &Page{}
	for _, to := range [...]*string{&p.Path, &p.URL, &p.Output, &p.Title, &p.Description, &p.Summary, &p.Layout, &p.Image, &p.Slug, &p.Dir, &p.Collection} {
		*to = r.String()
	}
	if p.Output == "" {
		p.Output = outputOf(p.URL)
	}
	if p.Dir == "" {
		p.Dir = path.Dir(p.Path)
	}
	p.Date, p.Lastmod = r.Time(), r.Time()
	for _, to := range [...]*bool{&p.Draft, &p.IsList, &p.IsHome} {
		*to = r.Bool()
	}
	p.Weight, p.Words = int(r.Int()), int(r.Int())
	p.Tags, p.Aliases = r.Strings(), r.Strings()
	p.Params = readMap(r, 0)
	p.Source, p.Card = r.Sum(), r.Sum()
	p.Diags = ReadDiags(r)
	return p
}
