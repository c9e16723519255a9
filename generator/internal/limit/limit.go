// Package limit keeps the templates of a site, which anybody may have written,
// from running for ever and from filling memory. A template can not be stopped
// from outside while it counts and writes nothing. So Guard puts a step before
// everything that is repeated, and a Budget counts steps and bytes: without a
// clock, so that the same site fails at the same place on every computer.
//
// Start reading at Guard.
package limit

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// What one output may take. A list of all posts of a very large site takes a
// hundredth of it.
const (
	MaxSteps = 500_000  // repetitions
	MaxBytes = 64 << 20 // written, by the layout and its partials together
	MaxText  = 4 << 20  // of one text that a template puts together
	MaxItems = 100_000  // of one list or map that it puts together, with what is inside
)

// Error says which bound a template ran into, and where.
type Error struct {
	File string // as Guard got it; empty: not known
	Line int    // 1-based; 0: not known
	What string // "steps", "bytes", "text", "items" or "partials"
}

func (e *Error) Error() string {
	return "limit: too many " + e.What + " at " + e.File + ":" + strconv.Itoa(e.Line)
}

// Budget is what one output has left. It is for one goroutine.
type Budget struct {
	ctx   context.Context
	steps int
	bytes int
	file  string // of the last step
	line  int
}

// New returns a whole Budget. Steps end with ctx, too; nil never ends.
func New(ctx context.Context) *Budget { return &Budget{ctx: ctx} }

// fail is an Error at the place of the last step.
func (b *Budget) fail(what string) error { return &Error{b.file, b.line, what} }

// Deep is an Error of partials in partials without end.
func (b *Budget) Deep() error { return b.fail("partials") }

// Endless says whether a template failed because it would not have come to an
// end.
func Endless(err error) bool {
	var bound *Error
	return errors.As(err, &bound) || strings.Contains(err.Error(), "exceeded maximum template depth")
}

// step is one repetition.
func (b *Budget) step(file string, line int) (bool, error) {
	b.file, b.line = file, line
	if b.steps++; b.steps > MaxSteps {
		return false, b.fail("steps")
	}
	if b.ctx != nil && b.steps%1024 == 0 {
		return false, b.ctx.Err()
	}
	return false, nil
}

// Writer counts what goes to w.
func (b *Budget) Writer(w io.Writer) io.Writer { return counter{b, w} }

type counter struct {
	b *Budget
	w io.Writer
}

func (c counter) Write(p []byte) (int, error) {
	if c.b.bytes += len(p); c.b.bytes > MaxBytes {
		return 0, c.b.fail("bytes")
	}
	return c.w.Write(p)
}

// Words refuses what words are filled in with, when it is too long: the words
// may name it any number of times.
func (b *Budget) Words(values ...string) error {
	for _, v := range values {
		if len(v) > maxWord {
			return b.fail("text")
		}
	}
	return nil
}

// maxWord is the longest text that is filled into words, in bytes.
const maxWord = 1000

// Text passes a text on that a template put together.
func (b *Budget) Text(s string) (string, error) {
	if len(s) > MaxText {
		return "", b.fail("text")
	}
	return s, nil
}

// The functions that Guard puts into templates: a step, and what is before a
// value is written out, which is put together as one text first.
const (
	stepName = "pagewrightStep"
	showName = "pagewrightShow"
)

// Funcs are the function that Guard needs, and those of the language that put
// texts together, bounded before they begin: they do it in memory, all at once.
// budget returns the Budget of the output that is being made; a nil one is no
// bound.
func Funcs(budget func() *Budget) template.FuncMap {
	text := func(s string) (string, error) {
		if b := budget(); b != nil {
			return b.Text(s)
		}
		return s, nil
	}
	light := func(v []any) error {
		if b := budget(); b != nil {
			_, err := b.weigh(v)
			return err
		}
		return nil
	}
	of := func(do func(...any) string) func(...any) (string, error) {
		return func(v ...any) (string, error) {
			if err := light(v); err != nil {
				return "", err
			}
			return text(do(v...))
		}
	}
	return template.FuncMap{
		stepName: func(file string, line int) (bool, error) {
			if b := budget(); b != nil {
				return b.step(file, line)
			}
			return false, nil
		},
		showName: func(v any) (any, error) {
			if s, ok := v.(string); ok { // most are: no need to look inside
				_, err := text(s)
				return v, err
			}
			return v, light([]any{v})
		},
		"print":    of(fmt.Sprint),
		"println":  of(fmt.Sprintln),
		"js":       of(template.JSEscaper),
		"html":     of(template.HTMLEscaper),
		"urlquery": of(template.URLQueryEscaper),
		"printf": func(format string, v ...any) (string, error) {
			if b := budget(); b != nil {
				if err := b.format(format, v); err != nil {
					return "", err
				}
			}
			return text(fmt.Sprintf(format, v...))
		},
	}
}

