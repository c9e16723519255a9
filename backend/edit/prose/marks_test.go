package prose

import (
	"testing"

	"github.com/pagewright/pagewright/generator/block"
)

// bolder makes a part of a text bold that begins and ends anywhere: within a
// word, a link, code.
func bolder(atoms []atom) []atom {
	list := append([]atom{}, atoms...)
	for i := len(list) / 4; i <= len(list)/2; i++ {
		if list[i].form == char {
			list[i].marks.bold = true
		}
	}
	return list
}

// TestBoldAnywhere makes words of every text of the CommonMark examples bold,
// however that lies across links, code and other marks: it can be written.
func TestBoldAnywhere(t *testing.T) {
	tried, refused := 0, 0
	for _, e := range examples(t) {
		tree := parse(e)
		tree.Walk(func(_ []int, b *block.Block) {
			x, err := read(tree, b)
			if err != nil {
				return
			}
			for _, leaf := range leaves(x.node) {
				if len(leaf.atoms) < 3 {
					continue
				}
				was := leaf.atoms
				leaf.atoms = bolder(was)
				doc, err := encodeDoc([]*node{x.node})
				leaf.atoms = was
				if err != nil {
					t.Fatal(err)
				}
				tried++
				if _, err := ToMarkdown(doc, tree, b); err != nil {
					refused++
					t.Logf("refused: %q", tree.Text(b))
				}
			}
		})
	}
	t.Logf("%d texts, %d refused", tried, refused)
	if tried < 600 || refused > 6 {
		t.Errorf("of %d texts %d could not be written", tried, refused)
	}
}

// TestBoldAcross is how marks that cross are written: code is cut by them, and a
// link where the other one opens.
func TestBoldAcross(t *testing.T) {
	for _, c := range []struct {
		source   string
		from, to int // in characters of the text
		want     string
	}{
		{"see `code` here", 5, 7, "see `c`**`od`**`e` here"},
		{"[one two](/x) and more", 4, 7, "[one **two**](/x) and more"},
		{"use [con tent](/x) to tell", 8, 15, "use [con ](/x)**[tent](/x) to** tell"},
	} {
		tree := parse(c.source)
		x, err := read(tree, tree.Blocks[0])
		if err != nil {
			t.Fatal(err)
		}
		for i := c.from; i < c.to; i++ {
			x.node.atoms[i].marks.bold = true
		}
		doc, err := encodeDoc([]*node{x.node})
		if err != nil {
			t.Fatal(err)
		}
		if out, err := ToMarkdown(doc, tree, tree.Blocks[0]); err != nil || string(out) != c.want {
			t.Errorf("%q: got %q, %v, want %q", c.source, out, err, c.want)
		}
	}
}
