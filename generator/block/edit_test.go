package block

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// apply makes changes in a source.
func apply(source []byte, changes ...Splice) []byte {
	slices.SortFunc(changes, func(a, b Splice) int { return b.Range.Start - a.Range.Start })
	for _, c := range changes {
		source = slices.Concat(source[:c.Range.Start], c.Text, source[c.Range.End:])
	}
	return source
}

func TestSetAttr(t *testing.T) {
	p := NewParser(kinds(t))
	source := []byte("a\r\n\r\n  :::hero{height=tall  align='left'}  \r\nb\r\n:::\r\n")
	tree, _ := p.Parse(source)
	b := tree.Blocks[1]
	s, ok := tree.SetAttr(b, "align", "the centre")
	if want := strings.Replace(string(source), "align='left'", `align="the centre"`, 1); !ok || string(apply(source, s)) != want {
		t.Errorf("%q", apply(source, s))
	}
	s, ok = tree.RemoveAttr(b, "height")
	if want := strings.Replace(string(source), "height=tall  ", "", 1); !ok || string(apply(source, s)) != want {
		t.Errorf("%q", apply(source, s))
	}
	if _, ok := tree.SetAttr(tree.Blocks[0], "a", "b"); ok {
		t.Error("a paragraph got an attribute")
	}
	if _, ok := tree.RemoveAttr(tree.Blocks[0], "a"); ok {
		t.Error("a paragraph lost an attribute")
	}
}

func TestWiden(t *testing.T) {
	p := NewParser(kinds(t))
	for _, c := range []struct {
		source string
		path   []int
		inner  int
		want   string
	}{
		{":::hero\na\n:::\n", []int{0}, 3, "::::hero\na\n::::\n"},
		{":::hero\na\n:::\n", []int{0}, 5, "::::::hero\na\n::::::\n"},
		{"::::hero\na\n::::\n", []int{0}, 3, "::::hero\na\n::::\n"},
		{":::hero\na\n:::\n", []int{0}, 0, ":::hero\na\n:::\n"},
		{":::hero\na\n:::\n", []int{0}, 2, ":::hero\na\n:::\n"},
		{"::::columns\n:::column\n:::\n:::column\na\n:::\n::::\n", []int{0, 1}, 3, ":::::columns\n:::column\n:::\n::::column\na\n::::\n:::::\n"},
		{":::columns\r\n  :::column{a=\":::\"}\r\n :::\r\n:::\r\n", []int{0, 0}, 3, ":::::columns\r\n  ::::column{a=\":::\"}\r\n ::::\r\n:::::\r\n"},
		{":::::::columns\n:::column\n:::\n:::::::\n", []int{0, 0}, 3, ":::::::columns\n::::column\n::::\n:::::::\n"},
	} {
		tree, _ := p.Parse([]byte(c.source))
		changes := tree.Widen(c.path, c.inner)
		if !slices.IsSortedFunc(changes, func(a, b Splice) int { return a.Range.Start - b.Range.Start }) {
			t.Errorf("%q: %v", c.source, changes)
		}
		got := apply([]byte(c.source), changes...)
		if string(got) != c.want {
			t.Errorf("%q at %v: %q, want %q", c.source, c.path, got, c.want)
		}
		again, _ := p.Parse(got)
		if outline(again.Blocks) != outline(tree.Blocks) {
			t.Errorf("%q is %s and was %s", got, outline(again.Blocks), outline(tree.Blocks))
		}
	}
}

// A container put inside another, with the fences that Widen says, is inside it.
func TestWidenMakesRoom(t *testing.T) {
	p := NewParser(kinds(t))
	for _, inner := range []string{
		":::hero\nx\n:::", "::::columns\n:::column\n:::\n::::", "> :::quote\n> x\n> :::", ":::tip\n:::::x\n:::::\n:::", "plain", "::toc{depth=2}",
	} {
		in, _ := p.Parse([]byte(inner))
		source := []byte("::::columns\n:::column\na\n:::\n::::\n\nend\n")
		tree, _ := p.Parse(source)
		at := tree.At([]int{0, 0})
		put := Splice{span(at.Inner.End, at.Inner.End), []byte("\n" + inner + "\n")}
		out := apply(source, append(tree.Widen([]int{0, 0}, in.Fence()), put)...)
		again := checkTree(t, p, out)
		if got, want := outline(again.Blocks), "columns(column(paragraph "+outline(in.Blocks)+")) paragraph"; got != want {
			t.Errorf("%q: %s, want %s", out, got, want)
		}
		if n := in.Fence(); n > 0 && (again.At([]int{0, 0}).Colons <= n || again.At([]int{0}).Colons <= again.At([]int{0, 0}).Colons) {
			t.Errorf("%q is not wider outside", out)
		}
	}
}

func TestLabel(t *testing.T) {
	p := NewParser(kinds(t))
	for source, want := range map[string]string{
		"# A **bold** `head` &amp; [link](x)": "A bold head & link",
		"Some\nwords":                         "Some words",
		"- one\n- two":                        "one",
		"1. # deep\n":                         "deep",
		"> > quoted\n":                        "quoted",
		"```go\nfunc main() {\n```":           "func main() {",
		"```\n```":                            "",
		"---\nx: y\n---\n***":                 "",
		"![a picture](x.jpg)":                 "a picture",
		"<div>\n</div>":                       "<div>",
		":::hero{image=/media/a.jpg}\n\n# Big\n:::":                 "Big",
		":::hero{image=/media/a.jpg}\n:::":                          "/media/a.jpg",
		":::video{src=\"https://x.test/\" title=\"The film\"}\n:::": "The film",
		"::::columns\n:::column\nIn a column\n:::\n::::":            "In a column",
		":::tip\nA hint\n:::":                                       "A hint",
		":::html\n\n<b>x</b>\n:::":                                  "<b>x</b>",
		":::posts\n:::":                                             "",
		"| a | b |\n|---|---|\n| c | d |":                           "a",
		"[x]: /y":                                                   "[x]: /y",
		"[^1]\n":                                                    "[^1]",
		"a\\*b\\\nc":                                                "a*b c",
		strings.Repeat("word ", 40):                                 strings.Repeat("word ", 11) + "word…",
		strings.Repeat(">", 500):                                    strings.Repeat(">", 60) + "…",
	} {
		tree, _ := p.Parse([]byte(source))
		got := ""
		if len(tree.Blocks) > 0 {
			got = tree.Label(tree.Blocks[0])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	for _, s := range []string{"", ".", "1.", ".1", "a", "-1", "01", "1..2", "+1", "1 ", "99999999999999999999"} {
		if path, ok := ParsePath(s); ok {
			t.Errorf("%q is %v", s, path)
		}
	}
	if path, ok := ParsePath("1.0.23"); !ok || !slices.Equal(path, []int{1, 0, 23}) || FormatPath(path) != "1.0.23" {
		t.Error(path, ok)
	}
	tree, _ := NewParser(kinds(t)).Parse([]byte("a\n\n:::hero\nb\n:::\n"))
	for _, path := range [][]int{{2}, {-1}, {0, 0}, {1, 1}, {1, 0, 0}, {}} {
		if b := tree.At(path); b != nil {
			t.Errorf("%v is %s", path, b.Kind)
		}
	}
	if b := tree.At([]int{1, 0}); b == nil || !bytes.Equal(tree.Text(b), []byte("b")) {
		t.Error("1.0 is not there")
	}
}
