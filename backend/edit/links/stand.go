package links

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/pagewright/pagewright/backend/edit/sense"
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
	sense.Inside(f.markdown, nil, tree.Body.In(source), func(n ast.Node) {
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
	goal := sense.Of(f.markdown, with, piece)
	for {
		if sense.Of(f.markdown, without, piece) == goal {
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
	sense.Inside(f.markdown, context, piece, func(n ast.Node) {
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
		if sense.Of(f.markdown, context, next) == goal {
			return next, true
		}
		from++
	}
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
