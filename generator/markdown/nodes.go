package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"github.com/pagewright/pagewright/generator/markdown/safe"
)

// nodes renders what differs from goldmark: addresses go through the Resolver,
// the canvas obeys no raw HTML, attributes in braces are few, and text, which
// is most of a page, is written without a detour.
type nodes struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindText, writeText)
	r.Register(ast.KindHeading, writeHeading)
	r.Register(ast.KindParagraph, writeParagraph)
	r.Register(ast.KindLink, writeLink)
	r.Register(ast.KindAutoLink, writeAutoLink)
	r.Register(ast.KindImage, writeImage)
	r.Register(ast.KindRawHTML, writeRawHTML)
	r.Register(ast.KindHTMLBlock, writeHTMLBlock)
	r.Register(ast.KindFencedCodeBlock, writeFenced)
	r.Register(ast.KindCodeBlock, writeIndented)
	r.Register(east.KindTaskCheckBox, writeTask)
	r.Register(east.KindTable, writeTable)
}

func writeText(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, n := bw.(*Writer), node.(*ast.Text)
	value := n.Segment.Value(source)
	switch {
	case n.IsRaw():
		w.Escape(value)
	case plain(value):
		w.buf = append(w.buf, value...)
	default:
		html.DefaultWriter.Write(w, value)
	}
	switch {
	case n.HardLineBreak():
		w.buf = append(w.buf, "<br>\n"...)
	case n.SoftLineBreak() && w.Canvas:
		w.buf = append(w.buf, ' ')
	case n.SoftLineBreak():
		w.buf = append(w.buf, '\n')
	}
	return ast.WalkContinue, nil
}

// plain reports whether text needs neither escaping nor unescaping.
func plain(s []byte) bool {
	for _, c := range s {
		if special[c] {
			return false
		}
	}
	return true
}

var special = [256]bool{'&': true, '<': true, '>': true, '"': true, '\\': true, 0: true}

func writeHeading(bw util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	w, n := bw.(*Writer), node.(*ast.Heading)
	if !entering {
		w.buf = append(w.buf, '<', '/', 'h', '0'+byte(n.Level), '>', '\n')
		return ast.WalkContinue, nil
	}
	w.buf = append(w.buf, '<', 'h', '0'+byte(n.Level))
	attributes(w, n)
	w.buf = append(w.buf, '>')
	return ast.WalkContinue, nil
}

// attributes writes the attributes in braces that a heading may have.
func attributes(w *Writer, n ast.Node) {
	for _, a := range n.Attributes() {
		switch string(a.Name) {
		case "id", "class", "lang", "dir", "title":
		default:
			continue
		}
		switch v := a.Value.(type) {
		case []byte:
			w.Attribute(string(a.Name), string(v))
		case string:
			w.Attribute(string(a.Name), v)
		}
	}
}

// writeParagraph also knows the paragraph that is one picture with a title: the
// title is its caption.
func writeParagraph(bw util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	w := bw.(*Writer)
	pic, ok := n.FirstChild().(*ast.Image)
	if ok && pic.NextSibling() == nil && len(pic.Title) > 0 {
		if entering {
			w.buf = append(w.buf, "<figure class=\"image\">"...)
			return ast.WalkContinue, nil
		}
		w.buf = append(w.buf, "<figcaption>"...)
		html.DefaultWriter.Write(w, pic.Title)
		w.buf = append(w.buf, "</figcaption></figure>\n"...)
		return ast.WalkContinue, nil
	}
	if entering {
		w.buf = append(w.buf, "<p>"...)
	} else {
		w.buf = append(w.buf, "</p>\n"...)
	}
	return ast.WalkContinue, nil
}

func writeLink(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	w, n := bw.(*Writer), node.(*ast.Link)
	if !entering {
		if ear, ok := w.resolver().(Ear); ok && unnamed(w.buf[w.link:]) {
			ear.Unnamed(destination(n.Destination))
		}
		w.buf = append(w.buf, "</a>"...)
		return ast.WalkContinue, nil
	}
	w.buf = append(w.buf, "<a"...)
	w.Attribute("href", safe.Link(w.resolver().Link(destination(n.Destination))))
	writeTitle(w, n.Title)
	w.buf = append(w.buf, '>')
	w.link = len(w.buf)
	return ast.WalkContinue, nil
}

