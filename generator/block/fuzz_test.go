package block

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
)

// Whatever the bytes: the tree is whole, it renders, and the canvas is inert.
func FuzzParse(f *testing.F) {
	k := kinds(f)
	p, r := NewParser(k), NewRenderer(k, nil)
	for _, s := range spec(f) {
		f.Add(s)
	}
	for _, s := range awkward(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) > 20_000 {
			return
		}
		tree := checkTree(t, p, source)
		if _, err := r.Render(&bytes.Buffer{}, tree, Context{}); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := r.Render(&out, tree, Context{Mode: Canvas}); err != nil {
			t.Fatal(err)
		}
		checkInert(t, out.Bytes())
		checkMarks(t, tree, out.Bytes())
		tree.Walk(func(_ []int, b *Block) { tree.Label(b) })
	})
}

// checkMarks: every block has one element on the canvas, unless its container
// keeps what is in it to itself, and every mark is a block's.
func checkMarks(t testing.TB, tree *Tree, canvas []byte) {
	t.Helper()
	seen := map[string]int{}
	each(t, canvas, func(n *html.Node) {
		for _, a := range n.Attr {
			if a.Key != "data-pw-at" {
				continue
			}
			seen[a.Val]++
			path, ok := ParsePath(a.Val)
			if !ok || tree.At(path) == nil {
				t.Fatalf("mark %q of no block in %q", a.Val, tree.Source)
			}
		}
	})
	for at, n := range seen {
		if n > 1 {
			t.Fatalf("%d elements at %s of %q", n, at, tree.Source)
		}
	}
	for i, b := range tree.Blocks {
		if seen[FormatPath([]int{i})] == 0 {
			t.Fatalf("%s %d is not on the canvas of %q:\n%s", b.Kind, i, tree.Source, canvas)
		}
	}
}
