package prose

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/backend/edit/prose/grid"
	"github.com/pagewright/pagewright/generator/markdown"
)

// origin is what a node was read from.
type origin struct {
	raw    string      // its source, whole lines without the last line ending
	inner  string      // containers: the source of the children, without prefixes
	lines  []grid.Line // tables
	spans  []span      // containers: the children in inner
	tight  bool        // lists
	marker string      // items: "-" or "1."
	width  int         // items: columns before the content
	units  []unit      // paragraph, heading, tableCell: the inline content in raw
	fence  string      // codeBlock: the opening line, "" when it is indented
}

// span is the bytes [start, end) of a text.
type span struct{ start, end int }

// reader turns Markdown into nodes.
type reader struct {
	parser  *markdown.Parser
	context string // definitions that stand before every text
}

// blocks reads a text that is made of blocks. It fails with ErrNotText when a
// block is of a kind that the editor has no form for.
func (r *reader) blocks(source string) ([]*node, error) {
	full := []byte(r.context + source)
	if _, _, ok := markdown.Fits(full); !ok {
		return nil, ErrNotText
	}
	base := len(r.context)
	root := r.parser.Parse(full, 0)
	var nodes []*node
	var asts []ast.Node
	var spans []span
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindFootnoteList || n.Pos() >= 0 && n.Pos() < base {
			continue
		}
		start := lineStart(source, n.Pos()-base)
		if len(spans) > 0 {
			if start <= spans[len(spans)-1].start {
				return nil, ErrNotText
			}
			spans[len(spans)-1].end = start
		}
		spans, asts = append(spans, span{start, len(source)}), append(asts, n)
	}
	for i, n := range asts {
		s := trim(source, spans[i])
		read, err := r.node(n, full, source[s.start:s.end], base+s.start)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, read)
	}
	return nodes, nil
}

// spansOf is where the nodes that blocks returned stand in source: their raw
// texts follow one another.
func spansOf(source string, nodes []*node) []span {
	var spans []span
	at := 0
	for _, n := range nodes {
		at += strings.Index(source[at:], n.src.raw)
		spans = append(spans, span{at, at + len(n.src.raw)})
		at += len(n.src.raw)
	}
	return spans
}

func lineStart(source string, at int) int {
	return strings.LastIndexByte(source[:max(0, min(at, len(source)))], '\n') + 1
}

// trim takes blank lines off both ends.
func trim(source string, s span) span {
	for s.start < s.end {
		line, _, found := strings.Cut(source[s.start:s.end], "\n")
		if !found || strings.TrimSpace(line) != "" {
			break
		}
		s.start += len(line) + 1
	}
	body := strings.TrimRight(source[s.start:s.end], " \t\n")
	rest := source[s.start+len(body) : s.end]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	s.end = s.start + len(body) + len(rest)
	return s
}

// node reads one block; at is where raw begins in full.
func (r *reader) node(n ast.Node, full []byte, raw string, at int) (*node, error) {
	out := &node{src: &origin{raw: raw}}
	switch v := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		out.kind = paragraph
		return out, out.readInline(n, full, at)
	case *ast.Heading:
		out.kind, out.level = heading, v.Level
		return out, out.readInline(n, full, at)
	case *ast.FencedCodeBlock:
		out.kind = codeBlock
		out.language = string(v.Language(full))
		out.code = codeText(v, full)
		out.src.fence, _, _ = strings.Cut(raw, "\n")
		return out, nil
	case *ast.CodeBlock:
		out.kind, out.code = codeBlock, codeText(v, full)
		return out, nil
	case *ast.Blockquote:
		out.kind = blockquote
		return out, r.container(out, n, unquote(raw))
	case *ast.List:
		return r.list(out, v, raw)
	case *east.Table:
		return readTable(out, v, full, raw, at)
	}
	return nil, ErrNotText
}

func codeText(n ast.Node, full []byte) string {
	return strings.TrimSuffix(string(n.Lines().Value(full)), "\n")
}

// container reads the children of a node from its inner source and checks that
// they are what they are in the whole.
func (r *reader) container(out *node, n ast.Node, inner string) error {
	children, err := r.blocks(inner)
	if err != nil {
		return err
	}
	i := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if i >= len(children) || !sameKind(c, children[i]) {
			return ErrNotText
		}
		i++
	}
	if i != len(children) {
		return ErrNotText
	}
	out.children, out.src.inner, out.src.spans = children, inner, spansOf(inner, children)
	return nil
}

func sameKind(n ast.Node, read *node) bool {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return read.kind == paragraph
	case *ast.Heading:
		return read.kind == heading
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return read.kind == codeBlock
	case *ast.Blockquote:
		return read.kind == blockquote
	case *ast.List:
		return read.kind == bulletList || read.kind == orderedList
	}
	return false
}

var quoteMark = regexp.MustCompile(`^ {0,3}> ?`)

// unquote takes the marks off the lines of a quote. A line that goes on without
// one stays as it is.
func unquote(raw string) string {
	lines := strings.Split(raw, "\n")
	for i, line := range lines {
		lines[i] = line[len(quoteMark.FindString(line)):]
	}
	return strings.Join(lines, "\n")
}

var itemMark = regexp.MustCompile(`^( {0,3})([-*+]|\d{1,9}[.)])( *)`)

// list reads the items of a list.
func (r *reader) list(out *node, list *ast.List, raw string) (*node, error) {
	out.kind = bulletList
	if list.IsOrdered() {
		out.kind, out.start = orderedList, list.Start
	}
	out.src.tight, out.src.inner = list.IsTight, raw
	out.src.spans = itemSpans(list, raw)
	i := 0
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if i >= len(out.src.spans) {
			return nil, ErrNotText
		}
		s := out.src.spans[i]
		item, err := r.item(c, raw[s.start:s.end])
		if err != nil {
			return nil, err
		}
		out.children = append(out.children, item)
		i++
	}
	return out, nil
}

// itemSpans finds the items of a list in its source.
func itemSpans(list *ast.List, raw string) []span {
	var spans []span
	first := -1
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if first < 0 {
			first = c.Pos()
			spans = append(spans, span{0, len(raw)})
			continue
		}
		// The first item's marker stands at the head of raw, after its indent.
		start := lineStart(raw, c.Pos()-first+indentOf(raw))
		spans[len(spans)-1].end = start
		spans = append(spans, span{start, len(raw)})
	}
	for i := range spans {
		spans[i] = trim(raw, spans[i])
	}
	return spans
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// item reads one item: the marker, and the content without its indent.
func (r *reader) item(n ast.Node, raw string) (*node, error) {
	m := itemMark.FindStringSubmatch(raw)
	if m == nil {
		return nil, ErrNotText
	}
	width := len(m[0])
	first, _, _ := strings.Cut(raw, "\n")
	if len(m[3]) > 4 || len(first) == len(m[0]) { // code after the marker, or nothing
		width = len(m[1]) + len(m[2]) + 1
	}
	out := &node{kind: listItem, src: &origin{raw: raw, marker: m[2], width: width}}
	lines := strings.Split(raw, "\n")
	for i, line := range lines {
		cut := width
		if i > 0 {
			cut = min(width, indentOf(line))
		}
		lines[i] = line[min(cut, len(line)):]
	}
	return out, r.container(out, n, strings.Join(lines, "\n"))
}
