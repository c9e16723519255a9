// Package blocks has the commands that change one block of a page or its place:
// replace, insert, delete, duplicate, move, attr, text, transform.
//
// They work on a draft and write nothing. Start reading at Commands.
package blocks

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/generator/block"
)

// Commands are the commands of this package by name.
func Commands() map[string]func(*draft.Draft, draft.Op) error {
	return map[string]func(*draft.Draft, draft.Op) error{
		"replace": replace, "insert": insert, "delete": remove, "duplicate": duplicate,
		"move": moveBlock, "attr": attr, "text": text, "transform": transform,
	}
}

// find finds the block that an op speaks of.
func find(d *draft.Draft, page string, at []int) (*draft.File, *block.Block, error) {
	f, err := d.Page(page)
	if err != nil {
		return nil, nil, err
	}
	b := d.Parse(f).At(at)
	if b == nil || len(at) == 0 {
		return nil, nil, draft.Fail("edit-no-block", page, nil, "at", draft.FormatPath(at))
	}
	return f, b, nil
}

func split(at []int) (parent []int, index int) {
	return at[:len(at)-1], at[len(at)-1]
}

// replace writes other Markdown in the place of a block; none takes it away.
func replace(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	if b.Why == block.TooMuch {
		return draft.Fail("edit-locked", op.Page, nil, "kind", b.Kind)
	}
	text := draft.Lines([]byte(op.Markdown), draft.EOL(f.Bytes))
	if len(text) == 0 {
		return remove(d, op)
	}
	d.About("Change "+noun(b), op.Page, op.At, op.At)
	if bytes.Equal(draft.Lines(d.Parse(f).Text(b), draft.EOL(f.Bytes)), text) {
		return nil
	}
	parent, index := split(op.At)
	_, err = put(d, f, parent, index, 1, text)
	return err
}

// insert writes Markdown before what stands at a path, or at the end. Markdown
// that comes from another page (From) brings what it refers to there along.
func insert(d *draft.Draft, op draft.Op) error {
	f, err := d.Page(op.Page)
	if err != nil {
		return err
	}
	text := draft.Lines([]byte(op.Markdown), draft.EOL(f.Bytes))
	if len(text) == 0 {
		return draft.Fail("edit-empty", op.Page, nil)
	}
	parent, index, err := slot(d, f, op.At)
	if err != nil {
		return err
	}
	load, err := loaded(d, f, op, text)
	if err != nil {
		return err
	}
	if _, err := put(d, f, parent, index, 0, draft.Lines(load.text, draft.EOL(f.Bytes))); err != nil {
		return err
	}
	if err := load.append(d, f); err != nil {
		return err
	}
	d.About("Add "+noun(d.Parse(f).At(op.At)), op.Page, nil, op.At)
	return nil
}

// loaded returns what an insert puts onto a page.
func loaded(d *draft.Draft, f *draft.File, op draft.Op, text []byte) (cargo, error) {
	var from string
	if len(op.From) > 0 && json.Unmarshal(op.From, &from) != nil {
		return cargo{}, draft.Fail("edit-op-value", op.Page, nil, "name", "from")
	}
	if from == "" || from == op.Page {
		return cargo{text: text}, nil
	}
	source, err := d.Page(from)
	if err != nil {
		return cargo{}, err
	}
	return carried(d, source, f, text)
}

// remove takes a block away with the blank lines after it.
func remove(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	label := "Delete " + noun(b)
	parent, index := split(op.At)
	if _, err := d.Place(f, parent, index, 1, nil); err != nil {
		if !melt(d, f, parent, index) {
			return err
		}
	}
	d.Less = append(d.Less, f)
	near := slices.Clone(op.At)
	if n := len(draft.Children(d.Parse(f), parent)); index >= n {
		near[len(near)-1] = n - 1
	}
	if near[len(near)-1] < 0 {
		near = parent
	}
	d.About(label, op.Page, op.At, near)
	return nil
}

// duplicate puts a copy of a block after it.
func duplicate(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	label, text := "Duplicate "+noun(b), d.Parse(f).Text(b)
	parent, index := split(op.At)
	if err := hasRoom(d, f, parent, 1); err != nil {
		return err
	}
	if _, err := place(d, f, parent, index+1, 0, slices.Clone(text)); err != nil {
		return err
	}
	after := slices.Clone(op.At)
	after[len(after)-1]++
	d.About(label, op.Page, op.At, after)
	return nil
}
