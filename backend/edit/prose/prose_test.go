package prose

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/block"
)

func parse(source string) *block.Tree {
	tree, _ := block.NewParser(nil).Parse([]byte(source))
	return tree
}

// docOf is the document of the first block of a source.
func docOf(t *testing.T, source string) string {
	t.Helper()
	tree := parse(source)
	doc, ok := FromBlock(tree, tree.Blocks[0])
	if !ok {
		t.Fatalf("%q is not text", source)
	}
	return string(doc)
}

// rewrite gives the first block of old the text of the first block of other.
func rewrite(t *testing.T, old, other string) string {
	t.Helper()
	tree := parse(old)
	out, err := ToMarkdown(json.RawMessage(docOf(t, other)), tree, tree.Blocks[0])
	if err != nil {
		t.Fatalf("%q to %q: %v", old, other, err)
	}
	return string(out)
}

// TestMinimal writes the words of meant into old: what did not change must keep
// its way of writing.
func TestMinimal(t *testing.T) {
	for name, c := range map[string]struct{ old, meant, want string }{
		"nothing":          {"a __b__ *c*\nd", "a **b** _c_ d", "a __b__ *c*\nd"},
		"one word":         {"one __two__\nthree &copy; four [x](y 'z')", "one __two__ 3 © four [x](y 'z')", "one __two__\n3 &copy; four [x](y 'z')"},
		"two places":       {"a *b* c _d_ e", "A *b* c _d_ E", "A *b* c _d_ E"},
		"reference link":   {"see [the page][ref] now\n\n[ref]: /x/ 'T'", "see [the page](/x/ 'T') then", "see [the page][ref] then"},
		"bold over more":   {"**a** b c", "**a b** c", "**a b** c"},
		"less bold":        {"**a b** c", "**a** b c", "**a** b c"},
		"inside a word":    {"abc", "a**b**c", "a**b**c"},
		"escape":           {"a", "1\\. x", "1\\. x"},
		"star":             {"a", "2 \\* 3 \\* 4", "2 \\* 3 \\* 4"},
		"underscore":       {"a", "snake_case_name", "snake_case_name"},
		"address":          {"see a", "see https://example.org/x_y now", "see https://example.org/x_y now"},
		"heading":          {"# Old  {#top}", "# New words", "# New words  {#top}"},
		"heading closed":   {"## Old ##", "## New", "## New ##"},
		"setext":           {"Old\n===", "# New", "New\n==="},
		"level":            {"Old\n===", "### Old", "### Old"},
		"level keeps id":   {"# Old {#top}", "## Old", "## Old {#top}"},
		"to paragraph":     {"# Old __b__", "Old __b__", "Old __b__"},
		"to heading":       {"Old __b__\nmore", "## Old __b__ more", "## Old __b__ more"},
		"code language":    {"~~~go {hl=1}\nx\n~~~", "```go\ny\n```", "~~~go {hl=1}\ny\n~~~"},
		"code fence":       {"```\nx\n```", "````\n```\n````", "````\n```\n````"},
		"indented code":    {"    a\n\n    b", "```\na\n\nc\n```", "    a\n\n    c"},
		"quote":            {">a\n>b\n>\n> c", "> a b\n>\n> d", ">a\n>b\n>\n> d"},
		"quote more":       {"> a", "> a\n>\n> b", "> a\n>\n> b"},
		"item":             {"* a\n* b __x__\n* c", "- a\n- B __x__\n- c", "* a\n* B __x__\n* c"},
		"item added":       {"* a\n* b", "- a\n- n\n- b", "* a\n* n\n* b"},
		"item gone":        {"+ a\n+ b\n+ c", "- a\n- c", "+ a\n+ c"},
		"numbers":          {"1) a\n2) b", "1. a\n2. n\n3. b", "1) a\n2) n\n3) b"},
		"all ones":         {"1. a\n1. b", "1. a\n1. b\n1. c", "1. a\n1. b\n1. c"},
		"start":            {"3. a\n4. b", "3. a\n4. c", "3. a\n4. c"},
		"to numbers":       {"- a\n- b", "1. a\n2. b", "1. a\n2. b"},
		"to signs":         {"1. a\n2. b", "- a\n- b", "- a\n- b"},
		"loose":            {"- a\n\n- b", "- a\n- B", "- a\n\n- B"},
		"nested":           {"- a\n    - b\n    - c\n- d", "- a\n  - b\n  - C\n- d", "- a\n    - b\n    - C\n- d"},
		"ten":              {"9. a\n\n   b", "9. a\n\n   b\n\n10. c\n\n    d", "9. a\n\n   b\n\n10. c\n\n    d"},
		"task":             {"- [ ] a\n- [x] b", "- [ ] a\n- [x] c", "- [ ] a\n- [x] c"},
		"raw html":         {"a <b class=x>y</b> z", "a <b class=x>y</b> Z", "a <b class=x>y</b> Z"},
		"hard break":       {"a  \nb c", "a\\\nb d", "a  \nb d"},
		"hard break new":   {"a b", "a\\\nb", "a\\\nb"},
		"crlf":             {"a\r\nb c\r\n", "a b d", "a\r\nb d"},
		"footnote":         {"a[^1] b\n\n[^1]: note", "a[^1] c\n\n[^1]: note", "a[^1] c"},
		"picture":          {"a ![b *c*](d.jpg \"e\") f", "a ![b c](d.jpg \"e\") g", "a ![b *c*](d.jpg \"e\") g"},
		"linked picture":   {"[![a](b.jpg)](/c/) d", "[![a](b.jpg)](/c/) e", "[![a](b.jpg)](/c/) e"},
		"code span":        {"a", "a `` b`c ``", "a ``b`c``"},
		"angle link":       {"a", "[x](<a b> \"q\\\"\")", "[x](<a b> \"q\\\"\")"},
		"autolink kept":    {"see <https://a.b> now", "see <https://a.b> then", "see <https://a.b> then"},
		"strike":           {"a", "a ~~b~~", "a ~~b~~"},
		"bold in italic":   {"a", "*a **b** c*", "*a **b** c*"},
		"both":             {"a", "***a***", "***a***"},
		"directive":        {"a", "\\:::hero", "\\:::hero"},
		"underscore style": {"_a_ b", "_a_ _c_", "_a_ _c_"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rewrite(t, c.old, c.meant); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestFromTheEditor takes documents that no Markdown reads as, as browsers
// make them.
func TestFromTheEditor(t *testing.T) {
	const p = `{"type":"doc","content":[{"type":"paragraph","content":[%s]}]}`
	for name, c := range map[string]struct{ content, want string }{
		"spaces under bold":  {`{"type":"text","text":"a "},{"type":"text","text":" b ","marks":[{"type":"bold"}]},{"type":"text","text":"c"}`, "a  **b** c"},
		"bold space":         {`{"type":"text","text":"a"},{"type":"text","text":" ","marks":[{"type":"bold"}]},{"type":"text","text":"b"}`, "a b"},
		"edges":              {`{"type":"text","text":"  a  "},{"type":"hardBreak"}`, "a"},
		"split text":         {`{"type":"text","text":"a"},{"type":"text","text":"b"}`, "ab"},
		"nothing":            {``, ""},
		"only spaces":        {`{"type":"text","text":"   "}`, ""},
		"opaque":             {`{"type":"text","text":"a "},{"type":"opaque","attrs":{"source":"<br>","label":"x"}},{"type":"text","text":"b"}`, "a\\\nb"},
		"neighbours":         {`{"type":"text","text":"a","marks":[{"type":"bold"}]},{"type":"text","text":"b","marks":[{"type":"italic"}]}`, "**a***b*"},
		"html as text":       {`{"type":"text","text":"<script>alert(1)</script>"}`, "\\<script>alert(1)\\</script>"},
		"quoted bold":        {`{"type":"text","text":"x"},{"type":"text","text":"\"b\"","marks":[{"type":"bold"}]},{"type":"text","text":"y"}`, "&#120;**\"b\"**&#121;"},
		"nbsp":               {`{"type":"text","text":"a\u00a0b"}`, "a\u00a0b"},
		"heading sign":       {`{"type":"text","text":"# a"}`, "\\# a"},
		"rule":               {`{"type":"text","text":"---"}`, "\\---"},
		"entity":             {`{"type":"text","text":"&copy; & b"}`, "\\&copy; & b"},
		"link over spaces":   {`{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"/x (y)/","title":null}}]}`, "[a](</x (y)/>)"},
		"exclamation":        {`{"type":"text","text":"hey!"},{"type":"text","text":"a","marks":[{"type":"link","attrs":{"href":"/x"}}]}`, "hey&#33;[a](/x)"},
		"code with marks":    {`{"type":"text","text":"a","marks":[{"type":"code"},{"type":"bold"}]}`, "**`a`**"},
		"reference brackets": {`{"type":"text","text":"[a][b] [^1]"}`, "\\[a]\\[b] \\[^1]"},
	} {
		t.Run(name, func(t *testing.T) {
			tree := parse("old words")
			out, err := ToMarkdown(json.RawMessage(strings.Replace(p, "%s", c.content, 1)), tree, tree.Blocks[0])
			if err != nil || string(out) != c.want {
				t.Errorf("got %q, %v, want %q", out, err, c.want)
			}
		})
	}
}

// TestParted writes a list in two halves: both have the sign that it had, and
// only where nothing stands between them the second has another.
func TestParted(t *testing.T) {
	item := func(words string) string {
		return `{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"` + words + `"}]}]}`
	}
	bullets := func(words string) string { return `{"type":"bulletList","content":[` + item(words) + `]}` }
	numbers := func(start, words string) string {
		return `{"type":"orderedList","attrs":{"start":` + start + `},"content":[` + item(words) + `]}`
	}
	const between = `{"type":"paragraph","content":[{"type":"text","text":"x"}]}`
	for _, c := range []struct {
		source string
		blocks []string
		want   string
	}{
		{"* a\n* b", []string{bullets("a"), between, bullets("b")}, "* a\n\nx\n\n* b"},
		{"+ a\n+ b", []string{bullets("a"), between, bullets("b")}, "+ a\n\nx\n\n+ b"},
		{"- a\n- b", []string{bullets("a"), between, bullets("b")}, "- a\n\nx\n\n- b"},
		{"- a\n- b", []string{bullets("a"), bullets("b")}, "- a\n\n* b"},
		{"* a\n* b", []string{bullets("a"), bullets("b"), bullets("c")}, "* a\n\n- b\n\n* c"},
		{"1. a\n2. b", []string{numbers("1", "a"), between, numbers("2", "b")}, "1. a\n\nx\n\n2. b"},
		{"1) a\n2) b", []string{numbers("1", "a"), between, numbers("2", "b")}, "1) a\n\nx\n\n2) b"},
		{"1) a\n2) b", []string{numbers("1", "a"), numbers("2", "b")}, "1) a\n\n2. b"},
		{"> * a\n>\n> x\n>\n> * b", []string{`{"type":"blockquote","content":[` + bullets("a") + "," + bullets("b") + "]}"}, "> * a\n>\n> - b"},
	} {
		tree := parse(c.source)
		doc := `{"type":"doc","content":[` + strings.Join(c.blocks, ",") + "]}"
		if out, err := ToMarkdown(json.RawMessage(doc), tree, tree.Blocks[0]); err != nil || string(out) != c.want {
			t.Errorf("%q: %q, %v, want %q", c.source, out, err, c.want)
		}
	}
}

func TestNotText(t *testing.T) {
	for _, source := range []string{"<div>x</div>", ":::hero\nx\n:::", "***", "[a]: /b", "> <div>\n> x\n> </div>", "- a\n\n  ```\n  \tcode\n  ```"} {
		tree := parse(source)
		if doc, ok := FromBlock(tree, tree.Blocks[0]); ok {
			t.Errorf("%q is text: %s", source, doc)
		}
		if _, err := ToMarkdown(json.RawMessage(`{"type":"doc"}`), tree, tree.Blocks[0]); !errors.Is(err, ErrNotText) {
			t.Errorf("%q: %v", source, err)
		}
	}
}

func TestTransform(t *testing.T) {
	for _, c := range []struct {
		source, kind string
		level        int
		want         string
	}{
		{"a __b__\nc", "heading", 2, "## a __b__ c"},
		{"## a __b__", "paragraph", 0, "a __b__"},
		{"# a", "heading", 3, "### a"},
		{"a", "list", 0, "- a"},
		{"a", "quote", 0, "> a"},
		{"a *b*", "code", 0, "```\na b\n```"},
		{"```go\na\nb\n```", "paragraph", 0, "a\\\nb"},
		{"- a\n- b __c__", "paragraph", 0, "a\n\nb **c**"},
		{"- a\n- b", "quote", 0, "> - a\n> - b"},
		{"> a\n>\n> b", "list", 0, "- a\n- b"},
		{"> a\n>\n> - b", "paragraph", 0, "a\n\n- b"},
		{"- a\n- b", "code", 0, "```\na\nb\n```"},
		{"- a\n- b", "heading", 2, "## a\n\n## b"},
	} {
		tree := parse(c.source)
		out, err := Transform(tree, tree.Blocks[0], c.kind, c.level)
		if err != nil || string(out) != c.want {
			t.Errorf("%q to %s: got %q, %v, want %q", c.source, c.kind, out, err, c.want)
		}
	}
}

func TestUnsafe(t *testing.T) {
	tree := parse("a")
	doc := `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"opaque","attrs":{"source":"*b*"}}]}]}`
	if out, err := ToMarkdown(json.RawMessage(doc), tree, tree.Blocks[0]); !errors.Is(err, ErrUnsafe) {
		t.Errorf("got %q, %v", out, err)
	}
}
