// Package links finds the addresses that a page's source holds, with their
// bytes: in links and pictures, definitions, raw HTML, attributes of blocks and
// front matter; not in code. It knows how an address leads to a file or a page,
// and how it must be written when one of them gets another name.
//
// It reads and writes no file. Start reading at Finder.
package links

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Place says where an address stands, which decides how it is written.
type Place int

// The places.
const (
	Markdown  Place = iota // between brackets or in a definition
	HTML                   // between quotes of raw HTML
	Attribute              // in an attribute of a block
	Front                  // in the front matter
)

// Ref is one address in a source.
type Ref struct {
	Start, End int    // of the address alone; Attribute: of the whole value
	Dest       string // as it is meant: without escapes, quotes and angle brackets
	Place      Place
	name       string      // Attribute: its name
	opening    block.Range // Attribute: the line that it is in
}

// Edit replaces source[Start:End] by Text.
type Edit struct {
	Start, End int
	Text       []byte
}

// Finder finds addresses. It is safe for concurrent use.
type Finder struct {
	kinds    *block.Kinds
	blocks   *block.Parser
	markdown *markdown.Parser
}

// NewFinder returns a Finder for pages that the parser reads; kinds as there.
func NewFinder(p *block.Parser, kinds *block.Kinds) *Finder {
	return &Finder{kinds, p, markdown.NewParser(func(name string) (known, raw bool) {
		if kinds == nil {
			return false, false
		}
		k := kinds.Get(name)
		return k != nil && !k.Markdown, k != nil && k.Raw
	})}
}

var (
	inline     = regexp.MustCompile(`\]\(\s*(<[^<>\n]*>|[^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)`)
	definition = regexp.MustCompile(`(?m)^[ >\t]*\[[^\]^\n][^\]\n]*\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|\S+)`)
	quoted     = regexp.MustCompile(`(?i)\b(?:href|src|poster)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')`)
	frontWord  = regexp.MustCompile(`"([^"\n]*)"|'([^'\n]*)'|[^\s"'\[\]{},#=:][^\s"'\[\]{},]*`)
)

// Refs returns the addresses of a page in the order of the source.
func (f *Finder) Refs(source []byte) []Ref {
	tree, _ := f.blocks.Parse(source)
	var refs []Ref
	skip := f.code(source, tree.Body.Start)
	tree.Walk(func(_ []int, b *block.Block) {
		if b.Directive() {
			refs = append(refs, f.attrRefs(b)...)
			skip = append(skip, b.Opening)
		}
	})
	body := tree.Body.Start
	for _, pattern := range []struct {
		*regexp.Regexp
		place Place
	}{{inline, Markdown}, {definition, Markdown}, {quoted, HTML}} {
		for _, m := range pattern.FindAllSubmatchIndex(source[body:], -1) {
			start, end := m[2]+body, m[3]+body
			if m[2] < 0 {
				start, end = m[4]+body, m[5]+body
			}
			if !within(skip, start) {
				refs = append(refs, ref(source, start, end, pattern.place))
			}
		}
	}
	refs = append(refs, frontRefs(source, tree.Data)...)
	slices.SortStableFunc(refs, func(a, b Ref) int { return cmp.Compare(a.Start, b.Start) })
	return slices.CompactFunc(refs, func(a, b Ref) bool { return a.Start == b.Start && a.Place != Attribute })
}

func ref(source []byte, start, end int, place Place) Ref {
	if end-start >= 2 && source[start] == '<' {
		start, end = start+1, end-1
	}
	return Ref{Start: start, End: end, Dest: unescape(string(source[start:end])), Place: place}
}

var backslash = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)

func unescape(s string) string {
	return strings.ReplaceAll(backslash.ReplaceAllString(s, "$1"), "&amp;", "&")
}

// attrRefs returns every value of a block's attributes that is an address, a
// list of pictures as one each.
func (f *Finder) attrRefs(b *block.Block) []Ref {
	var refs []Ref
	for _, a := range b.Attrs {
		if !f.leads(b.Kind, a) {
			continue
		}
		for _, one := range strings.FieldsFunc(a.Value, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
			refs = append(refs, Ref{Start: a.Range.Start, End: a.Range.End, Dest: one, Place: Attribute, name: a.Name, opening: b.Opening})
		}
		if strings.ContainsAny(a.Value, " ,") {
			refs = append(refs, Ref{Start: a.Range.Start, End: a.Range.End, Dest: a.Value, Place: Attribute, name: a.Name, opening: b.Opening})
		}
	}
	return refs
}

