package pages

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// copyPage makes a page with the content of another one, beside it and under
// its own title. What belongs to one page alone, its address, its old addresses
// and a date that is past, does not come along. Pictures in the folder of a page stay
// where they are; the copy leads there.
func copyPage(d *draft.Draft, op draft.Op) error {
	title := strings.TrimSpace(op.Title)
	if title == "" {
		return draft.Fail("edit-no-title", "", nil)
	}
	from, err := d.Page(op.Page)
	if err != nil {
		return err
	}
	dir := path.Dir(op.Page)
	if path.Base(op.Page) == "index.md" && dir != site.Content {
		dir = path.Dir(dir)
	}
	name, err := pageName(d, dir, title)
	if err != nil {
		return err
	}
	f := d.Create(name, from.Bytes)
	if err := ownWords(d, f, title); err != nil {
		return err
	}
	if err := relink(d, f, draft.PageOf(op.Page, from.Bytes), draft.PageOf(name, f.Bytes), links.Moves{}); err != nil {
		return err
	}
	d.About("Copy page", name, nil, nil)
	d.Set.Was, d.Show = "", name
	return nil
}

// ownWords gives the copy of a page what it has for itself.
func ownWords(d *draft.Draft, f *draft.File, title string) error {
	dated := !content.NewPage(f.Path, f.Bytes).Date.IsZero()
	for _, key := range []string{"aliases", "slug", "url", "permalink"} {
		if err := setFront(d, f, []string{key}, json.RawMessage("null")); err != nil {
			return err
		}
	}
	raw, err := json.Marshal(title)
	if err != nil {
		return err
	}
	if err := setFront(d, f, []string{"title"}, raw); err != nil || !dated {
		return err
	}
	return setFront(d, f, []string{"date"}, json.RawMessage(`"`+d.Now().Format("2006-01-02")+`"`))
}
