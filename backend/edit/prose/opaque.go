package prose

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// opaque returns the source of what the editor carries without understanding it.
func (u *units) opaque(n ast.Node) (source, label string, ok bool) {
	switch v := n.(type) {
	case *ast.RawHTML:
		source = string(v.Segments.Value(u.full))
		return source, source, true
	case *east.TaskCheckBox:
		if v.IsChecked {
			return "[x] ", "☑", true
		}
		return "[ ] ", "☐", true
	case *east.FootnoteLink:
		source, ok = footnoteMark(v, u.full)
		return source, source, ok
	}
	return "", "", false
}

// footnoteMark is how a footnote is referred to.
func footnoteMark(n *east.FootnoteLink, full []byte) (string, bool) {
	root := ast.Node(n)
	for root.Parent() != nil {
		root = root.Parent()
	}
	for list := root.LastChild(); list != nil; list = list.PreviousSibling() {
		for c := list.FirstChild(); c != nil && list.Kind() == east.KindFootnoteList; c = c.NextSibling() {
			if note, ok := c.(*east.Footnote); ok && note.Index == n.Index {
				return "[^" + string(note.Ref) + "]", true
			}
		}
	}
	return "", false
}
