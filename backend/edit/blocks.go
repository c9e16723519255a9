package edit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// block finds the block that an op speaks of.
func (d *draft) block(page string, at []int) (*file, *block.Block, error) {
	f, err := d.page(page)
	if err != nil {
		return nil, nil, err
	}
	b := d.parse(f).At(at)
	if b == nil || len(at) == 0 {
		return nil, nil, fail("edit-no-block", page, nil, "at", formatPath(at))
	}
	return f, b, nil
}

// about notes what the op was about, for the outcome.
func (d *draft) about(label, page string, back, now []int) {
	if d.set.Label == "" {
		d.set.Label, d.set.Was, d.set.Back = label, page, formatPath(back)
	}
	d.set.Page, d.set.Select = page, formatPath(now)
}

func split(at []int) (parent []int, index int) {
	return at[:len(at)-1], at[len(at)-1]
}

// replace writes other Markdown in the place of a block; none takes it away.
func (d *draft) replace(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	if b.Why == block.TooMuch {
		return fail("edit-locked", op.Page, nil, "kind", b.Kind)
	}
	text := lines([]byte(op.Markdown), eolOf(f.bytes))
	if len(text) == 0 {
		return d.remove(op)
	}
	d.about("Change "+noun(b), op.Page, op.At, op.At)
	if bytes.Equal(lines(d.parse(f).Text(b), eolOf(f.bytes)), text) {
		return nil
	}
	parent, index := split(op.At)
	_, err = d.put(f, parent, index, 1, text)
	return err
}

// insert writes Markdown before what stands at a path, or at the end.
func (d *draft) insert(op Op) error {
	f, err := d.page(op.Page)
	if err != nil {
		return err
	}
	text := lines([]byte(op.Markdown), eolOf(f.bytes))
	if len(text) == 0 {
		return fail("edit-empty", op.Page, nil)
	}
	parent, index, err := d.slot(f, op.At)
	if err != nil {
		return err
	}
	if _, err := d.put(f, parent, index, 0, text); err != nil {
		return err
	}
	d.about("Add "+noun(d.parse(f).At(op.At)), op.Page, nil, op.At)
	return nil
}

// slot checks that a path names a place where a block can come to stand.
func (d *draft) slot(f *file, at []int) (parent []int, index int, err error) {
	if len(at) == 0 {
		return nil, 0, fail("edit-no-block", f.path, nil, "at", "")
	}
	tree := d.parse(f)
	parent, index = split(at)
	if len(parent) > 0 {
		b := tree.At(parent)
		if b == nil {
			return nil, 0, fail("edit-no-block", f.path, nil, "at", formatPath(at))
		}
		if b.Locked || !b.Directive() || b.Closing.Len() == 0 {
			return nil, 0, fail("edit-locked", f.path, nil, "kind", b.Kind)
		}
	}
	if index < 0 || index > len(children(tree, parent)) {
		return nil, 0, fail("edit-no-block", f.path, nil, "at", formatPath(at))
	}
	return parent, index, nil
}

// put is place with the rules of nesting: kinds that may not stand there are
// refused, and fences around get more colons than those inside.
func (d *draft) put(f *file, parent []int, index, remove int, text []byte) (int, error) {
	inside, _ := d.ed.o.Parser.Parse(text)
	if err := d.mayStand(f, parent, index, remove, inside.Blocks); err != nil {
		return 0, err
	}
	most := 0
	inside.Walk(func(_ []int, b *block.Block) { most = max(most, b.Colons) })
	if err := d.widen(f, parent, most); err != nil {
		return 0, err
	}
	return d.place(f, parent, index, remove, text)
}

// mayStand fails with edit-not-allowed when a kind may not stand in a container.
// A block that takes the place of one of its own kind stands there already.
func (d *draft) mayStand(f *file, parent []int, index, remove int, blocks []*block.Block) error {
	if d.ed.o.Kinds == nil {
		return nil
	}
	in := ""
	if b := d.parse(f).At(parent); b != nil && len(parent) > 0 {
		in = b.Kind
	}
	for _, b := range blocks {
		if remove == 1 && children(d.parse(f), parent)[index].Kind == b.Kind {
			continue
		}
		if !b.Locked && !d.ed.o.Kinds.Allows(in, b.Kind) {
			return fail("edit-not-allowed", f.path, nil, "kind", b.Kind, "in", in)
		}
	}
	return nil
}

