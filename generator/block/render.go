package block

import (
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"github.com/pagewright/pagewright/generator/colour"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/internal/limit"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Renderer turns trees into HTML. It is safe for concurrent use.
type Renderer struct {
	kinds    *Kinds
	pen      *colour.Pen
	markdown *markdown.Renderer
	trusting bool // tests alone: the canvas is not sanitised

	mu      sync.Mutex
	free    []*set
	writers sync.Pool
}

// NewRenderer returns a renderer for trees of a Parser with the same kinds. A
// nil pen leaves code without colours.
func NewRenderer(kinds *Kinds, pen *colour.Pen) *Renderer {
	if kinds == nil {
		kinds = &Kinds{}
	}
	r := &Renderer{kinds: kinds, pen: pen, markdown: markdown.NewRenderer(nodes{})}
	r.writers.New = func() any { return new(markdown.Writer) }
	return r
}

// Render writes a page's content. The findings are templates that failed: such
// a block is rendered as what stands inside it. The only errors are those of w.
func (r *Renderer) Render(w io.Writer, t *Tree, c Context) ([]diag.Diag, error) {
	run := r.begin(t, c)
	defer r.end(run)
	if c.Mode == Canvas {
		run.blocks(t.Blocks, nil)
		run.tail()
	} else {
		run.publish()
	}
	_, err := w.Write(run.out.Bytes())
	return run.found, err
}

// Rendered is a page for the canvas, in pieces that make up the page when they
// are put together in order: Blocks, then Tail.
type Rendered struct {
	// Blocks has one piece for each block of the page. A footnote's is empty
	// when it is in Tail, where its element has its path too.
	Blocks []string
	Tail   string // the footnotes; empty: none
}

// RenderBlocks renders a page for the canvas in pieces. Context.Mode is Canvas
// whatever it says. For the findings see Render.
func (r *Renderer) RenderBlocks(t *Tree, c Context) (Rendered, []diag.Diag) {
	c.Mode = Canvas
	run := r.begin(t, c)
	defer r.end(run)
	out := Rendered{Blocks: make([]string, len(t.Blocks))}
	for i, b := range t.Blocks {
		run.out.Truncate(0)
		run.block(b, []int{i})
		out.Blocks[i] = string(run.out.Bytes())
	}
	run.out.Truncate(0)
	run.tail()
	out.Tail = string(run.out.Bytes())
	return out, run.found
}

// run is one rendering.
type run struct {
	*Renderer
	tree    *Tree
	context Context
	out     *markdown.Writer
	set     *set
	left    *limit.Budget
	found   []diag.Diag
	notes   map[ast.Node]string // canvas: the paths of footnotes
}

func (r *Renderer) begin(t *Tree, c Context) *run {
	x := &run{Renderer: r, tree: t, context: c, left: limit.New(c.Ctx), out: r.writers.Get().(*markdown.Writer)}
	x.out.Reset()
	x.out.Canvas, x.out.Resolver, x.out.Pen, x.out.Render = c.Mode == Canvas, c.Resolver, r.pen, x
	x.out.Word = c.Word
	return x
}

func (r *Renderer) end(x *run) {
	x.out.Render = nil
	r.writers.Put(x.out)
	if x.set != nil {
		x.set.now = nil
		r.mu.Lock()
		r.free = append(r.free, x.set)
		r.mu.Unlock()
	}
}

// templates is the set that the rendering uses, taken when it is first needed.
func (x *run) templates() *set {
	if x.set != nil {
		return x.set
	}
	x.mu.Lock()
	if n := len(x.free); n > 0 {
		x.set, x.free = x.free[n-1], x.free[:n-1]
	}
	x.mu.Unlock()
	if x.set == nil {
		x.set = &set{templates: map[*Kind]*template.Template{}}
	}
	x.set.now = x
	return x.set
}

// publish renders the whole document, for visitors.
func (x *run) publish() {
	if x.tree.doc == nil {
		for _, b := range x.tree.Blocks {
			_, _ = x.out.WriteString("<pre>")
			x.out.Escape(x.tree.Text(b))
			_, _ = x.out.WriteString("</pre>\n")
		}
		return
	}
	x.node(x.tree.doc)
}

func (x *run) node(n ast.Node) {
	// The functions of this package return no errors.
	_ = x.markdown.Render(x.out, x.tree.Source, n)
}

// nodes renders the nodes that are ours.
type nodes struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(directive.Kind, renderDirective)
	r.Register(east.KindFootnote, renderFootnote)
}

