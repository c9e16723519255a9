package block

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"github.com/pagewright/pagewright/generator/bom"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Parser turns sources into trees. It is safe for concurrent use.
type Parser struct {
	kinds    *Kinds
	markdown *markdown.Parser
}

// NewParser returns a parser that knows the kinds; nil: none, every directive
// is locked.
func NewParser(kinds *Kinds) *Parser {
	if kinds == nil {
		kinds = &Kinds{}
	}
	return &Parser{kinds, markdown.NewParser(func(name string) (known, raw bool) {
		k := kinds.directive(name)
		return k != nil, k != nil && k.Raw
	})}
}

// Parse reads a page. It takes any bytes and never fails: what is not right
// with the page is in the findings, with lines and without a path. The tree
// keeps source, which must not change afterwards.
func (p *Parser) Parse(source []byte) (*Tree, []diag.Diag) {
	t, found := p.Read(source)
	if t.doc != nil {
		b := builder{tree: t}
		t.Blocks = b.blocks(t.doc, t.Body)
		b.number()
	}
	return t, found
}

// Read is Parse without Blocks. Rendering for visitors needs none: they are for
// who changes the page.
func (p *Parser) Read(source []byte) (*Tree, []diag.Diag) {
	t := &Tree{Source: source}
	var found []diag.Diag
	if t.split() {
		l, _ := line(source, t.Body.Start)
		found = append(found, finding(CodeFrontMatterOpen, diag.Error, 1, l.In(source), nil))
	}
	body := t.Body.In(source)
	if why, n, ok := markdown.Fits(body); !ok {
		l := n
		if n > 0 {
			l += bytes.Count(source[:t.Body.Start], newline)
		}
		t.whole()
		return t, append(found, finding(codeOfExcess(why), diag.Error, l, nil, nil))
	}
	t.doc = p.markdown.Parse(source, t.Body.Start)
	b := builder{tree: t, kinds: p.kinds, uses: map[string]bool{}}
	b.scan(t.doc)
	for k := range b.uses {
		t.Uses = append(t.Uses, k)
	}
	slices.Sort(t.Uses)
	return t, append(found, b.found...)
}

var newline = []byte{'\n'}

// whole makes one locked block of the body of a page that is not parsed.
func (t *Tree) whole() {
	r := trim(t.Source, t.Body)
	if r.Len() > 0 {
		t.Blocks = []*Block{{Kind: "source", Range: r, Locked: true, Why: TooMuch, Line: 1 + bytes.Count(t.Source[:r.Start], newline)}}
	}
}

// scan goes over all block nodes: it gives headings their ids and collects
// them, notes which kinds are used, and says which directives are locked.
func (b *builder) scan(n ast.Node) {
	var headings []*ast.Heading
	b.collect(n, &headings)
	var ids markdown.IDs
	for _, h := range headings {
		if id, ok := h.AttributeString("id"); ok {
			if v, isBytes := id.([]byte); isBytes {
				ids.Take(string(v))
			}
		}
	}
	for _, h := range headings {
		words := string(bytes.TrimSpace([]byte(markdown.PlainText(h, b.tree.Source))))
		id, ok := h.AttributeString("id")
		v, isBytes := id.([]byte)
		if !ok || !isBytes {
			v = []byte(ids.Make(words))
			h.SetAttributeString("id", v)
		}
		b.tree.Headings = append(b.tree.Headings, Heading{string(v), words, h.Level})
	}
}

func (b *builder) collect(n ast.Node, headings *[]*ast.Heading) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeBlock {
			return
		}
		switch v := c.(type) {
		case *ast.Heading:
			*headings = append(*headings, v)
			continue
		case *directive.Node:
			b.note(v)
		}
		b.collect(c, headings)
	}
}

// maxFindings is how many locked blocks a page says.
const maxFindings = 100

// note records one directive. They come in the order of the source.
func (b *builder) note(n *directive.Node) {
	if !n.Locked() {
		b.uses[n.Name] = true
		b.settings(n)
		return
	}
	why := lockOf(n)
	args := map[string]string{"kind": n.Name, "colons": strconv.Itoa(n.Colons)}
	if why == Unknown {
		args["near"] = b.kinds.near(n.Name)
	}
	b.tell(codeOfLock(why), n, args)
}

// settings finds attributes of a block that are perhaps slips of the pen: names
// that are almost those of its kind, and values that are none of the choices.
func (b *builder) settings(n *directive.Node) {
	k := b.kinds.directive(n.Name)
	if k == nil {
		return
	}
	for _, a := range n.Attrs {
		i := slices.IndexFunc(k.Attrs, func(x Attribute) bool { return x.Name == a.Name })
		if i < 0 {
			if near := diag.Nearest(a.Name, k.names(n.Attrs)); near != "" {
				b.tell(CodeAttribute, n, map[string]string{"kind": k.Label, "name": a.Name, "near": near})
			}
			continue
		}
		if value, _ := attrValue(n.Attrs, a.Name); k.Attrs[i].Type == "choice" && !k.Attrs[i].allows(value) {
			b.tell(CodeChoice, n, map[string]string{"name": a.Name, "label": k.Attrs[i].Label, "value": value, "near": diag.Nearest(value, k.Attrs[i].values())})
		}
	}
}

// tell records a finding of a directive.
func (b *builder) tell(code string, n *directive.Node, args map[string]string) {
	if len(b.found) >= maxFindings {
		return
	}
	if n.Line.Start < b.at { // in a footnote, which stands at the end
		b.at, b.lines = 0, 0
	}
	b.lines += bytes.Count(b.tree.Source[b.at:n.Line.Start], newline)
	b.at = n.Line.Start
	b.found = append(b.found, finding(code, diag.Warning, 1+b.lines, n.Line.In(b.tree.Source), args))
}

// split finds the front matter. open is the fence of front matter that is
// never closed, and then everything is body.
func (t *Tree) split() (open bool) {
	start := bom.Len(t.Source)
	t.Front, t.Data, t.Body = span(start, start), span(start, start), span(start, len(t.Source))
	first, next := line(t.Source, start)
	fence := string(bytes.TrimRight(first.In(t.Source), " \t"))
	format := YAML
	switch fence {
	case "---":
	case "+++":
		format = TOML
	default:
		return false
	}
	data := next
	for at := next; at < len(t.Source); at = next {
		var l Range
		l, next = line(t.Source, at)
		if s := string(bytes.TrimRight(l.In(t.Source), " \t")); s != fence && (s != "..." || format != YAML) {
			continue
		}
		t.Format = format
		t.Front, t.Data, t.Body = span(start, l.End), span(data, at), span(next, len(t.Source))
		return false
	}
	return true
}

// line is the line that starts at an offset, without its line ending, and the
// start of the next one.
func line(source []byte, at int) (l Range, next int) {
	l, next = span(at, len(source)), len(source)
	if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
		l.End, next = at+i, at+i+1
		if i > 0 && source[l.End-1] == '\r' {
			l.End--
		}
	}
	return l, next
}

func span(start, end int) Range { return Range{Start: start, End: end} }
