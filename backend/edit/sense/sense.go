// Package sense says what a piece of Markdown means in the light of what stands
// before it: two pieces that mean the same are the same page for visitors,
// however they are written. It compares and never writes. Start reading at Of.
package sense

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/generator/markdown"
)

// Of is what a piece says behind a context of whole blocks, as definitions of
// links and footnotes: its nodes with all that they hold.
func Of(p *markdown.Parser, context, piece []byte) string {
	full := slices.Concat(context, piece)
	var b strings.Builder
	walk(p.Parse(full, 0), len(context), func(n ast.Node, enter bool) {
		if !enter {
			b.WriteByte(')')
			return
		}
		b.WriteString(n.Kind().String() + "(")
		b.WriteString(holds(n, full))
	})
	return b.String()
}

// Inside calls do with the nodes of a piece behind a context, in the order of
// the source. Their places are those in both together.
func Inside(p *markdown.Parser, context, piece []byte, do func(ast.Node)) {
	walk(p.Parse(slices.Concat(context, piece), 0), len(context), func(n ast.Node, enter bool) {
		if enter {
			do(n)
		}
	})
}

// holds is what a node says besides its kind and what is in it.
func holds(n ast.Node, full []byte) string {
	switch v := n.(type) {
	case *ast.Heading:
		return strconv.Itoa(v.Level)
	case *ast.List:
		return strconv.Itoa(v.Start) + string(v.Marker) + strconv.FormatBool(v.IsTight)
	case *ast.Link:
		return string(v.Destination) + "\x00" + string(v.Title)
	case *ast.Image:
		return string(v.Destination) + "\x00" + string(v.Title)
	case *ast.Text:
		return string(v.Segment.Value(full))
	case *ast.RawHTML:
		return string(v.Segments.Value(full))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		return string(n.Lines().Value(full))
	}
	return ""
}

// walk goes over the nodes from the byte on. Footnotes are where they were
// written, not in the list that goldmark makes of them.
func walk(root ast.Node, from int, do func(n ast.Node, enter bool)) {
	_ = ast.Walk(root, func(n ast.Node, enter bool) (ast.WalkStatus, error) { // do returns no error
		switch {
		case n == root:
			return ast.WalkContinue, nil
		case n.Kind() == east.KindFootnoteList, n.Parent() == root && n.Pos() >= 0 && n.Pos() < from:
			return ast.WalkSkipChildren, nil
		}
		do(n, enter)
		return ast.WalkContinue, nil
	})
}