// unnamed reports whether what a link shows is a picture that says nothing, and
// no words.
func unnamed(shown []byte) bool {
	return bytes.Contains(shown, []byte("<img")) && !bytes.Contains(bytes.ReplaceAll(shown, []byte(` alt=""`), nil), []byte(` alt="`)) &&
		len(bytes.TrimSpace(tag.ReplaceAll(shown, nil))) == 0
}

// tag is one tag as this package writes it: no bracket stands in an attribute.
var tag = regexp.MustCompile(`<[^>]*>`)

// destination is an address as a browser wants it: references and escapes
// resolved, what can not stand in an address percent-encoded.
func destination(raw []byte) string { return string(util.URLEscape(raw, true)) }

func writeTitle(w *Writer, t []byte) {
	if t == nil {
		return
	}
	w.buf = append(w.buf, ` title="`...)
	html.DefaultWriter.Write(w, t)
	w.buf = append(w.buf, '"')
}

func writeAutoLink(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, n := bw.(*Writer), node.(*ast.AutoLink)
	address := Encode(string(n.URL(source)))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower([]byte(address)), []byte("mailto:")) {
		address = "mailto:" + address
	}
	w.buf = append(w.buf, "<a"...)
	w.Attribute("href", safe.Link(w.resolver().Link(address)))
	w.buf = append(w.buf, '>')
	w.Escape(n.Label(source))
	w.buf = append(w.buf, "</a>"...)
	return ast.WalkContinue, nil
}

func writeImage(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, n := bw.(*Writer), node.(*ast.Image)
	alt := PlainText(n, source)
	t := ""
	// The title of a picture that stands alone is its caption already.
	alone := n.PreviousSibling() == nil && n.NextSibling() == nil && n.Parent().Kind() == ast.KindParagraph
	if n.Title != nil && !alone {
		t = string(resolved(n.Title))
	}
	w.Picture(destination(n.Destination), PictureOptions{Alt: alt, Title: t})
	return ast.WalkSkipChildren, nil
}

// writeRawHTML writes a tag in a line of text. The canvas obeys only a few tags
// without attributes that change nothing but the look of words; any other it
// shows as the text that it is.
func writeRawHTML(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	w, n := bw.(*Writer), node.(*ast.RawHTML)
	from := len(w.buf)
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		w.buf = append(w.buf, s.Value(source)...)
	}
	if !w.Canvas || isQuietTag(w.buf[from:]) {
		return ast.WalkSkipChildren, nil
	}
	raw := string(w.buf[from:])
	w.buf = append(w.buf[:from], `<code class="pw-inert">`...)
	w.EscapeString(raw)
	w.buf = append(w.buf, "</code>"...)
	return ast.WalkSkipChildren, nil
}

// isQuietTag reports whether raw is a tag without attributes that the canvas
// may obey. None of them is of the kind that a browser closes and opens again
// around other elements.
func isQuietTag(raw []byte) bool {
	name := bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimPrefix(raw, []byte("<")), []byte("/")), []byte(">"))
	switch string(bytes.ToLower(name)) {
	case "br", "wbr", "kbd", "sub", "sup", "mark", "abbr", "ins", "del", "q", "cite", "dfn", "var", "samp":
		return true
	}
	return false
}

// writeHTMLBlock writes a block of raw HTML; the canvas shows its source.
func writeHTMLBlock(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, n := bw.(*Writer), node.(*ast.HTMLBlock)
	if w.Canvas {
		w.buf = append(w.buf, `<div class="pw-inert"><pre>`...)
	}
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		w.raw(s.Value(source))
	}
	if n.HasClosure() {
		w.raw(n.ClosureLine.Value(source))
	}
	if w.Canvas {
		w.buf = append(w.buf, "</pre></div>\n"...)
	}
	return ast.WalkContinue, nil
}

func (w *Writer) raw(s []byte) {
	if w.Canvas {
		w.Escape(s)
		return
	}
	w.buf = append(w.buf, s...)
}
