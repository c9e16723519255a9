package prose

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
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

func TestNotText(t *testing.T) {
	for _, source := range []string{"| a |\n| - |\n| b |", "<div>x</div>", ":::hero\nx\n:::", "***", "[a]: /b", "> <div>\n> x\n> </div>", "- a\n\n  ```\n  \tcode\n  ```"} {
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

// counts is what a corpus came to.
type counts struct{ blocks, text, fresh, edited, refused int }

// corpus runs all blocks of a source through the round trip: unchanged they
// keep their bytes; written anew without any source they mean the same; with
// one word more, only lines near it change.
func corpus(t *testing.T, name string, source []byte, n *counts) {
	t.Helper()
	tree, _ := block.NewParser(nil).Parse(source)
	tree.Walk(func(path []int, b *block.Block) {
		n.blocks++
		x, err := read(tree, b)
		if err != nil {
			return
		}
		n.text++
		doc, err := encodeDoc([]*node{x.node})
		if err != nil {
			t.Fatal(err)
		}
		if out, err := ToMarkdown(doc, tree, b); err != nil || !bytes.Equal(out, tree.Text(b)) {
			t.Errorf("%s %v: unchanged, got %q, %v, want %q", name, path, out, err, tree.Text(b))
		}
		goal := canonicalAll([]*node{x.node})
		if fresh(x, goal) {
			n.fresh++
		} else {
			t.Logf("%s %v: no way to write anew %q", name, path, tree.Text(b))
		}
		extra := goal[0]
		for len(extra.children) > 0 {
			extra = extra.children[0]
		}
		if extra.kind == codeBlock {
			extra.code += "\nmore"
		} else {
			extra.atoms = append(extra.atoms, letters(" more", marks{})...)
		}
		edited, err := encodeDoc(goal)
		if err != nil {
			t.Fatal(err)
		}
		out, err := ToMarkdown(edited, tree, b)
		if err != nil {
			n.refused++
			t.Logf("%s %v: refused %q", name, path, tree.Text(b))
			return
		}
		n.edited++
		if lost := len(tree.Text(b)) - len(commonEnds(tree.Text(b), out)); lost > len(tree.Text(b))/2 && len(goal[0].children) > 3 {
			t.Errorf("%s %v: one word more changed too much: %q to %q", name, path, tree.Text(b), out)
		}
	})
}

func commonEnds(a, b []byte) []byte {
	i, j := 0, 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	for j < len(a)-i && j < len(b)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return append(append([]byte{}, a[:i]...), a[len(a)-j:]...)
}

func fresh(x *text, goal []*node) bool {
	for _, s := range styles(x.source) {
		if s.reuse {
			continue
		}
		w := writer{style: s, tight: true}
		got, err := x.reader.blocks(w.children(goal, nil, "", nil, "\n\n"))
		if err == nil && equalAll(canonicalAll(got), goal) {
			return true
		}
	}
	return false
}

func (n counts) check(t *testing.T) {
	t.Helper()
	t.Logf("%d blocks, %d of them text; %d written anew with the same meaning, %d edited, %d refused", n.blocks, n.text, n.fresh, n.edited, n.refused)
	if n.text == 0 || n.refused*100 > n.text*2 || (n.text-n.fresh)*100 > n.text*2 {
		t.Errorf("more than two in a hundred could not be written")
	}
}

func TestCommonMark(t *testing.T) {
	data, err := os.ReadFile("../../../generator/block/testdata/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	var n counts
	for i, e := range examples {
		corpus(t, "example "+string(rune('0'+i%10)), []byte(e.Markdown), &n)
	}
	n.check(t)
}

// TestPages takes pages as people write them and the awkward ones of package
// block; and, when the test is not to be short, the pages of Go's module cache.
func TestPages(t *testing.T) {
	var n counts
	var pages []string
	for _, pattern := range []string{"testdata/*.md", "../../../generator/block/testdata/awkward/*.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatal("no pages", pattern, err)
		}
		pages = append(pages, found...)
	}
	pages = append(pages, modulePages(t)...)
	pages = append(pages, hugoDocs()...)
	every := 10 // all of them take a minute
	if os.Getenv("PAGEWRIGHT_ALL_PAGES") != "" {
		every = 1
	}
	for i, p := range pages {
		if i%every != 0 && !strings.Contains(p, "testdata") {
			continue
		}
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		corpus(t, p, data, &n)
	}
	t.Logf("%d pages", len(pages))
	n.check(t)
}

// hugoDocs is Hugo's documentation, about 1,000 pages, where build/hugodocs.sh
// has fetched it and the test is not to be short.
func hugoDocs() []string {
	var pages []string
	if testing.Short() {
		return nil
	}
	_ = filepath.WalkDir("../../../.tools/hugodocs/content", func(p string, e os.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".md" {
			pages = append(pages, p)
		}
		return nil // it need not be there
	})
	return pages
}

// modulePages is up to 150 pages of the module cache: whatever is there.
func modulePages(t *testing.T) []string {
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	if testing.Short() {
		return nil
	}
	_ = filepath.WalkDir(strings.TrimSpace(string(cache)), func(p string, e os.DirEntry, err error) error {
		if err != nil || len(pages) == 150 {
			return filepath.SkipAll
		}
		if info, err := e.Info(); err == nil && filepath.Ext(p) == ".md" && info.Size() < 40_000 && !strings.Contains(p, "vault-client") {
			pages = append(pages, p)
		}
		return nil
	})
	return pages
}

func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{"a *b* **c** ~~d~~ `e` [f](g)", "- a\n  - b\n\n1. c", "> a\n> - b", "# a {#b}", "a\\\nb", "&amp; <x> \\*"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		trees := [2]*block.Tree{parse(a), parse(b)}
		if len(trees[0].Blocks) == 0 || len(trees[1].Blocks) == 0 {
			return
		}
		old, other := trees[0].Blocks[0], trees[1].Blocks[0]
		doc, ok := FromBlock(trees[1], other)
		if !ok {
			return
		}
		if out, err := ToMarkdown(doc, trees[1], other); err != nil || !bytes.Equal(out, trees[1].Text(other)) {
			t.Fatalf("unchanged: got %q, %v", out, err)
		}
		_, _ = ToMarkdown(doc, trees[0], old) // it checks by itself; it must not panic
	})
}
