package directive

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// NewTransformer returns the transformer that tidies what NewParser made:
// closing lines are taken out, and what follows a directive that is never
// closed comes to stand behind it, as if its opening line were not there. So a
// forgotten closing line locks one line and not the rest of the page.
func NewTransformer() parser.ASTTransformer { return transformer{} }

type transformer struct{}

// Transform implements parser.ASTTransformer.
func (transformer) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) { tidy(doc) }

func tidy(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch n := c.(type) {
		case *fence:
			parent.RemoveChild(parent, c)
		case *Node:
			tidy(n)
			if !n.Closed {
				hoist(parent, n)
			}
		default:
			if c.Type() == ast.TypeBlock && c.HasChildren() && c.FirstChild().Type() == ast.TypeBlock {
				tidy(c)
			}
		}
		c = next
	}
}

// hoist moves the children of a directive that is not closed behind it.
func hoist(parent ast.Node, n *Node) {
	after := ast.Node(n)
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		n.RemoveChild(n, c)
		parent.InsertAfter(parent, after, c)
		after, c = c, next
	}
	n.Inner = Range{n.Line.End, n.Line.End}
}

// HTMLBlocks wraps goldmark's parser of HTML blocks, so that the closing line
// of a directive ends an HTML block that would otherwise go on to the next
// blank line and swallow it.
func HTMLBlocks(inner parser.BlockParser) parser.BlockParser { return htmlParser{inner} }

type htmlParser struct{ parser.BlockParser }

// Continue implements parser.BlockParser.
func (h htmlParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	block := node.(*ast.HTMLBlock)
	if block.HTMLBlockType >= ast.HTMLBlockType6 && endsDirective(node.Parent(), reader) {
		return parser.Close
	}
	return h.BlockParser.Continue(node, reader, pc)
}

// endsDirective reports whether the line closes a directive around parent.
func endsDirective(parent ast.Node, reader text.Reader) bool {
	p, ok := parent.(*Node)
	if !ok {
		return false
	}
	line, _ := reader.PeekLine()
	n := Fence(line)
	if n == 0 {
		return false
	}
	for ; ok; p, ok = p.Parent().(*Node) {
		if p.Colons <= n {
			return true
		}
	}
	return false
}
