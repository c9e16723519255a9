package pages

import (
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/markdown/directive"
)

// followCollection gives a collection its new name where it is named and not
// linked: in the settings, and in blocks that show its posts.
func followCollection(d *draft.Draft, from, to string) error {
	old, now := collectionOf(from), collectionOf(to)
	names, err := settingsOf(d, old)
	if err != nil {
		return err
	}
	f, err := d.Open(site.Settings)
	if err != nil {
		return err
	}
	for _, name := range names {
		rest, _ := within(name, old)
		path := []string{"collections", name}
		edit, err := keys.Rename(f.Bytes, path, now+rest)
		if err != nil {
			return keyError(site.Settings, f.Bytes, path, err)
		}
		f.Splice(edit.Start, edit.End, edit.Text)
	}
	return eachPage(d, [][]byte{[]byte(old)}, func(f *draft.File) error { return renameLists(d, f, old, now) })
}

// renameLists writes the new name of a collection in the blocks that show it.
func renameLists(d *draft.Draft, f *draft.File, old, now string) error {
	for range listsOf(d, f, old) { // each change makes the places of the others new
		one := listsOf(d, f, old)[0]
		line, ok := directive.Set(one.block.Opening.In(f.Bytes), one.attr, now+one.rest)
		if !ok {
			return draft.Fail("edit-block-unsafe", f.Path, nil)
		}
		f.Splice(one.block.Opening.Start, one.block.Opening.End, line)
	}
	return nil
}
