package prose

import (
	"strings"
	"testing"
)

// TestTabs types into lists and quotes that are indented by tabs: every line but
// the one that is typed into keeps its bytes.
func TestTabs(t *testing.T) {
	for _, source := range []string{
		"- one\n\n\ttwo\n- three\n",
		"-\tone\n-\ttwo\n",
		"1.\tone\n\t- two\n\t- three\n2.\tfour\n",
		"* one\n\t* two\n\t\t* three\n* four\n",
		"- one\n - two\n\t - three\n",
		">\tone\n>\n>\ttwo\n",
		"> - one\n> \t- two\n",
		"- one\r\n\t- two\r\n\t- three\r\n",
	} {
		tree := parse(source)
		b := tree.Blocks[0]
		read, err := read(tree, b)
		if err != nil {
			t.Errorf("%q can not be typed into: %v", source, err)
			continue
		}
		for i, leaf := range leaves(read.node) {
			typed := read.node
			was := leaf.atoms
			leaf.atoms = append(append([]atom{}, was...), atom{form: char, text: "X"})
			doc, err := encodeDoc([]*node{typed})
			leaf.atoms = was
			if err != nil {
				t.Fatal(err)
			}
			out, err := ToMarkdown(doc, tree, b)
			if err != nil {
				t.Errorf("%q, text %d: %v", source, i, err)
				continue
			}
			if back := strings.Replace(string(out), "X", "", 1); back != string(tree.Text(b)) {
				t.Errorf("%q, text %d became %q", source, i, out)
			}
		}
	}
}
