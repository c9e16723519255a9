package block

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wish is a block that a page is made of.
type wish struct {
	kind   string
	text   string // plain Markdown
	inside []wish // a container
}

func (w wish) container() bool { return w.text == "" }

// plain are blocks of plain Markdown that end where they end.
var plainBlocks = []wish{
	{kind: "paragraph", text: "Some words\non two lines"},
	{kind: "paragraph", text: "Words with ::: in them"},
	{kind: "heading", text: "## A heading"},
	{kind: "list", text: "- one\n- two\n  - deep"},
	{kind: "list", text: "- ```\n  :::hero\n  ```"},
	{kind: "blockquote", text: "> quoted\n> :::"},
	{kind: "code", text: "```\n:::\n\n::::hero\n```"},
	{kind: "code", text: "~~~~ md\n:::quote\n~~~\n~~~~"},
	{kind: "table", text: "| a |\n|---|\n| b |"},
	{kind: "rule", text: "***"},
	{kind: "image", text: "![a](/b.jpg)"},
	{kind: "rawhtml", text: "<!--\n:::\n-->"},
	{kind: "rawhtml", text: "<div>\nx\n</div>"},
	{kind: "toc", text: "::toc{depth=2}"},
	{kind: "html", text: ":::html\n<b>\n\n# no heading\n:::"},
	{kind: "tip", text: ":::tip A title\n*x*\n:::"},
}

func drawWishes(t *rapid.T, depth int) (list []wish) {
	for range rapid.IntRange(0, 4).Draw(t, "blocks") {
		if depth > 0 && rapid.IntRange(0, 2).Draw(t, "container") == 0 {
			kind := rapid.SampledFrom([]string{"hero", "columns", "column", "quote", "cards"}).Draw(t, "kind")
			list = append(list, wish{kind: kind, inside: drawWishes(t, depth-1)})
			continue
		}
		w := rapid.SampledFrom(plainBlocks).Draw(t, "plain")
		if n := len(list); w.kind == "list" && n > 0 && list[n-1].kind == "list" {
			continue // they would be one list
		}
		list = append(list, w)
	}
	return list
}

// fences are ways to choose the number of colons of a container.
var fences = []struct {
	name  string
	count func(t *rapid.T, w wish) int
}{
	{"always three", func(*rapid.T, wish) int { return 3 }},
	{"more outside", func(_ *rapid.T, w wish) int { return 4 + height(w) }},
	{"any", func(t *rapid.T, _ wish) int { return rapid.IntRange(3, 7).Draw(t, "colons") }},
}

// height is the number of containers in each other.
func height(w wish) (h int) {
	for _, c := range w.inside {
		if c.container() {
			h = max(h, 1+height(c))
		}
	}
	return h
}

// source writes blocks with the given fences, line endings and blank lines.
func source(t *rapid.T, list []wish, colons func(*rapid.T, wish) int) string {
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteString(strings.Repeat("\n", rapid.IntRange(1, 3).Draw(t, "blank")))
		}
		if !w.container() {
			b.WriteString(w.text + "\n")
			continue
		}
		fence := strings.Repeat(":", colons(t, w))
		b.WriteString(fence + w.kind + rapid.SampledFrom([]string{"", "{a=1}", " {.x b='c d'}"}).Draw(t, "attrs") + "\n")
		b.WriteString(source(t, w.inside, colons))
		b.WriteString(fence + "\n")
	}
	return b.String()
}

func want(list []wish) string {
	var words []string
	for _, w := range list {
		s := w.kind
		if w.kind == "tip" {
			s += "!unknown"
		}
		if len(w.inside) > 0 {
			s += "(" + want(w.inside) + ")"
		}
		words = append(words, s)
	}
	return strings.Join(words, " ")
}

// A page is read as the blocks that it was written from, with any fences that
// match, any line endings and any number of blank lines; and each block has its
// own bytes.
func TestPagesAreReadAsWritten(t *testing.T) {
	p := NewParser(kinds(t))
	rapid.Check(t, func(rt *rapid.T) {
		list := drawWishes(rt, 3)
		way := rapid.SampledFrom(fences).Draw(rt, "fences")
		text := source(rt, list, way.count)
		if rapid.Bool().Draw(rt, "crlf") {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		tree := checkTree(t, p, []byte(text))
		if got := outline(tree.Blocks); got != want(list) {
			rt.Fatalf("%s: %q\n got %s\nwant %s", way.name, text, got, want(list))
		}
		var texts []string
		var collect func(list []wish)
		collect = func(list []wish) {
			for _, w := range list {
				if w.container() {
					collect(w.inside)
				} else {
					texts = append(texts, w.text)
				}
			}
		}
		collect(list)
		var got []string
		tree.Walk(func(_ []int, b *Block) {
			if len(b.Children) == 0 && (b.Colons == 0 || b.Locked || b.Kind == "html" || b.Kind == "toc") {
				got = append(got, strings.ReplaceAll(string(tree.Text(b)), "\r\n", "\n"))
			}
		})
		if !slices.Equal(got, texts) {
			rt.Fatalf("%q\n got %q\nwant %q", text, got, texts)
		}
	})
}

// The canvas has each block once, in the order of the source, and is put
// together of the pieces that RenderBlocks gives.
func TestCanvasHasEveryBlock(t *testing.T) {
	k := kinds(t)
	p, r := NewParser(k), NewRenderer(k, nil)
	rapid.Check(t, func(rt *rapid.T) {
		text := source(rt, drawWishes(rt, 3), fences[0].count)
		tree, _ := p.Parse([]byte(text))
		var out bytes.Buffer
		if _, err := r.Render(&out, tree, site(Canvas)); err != nil {
			rt.Fatal(err)
		}
		checkInert(t, out.Bytes())
		at := 0
		tree.Walk(func(path []int, b *Block) {
			mark := ` data-pw-at="` + FormatPath(path) + `" data-pw-kind="` + b.Kind + `"`
			i := strings.Index(out.String()[at:], mark)
			if i < 0 {
				rt.Fatalf("%s at %v is not where it should be in\n%s", b.Kind, path, out.String())
			}
			at += i
		})
		pieces, _ := r.RenderBlocks(tree, site(Publish))
		if got := strings.Join(pieces.Blocks, "") + pieces.Tail; got != out.String() {
			rt.Fatalf("%s\nis not\n%s", got, out.String())
		}
	})
}
