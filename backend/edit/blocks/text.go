package blocks

import (
	"errors"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/prose"
)

// text writes what was typed into a block. Equal content writes nothing; no
// content takes the block away.
func text(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	out, err := prose.ToMarkdown(op.Doc, d.Parse(f), b)
	if err != nil {
		return proseError(op.Page, err)
	}
	if len(out) == 0 {
		return remove(d, op)
	}
	return exchange(d, f, op, out, "Typing")
}

// transform makes another kind of a block, with its words: of a plain picture
// the block picture.
func transform(d *draft.Draft, op draft.Op) error {
	f, b, err := find(d, op.Page, op.At)
	if err != nil {
		return err
	}
	if b.Kind == "image" && op.Kind == "picture" {
		out, err := framed(d, f, b, op.Page)
		if err != nil {
			return err
		}
		return exchange(d, f, op, out, "Turn into picture with caption")
	}
	out, err := prose.Transform(d.Parse(f), b, op.Kind, op.Level)
	if err != nil {
		return proseError(op.Page, err)
	}
	if len(out) == 0 {
		return draft.Fail("edit-empty", op.Page, nil)
	}
	return exchange(d, f, op, out, "Turn into "+op.Kind)
}

// exchange puts Markdown that was made for its place there, as it is.
func exchange(d *draft.Draft, f *draft.File, op draft.Op, out []byte, label string) error {
	parent, index := split(op.At)
	d.About(label, op.Page, op.At, op.At)
	if string(d.Parse(f).Text(d.Parse(f).At(op.At))) == string(out) {
		return nil
	}
	_, err := put(d, f, parent, index, 1, out)
	return err
}

func proseError(page string, err error) error {
	switch {
	case errors.Is(err, prose.ErrUnsafe):
		return draft.Fail("edit-text-unsafe", page, err)
	case errors.Is(err, prose.ErrNotText):
		return draft.Fail("edit-not-text", page, err)
	}
	return draft.Fail("edit-op-value", page, err, "name", "doc")
}
