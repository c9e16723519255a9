package blocks

import (
	"bytes"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/generator/block"
)

// cargo is what comes to a page from another one.
type cargo struct {
	text  []byte       // the blocks themselves
	notes []links.Note // the footnotes that they bring along
	from  []string     // what these are called on the page that they come from
}

// carried makes blocks of page f mean the same on page target: links by
// reference are written out, addresses that are relative lead to the same
// places, and footnotes come along, under another label where theirs is taken.
func carried(d *draft.Draft, f, target *draft.File, text []byte) (cargo, error) {
	find := d.Library.Finder()
	said, there := find.Definitions(f.Bytes), find.Definitions(target.Bytes)
	c := cargo{}
	var err error
	if c.text, err = moved(d, f, target, text, said); err != nil {
		return c, err
	}
	open := find.Notes(c.text, said)
	for i := 0; i < len(open); i++ {
		note, ok := said.Note(open[i])
		if !ok {
			continue
		}
		for _, label := range find.Notes(note.Body(), said) {
			if !slices.Contains(open, label) {
				open = append(open, label)
			}
		}
		body, err := moved(d, f, target, note.Body(), said)
		if err != nil {
			return c, err
		}
		c.notes, c.from = append(c.notes, note.WithBody(body)), append(c.from, note.Label)
	}
	c.settle(find, said, there)
	return c, nil
}

// settle gives the footnotes labels that are free, and leaves out those that
// are there already.
func (c *cargo) settle(find *links.Finder, said, there links.Definitions) {
	var notes []int // that come along
	names := map[string]string{}
	for i, note := range c.notes {
		if same, ok := there.Note(note.Label); ok && bytes.Equal(draft.Lines(same.Text, "\n"), draft.Lines(note.Text, "\n")) {
			continue
		}
		if free := there.Free(note.Label); free != note.Label {
			c.text = find.Relabel(c.text, said, note.Label, free)
			for i, other := range c.notes {
				c.notes[i] = other.WithBody(find.Relabel(other.Body(), said, note.Label, free))
			}
			names[note.Label] = free
		}
		notes = append(notes, i)
	}
	for k, i := range notes {
		note := c.notes[i]
		if free, ok := names[note.Label]; ok {
			note = note.Renamed(free)
		}
		c.notes[k] = note
	}
	c.notes = c.notes[:len(notes)]
}

// moved returns a text of page f as it has to be written on page target.
func moved(d *draft.Draft, f, target *draft.File, text []byte, said links.Definitions) ([]byte, error) {
	find := d.Library.Finder()
	text, err := find.Inline(draft.Lines(text, "\n"), said)
	if err != nil {
		return nil, draft.Fail("edit-block-unsafe", f.Path, err)
	}
	from, to := draft.PageOf(f.Path, f.Bytes), draft.PageOf(target.Path, target.Bytes)
	there := func(name string) bool {
		ok, err := d.Exists(name)
		return ok && err == nil
	}
	edits := find.Rewrite(text, func(r links.Ref) (string, bool) {
		if r.Place == links.Front {
			return "", false // a block that begins with --- has no front matter
		}
		return links.Moves{}.Follow(from, to, r.Dest, there)
	})
	for _, e := range edits {
		text = slices.Concat(text[:e.Start], e.Text, text[e.End:])
	}
	return text, nil
}

// append puts the footnotes of a cargo at the end of a page.
func (c cargo) append(d *draft.Draft, f *draft.File) error {
	for _, note := range c.notes {
		end := len(d.Parse(f).Blocks)
		if _, err := d.Place(f, nil, end, 0, draft.Lines(note.Text, draft.EOL(f.Bytes))); err != nil {
			return err
		}
	}
	return nil
}

// leave takes the footnotes of a cargo off the page that it came from, as far
// as nothing there refers to them any more.
func (c cargo) leave(d *draft.Draft, f *draft.File) error {
	find := d.Library.Finder()
	for _, label := range c.from {
		said := find.Definitions(f.Bytes)
		if find.Refers(f.Bytes, said, label) {
			continue
		}
		tree := d.Parse(f)
		i := slices.IndexFunc(tree.Blocks, func(b *block.Block) bool {
			return b.Kind == "footnote" && bytes.HasPrefix(tree.Text(b), []byte("[^"+label+"]:"))
		})
		if i < 0 {
			continue
		}
		if _, err := d.Place(f, nil, i, 1, nil); err != nil {
			return err
		}
	}
	return nil
}
