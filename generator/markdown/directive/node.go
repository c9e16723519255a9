package directive

import (
	"github.com/yuin/goldmark/ast"
)

// Kind is the node kind of Node.
var Kind = ast.NewNodeKind("Directive")

// kindFence is the node kind of a closing line, as long as a document is read.
var kindFence = ast.NewNodeKind("DirectiveFence")

// Node is a directive in goldmark's tree. Offsets are those of the document.
type Node struct {
	ast.BaseBlock
	Opening       // its ranges are moved to the document
	Line    Range // the opening line without its line ending
	Inner   Range // between the lines; empty: a leaf, or not closed
	Close   Range // the closing line without its line ending
	Known   bool  // the Lookup knows its kind
	Raw     bool  // its inside is Lines, not Markdown
	Closed  bool  // a leaf, or a container with its closing line

	ended bool // a closing line was read that ends it, its own or an outer one's
}

// Kind implements ast.Node.
func (n *Node) Kind() ast.NodeKind { return Kind }

// IsRaw implements ast.Node: no inline Markdown is looked for in Lines.
func (n *Node) IsRaw() bool { return true }

// Leaf reports whether it is "::name", without an inside.
func (n *Node) Leaf() bool { return n.Colons == 2 }

// Locked reports whether nothing of it may be interpreted: its kind is not
// known, it is not closed, or its opening line is not understood.
func (n *Node) Locked() bool { return !n.Known || !n.Closed || n.Bad }

// Dump implements ast.Node, for debugging.
func (n *Node) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// fence is a closing line. It is a node only until the transformer has run,
// because goldmark knows no other way for a block parser to take a line.
type fence struct{ ast.BaseBlock }

func (n *fence) Kind() ast.NodeKind { return kindFence }

func (n *fence) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
