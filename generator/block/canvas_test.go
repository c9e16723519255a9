package block

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elements counts what stands at the top of a piece of HTML, text too.
func elements(t *testing.T, piece string) (n int) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(piece), &html.Node{Type: html.ElementNode, Data: "main", DataAtom: atom.Main})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range nodes {
		if c.Type == html.ElementNode || strings.TrimSpace(c.Data) != "" {
			n++
		}
	}
	return n
}

// TestABlockIsOneElement: the editor exchanges, moves and takes away a block on
// the canvas by its one element.
func TestABlockIsOneElement(t *testing.T) {
	if elements(t, "<p>a</p> b") != 2 {
		t.Fatal("the test does not count")
	}
	all := kinds(t)
	p, r := NewParser(all), NewRenderer(all, nil)
	sources := append(spec(t), []byte("<p>one</p>\n<p>two</p>\n"), []byte(":::html\na <b>b</b> c\n:::\n"))
	for _, k := range all.All() {
		sources = append(sources, []byte(k.Example))
	}
	for _, source := range sources {
		tree, _ := p.Parse(source)
		pieces, _ := r.RenderBlocks(tree, Context{})
		for i, piece := range pieces.Blocks {
			if n := elements(t, piece); piece != "" && n != 1 {
				t.Errorf("%q is %d elements: %s", tree.Text(tree.Blocks[i]), n, piece)
			}
		}
	}
}