// widen gives the containers around a place more colons than most, each more
// than the one inside it.
func (d *draft) widen(f *file, parent []int, most int) error {
	for depth := len(parent); depth > 0 && most > 2; depth-- {
		b := d.parse(f).At(parent[:depth])
		if b.Colons > most {
			return nil
		}
		most++
		grown := slices.Clone(d.parse(f).Text(b))
		closing := b.Closing.Start - b.Range.Start
		grown = slices.Insert(grown, closing+indent(b.Closing.In(f.bytes)), bytes.Repeat([]byte(":"), max(0, most-colons(b.Closing.In(f.bytes))))...)
		opening := b.Opening.Start - b.Range.Start
		grown = slices.Insert(grown, opening+indent(b.Opening.In(f.bytes)), bytes.Repeat([]byte(":"), most-b.Colons)...)
		up, index := split(parent[:depth])
		if _, err := d.place(f, up, index, 1, grown); err != nil {
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

// remove takes a block away with the blank lines after it.
func (d *draft) remove(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	label := "Delete " + noun(b)
	parent, index := split(op.At)
	if _, err := d.place(f, parent, index, 1, nil); err != nil {
		return err
	}
	near := slices.Clone(op.At)
	if n := len(children(d.parse(f), parent)); index >= n {
		near[len(near)-1] = n - 1
	}
	if near[len(near)-1] < 0 {
		near = parent
	}
	d.about(label, op.Page, op.At, near)
	return nil
}

// duplicate puts a copy of a block after it.
func (d *draft) duplicate(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	label, text := "Duplicate "+noun(b), d.parse(f).Text(b)
	parent, index := split(op.At)
	if _, err := d.place(f, parent, index+1, 0, slices.Clone(text)); err != nil {
		return err
	}
	after := slices.Clone(op.At)
	after[len(after)-1]++
	d.about(label, op.Page, op.At, after)
	return nil
}

// moveBlock takes a block to another place, of this page or of another one. To is a
// path in the tree as it was before.
func (d *draft) moveBlock(op Op) error {
	from, err := indexPath(op.From)
	if err != nil {
		return fail("edit-no-block", op.Page, err, "at", string(op.From))
	}
	to, err := indexPath(op.To)
	if err != nil {
		return fail("edit-no-block", op.Page, err, "at", string(op.To))
	}
	f, b, err := d.block(op.Page, from)
	if err != nil {
		return err
	}
	label, text := "Move "+noun(b), lines(d.parse(f).Text(b), "\n")
	target := f
	if op.ToPage != "" && op.ToPage != op.Page {
		if target, err = d.page(op.ToPage); err != nil {
			return err
		}
	} else if inside(to, from) {
		return fail("edit-into-itself", op.Page, nil)
	}
	if _, _, err := d.slot(target, to); err != nil {
		return err
	}
	if target == f && (slices.Equal(to, from) || slices.Equal(to, next(from))) {
		return nil
	}
	parent, index := split(from)
	if _, err := d.place(f, parent, index, 1, nil); err != nil {
		return err
	}
	if target == f {
		to = shifted(to, from)
	}
	parent, index = split(to)
	if _, err := d.put(target, parent, index, 0, lines(text, eolOf(target.bytes))); err != nil {
		return err
	}
	d.about(label, op.Page, from, nil)
	d.set.Page, d.set.Select = target.path, formatPath(to)
	if target != f {
		d.out.Show = target.path
	}
	return nil
}

// inside reports whether path lies in the block at or is it… but for its own slot.
func inside(path, at []int) bool {
	return len(path) > len(at) && slices.Equal(path[:len(at)], at)
}

func next(at []int) []int {
	at = slices.Clone(at)
	at[len(at)-1]++
	return at
}

// shifted returns a path as it is after the block at gone was taken away.
func shifted(path, gone []int) []int {
	last := len(gone) - 1
	if len(path) < len(gone) || !slices.Equal(path[:last], gone[:last]) || path[last] <= gone[last] {
		return path
	}
	path = slices.Clone(path)
	path[last]--
	return path
}

// attr sets or takes away one attribute of a directive.
func (d *draft) attr(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	if !b.Directive() || b.Locked {
		return fail("edit-locked", op.Page, nil, "kind", b.Kind)
	}
	value, ok, err := attrText(op.Value)
	if err != nil {
		return fail("edit-op-value", op.Page, err, "name", op.Name)
	}
	opening := b.Opening.In(f.bytes)
	changed, fine := directive.Remove(opening, op.Name)
	if ok {
		changed, fine = directive.Set(opening, op.Name, value)
	}
	if !fine {
		return fail("edit-op-value", op.Page, nil, "name", op.Name)
	}
	d.about("Change "+noun(b), op.Page, op.At, op.At)
	was := d.parse(f)
	f.splice(b.Opening.Start, b.Opening.End, changed)
	parent, index := split(op.At)
	if n, ok := kept(was, d.parse(f), parent, index, 1); !ok || n != 1 {
		return fail("edit-block-unsafe", op.Page, nil)
	}
	return nil
}

// attrText returns an attribute as it is written; ok false takes it away.
func attrText(raw json.RawMessage) (text string, ok bool, err error) {
	if len(raw) == 0 {
		return "", false, nil
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", false, err
	}
	switch v := v.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, true, nil
	case bool:
		return strconv.FormatBool(v), true, nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true, nil
	}
	return "", false, fmt.Errorf("an attribute holds no %T", v)
}
