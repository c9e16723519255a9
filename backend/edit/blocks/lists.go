package blocks

import (
	"slices"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/prose"
)

// Two lists beside each other with the same sign are one list in Markdown. What
// is put beside a list, or leaves two of them beside each other, must not make
// one of them unasked.

// place is Draft.Place; a list that would run into the ones beside it is written
// with another sign.
func place(d *draft.Draft, f *draft.File, parent []int, index, remove int, text []byte) (int, error) {
	count, err := d.Place(f, parent, index, remove, text)
	if err == nil {
		return count, nil
	}
	for _, signed := range prose.Signed(text) {
		if count, err := d.Place(f, parent, index, remove, signed); err == nil {
			return count, nil
		}
	}
	return 0, err
}

// leave takes a block from its place; the list after it gets another sign where
// it would run into the one before.
func leave(d *draft.Draft, f *draft.File, parent []int, index int) error {
	_, err := d.Place(f, parent, index, 1, nil)
	if err == nil {
		return nil
	}
	if _, after, ok := between(d, f, parent, index); ok {
		for _, signed := range prose.Signed(after) {
			if _, err := d.Place(f, parent, index, 2, signed); err == nil {
				return nil
			}
		}
	}
	return err
}

// melt takes a block away that parts two lists which Markdown can not tell from
// one, and makes one of them; false: it stands between no such lists.
func melt(d *draft.Draft, f *draft.File, parent []int, index int) bool {
	before, after, ok := between(d, f, parent, index)
	if !ok {
		return false
	}
	_, err := d.Place(f, parent, index-1, 3, slices.Concat(before, []byte(draft.EOL(f.Bytes)), after))
	return err == nil
}

// between are the lists before and after a block; ok is false where one is none.
func between(d *draft.Draft, f *draft.File, parent []int, index int) (before, after []byte, ok bool) {
	tree := d.Parse(f)
	all := draft.Children(tree, parent)
	if index == 0 || index+1 >= len(all) || all[index-1].Kind != "list" || all[index+1].Kind != "list" {
		return nil, nil, false
	}
	return tree.Text(all[index-1]), tree.Text(all[index+1]), true
}
