package block

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// builder makes blocks of goldmark's nodes.
type builder struct {
	tree  *Tree
	kinds *Kinds
	found []diag.Diag
	uses  map[string]bool
	at    int // lines are counted up to here
	lines int
}

// blocks are the blocks of a container between the bytes of within. Each goes
// from the line where its node starts to the line where the next one starts,
// without the blank lines between: so ranges can not overlap, and nothing but
// blank lines is left over.
func (b *builder) blocks(parent ast.Node, within Range) []*Block {
	var blocks []*Block
	source := b.tree.Source
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == east.KindFootnoteList {
			continue
		}
		at := b.start(n)
		last := len(blocks) - 1
		if last >= 0 && (at <= blocks[last].Range.Start || joins(source, blocks[last], n, at)) {
			blocks[last].count++
			continue
		}
		nb := b.block(n)
		nb.Range.Start = max(at, within.Start)
		if last >= 0 {
			blocks[last].Range.End = nb.Range.Start
		} else {
			nb.Range.Start = within.Start
		}
		blocks = append(blocks, nb)
	}
	if len(blocks) > 0 {
		blocks[len(blocks)-1].Range.End = within.End
	}
	for _, nb := range blocks {
		nb.Range = trim(source, nb.Range)
	}
	return blocks
}

// joins reports whether a node goes on with the block before it: link reference
// definitions without a blank line between are one block.
func joins(source []byte, before *Block, n ast.Node, at int) bool {
	return before.Kind == "references" && n.Kind() == ast.KindLinkReferenceDefinition &&
		at > 0 && !blankBefore(source, at)
}

// blankBefore reports whether the line before the one at an offset is blank.
func blankBefore(source []byte, at int) bool {
	from := bytes.LastIndexByte(source[:at-1], '\n') + 1
	return len(bytes.TrimRight(source[from:at], blanks)) == 0
}

// block makes the block of a node, all but its range and its line.
func (b *builder) block(n ast.Node) *Block {
	nb := &Block{Kind: kindOf(n), node: n, count: 1}
	switch v := n.(type) {
	case *ast.Heading:
		nb.Level = v.Level
	case *directive.Node:
		nb.Colons, nb.Attrs = v.Colons, v.Attrs
		nb.Opening, nb.Inner, nb.Closing = v.Line, v.Inner, v.Close
		nb.Why = lockOf(v)
		nb.Locked = nb.Why != ""
		if !nb.Locked && !v.Raw {
			nb.Children = b.blocks(v, v.Inner)
		}
	}
	return nb
}

func lockOf(n *directive.Node) Lock {
	switch {
	case !n.Closed:
		return Unclosed
	case !n.Known:
		return Unknown
	case n.Bad:
		return Unread
	}
	return ""
}

func kindOf(n ast.Node) string {
	switch v := n.(type) {
	case *directive.Node:
		return v.Name
	case *ast.Heading:
		return "heading"
	case *ast.List:
		return "list"
	case *ast.Blockquote:
		return "blockquote"
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return "code"
	case *east.Table:
		return "table"
	case *ast.ThematicBreak:
		return "rule"
	case *ast.HTMLBlock:
		return "rawhtml"
	case *east.DefinitionList:
		return "definitions"
	case *markdown.FootnoteMark:
		return "footnote"
	case *ast.LinkReferenceDefinition:
		return "references"
	}
	if _, ok := n.FirstChild().(*ast.Image); ok && n.FirstChild().NextSibling() == nil {
		return "image"
	}
	return "paragraph"
}

// start is the beginning of the line where a node starts.
func (b *builder) start(n ast.Node) int {
	at := n.Pos()
	switch v := n.(type) {
	case *directive.Node:
		at = v.Line.Start
	case *east.Table: // its own position is that of the paragraph it was made from
		at = v.FirstChild().Pos()
	}
	if at < 0 && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	if at < 0 {
		return 0
	}
	return bytes.LastIndexByte(b.tree.Source[:at], '\n') + 1
}

// blanks is what a blank line is made of, for goldmark as for us.
const blanks = " \t\r\n"

// trim takes blank lines away from both ends of a range, and the last line
// ending.
func trim(source []byte, r Range) Range {
	for at := r.Start; at < r.End; {
		l, next := line(source[:r.End], at)
		if len(bytes.TrimRight(l.In(source), blanks)) > 0 {
			break
		}
		at, r.Start = next, next
	}
	end := len(bytes.TrimRight(r.In(source), blanks)) + r.Start
	if end == r.Start {
		return span(r.Start, r.Start)
	}
	l, _ := line(source[:r.End], end)
	r.End = l.End
	return r
}

// number gives all blocks their lines, in one pass over the source.
func (b *builder) number() {
	at, n := 0, 1
	b.tree.Walk(func(_ []int, nb *Block) {
		n += bytes.Count(b.tree.Source[at:nb.Range.Start], newline)
		at, nb.Line = nb.Range.Start, n
	})
}
