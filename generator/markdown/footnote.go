package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// KindFootnoteMark is the node kind of FootnoteMark.
var KindFootnoteMark = ast.NewNodeKind("FootnoteMark")

// FootnoteMark stands where a footnote was written. goldmark moves footnotes to
// the end of the document and drops those that nothing refers to; the mark
// keeps the place. It renders as nothing.
type FootnoteMark struct {
	ast.BaseBlock
	Note *east.Footnote // Index is negative when nothing refers to it
}

// Kind implements ast.Node.
func (n *FootnoteMark) Kind() ast.NodeKind { return KindFootnoteMark }

// Dump implements ast.Node, for debugging.
func (n *FootnoteMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// footnotes is goldmark's parser of footnotes, which leaves marks.
type footnotes struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (f footnotes) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	mark := &FootnoteMark{Note: node.(*east.Footnote)}
	mark.SetPos(node.Pos())
	node.Parent().InsertBefore(node.Parent(), node, mark)
	f.BlockParser.Close(node, reader, pc)
}
