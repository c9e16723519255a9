package block

import (
	"strconv"
	"strings"
	"testing"
)

// outline is a tree on one line: "hero(heading paragraph)", "!" for locked.
func outline(blocks []*Block) string {
	var words []string
	for _, b := range blocks {
		w := b.Kind
		if b.Locked {
			w += "!" + string(b.Why)
		}
		if len(b.Children) > 0 {
			w += "(" + outline(b.Children) + ")"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func TestOutline(t *testing.T) {
	p := NewParser(kinds(t))
	for _, c := range []struct{ name, source, want string }{
		{"equal fences", ":::columns\n:::column\na\n:::\n:::column\nb\n:::\n:::\nc\n", "columns(column(paragraph) column(paragraph)) paragraph"},
		{"more outside", "::::columns\n:::column\na\n:::\n::::\nc\n", "columns(column(paragraph)) paragraph"},
		{"more inside", ":::columns\n::::column\na\n::::\n:::\nc\n", "columns(column(paragraph)) paragraph"},
		{"a longer closing line", ":::hero\na\n:::::\nb\n", "hero(paragraph) paragraph"},
		{"a shorter closing line is text", "::::hero\na\n:::\nb\n::::\n", "hero(paragraph)"},
		{"not closed", "a\n\n:::hero\nb\n\n:::quote\nc\n:::\n\nd\n", "paragraph hero!unclosed paragraph quote(paragraph) paragraph"},
		{"not closed inside", "::::columns\n:::column\na\n::::\nb\n", "columns(column!unclosed paragraph) paragraph"},
		{"not closed outside, equal", ":::columns\n:::column\na\n:::\nb\n", "columns!unclosed column(paragraph) paragraph"},
		{"closing line alone", "a\n\n:::\n\nb\n", "paragraph paragraph paragraph"},
		{"in fenced code", "```\n:::hero\n```\n", "code"},
		{"closed in fenced code", ":::hero\n```\n:::\n```\n:::\na\n", "hero(code) paragraph"},
		{"code not closed", ":::hero\n```\n:::\n", "hero!unclosed code"},
		{"in indented code", ":::hero\n\n    :::\n\n:::\na\n", "hero(code) paragraph"},
		{"html before the closing line", ":::hero\n<div>\n:::\na\n", "hero(rawhtml) paragraph"},
		{"a comment holds its lines", "<!--\n:::hero\n:::\n-->\na\n", "rawhtml paragraph"},
		{"raw", ":::html\n<div>\n\n    x\n\n:::hero\n\n# y\n:::\na\n", "html paragraph"},
		{"raw in a container", "::::columns\n:::html\n<b>\n:::\n::::\na\n", "columns(html) paragraph"},
		{"raw and not closed", ":::html\n# a\n\nb\n", "html!unclosed heading paragraph"},
		{"interrupts text", "a\n:::hero\nb\n:::\nc\n", "paragraph hero(paragraph) paragraph"},
		{"interrupts a quote and a list", "> a\n:::hero\n- b\n:::\nc\n", "blockquote hero(list) paragraph"},
		{"in a list", "- a\n\n  :::hero\n  b\n  :::\n\nc\n", "list paragraph"},
		{"in a list, closed outside", "- a\n\n  :::hero\n  b\n\n:::\nc\n", "list paragraph"},
		{"around a list with code", ":::hero\n- ```\n  :::\n  ```\n:::\na\n", "hero(list) paragraph"},
		{"indented", "   :::hero\n  a\n :::\nb\n", "hero(paragraph) paragraph"},
		{"indented too much", "    :::hero\n", "code"},
		{"leaf", "::toc{depth=2}\na\n", "toc paragraph"},
		{"leaf in text", "a\n::toc\nb\n", "paragraph toc paragraph"},
		{"unknown leaf is text", "::before\n\n::before{a}\n", "paragraph before!unknown"},
		{"unknown", ":::tip\n# a\n:::\nb\n", "tip!unknown paragraph"},
		{"unknown around known", "::::tip\n:::hero\na\n:::\n::::\nb\n", "tip!unknown paragraph"},
		{"not understood", ":::hero{a=\n# a\n:::\nb\n", "hero!unread paragraph"},
		{"kinds of text are no directives", ":::paragraph\na\n:::\n", "paragraph!unknown"},
		{"empty", "", ""},
		{"empty container", ":::hero\n:::\n\n:::hero\n\n\n:::", "hero hero"},
		{"references join", "[a]: /b\n[c]: /d\n\n[e]: /f\ntext\n", "references references paragraph"},
		{"footnotes", "a[^1]\n\n[^1]: b\n\n    c\n\n[^2]: d\n", "paragraph footnote footnote"},
		{"footnote in a container", ":::hero\na[^1]\n\n[^1]: b\n\nc\n:::\n", "hero(paragraph footnote paragraph)"},
		{"table behind text", "a\n| b |\n|---|\n| c |\n\nd\n", "paragraph table paragraph"},
		{"picture", "![a](b)\n\n![a](b) c\n\n[![a](b)](c)\n", "image paragraph paragraph"},
		{"definitions", "a\n: b\n\nc\n", "definitions paragraph"},
		{"lines", "---\n\na\n\n***\n", "rule paragraph rule"},
		{"setext", "a\nb\n===\nc\n", "heading paragraph"},
	} {
		tree := checkTree(t, p, []byte(c.source))
		if got := outline(tree.Blocks); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.source, got, c.want)
		}
	}
}

func TestDeepDirectives(t *testing.T) {
	p, r := NewParser(kinds(t)), NewRenderer(kinds(t), nil)
	source := strings.Repeat(":::hero\n", 500) + "a\n" + strings.Repeat(":::\n", 500)
	tree := checkTree(t, p, []byte(source))
	var out strings.Builder
	if _, err := r.Render(&out, tree, Context{Mode: Canvas}); err != nil || !strings.Contains(out.String(), "a") {
		t.Error(err)
	}
}

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct {
		source, front, data string
		format              Format
		body                int
	}{
		{"---\na: b\n---\nc\n", "---\na: b\n---", "a: b\n", YAML, 13},
		{"---\r\na: b\r\n---\r\nc\r\n", "---\r\na: b\r\n---", "a: b\r\n", YAML, 16},
		{"\uFEFF---\na: b\n---", "---\na: b\n---", "a: b\n", YAML, 15},
		{"+++\na = 1\n+++\nc", "+++\na = 1\n+++", "a = 1\n", TOML, 14},
		{"--- \n---\t\nc", "--- \n---\t", "", YAML, 10},
		{"---\na: b\n...\nc", "---\na: b\n...", "a: b\n", YAML, 13},
		{"---\na: b\n+++\n", "", "", None, 0},
		{"----\na\n----\n", "", "", None, 0},
		{" ---\na\n---\n", "", "", None, 0},
		{"\n---\na\n---\n", "", "", None, 0},
		{"---", "", "", None, 0},
		{"", "", "", None, 0},
		{"\uFEFFtext", "", "", None, 3},
	} {
		tree, found := NewParser(nil).Parse([]byte(c.source))
		if got := string(tree.Front.In(tree.Source)); got != c.front || tree.Format != c.format || tree.Body.Start != c.body {
			t.Errorf("%q: front matter %q %q, body at %d", c.source, got, tree.Format, tree.Body.Start)
		}
		if got := string(tree.Data.In(tree.Source)); got != c.data {
			t.Errorf("%q: data %q", c.source, got)
		}
		open := strings.HasPrefix(c.source, "---\na: b\n+++") || c.source == "---"
		if got := len(found) > 0 && found[0].Code == "frontmatter-not-closed"; got != open {
			t.Errorf("%q: %v", c.source, found)
		}
	}
}

