package pages

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
)

// rename gives a page another place. Its own relative links, the links of all
// other pages and the menus follow, and its old address becomes an alias.
func rename(d *draft.Draft, op draft.Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	f, err := d.Page(from)
	if err != nil {
		return err
	}
	if !draft.IsPage(to) || !site.Legal(to) {
		return draft.Fail("edit-bad-name", to, nil, "name", to)
	}
	if from == to {
		return nil
	}
	names, err := along(d, from)
	if err != nil {
		return err
	}
	if len(names) > 1 && path.Base(to) != "index.md" {
		return draft.Fail("edit-bad-name", to, nil, "name", to) // its pictures could not go along
	}
	was := draft.PageOf(from, f.Bytes)
	moves := links.Moves{Files: map[string]string{}, URLs: map[string]string{}}
	for _, name := range names {
		moves.Files[name] = path.Join(path.Dir(to), strings.TrimPrefix(name, path.Dir(from)+"/"))
	}
	moves.Files[from] = to
	for _, name := range names {
		if err := d.Move(name, moves.Files[name], name != from); err != nil {
			return err
		}
	}
	now := draft.PageOf(to, f.Bytes)
	if was.URL != now.URL {
		moves.URLs[was.URL] = now.URL
		if err := alias(d, f, was.URL, now.URL); err != nil {
			return err
		}
	}
	if err := relink(d, f, was, now, moves); err != nil {
		return err
	}
	if err := follow(d, moves, from); err != nil {
		return err
	}
	d.About("Rename page", from, nil, nil)
	d.Set.Page, d.Show = to, to
	return nil
}

// alias notes the old address of a page, so that visitors who have it find the
// new one; the new one is no alias any more.
func alias(d *draft.Draft, f *draft.File, old, now string) error {
	format := keys.YAML
	tree := d.Parse(f)
	if tree.Format == block.TOML {
		format = keys.TOML
	}
	var list []any
	switch v, _ := keys.Get(format, tree.Data.In(f.Bytes), []string{"aliases"}); v := v.(type) {
	case []any:
		list = v
	case string:
		list = []any{v}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(v any) bool { return v == now || v == old })
	raw, err := json.Marshal(append(list, old))
	if err != nil {
		return err
	}
	return setFront(d, f, []string{"aliases"}, raw)
}

func stringOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // what is no text is refused as a name
	return s
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
