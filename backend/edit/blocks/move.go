package blocks

import (
	"errors"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/draft"
)

// moveBlock takes a block to another place, of this page or of another one. To is a
// path in the tree as it was before.
func moveBlock(d *draft.Draft, op draft.Op) error {
	from, err := draft.IndexPath(op.From)
	if err != nil {
		return draft.Fail("edit-no-block", op.Page, err, "at", string(op.From))
	}
	to, err := draft.IndexPath(op.To)
	if err != nil {
		return draft.Fail("edit-no-block", op.Page, err, "at", string(op.To))
	}
	f, b, err := find(d, op.Page, from)
	if err != nil {
		return err
	}
	label, text := "Move "+noun(b), draft.Lines(d.Parse(f).Text(b), "\n")
	target := f
	if op.ToPage != "" && op.ToPage != op.Page {
		if target, err = d.Page(op.ToPage); err != nil {
			return err
		}
	} else if inside(to, from) {
		return draft.Fail("edit-into-itself", op.Page, nil)
	}
	if _, _, err := slot(d, target, to); err != nil {
		return err
	}
	if target == f && (slices.Equal(to, from) || slices.Equal(to, next(from))) {
		return nil
	}
	var load cargo
	if target != f {
		if load, err = carried(d, f, target, text); err != nil {
			return err
		}
		text = load.text
	}
	parent, index := split(from)
	if err := leave(d, f, parent, index); err != nil {
		return err
	}
	if target == f {
		to = shifted(to, from)
	}
	parent, index = split(to)
	if _, err := put(d, target, parent, index, 0, draft.Lines(text, draft.EOL(target.Bytes))); err != nil {
		return err
	}
	if err := errors.Join(load.append(d, target), load.leave(d, f)); err != nil {
		return err
	}
	d.About(label, op.Page, from, nil)
	d.Set.Page, d.Set.Select = target.Path, draft.FormatPath(to)
	if target != f {
		d.Show = target.Path
	}
	return nil
}

// inside reports whether a path lies in the block at.
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
