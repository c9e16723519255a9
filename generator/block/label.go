package block

import (
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/pagewright/pagewright/generator/markdown"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// maxLabel is the length of a label, in letters.
const maxLabel = 60

// Label is a block's first words, for lists of blocks: without markup, on one
// line. It is empty for a block without words.
func (t *Tree) Label(b *Block) string { return shorten(t.words(b)) }

func (t *Tree) words(b *Block) string {
	switch n := b.node.(type) {
	case nil:
		return firstLine(t.Text(b))
	case *directive.Node:
		return t.directiveWords(b)
	case *markdown.FootnoteMark:
		return firstWords(n.Note, t.Source)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		if b.node.Lines().Len() == 0 {
			return ""
		}
		s := b.node.Lines().At(0)
		return string(s.Value(t.Source))
	case *ast.HTMLBlock, *ast.LinkReferenceDefinition:
		return firstLine(t.Text(b))
	}
	return firstWords(b.node, t.Source)
}

// directiveWords are the words of a directive: what stands inside it, or what
// its attributes say.
func (t *Tree) directiveWords(b *Block) string {
	for _, c := range b.Children {
		if w := strings.TrimSpace(t.words(c)); w != "" {
			return w
		}
	}
	for _, name := range []string{"title", "label", "alt", "caption", "name", "collection", "src", "image"} {
		if v, ok := b.Attr(name); ok && v != "" {
			return v
		}
	}
	if b.Locked || b.Inner.Len() > 0 {
		return firstLine(b.Inner.In(t.Source))
	}
	return ""
}

// firstWords is the text of the first node inside n that has any.
func firstWords(n ast.Node, source []byte) string {
	if n == nil {
		return ""
	}
	if c := n.FirstChild(); c == nil || c.Type() == ast.TypeInline {
		return markdown.PlainText(n, source)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if w := firstWords(c, source); strings.TrimSpace(w) != "" {
			return w
		}
	}
	return ""
}

func firstLine(source []byte) string {
	for l := range strings.Lines(string(source[:min(len(source), 1000)])) {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

// shorten cuts at a word's end and says so.
func shorten(s string) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	letters := []rune(s)
	if len(letters) <= maxLabel {
		return s
	}
	cut := string(letters[:maxLabel])
	if i := strings.LastIndexByte(cut, ' '); i > maxLabel/3 {
		cut = cut[:i]
	}
	return cut + "…"
}
