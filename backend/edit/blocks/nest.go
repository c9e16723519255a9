package blocks

import (
	"bytes"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/generator/block"
)

// slot checks that a path names a place where a block can come to stand.
func slot(d *draft.Draft, f *draft.File, at []int) (parent []int, index int, err error) {
	if len(at) == 0 {
		return nil, 0, draft.Fail("edit-no-block", f.Path, nil, "at", "")
	}
	tree := d.Parse(f)
	parent, index = split(at)
	if len(parent) > 0 {
		b := tree.At(parent)
		if b == nil {
			return nil, 0, draft.Fail("edit-no-block", f.Path, nil, "at", draft.FormatPath(at))
		}
		if b.Locked || !b.Directive() || b.Closing.Len() == 0 {
			return nil, 0, draft.Fail("edit-locked", f.Path, nil, "kind", b.Kind)
		}
	}
	if index < 0 || index > len(draft.Children(tree, parent)) {
		return nil, 0, draft.Fail("edit-no-block", f.Path, nil, "at", draft.FormatPath(at))
	}
	return parent, index, nil
}

// put is place with the rules of nesting: kinds that may not stand there are
// refused, and fences around get more colons than those inside.
func put(d *draft.Draft, f *draft.File, parent []int, index, remove int, text []byte) (int, error) {
	inside, _ := d.Parser.Parse(text)
	if err := mayStand(d, f, parent, index, remove, inside.Blocks); err != nil {
		return 0, err
	}
	most := 0
	inside.Walk(func(_ []int, b *block.Block) { most = max(most, b.Colons) })
	if err := widen(d, f, parent, most); err != nil {
		return 0, err
	}
	return place(d, f, parent, index, remove, text)
}

// mayStand fails with edit-not-allowed when a kind may not stand in a container.
// A block that takes the place of one of its own kind stands there already.
func mayStand(d *draft.Draft, f *draft.File, parent []int, index, remove int, blocks []*block.Block) error {
	if d.Kinds == nil {
		return nil
	}
	in := ""
	if b := d.Parse(f).At(parent); b != nil && len(parent) > 0 {
		in = b.Kind
	}
	if err := hasRoom(d, f, parent, len(blocks)-remove); err != nil {
		return err
	}
	for _, b := range blocks {
		if remove == 1 && draft.Children(d.Parse(f), parent)[index].Kind == b.Kind {
			continue
		}
		if !b.Locked && !d.Kinds.Allows(in, b.Kind) {
			return draft.Fail("edit-not-allowed", f.Path, nil, "kind", b.Kind, "in", in)
		}
	}
	return nil
}

// hasRoom fails with edit-one-line when a container that takes one line would
// get further blocks. One that has several already may keep them.
func hasRoom(d *draft.Draft, f *draft.File, parent []int, more int) error {
	if d.Kinds == nil || len(parent) == 0 {
		return nil
	}
	b := d.Parse(f).At(parent)
	if b != nil && more > 0 && len(b.Children)+more > 1 && d.Kinds.Get(b.Kind).OneLine() {
		return draft.Fail("edit-one-line", f.Path, nil, "in", b.Kind)
	}
	return nil
}

// widen gives the containers around a place more colons than most, each more
// than the one inside it.
func widen(d *draft.Draft, f *draft.File, parent []int, most int) error {
	for depth := len(parent); depth > 0 && most > 2; depth-- {
		b := d.Parse(f).At(parent[:depth])
		if b.Colons > most {
			return nil
		}
		most++
		grown := slices.Clone(d.Parse(f).Text(b))
		closing := b.Closing.Start - b.Range.Start
		grown = slices.Insert(grown, closing+indent(b.Closing.In(f.Bytes)), bytes.Repeat([]byte(":"), max(0, most-colons(b.Closing.In(f.Bytes))))...)
		opening := b.Opening.Start - b.Range.Start
		grown = slices.Insert(grown, opening+indent(b.Opening.In(f.Bytes)), bytes.Repeat([]byte(":"), most-b.Colons)...)
		up, index := split(parent[:depth])
		if _, err := d.Place(f, up, index, 1, grown); err != nil {
			return err
		}
	}
	return nil
}

func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

func colons(line []byte) int {
	line = bytes.TrimLeft(line, " ")
	return len(line) - len(bytes.TrimLeft(line, ":"))
}
