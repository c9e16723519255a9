package prose

import (
	"bufio"
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

// unit is a piece of inline content that can be kept as it is written: a word,
// a gap between words, or all that lies under one mark.
type unit struct {
	atoms []atom
	span  span // in the block's raw source
}

// readInline reads the inline content of a paragraph or heading whose raw
// source begins at base of full.
func (n *node) readInline(parent ast.Node, full []byte, base int) error {
	u := units{full: full, base: base, cur: -1}
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if err := u.add(c); err != nil {
			return err
		}
	}
	n.src.units = u.merged()
	for _, one := range n.src.units {
		n.atoms = append(n.atoms, one.atoms...)
	}
	return nil
}

// units collects the units of one block. cur is the end of the last one, in full.
type units struct {
	full []byte
	base int
	list []unit
	cur  int
	gap  *atom // a line break that comes before the next node
}

func (u *units) add(c ast.Node) error {
	begin := c.Pos()
	t, isText := c.(*ast.Text)
	if isText {
		begin = t.Segment.Start
	}
	if u.cur < 0 {
		u.cur = begin
	}
	begin = max(begin, u.cur)
	u.reach(begin)
	if isText {
		u.words(t)
		return nil
	}
	atoms, err := u.walk(c, marks{})
	if err != nil {
		return err
	}
	end := u.ending(c, begin)
	u.push(atoms, begin, end)
	u.cur = end
	return nil
}

// ending is where a node that is no text ends: where the next one begins, or
// at the end of the block's line.
func (u *units) ending(c ast.Node, begin int) int {
	switch next := c.NextSibling().(type) {
	case nil:
		lines := c.Parent().Lines()
		last := lines.At(lines.Len() - 1)
		return max(begin, last.TrimRightSpace(u.full).Stop)
	case *ast.Text:
		return max(begin, next.Segment.Start)
	default:
		return max(begin, next.Pos())
	}
}

// reach brings the units up to a place: by a line break that was pending, or
// by making the last unit longer.
func (u *units) reach(begin int) {
	switch {
	case u.gap != nil:
		u.push([]atom{*u.gap}, u.cur, begin)
		u.gap = nil
	case begin > u.cur && len(u.list) > 0:
		u.list[len(u.list)-1].span.end = begin - u.base
	}
	u.cur = begin
}

func (u *units) push(atoms []atom, start, end int) {
	u.list = append(u.list, unit{atoms, span{start - u.base, end - u.base}})
}

// words adds a text node, cut at its spaces.
func (u *units) words(t *ast.Text) {
	start, end := t.Segment.Start, t.Segment.Stop
	for at := start; at < end; {
		to := at + 1
		for to < end && (u.full[to] == ' ') == (u.full[at] == ' ') {
			to++
		}
		u.push(letters(decode(u.full[at:to], t.IsRaw()), marks{}), at, to)
		at = to
	}
	u.cur = max(u.cur, end)
	u.gap = lineBreak(t)
}

func lineBreak(t *ast.Text) *atom {
	switch {
	case t.HardLineBreak():
		return &atom{form: hardBreak}
	case t.SoftLineBreak():
		return &atom{text: " "}
	}
	return nil
}

// merged joins words that touch: goldmark cuts them at every sign that might
// have been a mark.
func (u *units) merged() []unit {
	var out []unit
	for _, next := range u.list {
		if len(next.atoms) == 0 && len(out) > 0 {
			out[len(out)-1].span.end = next.span.end
			continue
		}
		if len(out) > 0 && isWord(out[len(out)-1].atoms) && isWord(next.atoms) {
			last := &out[len(out)-1]
			last.atoms = append(last.atoms, next.atoms...)
			last.span.end = next.span.end
			continue
		}
		out = append(out, next)
	}
	return out
}

// isWord reports whether atoms are letters without marks or spaces.
func isWord(atoms []atom) bool {
	for _, a := range atoms {
		if a.form != char || a.text == " " || a.marks != (marks{}) {
			return false
		}
	}
	return true
}

// decode returns what a piece of Markdown text says, its escapes and entities
// resolved as goldmark does.
func decode(source []byte, raw bool) string {
	if raw || bytes.IndexByte(source, '\\') < 0 && bytes.IndexByte(source, '&') < 0 {
		return string(source)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	ghtml.DefaultWriter.Write(w, source)
	_ = w.Flush() // a Buffer takes everything
	return html.UnescapeString(b.String())
}

func letters(s string, m marks) []atom {
	var list []atom
	for _, r := range s {
		list = append(list, atom{text: string(r), marks: m})
	}
	return list
}

// walk returns the atoms of a node and all below it.
func (u *units) walk(n ast.Node, m marks) ([]atom, error) {
	switch v := n.(type) {
	case *ast.Text:
		list := letters(decode(v.Segment.Value(u.full), v.IsRaw()), m)
		if b := lineBreak(v); b != nil {
			b.marks = m
			list = append(list, *b)
		}
		return list, nil
	case *ast.String:
		return letters(string(v.Value), m), nil
	case *ast.CodeSpan:
		m.code = true
		return letters(codeSpan(v, u.full), m), nil
	case *ast.Emphasis:
		m.bold, m.italic = m.bold || v.Level == 2, m.italic || v.Level == 1
		return u.inside(n, m)
	case *east.Strikethrough:
		m.strike = true
		return u.inside(n, m)
	case *ast.Link:
		if m.link {
			return nil, ErrNotText
		}
		m.link, m.href, m.title = true, decode(v.Destination, false), decode(v.Title, false)
		if v.ChildCount() == 0 {
			return emptyLink(m), nil
		}
		return u.inside(n, m)
	case *ast.AutoLink:
		m.link, m.href = true, address(v, u.full)
		return letters(string(v.Label(u.full)), m), nil
	case *ast.Image:
		return []atom{{form: image, src: decode(v.Destination, false), title: decode(v.Title, false), alt: u.alt(v), marks: m}}, nil
	}
	source, label, ok := u.opaque(n)
	switch {
	case !ok:
		return nil, ErrNotText
	case isBreak(source):
		return []atom{{form: hardBreak, marks: m}}, nil
	}
	return []atom{{form: opaque, text: source, label: label, marks: m}}, nil
}

// emptyLink carries a link without words, which no mark can lie on.
func emptyLink(m marks) []atom {
	source := "[](" + destination(m.href) + title(m.title) + ")"
	return []atom{{form: opaque, text: source, label: m.href, marks: m.without(linkMark)}}
}

func (u *units) inside(n ast.Node, m marks) ([]atom, error) {
	var list []atom
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		atoms, err := u.walk(c, m)
		if err != nil {
			return nil, err
		}
		list = append(list, atoms...)
	}
	return list, nil
}

// alt is the words of a picture's description.
func (u *units) alt(n ast.Node) string {
	atoms, err := u.inside(n, marks{})
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, a := range atoms {
		b.WriteString(a.text)
		b.WriteString(a.alt)
	}
	return b.String()
}

func codeSpan(n *ast.CodeSpan, full []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(bytes.ReplaceAll(t.Segment.Value(full), []byte("\n"), []byte(" ")))
		}
	}
	return b.String()
}

func address(n *ast.AutoLink, full []byte) string {
	url := string(n.URL(full))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return "mailto:" + url
	}
	return url
}
