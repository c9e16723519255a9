package block

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
	"github.com/pagewright/pagewright/generator/markdown/safe"
)

// blocks renders blocks for the canvas; path is that of their container.
func (x *run) blocks(blocks []*Block, path []int) {
	for i, b := range blocks {
		x.block(b, append(path[:len(path):len(path)], i))
	}
}

// block renders one block for the canvas: what it renders is sanitised, then
// its first element gets the marks.
func (x *run) block(b *Block, path []int) {
	from := x.out.Len()
	empty := false
	switch n := b.node.(type) {
	case nil:
		x.locked(b.Kind, b.Why, b.Range)
	case *directive.Node:
		x.directive(n, func() { x.blocks(b.Children, path) })
		empty = !b.Locked && !n.Raw && len(b.Children) == 0
	case *markdown.FootnoteMark:
		if n.Note.Index >= 0 {
			return // in the tail
		}
		empty = true
	default:
		next := b.node
		for range b.count {
			x.node(next)
			next = next.NextSibling()
		}
		empty = b.Kind == "references" || (b.Kind == "heading" && !b.node.HasChildren())
	}
	x.sanitize(from)
	x.mark(from, b, FormatPath(path), empty)
}

// tail renders the footnotes of a page for the canvas.
func (x *run) tail() {
	if x.tree.doc == nil {
		return
	}
	list := x.tree.doc.LastChild()
	if list == nil || list.Kind() != east.KindFootnoteList {
		return
	}
	x.notes = map[ast.Node]string{}
	x.tree.Walk(func(path []int, b *Block) {
		if m, ok := b.node.(*markdown.FootnoteMark); ok {
			x.notes[m.Note] = FormatPath(path)
		}
	})
	from := x.out.Len()
	x.node(list)
	x.sanitize(from)
}

func (x *run) sanitize(from int) {
	if x.trusting || x.out.Len() == from {
		return
	}
	clean := safe.HTML(nil, x.out.Bytes()[from:])
	x.out.Truncate(from)
	_, _ = x.out.Write(clean)
}

// mark puts the marks of a block into the first start tag behind from, around
// which it puts a <div> when that is not the first thing there.
func (x *run) mark(from int, b *Block, path string, empty bool) {
	out := x.out.Bytes()[from:]
	at := firstTag(out)
	marks := ` data-pw-at="` + path + `" data-pw-kind="` + attributeValue(b.Kind) + `"`
	if b.Locked {
		marks += ` data-pw-locked="` + string(b.Why) + `"`
	}
	if empty {
		marks += " data-pw-empty"
	}
	if at < 0 {
		rest := string(out)
		x.out.Truncate(from)
		_, _ = x.out.WriteString("<div" + marks + ">" + rest + "</div>\n")
		return
	}
	rest := string(out[at:])
	x.out.Truncate(from + at)
	_, _ = x.out.WriteString(marks)
	_, _ = x.out.WriteString(rest)
}

// firstTag is the offset behind the name of the start tag that an HTML fragment
// begins with; negative when it begins with something else, or with the element
// of a block inside, which has marks of its own.
func firstTag(out []byte) int {
	i := len(out) - len(bytes.TrimLeft(out, " \t\r\n"))
	if i+1 >= len(out) || out[i] != '<' || !isLetter(out[i+1]) {
		return -1
	}
	for i++; i < len(out) && out[i] != ' ' && out[i] != '>' && out[i] != '/' && out[i] != '\n'; i++ {
	}
	end := bytes.IndexByte(out[i:], '>')
	if end >= 0 && bytes.Contains(out[i:i+end], []byte(" data-pw-at=")) {
		return -1
	}
	return i
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func attributeValue(s string) string {
	var w markdown.Writer
	w.EscapeString(s)
	return string(w.Bytes())
}

// locked shows a block of which nothing is interpreted.
func (x *run) locked(name string, why Lock, r Range) {
	const most = 4 << 10
	source := r.In(x.tree.Source)
	if len(source) > most {
		source = source[:most]
	}
	_, _ = x.out.WriteString(`<div class="pw-locked"><strong>`)
	x.out.EscapeString(name)
	_, _ = x.out.WriteString("</strong><pre>")
	x.out.Escape(source)
	_, _ = x.out.WriteString("</pre></div>\n")
}

// inert shows a block that does something as a box that does nothing.
func (x *run) inert(k *Kind, n *directive.Node) {
	_, _ = x.out.WriteString(`<div class="pw-inert"><strong>`)
	x.out.EscapeString(k.Label)
	_, _ = x.out.WriteString("</strong>")
	for _, name := range []string{"title", "src"} {
		if v, ok := attrValue(n.Attrs, name); ok && v != "" {
			_, _ = x.out.WriteString("<span>")
			x.out.EscapeString(v)
			_, _ = x.out.WriteString("</span> ")
		}
	}
	if inside := bytes.TrimSpace(n.Inner.In(x.tree.Source)); len(inside) > 0 {
		_, _ = x.out.WriteString("<pre>")
		x.out.Escape(inside[:min(len(inside), 4<<10)])
		_, _ = x.out.WriteString("</pre>")
	}
	_, _ = x.out.WriteString("</div>\n")
}

// renderFootnote renders a footnote as goldmark does, on the canvas with marks.
func renderFootnote(bw util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	w, n := bw.(*markdown.Writer), node.(*east.Footnote)
	if !entering {
		_, _ = w.WriteString("</li>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<li")
	w.Attribute("id", "fn:"+strconv.Itoa(n.Index))
	if path, ok := w.Render.(*run).notes[n]; ok {
		w.Attribute("data-pw-at", path)
		w.Attribute("data-pw-kind", "footnote")
	}
	_, _ = w.WriteString(">\n")
	return ast.WalkContinue, nil
}
