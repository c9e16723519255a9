package render

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/diag"
)

// body is what a page's source comes to.
type body struct {
	html    string
	heading bool     // it has a heading of the first level of its own
	kinds   []string // of its blocks, sorted
	card    map[string]any
}

func (w *World) renderer() *block.Renderer {
	if w.highlight() {
		return w.Design.colours
	}
	return w.Design.plain
}

// maxCode bounds the coloured code that is kept for its next use, in bytes.
const maxCode = 16 << 20

// body renders a page's source for visitors.
func (v *View) body(p *content.Page) (body, error) {
	source, err := v.Files.Source(p)
	if err != nil {
		return body{}, err
	}
	before := v.page
	v.page = p
	defer func() { v.page = before }()
	tree, diags := v.Design.parser.Read(source)
	b := bodyOf(tree)
	b.card = v.card(p)
	var out capture
	more, err := v.renderer().Render(&out, tree, v.context(b, block.Publish))
	if err != nil {
		return body{}, err
	}
	b.html = string(out)
	if bytes.Contains(source, []byte(rawMark)) {
		b.html = v.rawAddresses(b.html)
	}
	v.tell(source, append(diags, more...))
	return b, nil
}

func bodyOf(t *block.Tree) body {
	b := body{kinds: t.Uses}
	for _, h := range t.Headings {
		b.heading = b.heading || h.Level == 1
	}
	return b
}

// tell takes over findings of the page that is being rendered.
func (v *View) tell(source []byte, diags []diag.Diag) {
	for i := range diags {
		diags[i].Where.Path = v.page.Path
	}
	if len(v.Diags) > 0 {
		v.placeDiags(source)
	}
	v.Diags = append(v.Diags, diags...)
}

func (v *View) context(b body, mode block.Mode) block.Context {
	return block.Context{Ctx: v.ctx, Mode: mode, Resolver: v, Page: b.card, Site: v.data, Posts: v.Posts, Word: v.filled, Date: v.blockDate}
}

func (v *View) filled(key string, args ...string) string {
	s := v.Word(key)
	for _, a := range args {
		s = strings.Replace(s, "%s", a, 1)
	}
	return s
}

func (v *View) blockDate(layout string, value any) string {
	if layout == "" {
		layout = v.Word("dateFormat")
	}
	if layout == "dateFormat" { // a theme without words
		layout = time.DateOnly
	}
	s, err := v.Date(layout, text(value))
	if err != nil {
		return text(value)
	}
	return s
}

// capture is a writer that is written to once.
type capture string

func (c *capture) Write(p []byte) (int, error) {
	*c += capture(p)
	return len(p), nil
}

// rawMark is how raw HTML refers to a file of the site.
const rawMark = `="/media/`

// rawAddresses gives files that raw HTML refers to by their place in the site
// their published addresses.
func (v *View) rawAddresses(s string) string {
	var b strings.Builder
	for i := strings.Index(s, rawMark); i >= 0; i = strings.Index(s, rawMark) {
		start := i + 2
		end := strings.IndexByte(s[start:], '"')
		if end < 0 {
			break
		}
		b.WriteString(s[:start])
		switch {
		case strings.HasSuffix(s[:i], "srcset"):
			v.rawSet(&b, s[start:start+end])
		case strings.HasSuffix(s[:i], "src"):
			b.WriteString(v.rawAddress(s[start:start+end], v.shown))
		default:
			b.WriteString(v.rawAddress(s[start:start+end], v.file))
		}
		s = s[start+end:]
	}
	return b.String() + s
}

// rawSet writes a srcset with published addresses.
func (v *View) rawSet(b *strings.Builder, set string) {
	for i, one := range strings.Split(set, ", ") {
		if i > 0 {
			b.WriteString(", ")
		}
		dest, size, sized := strings.Cut(strings.TrimSpace(one), " ")
		b.WriteString(v.rawAddress(dest, v.shown))
		if sized {
			b.WriteString(" " + size)
		}
	}
}

// rawAddress is the published address of a file that raw HTML names; what has
// one already keeps it.
func (v *View) rawAddress(dest string, find func(string) (File, bool)) string {
	at, tail := cutTail(dest)
	if v.isPublished(at) {
		return dest
	}
	f, ok := find(at)
	switch {
	case ok:
		return v.fileURL(f) + tail
	case f.tooLarge():
		v.warn("picture-too-large", dest)
		return dest
	}
	v.warn("link-file-missing", dest)
	return dest
}

// isPublished says whether an address has the fingerprint of a file already.
func (v *View) isPublished(at string) bool {
	plain, err := url.PathUnescape(strings.TrimPrefix(at, "/"))
	if err != nil {
		return false
	}
	o, ok := v.findFile(plain)
	return ok && (o.Make == MakeFile || o.Make == MakeScaled)
}

// Canvas is a page as the canvas shows it.
type Canvas struct {
	HTML   []byte
	Blocks []string // the HTML of each top-level block, in order
	Tree   *block.Tree
	Diags  []diag.Diag
}

// Canvas renders a page for the canvas: drafts too, from the source that is
// given. prefix goes before the addresses of files.
func (w *World) Canvas(ctx context.Context, p *content.Page, source []byte, prefix string) (*Canvas, error) {
	v := w.View(ctx)
	v.canvas, v.files, v.page = true, prefix, p
	v.origins = &origins{number: map[*byte]int{}}
	tree, diags := w.Design.parser.Parse(source)
	b := bodyOf(tree)
	b.card = v.newCard(p)
	pieces, more := w.renderer().RenderBlocks(tree, v.context(b, block.Canvas))
	b.html = strings.Join(pieces.Blocks, "") + pieces.Tail
	b.kinds = b.kinds[:0:0]
	for _, k := range w.Design.Kinds.All() { // a block of any kind may be put in
		b.kinds = append(b.kinds, k.Name)
	}
	v.tell(source, append(diags, more...))
	var out bytes.Buffer
	if err := v.write(&out, v.pageDocument(w.pageOutput(p), p, b)); err != nil {
		return nil, err
	}
	return &Canvas{HTML: v.origins.mark(out.Bytes()), Blocks: pieces.Blocks, Tree: tree, Diags: append(v.Diags, p.Diags...)}, nil
}