// renderDirective renders a directive whose inside are nodes, not blocks: all
// of them in a published page, those in quotes and lists on the canvas.
func renderDirective(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		x, d := w.(*markdown.Writer).Render.(*run), n.(*directive.Node)
		x.directive(d, func() {
			for c := d.FirstChild(); c != nil; c = c.NextSibling() {
				x.node(c)
			}
		})
	}
	return ast.WalkSkipChildren, nil
}

// directive renders a directive; inside renders what stands in it.
func (x *run) directive(n *directive.Node, inside func()) {
	if x.context.Mode == Canvas && n.Locked() {
		x.locked(n.Name, lockOf(n), span(n.Line.Start, max(n.Line.End, n.Close.End)))
		return
	}
	k := x.kinds.directive(n.Name)
	if x.context.Mode == Canvas && k != nil && k.Inert {
		x.inert(k, n)
		return
	}
	from := x.out.Len()
	if n.Raw {
		_, _ = x.out.Write(n.Inner.In(x.tree.Source))
	} else {
		inside()
	}
	if n.Locked() || k == nil || k.parsed == nil {
		return
	}
	body := string(x.out.Bytes()[from:])
	x.out.Truncate(from)
	if err := x.execute(k, n, body); err != nil {
		x.out.Truncate(from)
		_, _ = x.out.WriteString(body)
		x.found = append(x.found, x.failed(k, n, err))
	}
}

// failed is the finding of a kind's template that failed on a block.
func (x *run) failed(k *Kind, n *directive.Node, err error) diag.Diag {
	code := CodeTemplate
	if limit.Endless(err) {
		code = CodeTemplateEndless
	}
	args := map[string]string{"kind": k.Name}
	if _, line := limit.Place(err); k.file != "" && line > 0 {
		args["file"], args["at"] = k.file, strconv.Itoa(line)
	}
	f := finding(code, diag.Error, 1+strings.Count(string(x.tree.Source[:n.Line.Start]), "\n"), n.Line.In(x.tree.Source), args)
	f.Err = err
	return f
}

// execute runs a kind's template.
func (x *run) execute(k *Kind, n *directive.Node, body string) error {
	set := x.templates()
	t, err := set.template(k)
	if err != nil {
		return err
	}
	return t.Execute(x.left.Writer(x.out), map[string]any{
		"Attrs":    k.Values(n.Attrs),
		"Body":     template.HTML(body), // rendered by this package; sanitised on the canvas
		"Children": x.children(k, n),
		"Page":     x.context.Page,
		"Site":     x.context.Site,
		"Canvas":   x.context.Mode == Canvas,
	})
}

// children are the directives right inside one, for a kind that arranges them
// itself. They are rendered only for a template that speaks of them.
func (x *run) children(k *Kind, n *directive.Node) []map[string]any {
	if !strings.Contains(k.source, ".Children") || k.Name == "toc" {
		return nil
	}
	var list []map[string]any
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		m := map[string]any{"Kind": kindOf(c), "Attrs": map[string]any{}}
		if d, ok := c.(*directive.Node); ok {
			m["Attrs"] = x.kinds.directive(d.Name).Values(d.Attrs)
		}
		from := x.out.Len()
		x.node(c)
		m["HTML"] = template.HTML(x.out.Bytes()[from:])
		x.out.Truncate(from)
		list = append(list, m)
	}
	return list
}
