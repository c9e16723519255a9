package block

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// kinds are the built-in kinds.
func kinds(t testing.TB) *Kinds {
	t.Helper()
	k, found := LoadKinds(Builtin())
	for _, d := range found {
		t.Fatalf("built-in kinds: %v", &d)
	}
	return k
}

// spec are the sources of the CommonMark examples.
func spec(t testing.TB) [][]byte {
	t.Helper()
	var examples []struct{ Markdown string }
	raw, err := os.ReadFile("testdata/commonmark/spec.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) != 652 {
		t.Fatalf("%d examples", len(examples))
	}
	var sources [][]byte
	for _, e := range examples {
		sources = append(sources, []byte(e.Markdown))
	}
	return sources
}

// awkward are sources that are hard to leave alone.
func awkward(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/awkward/*.md")
	if err != nil || len(files) < 25 {
		t.Fatal(len(files), err)
	}
	sources := map[string][]byte{}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sources[filepath.Base(f)] = raw
	}
	return sources
}

// checkTree holds what must be true of the tree of any source.
func checkTree(t testing.TB, p *Parser, source []byte) *Tree {
	t.Helper()
	tree, _ := p.Parse(source)
	if !bytes.Equal(tree.Source, source) {
		t.Fatalf("the source changed: %q", source)
	}
	if tree.Front.End > tree.Body.Start || tree.Body.End != len(source) {
		t.Fatalf("front matter %v and body %v of %q", tree.Front, tree.Body, source)
	}
	checkRanges(t, source, tree.Blocks, tree.Body)
	line := 0
	tree.Walk(func(path []int, b *Block) {
		if want := 1 + bytes.Count(source[:b.Range.Start], newline); b.Line != want || b.Line < line {
			t.Fatalf("line %d instead of %d for %v of %q", b.Line, want, path, source)
		}
		line = b.Line
		if got := tree.At(slices.Clone(path)); got != b {
			t.Fatalf("At(%v) is another block", path)
		}
		if back, ok := ParsePath(FormatPath(path)); !ok || !slices.Equal(back, path) {
			t.Fatalf("path %v is read as %v", path, back)
		}
		checkDirective(t, source, b)
	})
	return tree
}

// checkRanges: blocks are in order, in their container, whole lines, and only
// blank lines are between them.
func checkRanges(t testing.TB, source []byte, blocks []*Block, within Range) {
	t.Helper()
	at := within.Start
	for _, b := range blocks {
		if b.Range.Start < at || b.Range.End > within.End || b.Range.Len() <= 0 {
			t.Fatalf("%s %v is not in [%d, %d) of %q", b.Kind, b.Range, at, within.End, source)
		}
		if gap := source[at:b.Range.Start]; len(bytes.Trim(gap, blanks)) > 0 {
			t.Fatalf("%q is in no block of %q", gap, source)
		}
		if b.Range.Start > within.Start && source[b.Range.Start-1] != '\n' {
			t.Fatalf("%s %v starts within a line of %q", b.Kind, b.Range, source)
		}
		if rest := source[b.Range.End:]; len(rest) > 0 && rest[0] != '\n' && !bytes.HasPrefix(rest, []byte("\r\n")) {
			t.Fatalf("%s %v ends within a line of %q", b.Kind, b.Range, source)
		}
		last := bytes.LastIndexByte(b.Range.In(source), '\n') + 1
		if len(bytes.Trim(b.Range.In(source)[last:], blanks)) == 0 {
			t.Fatalf("%s %v ends with a blank line of %q", b.Kind, b.Range, source)
		}
		if b.Locked && len(b.Children) > 0 {
			t.Fatalf("locked %s has children in %q", b.Kind, source)
		}
		if len(b.Children) > 0 {
			checkRanges(t, source, b.Children, b.Inner)
		}
		at = b.Range.End
	}
	if gap := source[at:within.End]; len(bytes.Trim(gap, blanks)) > 0 {
		t.Fatalf("%q is in no block of %q", gap, source)
	}
}

// checkDirective: a directive is its opening line, its inside and its closing line.
func checkDirective(t testing.TB, source []byte, b *Block) {
	t.Helper()
	if !b.Directive() {
		if b.Opening.Len()+b.Inner.Len()+b.Closing.Len() > 0 || b.Attrs != nil {
			t.Fatalf("%s has parts of a directive in %q", b.Kind, source)
		}
		return
	}
	if b.Opening.Start != b.Range.Start || b.Opening.End > b.Range.End {
		t.Fatalf("opening %v of %v in %q", b.Opening, b.Range, source)
	}
	if b.Closing.Len() > 0 && (b.Closing.End != b.Range.End || b.Inner.Start <= b.Opening.End || b.Inner.End != b.Closing.Start) {
		t.Fatalf("opening %v inside %v closing %v in %q", b.Opening, b.Inner, b.Closing, source)
	}
	if b.Closing.Len() == 0 && b.Range != b.Opening {
		t.Fatalf("%v is more than its opening line %v in %q", b.Range, b.Opening, source)
	}
	at := b.Opening.Start
	for _, a := range b.Attrs {
		if a.Range.Start < at || a.Range.End > b.Opening.End || a.Range.Len() == 0 {
			t.Fatalf("attribute %+v in %q", a, source)
		}
		at = a.Range.End
	}
}

// shape is what a tree says without its bytes.
func shape(t *Tree) (s []string) {
	t.Walk(func(path []int, b *Block) {
		s = append(s, FormatPath(path)+" "+b.Kind+" "+string(b.Why)+" "+string(t.Text(b)))
	})
	return s
}

func TestRangesOfSpec(t *testing.T) {
	p := NewParser(kinds(t))
	blocks := 0
	for _, source := range spec(t) {
		checkTree(t, p, source).Walk(func([]int, *Block) { blocks++ })
	}
	if blocks < 850 {
		t.Errorf("%d blocks in all examples: too few to have been found", blocks)
	}
}

func TestRangesOfAwkwardFiles(t *testing.T) {
	p := NewParser(kinds(t))
	for name, source := range awkward(t) {
		t.Run(name, func(t *testing.T) { checkTree(t, p, source) })
	}
}

// Opening and saving changes nothing, and neither does putting a block where it is.
func TestReplaceByItself(t *testing.T) {
	p := NewParser(kinds(t))
	sources := spec(t)
	for _, s := range awkward(t) {
		sources = append(sources, s)
	}
	for _, source := range sources {
		tree, _ := p.Parse(source)
		tree.Walk(func(path []int, b *Block) {
			var out []byte
			out = append(out, source[:b.Range.Start]...)
			out = append(out, tree.Text(b)...)
			out = append(out, source[b.Range.End:]...)
			if !bytes.Equal(out, source) {
				t.Fatalf("block %v changed %q", path, source)
			}
		})
		again, _ := p.Parse(bytes.Clone(source))
		if !slices.Equal(shape(tree), shape(again)) {
			t.Fatalf("two parses of %q differ", source)
		}
	}
}

// Blocks are separate: each one, put alone between blank lines with the others
// as they are, is the same block again.
func TestMoreBlankLinesChangeNothing(t *testing.T) {
	p := NewParser(kinds(t))
	for name, source := range awkward(t) {
		tree, _ := p.Parse(source)
		if len(tree.Blocks) < 2 || tree.Format == None && bytes.HasPrefix(source, []byte("---")) {
			continue
		}
		out := slices.Clone(source[:tree.Body.Start])
		for _, b := range tree.Blocks {
			out = append(append(out, tree.Text(b)...), "\n\n\n"...)
		}
		again, _ := p.Parse(out)
		var was, is []string
		for _, b := range tree.Blocks {
			was = append(was, b.Kind+" "+string(tree.Text(b)))
		}
		for _, b := range again.Blocks {
			is = append(is, b.Kind+" "+string(again.Text(b)))
		}
		if !slices.Equal(was, is) {
			t.Errorf("%s:\n%q\n%q", name, was, is)
		}
	}
}
