// Package block turns the source of a page into a tree of blocks with the
// bytes of each, and such a tree into HTML. It holds the kinds of blocks too: a
// kind is a folder with a schema, a template, a style, an example and a picture.
//
// A tree only reads. Whoever changes a page changes its bytes and parses again;
// what lies between the ranges of blocks is blank lines and belongs to nobody.
// DESIGN.md beside this file has the rules of the format.
//
// Start reading at Tree, Parser and Renderer.
package block

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// Range is the bytes [Start, End) of a source.
type Range = directive.Range

// Attr is one attribute of a directive as written.
type Attr = directive.Attr

// Block is one editable unit of a page.
type Block struct {
	// Kind is the name of a directive as written, or of plain Markdown:
	// heading, paragraph, list, blockquote, code, table, rule, image (a
	// paragraph that is one picture), rawhtml, definitions, footnote,
	// references (link reference definitions), or source (a page that is too
	// much to be parsed, in one piece).
	Kind     string
	Range    Range    // whole lines, without the line ending of the last one
	Opening  Range    // directives: the opening line, without its line ending
	Inner    Range    // closed containers: between the fences, whole lines; else empty
	Closing  Range    // closed containers: the closing line, without its line ending
	Attrs    []Attr   // directives: in order, with ranges
	Children []*Block // containers that are not locked; a Markdown list is one block
	Colons   int      // directives: of the opening line; 0: plain Markdown
	Locked   bool     // nothing of it may be interpreted, see Why
	Why      Lock     // the reason; empty: it is not locked
	Level    int      // headings: 1 to 6
	Line     int      // 1-based

	node  ast.Node // the first of its nodes; nil: none renders it
	count int      // of nodes, siblings from node on
}

// Lock is the reason why a block is locked.
type Lock string

// The reasons. A locked block is shown, moved and deleted, but not edited.
const (
	Unknown  Lock = "unknown"  // no kind has its name
	Unclosed Lock = "unclosed" // its closing line is missing; Range is the opening line alone
	Unread   Lock = "unread"   // its opening line is not understood
	TooMuch  Lock = "too-much" // the page is too large or too deep
)

// Directive reports whether it is written with colons.
func (b *Block) Directive() bool { return b.Colons > 0 }

// Attr returns the value of an attribute, the last one of that name; ok is
// false when there is none. Classes are joined by spaces.
func (b *Block) Attr(name string) (value string, ok bool) { return attrValue(b.Attrs, name) }

func attrValue(attrs []Attr, name string) (value string, ok bool) {
	for _, a := range attrs {
		switch {
		case a.Name != name:
		case ok && name == "class":
			value += " " + a.Value
		default:
			value, ok = a.Value, true
		}
	}
	return value, ok
}

// Tree is the blocks of a page. It is never changed, so it is safe for
// concurrent use.
type Tree struct {
	Source   []byte    // the whole file, not copied
	Front    Range     // front matter with its fences, without the last line ending; empty: none
	Data     Range     // between the fences, whole lines
	Format   Format    // of the front matter
	Body     Range     // all behind the front matter
	Blocks   []*Block  // in the order of the source
	Headings []Heading // all of them, those inside quotes and lists too
	Uses     []string  // known kinds of directives that the page uses, sorted

	doc ast.Node // nil: too much to be parsed
}

// Format is the format of front matter.
type Format string

// The formats. None: there is no front matter.
const (
	None Format = ""
	YAML Format = "yaml"
	TOML Format = "toml"
)

// Heading is one heading of a page.
type Heading struct {
	ID    string
	Text  string
	Level int
}

// At returns the block at an index path; nil: there is none. The empty path is
// the page itself and has no block.
func (t *Tree) At(path []int) *Block {
	blocks := t.Blocks
	var b *Block
	for _, i := range path {
		if i < 0 || i >= len(blocks) {
			return nil
		}
		b = blocks[i]
		blocks = b.Children
	}
	return b
}

// Walk calls f with each block and its path, a container before its children.
// The path is valid during the call only.
func (t *Tree) Walk(f func(path []int, b *Block)) { walk(t.Blocks, nil, f) }

func walk(blocks []*Block, path []int, f func([]int, *Block)) {
	for i, b := range blocks {
		at := append(path, i)
		f(at, b)
		walk(b.Children, at, f)
	}
}

// Text is the source of a block.
func (t *Tree) Text(b *Block) []byte { return b.Range.In(t.Source) }

// ParsePath reads an index path, "1.0"; ok is false for anything else.
func ParsePath(s string) (path []int, ok bool) {
	for part := range strings.SplitSeq(s, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || strconv.Itoa(n) != part {
			return nil, false
		}
		path = append(path, n)
	}
	return path, true
}

// FormatPath writes an index path, "1.0".
func FormatPath(path []int) string {
	var b strings.Builder
	for i, n := range path {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}
