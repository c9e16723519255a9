package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// writeTask writes the box of a task. Its name is what the task says.
func writeTask(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	w, n := bw.(*Writer), node.(*east.TaskCheckBox)
	w.buf = append(w.buf, "<input"...)
	if n.IsChecked {
		w.buf = append(w.buf, ` checked=""`...)
	}
	w.buf = append(w.buf, ` disabled="" type="checkbox"`...)
	if name := strings.Join(strings.Fields(PlainText(n.Parent(), source)), " "); name != "" {
		w.Attribute("aria-label", name)
	}
	w.buf = append(w.buf, "> "...)
	return ast.WalkContinue, nil
}

// narrowest is how many characters of code stand beside each other on a small
// phone.
const narrowest = 34

// beginPre opens a <pre>. One that is too wide for a phone can be scrolled by
// keyboard, and says what it is to those who come to it so.
func (w *Writer) beginPre(class string, n ast.Node, source []byte) {
	w.buf = append(w.buf, "<pre"...)
	w.optional("class", class)
	if w.Word != nil && !w.Canvas && wide(n, source) {
		w.buf = append(w.buf, ` tabindex="0" role="group"`...)
		w.Attribute("aria-label", w.Word("code"))
	}
	w.buf = append(w.buf, '>')
}

func wide(n ast.Node, source []byte) bool {
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		line := s.Value(source)
		if len(line) > narrowest && utf8.RuneCount(line) > narrowest {
			return true
		}
	}
	return false
}

// fewColumns is how many columns of a table a small phone has room for.
const fewColumns = 3

// writeTable opens and closes a table. One with many columns is wider than a
// phone: it has a class, and visitors can scroll it by keyboard.
func writeTable(bw util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	w, n := bw.(*Writer), node.(*east.Table)
	if !entering {
		w.buf = append(w.buf, "</table>\n"...)
		return ast.WalkContinue, nil
	}
	w.buf = append(w.buf, "<table"...)
	if len(n.Alignments) > fewColumns && w.Word != nil {
		w.buf = append(w.buf, ` class="table-wide"`...)
		if !w.Canvas {
			w.buf = append(w.buf, ` tabindex="0"`...)
		}
	}
	w.buf = append(w.buf, ">\n"...)
	return ast.WalkContinue, nil
}
