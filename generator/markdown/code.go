package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// writeFenced writes a fenced code block, coloured when the Writer has a pen
// that knows the language.
func writeFenced(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	w, n := bw.(*Writer), node.(*ast.FencedCodeBlock)
	language := Language(n, source)
	if language != "" && w.Pen != nil {
		code := lines(n, source)
		if done, ok := w.Pen.HTML(language, code); ok {
			w.beginPre("chroma", n, source)
			w.buf = append(w.buf, "<code"...)
			w.Attribute("class", "language-"+language)
			w.buf = append(w.buf, '>')
			w.buf = append(w.buf, done...)
			w.buf = append(w.buf, "</code></pre>\n"...)
			return ast.WalkSkipChildren, nil
		}
	}
	w.beginPre("", n, source)
	w.buf = append(w.buf, "<code"...)
	if language != "" {
		w.Attribute("class", "language-"+language)
	}
	w.buf = append(w.buf, '>')
	escapeLines(w, n, source)
	w.buf = append(w.buf, "</code></pre>\n"...)
	return ast.WalkSkipChildren, nil
}

// writeIndented writes an indented code block, which has no language.
func writeIndented(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w := bw.(*Writer)
		w.beginPre("", node, source)
		w.buf = append(w.buf, "<code>"...)
		escapeLines(w, node, source)
		w.buf = append(w.buf, "</code></pre>\n"...)
	}
	return ast.WalkSkipChildren, nil
}

// Language is the first word behind the fence of a code block; empty: none.
func Language(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	info := resolved(n.Info.Segment.Value(source))
	word, _, _ := strings.Cut(string(info), " ")
	word, _, _ = strings.Cut(word, "{")
	return strings.TrimSpace(word)
}

func lines(n ast.Node, source []byte) []byte {
	var code []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		code = append(code, s.Value(source)...)
	}
	return code
}

func escapeLines(w *Writer, n ast.Node, source []byte) {
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		w.Escape(s.Value(source))
	}
}