// leads reports whether an attribute holds addresses: its kind says so, and of
// what no kind knows it is seen.
func (f *Finder) leads(kind string, a block.Attr) bool {
	var k *block.Kind
	if f.kinds != nil {
		k = f.kinds.Get(kind)
	}
	if k != nil {
		for _, known := range k.Attrs {
			if known.Name == a.Name {
				return known.Type == "link" || known.Type == "picture" || known.Type == "pictures"
			}
		}
	}
	return strings.HasPrefix(a.Value, "/") || strings.HasPrefix(a.Value, "./") || strings.HasPrefix(a.Value, "../")
}

func frontRefs(source []byte, data block.Range) []Ref {
	var refs []Ref
	for _, m := range frontWord.FindAllSubmatchIndex(data.In(source), -1) {
		start, end := m[0], m[1]
		for _, group := range []int{2, 4} {
			if m[group] >= 0 {
				start, end = m[group], m[group+1]
			}
		}
		refs = append(refs, Ref{Start: data.Start + start, End: data.Start + end, Dest: string(source[data.Start+start : data.Start+end]), Place: Front})
	}
	return refs
}

func within(list []block.Range, at int) bool {
	return slices.ContainsFunc(list, func(r block.Range) bool { return at >= r.Start && at < r.End })
}

// code returns where code stands: what looks like a link there is none.
func (f *Finder) code(source []byte, body int) []block.Range {
	if _, _, ok := markdown.Fits(source[body:]); !ok {
		return []block.Range{{Start: body, End: len(source)}}
	}
	var list []block.Range
	lines := func(n ast.Node) {
		for i := range n.Lines().Len() {
			s := n.Lines().At(i)
			list = append(list, block.Range{Start: s.Start, End: s.Stop})
		}
	}
	_ = ast.Walk(f.markdown.Parse(source, body), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		switch v := n.(type) {
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			lines(v)
		case *ast.CodeSpan:
			for c := v.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					list = append(list, block.Range{Start: t.Segment.Start, End: t.Segment.Stop})
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return list
}

// Rewrite returns the edits that give addresses of a source another form, the
// last one first, so that each can be done as it is. change answers with the
// new address, or ok false to leave it.
func (f *Finder) Rewrite(source []byte, change func(Ref) (dest string, ok bool)) []Edit {
	var edits []Edit
	openings := map[int][]byte{}
	ends := map[int]int{}
	for _, r := range f.Refs(source) {
		dest, ok := change(r)
		if !ok || dest == r.Dest {
			continue
		}
		if r.Place == Attribute {
			line, seen := openings[r.opening.Start]
			if !seen {
				line = bytes.Clone(r.opening.In(source))
			}
			openings[r.opening.Start], ends[r.opening.Start] = setAttr(line, r, dest), r.opening.End
			continue
		}
		edits = append(edits, Edit{r.Start, r.End, []byte(written(dest, r.Place))})
	}
	for start, line := range openings {
		edits = append(edits, Edit{start, ends[start], line})
	}
	slices.SortFunc(edits, func(a, b Edit) int { return cmp.Compare(b.Start, a.Start) })
	return apart(edits)
}

// apart leaves out edits that reach into the one behind them: what looks like
// two addresses there is at most one.
func apart(edits []Edit) []Edit {
	var list []Edit
	for _, e := range edits {
		if len(list) == 0 || e.End <= list[len(list)-1].Start {
			list = append(list, e)
		}
	}
	return list
}

// setAttr writes an address in an attribute, within the list that it may hold.
func setAttr(line []byte, r Ref, dest string) []byte {
	o, ok := directive.Parse(line)
	if !ok {
		return line
	}
	for _, a := range o.Attrs {
		if a.Name == r.name && strings.Contains(a.Value, r.Dest) {
			if out, ok := directive.Set(line, r.name, strings.Replace(a.Value, r.Dest, dest, 1)); ok {
				return out
			}
		}
	}
	return line
}

// written returns an address as its place wants it.
func written(dest string, place Place) string {
	switch place {
	case Markdown:
		return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C").Replace(dest)
	case HTML:
		return strings.NewReplacer("&", "&amp;", `"`, "%22", "'", "%27").Replace(dest)
	case Attribute, Front:
	}
	return dest
}
