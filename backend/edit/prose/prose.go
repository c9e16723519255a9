// Package prose is a block's text as the editor on the canvas holds it, a
// ProseMirror document, and the way back to Markdown for that block alone.
//
// What was not changed keeps its bytes, down to single words; what was changed
// is written anew, parsed again and compared with what was meant. If they
// differ nothing is written: ErrUnsafe. What the editor has no form for (raw
// HTML, footnotes, check boxes) is carried as an opaque atom with its source.
//
// It knows one block and what the page's link definitions say, nothing else.
// Start reading at FromBlock and ToMarkdown.
package prose

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/markdown"
)

// ErrUnsafe says that no Markdown was found that means what the document says.
// The block stays as it is.
var ErrUnsafe = errors.New("prose: the text can not be written as Markdown without a change of meaning")

// ErrNotText says that a block can not be edited as text: it has something in
// it that only its source shows.
var ErrNotText = errors.New("prose: the block is not plain text")

// FromBlock returns a block of a page as a ProseMirror document with one node,
// and ok false when the block can not be edited as text.
func FromBlock(tree *block.Tree, b *block.Block) (doc json.RawMessage, ok bool) {
	t, err := read(tree, b)
	if err != nil {
		return nil, false
	}
	doc, err = encodeDoc([]*node{t.node})
	return doc, err == nil
}

// ToMarkdown returns the bytes that the block becomes when its text is doc:
// its present ones when nothing was changed, none when no text is left. Fails
// with ErrUnsafe or ErrNotText; the caller keeps the block as it is then.
func ToMarkdown(doc json.RawMessage, tree *block.Tree, b *block.Block) ([]byte, error) {
	t, err := read(tree, b)
	if err != nil {
		return nil, err
	}
	want, err := decodeDoc(doc)
	if err != nil {
		return nil, err
	}
	return t.write(want)
}

// Transform returns the bytes of a block as another kind: heading (with a
// level), paragraph, list, quote or code. A table becomes nothing else. Errors
// are those of ToMarkdown.
func Transform(tree *block.Tree, b *block.Block, kind string, level int) ([]byte, error) {
	t, err := read(tree, b)
	if err != nil {
		return nil, err
	}
	if t.node.kind == table {
		return nil, ErrNotText
	}
	nodes, err := turn(t.node, kind, level)
	if err != nil {
		return nil, err
	}
	return t.write(nodes)
}

// text is one block's text.
type text struct {
	reader *reader
	node   *node  // with its source
	source string // with line feeds only, and spaces for the tabs of indents
	tabs   string // source with its tabs; empty: it has none
	raw    []byte // as it is in the page
	eol    string
}

func read(tree *block.Tree, b *block.Block) (*text, error) {
	switch b.Kind {
	case "paragraph", "heading", "list", "blockquote", "code", "table":
	default:
		return nil, ErrNotText
	}
	if b.Directive() || b.Locked {
		return nil, ErrNotText
	}
	return take(tree, b)
}

// take is read for a block of whatever kind.
func take(tree *block.Tree, b *block.Block) (*text, error) {
	raw := tree.Text(b)
	t := &text{raw: raw, eol: "\n", source: string(raw), reader: newReader(definitions(tree))}
	if strings.Contains(t.source, "\r") {
		t.eol, t.source = "\r\n", strings.ReplaceAll(t.source, "\r\n", "\n")
	}
	if strings.ContainsAny(t.source, "\r\x00") || !utf8.ValidString(t.source) {
		return nil, ErrNotText
	}
	if err := t.space(b.Kind); err != nil {
		return nil, err
	}
	nodes, err := t.reader.blocks(t.source)
	if err != nil {
		return nil, err
	}
	if len(nodes) != 1 || (nodes[0].kind == table) != (b.Kind == "table") {
		return nil, ErrNotText
	}
	t.node = nodes[0]
	return t, nil
}

// space takes the tabs out of the indents of a block that is read by columns.
func (t *text) space(kind string) error {
	if kind != "list" && kind != "blockquote" {
		return nil
	}
	plain := spaced(t.source)
	if plain == t.source {
		return nil
	}
	if t.reader.means(plain) != t.reader.means(t.source) {
		return ErrNotText // in code, a tab is a tab
	}
	t.source, t.tabs = plain, t.source
	return nil
}

// definitions returns what a page says of links and footnotes elsewhere:
// without it, [words][name] would be words in brackets.
func definitions(tree *block.Tree) string {
	var b strings.Builder
	tree.Walk(func(_ []int, d *block.Block) {
		if d.Kind == "references" || d.Kind == "footnote" {
			b.WriteString(strings.ReplaceAll(string(tree.Text(d)), "\r\n", "\n"))
			b.WriteString("\n\n")
		}
	})
	return b.String()
}

// write finds Markdown for want. Ways that keep more of the source come first.
func (t *text) write(want []*node) ([]byte, error) {
	goal := canonicalAll(want)
	if equalAll(goal, canonicalAll([]*node{t.node})) {
		return slices.Clone(t.raw), nil
	}
	if len(goal) == 0 || len(goal) == 1 && goal[0].kind == paragraph && len(goal[0].atoms) == 0 {
		return nil, nil
	}
	for _, s := range styles(t.source) {
		w := writer{style: s, tight: true, was: []*node{t.node}}
		out := w.children(goal, []*node{t.node}, t.source, []span{{0, len(t.source)}}, "\n\n")
		got, err := t.reader.blocks(out)
		if err != nil || !equalAll(canonicalAll(got), goal) {
			continue
		}
		if t.tabs != "" {
			spaces := out
			if out = tabbed(out, t.source, t.tabs); t.reader.means(out) != t.reader.means(spaces) {
				continue
			}
		}
		return []byte(strings.ReplaceAll(out, "\n", t.eol)), nil
	}
	return nil, ErrUnsafe
}

// newReader returns a reader in the light of a page's definitions.
func newReader(definitions string) *reader {
	return &reader{parser: markdown.NewParser(nil), context: definitions}
}