// OnShow lets as give another value for each that is written out; all is what
// Funcs made.
func OnShow(all template.FuncMap, as func(any) any) {
	bound, ok := all[showName].(func(any) (any, error))
	if !ok {
		return
	}
	all[showName] = func(v any) (any, error) {
		v, err := bound(v)
		if err != nil {
			return nil, err
		}
		return as(v), nil
	}
}

// Guard puts a step at the head of a template and of all that it repeats. file
// is what an Error calls it, source its text. What the functions named texts
// return is one text, bounded by themselves: it is not weighed again.
func Guard(t *template.Template, file, source string, texts ...string) {
	for _, part := range t.Templates() {
		if part.Tree == nil || part.Tree.Root == nil {
			continue
		}
		g := guard{file: file, source: source, texts: texts, steps: true}
		g.list(part.Tree.Root, 0)
	}
}

// Show puts what OnShow changes into a template that needs no Guard.
func Show(t *template.Template) {
	if t.Tree != nil && t.Tree.Root != nil {
		new(guard).list(t.Tree.Root, 0)
	}
}

type guard struct {
	file, source string
	texts        []string // functions
	steps        bool     // are counted
}

// list puts a step before the nodes of a list that is run many times; from is
// where it begins in the source.
func (g *guard) list(n *parse.ListNode, from parse.Pos) {
	for _, c := range n.Nodes {
		g.node(c)
	}
	g.count(n, from)
}

// count puts a step at the head of a list.
func (g *guard) count(n *parse.ListNode, from parse.Pos) {
	if g.steps {
		n.Nodes = append([]parse.Node{g.step(from)}, n.Nodes...)
	}
}

func (g *guard) node(n parse.Node) {
	switch n := n.(type) {
	case *parse.ActionNode:
		g.show(n.Pipe)
	case *parse.RangeNode:
		g.branch(&n.BranchNode)
		if n.List != nil {
			g.count(n.List, n.Pos)
		}
	case *parse.IfNode:
		g.branch(&n.BranchNode)
	case *parse.WithNode:
		g.branch(&n.BranchNode)
	}
}

func (g *guard) branch(n *parse.BranchNode) {
	for _, list := range []*parse.ListNode{n.List, n.ElseList} {
		if list == nil {
			continue
		}
		for _, c := range list.Nodes {
			g.node(c)
		}
	}
}

// show bounds what is written out before it is put together: "| show" behind it,
// or before the language's own escaper, which has to be the last.
func (g *guard) show(n *parse.PipeNode) {
	if len(n.Decl) > 0 || len(n.Cmds) == 0 {
		return
	}
	end := len(n.Cmds) - 1
	last := n.Cmds[end]
	f, ok := last.Args[0].(*parse.IdentifierNode)
	switch {
	case ok && slices.Contains(g.texts, f.Ident):
	case !ok || f.Ident != "html" && f.Ident != "urlquery":
		n.Cmds = append(n.Cmds, g.command(showName))
	case len(last.Args) == 1:
		n.Cmds = slices.Insert(n.Cmds, end, g.command(showName))
	default: // it has values of its own
		put := "print"
		if end == 0 && len(last.Args) == 2 {
			put = showName // which leaves its type as it is
		}
		last.Args[0] = g.command(put).Args[0]
		n.Cmds = append(n.Cmds, g.command(f.Ident))
	}
}

// command is a call without values of its own, as it stands behind a "|".
func (g *guard) command(name string) *parse.CommandNode {
	made := g.parse("{{0 | "+name+"}}", map[string]any{name: true}).(*parse.ActionNode)
	return made.Pipe.Cmds[1]
}

// step is {{if step}}{{end}}: it writes nothing, so it may stand anywhere.
func (g *guard) step(at parse.Pos) parse.Node {
	line := 1 + strings.Count(g.source[:min(int(at), len(g.source))], "\n")
	text := fmt.Sprintf("{{if %s %q %d}}{{end}}", stepName, g.file, line)
	return g.parse(text, map[string]any{stepName: true})
}

// parse returns the first node of a template of this package.
func (g *guard) parse(text string, funcs map[string]any) parse.Node {
	made, err := parse.Parse("guard", text, "", "", funcs)
	if err != nil { // this package wrote it
		panic("limit: " + err.Error())
	}
	return made["guard"].Root.Nodes[0]
}

// Place returns where in a template something failed: the file that Guard got,
// or the template's name where only that is known, with a line; 0: not known.
func Place(err error) (file string, line int) {
	var bound *Error
	if errors.As(err, &bound) {
		return bound.File, bound.Line
	}
	const mark = "template:"
	text := err.Error() // of a partial in a layout both are named, the partial last
	inner := strings.LastIndex(text, mark)
	if inner < 0 {
		return "", 0
	}
	parts := strings.SplitN(text[inner+len(mark):], ":", 3)
	if len(parts) < 2 {
		return "", 0
	}
	line, e := strconv.Atoi(parts[1])
	if e != nil {
		return "", 0
	}
	return strings.TrimSpace(parts[0]), line
}
