package links

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/generator/block"
)

// ErrLeans says that a piece of a page can not be made to stand without it.
var ErrLeans = errors.New("links: the text needs definitions of its page")

// Definitions are what a page says once and refers to: where named links lead,
// and its footnotes.
type Definitions struct {
	links []byte // as Markdown, one a line
	notes []Note
}

// Definitions returns those of a page.
func (f *Finder) Definitions(source []byte) Definitions {
	tree, _ := f.blocks.Parse(source)
	var d Definitions
	tree.Walk(func(_ []int, b *block.Block) {
		if label, ok := noteLabel(tree.Text(b)); ok && b.Kind == "footnote" {
			d.notes = append(d.notes, Note{label, tree.Text(b)})
		}
	})
	walk(f.markdown.Parse(source, tree.Body.Start), 0, func(n ast.Node) {
		if v, ok := n.(*ast.LinkReferenceDefinition); ok {
			d.links = append(d.links, "["+string(v.Label)+"]: "+address(v.Destination)+title(v.Title)+"\n"...)
		}
	})
	return d
}

// context is the definitions as Markdown, ended by a blank line.
func (d Definitions) context(links bool) []byte {
	var b bytes.Buffer
	for _, n := range d.notes {
		b.Write(n.Text)
		b.WriteString("\n\n")
	}
	if links && len(d.links) > 0 {
		b.Write(d.links)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Inline returns a piece of a page, of whole blocks, with every link that leads
// somewhere only by a definition of the page written out. Fails with ErrLeans.
func (f *Finder) Inline(piece []byte, d Definitions) ([]byte, error) {
	with, without := d.context(true), d.context(false)
	goal := f.meaning(with, piece)
	for {
		if f.meaning(without, piece) == goal {
			return piece, nil
		}
		next, ok := f.inlineOne(piece, with, goal)
		if !ok {
			return nil, ErrLeans
		}
		piece = next
	}
}

// inlineOne writes the last link out that is one by reference.
func (f *Finder) inlineOne(piece, context []byte, goal string) ([]byte, bool) {
	var ref *ast.ReferenceLink
	var written string
	at := -1
	f.inside(context, piece, func(n ast.Node) {
		switch v := n.(type) {
		case *ast.Link:
			if v.Reference != nil && v.Pos() > at {
				ref, at, written = v.Reference, v.Pos(), "]("+address(v.Destination)+title(v.Title)+")"
			}
		case *ast.Image:
			if v.Reference != nil && v.Pos() > at {
				ref, at, written = v.Reference, v.Pos(), "]("+address(v.Destination)+title(v.Title)+")"
			}
		}
	})
	if ref == nil {
		return nil, false
	}
	closing := map[ast.ReferenceLinkType]string{
		ast.ReferenceLinkFull: "][" + string(ref.Value) + "]", ast.ReferenceLinkCollapsed: "][]", ast.ReferenceLinkShortcut: "]",
	}[ref.Type]
	for from := at - len(context); ; {
		i := bytes.Index(piece[from:], []byte(closing))
		if i < 0 {
			return nil, false
		}
		from += i
		next := slices.Concat(piece[:from], []byte(written), piece[from+len(closing):])
		if f.meaning(context, next) == goal {
			return next, true
		}
		from++
	}
}

// meaning is what a piece says in a context: its nodes with what they hold.
func (f *Finder) meaning(context, piece []byte) string {
	var b strings.Builder
	full := slices.Concat(context, piece)
	f.inside(context, piece, func(n ast.Node) {
		b.WriteString(n.Kind().String())
		switch v := n.(type) {
		case *ast.Link:
			b.WriteString(string(v.Destination) + "\x00" + string(v.Title))
		case *ast.Image:
			b.WriteString(string(v.Destination) + "\x00" + string(v.Title))
		case *ast.Text:
			b.Write(v.Segment.Value(full))
		}
		b.WriteByte('\x01')
	})
	return b.String()
}

// inside calls do with the nodes of a piece behind a context.
func (f *Finder) inside(context, piece []byte, do func(ast.Node)) {
	walk(f.markdown.Parse(slices.Concat(context, piece), 0), len(context), do)
}

func walk(root ast.Node, from int, do func(ast.Node)) {
	_ = ast.Walk(root, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		switch {
		case n.Kind() == east.KindFootnoteList:
			return ast.WalkSkipChildren, nil
		case n.Parent() == root && n.Pos() >= 0 && n.Pos() < from:
			return ast.WalkSkipChildren, nil
		case enter && n != root:
			do(n)
		}
		return ast.WalkContinue, nil
	})
}

// address writes the destination of a link, which is as it stood in a source.
func address(dest []byte) string {
	s := string(dest)
	if s == "" || s[0] == '<' || strings.ContainsAny(s, " \t") || strings.Count(s, "(") != strings.Count(s, ")") {
		return "<" + s + ">"
	}
	return s
}

// title writes the title of a link, which is as it stood in a source.
func title(t []byte) string {
	s := string(t)
	switch {
	case s == "":
		return ""
	case !strings.Contains(strings.ReplaceAll(s, `\"`, ""), `"`):
		return ` "` + s + `"`
	case !strings.Contains(strings.ReplaceAll(s, `\'`, ""), "'"):
		return ` '` + s + `'`
	}
	return ` (` + s + `)`
}
