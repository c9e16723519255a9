package edit

import (
	"errors"

	"github.com/pagewright/pagewright/backend/edit/prose"
)

// text writes what was typed into a block. Equal content writes nothing; no
// content takes the block away.
func (d *draft) text(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	out, err := prose.ToMarkdown(op.Doc, d.parse(f), b)
	if err != nil {
		return proseError(op.Page, err)
	}
	if len(out) == 0 {
		return d.remove(op)
	}
	return d.exchange(f, op, out, "Typing")
}

// transform makes another kind of a block, with its words.
func (d *draft) transform(op Op) error {
	f, b, err := d.block(op.Page, op.At)
	if err != nil {
		return err
	}
	out, err := prose.Transform(d.parse(f), b, op.Kind, op.Level)
	if err != nil {
		return proseError(op.Page, err)
	}
	if len(out) == 0 {
		return fail("edit-empty", op.Page, nil)
	}
	return d.exchange(f, op, out, "Turn into "+op.Kind)
}

// exchange puts Markdown that was made for its place there, as it is.
func (d *draft) exchange(f *file, op Op, out []byte, label string) error {
	parent, index := split(op.At)
	d.about(label, op.Page, op.At, op.At)
	if string(d.parse(f).Text(d.parse(f).At(op.At))) == string(out) {
		return nil
	}
	_, err := d.put(f, parent, index, 1, out)
	return err
}

func proseError(page string, err error) error {
	switch {
	case errors.Is(err, prose.ErrUnsafe):
		return fail("edit-text-unsafe", page, err)
	case errors.Is(err, prose.ErrNotText):
		return fail("edit-not-text", page, err)
	}
	return fail("edit-op-value", page, err, "name", "doc")
}
