package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

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
