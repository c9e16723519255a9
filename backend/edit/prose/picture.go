package prose

import "github.com/pagewright/pagewright/generator/block"

// Picture is what a plain picture says: ![Alt](Src "Title"), a paragraph that
// is nothing else.
type Picture struct {
	Src   string // its address, without escapes
	Alt   string // its description; empty: none is written here
	Title string // what is shown while the pointer rests on it; empty: none
}

// PictureOf returns what a plain picture says, and ok false for any other block.
func PictureOf(tree *block.Tree, b *block.Block) (p Picture, ok bool) {
	_, a, err := readPicture(tree, b)
	if err != nil {
		return Picture{}, false
	}
	return Picture{Src: a.src, Alt: a.alt, Title: a.title}, true
}

// PictureMarkdown returns the bytes that a plain picture becomes when it says
// p: its present ones when nothing was changed. Errors are those of ToMarkdown.
func PictureMarkdown(p Picture, tree *block.Tree, b *block.Block) ([]byte, error) {
	t, a, err := readPicture(tree, b)
	if err != nil {
		return nil, err
	}
	a.src, a.alt, a.title = p.Src, p.Alt, p.Title
	return t.write([]*node{{kind: paragraph, atoms: []atom{a}}})
}

// Words returns plain words as a paragraph in the place of a plain picture;
// none for no words. Errors are those of ToMarkdown.
func Words(words string, tree *block.Tree, b *block.Block) ([]byte, error) {
	t, _, err := readPicture(tree, b)
	if err != nil {
		return nil, err
	}
	return t.write([]*node{{kind: paragraph, atoms: letters(words, marks{})}})
}

func readPicture(tree *block.Tree, b *block.Block) (*text, atom, error) {
	if b.Kind != "image" || b.Locked {
		return nil, atom{}, ErrNotText
	}
	t, err := take(tree, b)
	if err != nil {
		return nil, atom{}, err
	}
	if n := t.node; n.kind != paragraph || len(n.atoms) != 1 || n.atoms[0].form != image {
		return nil, atom{}, ErrNotText
	}
	return t, t.node.atoms[0], nil
}
