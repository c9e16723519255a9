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

// rename gives a page another place, with all that goes along: a collection's
// own page takes its whole folder. Their relative links, the links of all other
// pages, the menus and the settings follow, and the old address of each page
// becomes an alias.
func rename(d *draft.Draft, op draft.Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	if _, err := d.Page(from); err != nil {
		return err
	}
	if from == to {
		return nil
	}
	if isHome(from) {
		return draft.Fail("edit-home-page", from, nil)
	}
	names, err := along(d, from)
	if err != nil {
		return err
	}
	if err := mayBecome(d, from, to, len(names) > 1); err != nil {
		return err
	}
	moved, moves, err := carry(d, names, from, to)
	if err != nil {
		return err
	}
	for _, m := range moved {
		if err := relink(d, m.file, m.was, m.now, moves); err != nil {
			return err
		}
	}
	if err := follow(d, moves, words(from, moves), moved); err != nil {
		return err
	}
	d.About("Rename page", from, nil, nil)
	if isCollection(from) {
		d.Set.Label = "Rename collection"
		if err := followCollection(d, from, to); err != nil {
			return err
		}
	}
	d.Set.Page, d.Show = to, to
	return nil
}

// mayBecome fails when a page can not get a name: when it is not legal, taken,
// or of another sort than what goes along needs.
func mayBecome(d *draft.Draft, from, to string, more bool) error {
	bad := !draft.IsPage(to) || !site.Legal(to)
	if isCollection(from) {
		bad = bad || !isCollection(to)
	} else {
		bad = bad || more && path.Base(to) != "index.md" // its pictures could not go along
	}
	switch {
	case bad:
		return draft.Fail("edit-bad-name", to, nil, "name", to)
	case isCollection(from) && strings.HasPrefix(to, path.Dir(from)+"/"):
		return draft.Fail("edit-into-itself", to, nil)
	}
	if err := vacant(d, from, to); err != nil {
		return err
	}
	for _, rival := range rivals(to) {
		same := rival == from || isCollection(from) && site.Fold(rival) == site.Fold(path.Dir(from))
		there, err := stands(d, rival)
		if err != nil {
			return err
		}
		if there && !same {
			return draft.Fail("edit-name-taken", rival, nil, "name", rival)
		}
	}
	return nil
}

// vacant fails with edit-name-taken when another file than the one that gets the
// name has it, or one that some file system takes for the same; so too for the
// folders that it is in.
func vacant(d *draft.Draft, from, to string) error {
	for at := to; at != "."; at = path.Dir(at) {
		names, err := folded(d, path.Dir(at))
		if err != nil {
			return err
		}
		there, err := d.Exists(at)
		if err != nil {
			return err
		}
		own := site.Fold(from) == site.Fold(at) || strings.HasPrefix(site.Fold(from), site.Fold(at)+"/")
		if names[site.Fold(path.Base(at))] && !own && (at == to || !there) {
			return draft.Fail("edit-name-taken", at, nil, "name", at)
		}
	}
	return nil
}

// rivals are the names that would want the same address as a page, or for a
// collection's own page the same folder.
func rivals(page string) []string {
	dir, base := path.Split(page)
	dir = strings.TrimSuffix(dir, "/")
	switch base {
	case ownPage:
		return []string{dir + ".md", dir}
	case "index.md":
		return []string{dir + ".md", path.Join(dir, ownPage)}
	}
	stem := strings.TrimSuffix(page, ".md")
	return []string{path.Join(stem, "index.md"), path.Join(stem, ownPage)}
}

// stands reports whether there is a file of a name, or a folder that is not empty.
func stands(d *draft.Draft, name string) (found bool, err error) {
	if there, err := d.Exists(name); err != nil || !there {
		return false, err
	}
	err = fs.WalkDir(d.Site.FS(), name, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = true
			return fs.SkipAll
		}
		return err
	})
	return found, ignoreMissing(err)
}

// relocated is a page that got another place.
type relocated struct {
	file     *draft.File
	was, now links.Page
}

// carry moves files, the page from the first of them, and gives the pages among
// them their old addresses as aliases.
func carry(d *draft.Draft, names []string, from, to string) (moved []relocated, moves links.Moves, err error) {
	moves = links.Moves{Files: map[string]string{}, URLs: map[string]string{}}
	for _, name := range names {
		moves.Files[name] = path.Join(path.Dir(to), strings.TrimPrefix(name, path.Dir(from)+"/"))
	}
	moves.Files[from] = to
	for _, name := range names {
		if !draft.IsPage(name) {
			if err := d.Move(name, moves.Files[name], true); err != nil {
				return nil, moves, err
			}
			continue
		}
		f, err := d.Page(name)
		if err != nil {
			return nil, moves, err
		}
		was := draft.PageOf(name, f.Bytes)
		if err := d.Move(name, moves.Files[name], false); err != nil {
			return nil, moves, err
		}
		moved = append(moved, relocated{f, was, draft.PageOf(f.Path, f.Bytes)})
	}
	for _, m := range moved {
		if m.was.URL == m.now.URL {
			continue
		}
		moves.URLs[m.was.URL] = m.now.URL
		if err := alias(d, m.file, m.was.URL, m.now.URL); err != nil {
			return nil, moves, err
		}
	}
	return moved, moves, nil
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
