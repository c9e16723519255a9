package directive

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxDepth bounds directives in directives. A deeper opening line is text.
const maxDepth = 20

// Lookup says what is known of a kind of directive: whether there is one of
// that name, and whether its inside is raw text instead of Markdown. It must
// be safe for concurrent use and answer the same during one parse.
type Lookup func(name string) (known, raw bool)

// NewParser returns the block parser of directives. It wants a priority before
// goldmark's paragraph parser and the transformer of NewTransformer with it.
func NewParser(lookup Lookup) parser.BlockParser { return &blockParser{lookup} }

type blockParser struct{ lookup Lookup }

// noRaw holds the shortest closing line that is known not to come any more, so
// that a page of unclosed raw directives is not searched again for each.
var noRaw = parser.NewContextKey()

// Trigger implements parser.BlockParser.
func (b *blockParser) Trigger() []byte { return []byte{':'} }

// CanInterruptParagraph implements parser.BlockParser.
func (b *blockParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (b *blockParser) CanAcceptIndentedLine() bool { return false }

// Open implements parser.BlockParser: it takes opening and closing lines.
func (b *blockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos+1 >= len(line) || line[pos+1] != ':' {
		return nil, parser.NoChildren
	}
	if n := Fence(line[pos:]); n > 0 {
		if !closeBy(parent, n, wholeLine(reader.Source(), seg.Start), reader.Source()) {
			return nil, parser.NoChildren
		}
		reader.AdvanceToEOL()
		return &fence{}, parser.NoChildren
	}
	return b.open(parent, reader, pc, seg.Start+pos-seg.Padding)
}

// open makes a node of an opening line whose first colon is source[at].
func (b *blockParser) open(parent ast.Node, reader text.Reader, pc parser.Context, at int) (ast.Node, parser.State) {
	line := wholeLine(reader.Source(), at)
	o, ok := Parse(reader.Source()[at:line.End])
	if !ok {
		return nil, parser.NoChildren
	}
	n := &Node{Opening: moved(o, at), Line: line}
	n.Known, n.Raw = b.lookup(o.Name)
	if n.Leaf() {
		// "::before" in prose about style sheets is not ours to take.
		if (!n.Known && o.Braces.Len() == 0) || (!n.Known && ast.IsParagraph(pc.LastOpenedBlock().Node)) {
			return nil, parser.NoChildren
		}
		n.Closed = true
		n.Inner = Range{line.End, line.End}
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	if depth(parent) >= maxDepth {
		return nil, parser.NoChildren
	}
	n.Raw = n.Raw && !n.Bad && closes(reader.Source()[line.End:], o.Colons, pc)
	reader.AdvanceToEOL()
	if n.Raw {
		return n, parser.NoChildren
	}
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (b *blockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n, ok := node.(*Node)
	if !ok || n.ended || n.Leaf() {
		return parser.Close
	}
	if !n.Raw {
		return parser.Continue | parser.HasChildren
	}
	line, seg := reader.PeekLine()
	if Fence(line) >= n.Colons {
		n.end(wholeLine(reader.Source(), seg.Start), reader.Source())
		reader.AdvanceToEOL()
		return parser.Close
	}
	seg.ForceNewline = true
	n.Lines().Append(seg)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (b *blockParser) Close(ast.Node, text.Reader, parser.Context) {}

// closeBy ends the directive that a closing line of n colons at the end of
// parent means: the innermost of just as many, else the innermost of fewer.
// Those inside it that are still open end as well, without being closed.
func closeBy(parent ast.Node, n int, line Range, source []byte) bool {
	var fewer, target *Node
	for p, ok := parent.(*Node); ok && target == nil; p, ok = p.Parent().(*Node) {
		if p.Colons == n {
			target = p
		} else if p.Colons < n && fewer == nil {
			fewer = p
		}
	}
	if target == nil {
		target = fewer
	}
	if target == nil {
		return false
	}
	for p := parent.(*Node); p != target; p = p.Parent().(*Node) {
		p.ended = true
	}
	target.end(line, source)
	return true
}

// end closes the directive with its closing line.
func (n *Node) end(line Range, source []byte) {
	n.ended, n.Closed, n.Close = true, true, line
	next := n.Line.End + bytes.IndexByte(source[n.Line.End:], '\n') + 1
	n.Inner = Range{next, line.Start}
}

// closes reports whether a closing line of at least n colons comes in rest.
func closes(rest []byte, n int, pc parser.Context) bool {
	if least, ok := pc.Get(noRaw).(int); ok && n >= least {
		return false
	}
	for i := 0; i >= 0 && i < len(rest); {
		end := bytes.IndexByte(rest[i:], '\n')
		if end < 0 {
			end = len(rest) - i
		}
		if Fence(bytes.TrimLeft(rest[i:i+end], " \t")) >= n {
			return true
		}
		i += end + 1
	}
	pc.Set(noRaw, n)
	return false
}

func depth(n ast.Node) (d int) {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == Kind {
			d++
		}
	}
	return d
}

// wholeLine is the line around an offset, without its line ending.
func wholeLine(source []byte, at int) Range {
	r := Range{bytes.LastIndexByte(source[:at], '\n') + 1, len(source)}
	if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
		r.End = at + i
		if r.End > at && source[r.End-1] == '\r' {
			r.End--
		}
	}
	return r
}

// moved is the opening with its ranges moved to the document.
func moved(o Opening, by int) Opening {
	o.NameAt, o.Braces = o.NameAt.shift(by), o.Braces.shift(by)
	for i := range o.Attrs {
		o.Attrs[i].Range = o.Attrs[i].Range.shift(by)
	}
	return o
}
