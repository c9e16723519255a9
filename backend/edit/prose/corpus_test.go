package prose

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pagewright/pagewright/generator/block"
)

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

// examples returns those of the CommonMark specification.
func examples(t *testing.T) (list []string) {
	t.Helper()
	data, err := os.ReadFile("../../../generator/block/testdata/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	var read []struct{ Markdown string }
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	for _, e := range read {
		list = append(list, e.Markdown)
	}
	return list
}

func TestCommonMark(t *testing.T) {
	var n counts
	for i, e := range examples(t) {
		corpus(t, "example "+string(rune('0'+i%10)), []byte(e), &n)
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
	for _, s := range []string{"a *b* **c** ~~d~~ `e` [f](g)", "- a\n  - b\n\n1. c", "> a\n> - b", "# a {#b}", "a\\\nb", "&amp; <x> \\*", "|a|`b\\|`|\n|-|:-:|\n|c|d|e|\n|f"} {
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
