package markdown

import (
	"bytes"
	"html"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// PlainText is the words of a node without any markup, line breaks as spaces.
func PlainText(n ast.Node, source []byte) string {
	return string(appendPlain(nil, n, source))
}

func appendPlain(buf []byte, n ast.Node, source []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			buf = appendText(buf, t, source)
		case *ast.String:
			buf = append(buf, t.Value...)
		case *ast.AutoLink:
			buf = append(buf, t.Label(source)...)
		case *ast.RawHTML:
		default:
			if c.Type() == ast.TypeBlock && len(buf) > 0 && buf[len(buf)-1] != ' ' {
				buf = append(buf, ' ')
			}
			buf = appendPlain(buf, c, source)
		}
	}
	return buf
}

func appendText(buf []byte, t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if t.IsRaw() || t.Parent().Kind() == ast.KindCodeSpan || !bytes.ContainsAny(value, `&\`) {
		buf = append(buf, value...)
	} else {
		value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
		buf = append(buf, html.UnescapeString(string(value))...)
	}
	if t.SoftLineBreak() || t.HardLineBreak() {
		buf = append(buf, ' ')
	}
	return buf
}
