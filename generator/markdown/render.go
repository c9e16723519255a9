package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
)

// Renderer writes goldmark's tree as HTML. It is safe for concurrent use.
//
// It is goldmark's renderer without its walk: the functions are called through
// a table, and the writer is always a Writer, which carries the Resolver.
type Renderer struct {
	funcs []renderer.NodeRendererFunc
}

// NewRenderer returns a renderer. The functions of more come before those of
// this package; their writer is a *Writer.
func NewRenderer(more ...renderer.NodeRenderer) *Renderer {
	r := &Renderer{}
	for _, n := range []renderer.NodeRenderer{
		html.NewRenderer(html.WithUnsafe()),
		extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		extension.NewStrikethroughHTMLRenderer(),
		extension.NewDefinitionListHTMLRenderer(),
		extension.NewFootnoteHTMLRenderer(),
		nodes{},
	} {
		n.RegisterFuncs(r)
	}
	for _, n := range more {
		n.RegisterFuncs(r)
	}
	return r
}

// Register implements renderer.NodeRendererFuncRegisterer, for NewRenderer.
func (r *Renderer) Register(kind ast.NodeKind, f renderer.NodeRendererFunc) {
	for len(r.funcs) <= int(kind) {
		r.funcs = append(r.funcs, nil)
	}
	r.funcs[kind] = f
}

// Render writes a node and all in it. The only errors are those of the
// functions given to NewRenderer.
func (r *Renderer) Render(w *Writer, source []byte, n ast.Node) error {
	_, err := r.walk(w, source, n)
	return err
}

func (r *Renderer) walk(w *Writer, source []byte, n ast.Node) (ast.WalkStatus, error) {
	var f renderer.NodeRendererFunc
	if k := int(n.Kind()); k < len(r.funcs) {
		f = r.funcs[k]
	}
	status := ast.WalkContinue
	if f != nil {
		var err error
		if status, err = f(w, source, n, true); err != nil || status == ast.WalkStop {
			return ast.WalkStop, err
		}
	}
	if status != ast.WalkSkipChildren {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if s, err := r.walk(w, source, c); err != nil || s == ast.WalkStop {
				return ast.WalkStop, err
			}
		}
	}
	if f == nil {
		return ast.WalkContinue, nil
	}
	status, err := f(w, source, n, false)
	if err != nil || status == ast.WalkStop {
		return ast.WalkStop, err
	}
	return ast.WalkContinue, nil
}
