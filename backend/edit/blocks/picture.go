package blocks

import (
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/prose"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// pictureAttr sets or takes away what a plain picture says. One without an
// address is no picture any more and goes.
func pictureAttr(d *draft.Draft, f *draft.File, b *block.Block, op draft.Op) error {
	value, _, err := attrText(op.Value)
	if err != nil {
		return draft.Fail("edit-op-value", op.Page, err, "name", op.Name)
	}
	tree := d.Parse(f)
	p, ok := prose.PictureOf(tree, b)
	if !ok {
		return draft.Fail("edit-not-text", op.Page, nil)
	}
	switch op.Name {
	case "src":
		p.Src = value
	case "alt":
		p.Alt = value
	case "title":
		p.Title = value
	default:
		return draft.Fail("edit-op-value", op.Page, nil, "name", op.Name)
	}
	if p.Src == "" {
		return remove(d, op)
	}
	out, err := prose.PictureMarkdown(p, tree, b)
	if err != nil {
		return proseError(op.Page, err)
	}
	return exchange(d, f, op, out, "Change picture")
}

// framed returns a plain picture as a block that can have a caption, a width
// and a shape. What was shown while the pointer rested on it is the caption.
func framed(d *draft.Draft, f *draft.File, b *block.Block, page string) ([]byte, error) {
	tree := d.Parse(f)
	p, ok := prose.PictureOf(tree, b)
	if !ok {
		return nil, proseError(page, prose.ErrNotText)
	}
	caption, err := prose.Words(p.Title, tree, b)
	if err != nil {
		return nil, proseError(page, err)
	}
	line, fine := directive.Set([]byte(":::picture"), "src", p.Src)
	if fine && p.Alt != "" {
		line, fine = directive.Set(line, "alt", p.Alt)
	}
	if !fine {
		return nil, draft.Fail("edit-op-value", page, nil, "name", "src")
	}
	if len(caption) > 0 {
		line = append(append(line, '\n'), caption...)
	}
	return draft.Lines(append(line, "\n:::"...), draft.EOL(f.Bytes)), nil
}
