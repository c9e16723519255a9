package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// writeFenced writes a fenced code block, with the classes of the Highlighter when
// there is one and it knows the language.
func writeFenced(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	w, n := bw.(*Writer), node.(*ast.FencedCodeBlock)
	language := Language(n, source)
	if language != "" && w.Code != nil {
		code := lines(n, source)
		if done, ok := w.Code.HTML(language, code); ok {
			w.buf = append(w.buf, `<pre class="chroma"><code`...)
			w.Attribute("class", "language-"+language)
			w.buf = append(w.buf, '>')
			w.buf = append(w.buf, done...)
			w.buf = append(w.buf, "</code></pre>\n"...)
			return ast.WalkSkipChildren, nil
		}
	}
	w.buf = append(w.buf, "<pre><code"...)
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
		w.buf = append(w.buf, "<pre><code>"...)
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
	info := n.Info.Segment.Value(source)
	if bytes.ContainsAny(info, `&\`) {
		info = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(info)))
	}
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