func TestFindings(t *testing.T) {
	p := NewParser(kinds(t))
	for source, want := range map[string]string{
		"a\n\n:::hero\nb\n":                          "block-not-closed:3::::hero",
		"---\nt: x\n---\n:::tip{a=1}\n:::\n":         "block-unknown:4::::tip{a=1}",
		":::hero{a=\n:::\n":                          "block-not-understood:1::::hero{a=",
		"- a\n\n  :::tip\n  :::\n":                   "block-unknown:3::::tip",
		"[^1]\n\n:::x\n:::\n\n[^1]: a\n\n    :::y\n": "block-unknown:3::::x block-not-closed:8::::y",
		"---\na\n":               "frontmatter-not-closed:1:---",
		strings.Repeat(">", 200): "page-too-deep:1:",
		"---\na: b\n---\n\n" + strings.Repeat(">", 200): "page-too-deep:5:",
		strings.Repeat("a", 3<<20):                      "page-too-large:0:",
		strings.Repeat("[a](", 200_000):                 "page-too-tangled:1:",
		"# fine\n\n:::hero\n:::\n":                      "",
	} {
		var got []string
		tree, found := p.Parse([]byte(source))
		for _, d := range found {
			got = append(got, d.Code+":"+strconv.Itoa(d.Where.Line)+":"+d.Where.Text)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%.40q: %s, want %s", source, s, want)
		}
		if strings.HasPrefix(want, "page-too") && (len(tree.Blocks) != 1 || tree.Blocks[0].Why != TooMuch) {
			t.Errorf("%.40q: %s", source, outline(tree.Blocks))
		}
	}
	if _, many := p.Parse([]byte(strings.Repeat(":::tip\n:::\n", 5000))); len(many) != maxFindings {
		t.Errorf("%d findings", len(many))
	}
}
