// Package markdown is the one goldmark set-up of Pagewright: CommonMark with
// GitHub's tables, strikethrough, task lists and bare addresses, footnotes,
// definition lists, heading ids and container directives. It turns bytes into
// goldmark's tree (Parser) and that tree into HTML (Renderer), for the page
// that is published and for the canvas, where nothing of the page may run.
//
// It knows no files, no site and no kinds of blocks: addresses go through the
// Resolver of a Writer, and package block renders directives.
//
// Start reading at NewParser and NewRenderer.
package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Parser reads Markdown. It is safe for concurrent use.
type Parser struct {
	inner parser.Parser
	mail  parser.Parser // for pages that may hold e-mail addresses
}

// NewParser returns a parser that knows the directives of lookup; nil: every
// directive is unknown.
func NewParser(lookup directive.Lookup) *Parser {
	if lookup == nil {
		lookup = func(string) (bool, bool) { return false, false }
	}
	return &Parser{inner: newInner(lookup, newAddresses()), mail: newInner(lookup, extension.NewLinkifyParser())}
}

func newInner(lookup directive.Lookup, linkify parser.InlineParser) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers(lookup)...),
		parser.WithInlineParsers(inlineParsers(linkify)...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(directive.NewTransformer(), 100),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
		parser.WithAttribute(),
	)
}

func blockParsers(lookup directive.Lookup) []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(directive.NewParser(lookup), 90),
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(directive.HTMLBlocks(parser.NewHTMLBlockParser()), 900),
		util.Prioritized(footnotes{extension.NewFootnoteBlockParser()}, 999),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
}

func inlineParsers(linkify parser.InlineParser) []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(linkify, 999),
	}
}

// Parse reads source from the byte start on, so that all offsets in the tree
// are those of the whole source. It takes any bytes and never fails. It takes
// time that grows with the square of the depth of quotes and lists: give it
// nothing that Fits refuses.
func (p *Parser) Parse(source []byte, start int) ast.Node {
	r := text.NewReader(source)
	if start > 0 {
		// The reader goes on at the line behind its position.
		r.SetPosition(0, text.NewSegment(start, start))
		r.AdvanceLine()
	}
	if bytes.IndexByte(source[start:], '@') >= 0 {
		return p.mail.Parse(r)
	}
	return p.inner.Parse(r)
}

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
