package edit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/content"
)

// rename gives a page another place. Its own relative links, the links of all
// other pages and the menus follow, and its old address becomes an alias.
func (d *draft) rename(op Op) error {
	from, to := stringOf(op.From), stringOf(op.To)
	f, err := d.page(from)
	if err != nil {
		return err
	}
	if !isPage(to) || !site.Legal(to) {
		return fail("edit-bad-name", to, nil, "name", to)
	}
	if from == to {
		return nil
	}
	names, err := d.along(from)
	if err != nil {
		return err
	}
	if len(names) > 1 && path.Base(to) != "index.md" {
		return fail("edit-bad-name", to, nil, "name", to) // its pictures could not go along
	}
	was := pageOf(from, f.bytes)
	moves := links.Moves{Files: map[string]string{}, URLs: map[string]string{}}
	for _, name := range names {
		moves.Files[name] = path.Join(path.Dir(to), strings.TrimPrefix(name, path.Dir(from)+"/"))
	}
	moves.Files[from] = to
	for _, name := range names {
		if err := d.move(name, moves.Files[name], name != from); err != nil {
			return err
		}
	}
	now := pageOf(to, f.bytes)
	if was.URL != now.URL {
		moves.URLs[was.URL] = now.URL
		if err := d.alias(f, was.URL, now.URL); err != nil {
			return err
		}
	}
	if err := d.relink(f, was, now, moves); err != nil {
		return err
	}
	if err := d.follow(moves, from); err != nil {
		return err
	}
	d.about("Rename page", from, nil, nil)
	d.set.Page, d.out.Show = to, to
	return nil
}

// pageOf is where a page stands, from its path and what its front matter says.
func pageOf(name string, source []byte) links.Page {
	address := content.NewPage(name, source).URL
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return links.Page{Path: name, URL: address}
}

// alias notes the old address of a page, so that visitors who have it find the
// new one; the new one is no alias any more.
func (d *draft) alias(f *file, old, now string) error {
	format := keys.YAML
	tree := d.parse(f)
	if tree.Format == block.TOML {
		format = keys.TOML
	}
	var list []any
	switch v, _ := keys.Get(format, tree.Data.In(f.bytes), []string{"aliases"}); v := v.(type) {
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
	return d.setFront(f, []string{"aliases"}, raw)
}

// relink rewrites the addresses of one page.
func (d *draft) relink(f *file, was, now links.Page, moves links.Moves) error {
	edits := d.ed.links.Rewrite(f.bytes, func(r links.Ref) (string, bool) {
		if r.Place == links.Front && !strings.HasPrefix(r.Dest, "/"+site.Media+"/") && !strings.HasPrefix(r.Dest, site.Media+"/") {
			return "", false // other words of a front matter are no addresses of pages
		}
		return moves.Follow(was, now, r.Dest, d.stood(moves))
	})
	for _, e := range edits {
		f.splice(e.Start, e.End, e.Text)
	}
	return nil
}

// stood reports whether a file was there before the moves.
func (d *draft) stood(moves links.Moves) func(name string) bool {
	return func(name string) bool {
		if _, ok := moves.Files[name]; ok {
			return true
		}
		there, err := d.exists(name)
		return err == nil && there
	}
}

// follow rewrites the addresses in all other pages and in the settings.
func (d *draft) follow(moves links.Moves, but string) error {
	err := d.eachPage(needles(moves), func(f *file) error {
		if but != "" && f.origin == but {
			return nil
		}
		p := pageOf(f.path, f.bytes)
		return d.relink(f, p, p, moves)
	})
	if err != nil {
		return err
	}
	return d.followSettings(moves)
}

// needles are words one of which a source holds that may have to change: the
// last part of each old name and address.
func needles(moves links.Moves) [][]byte {
	var words [][]byte
	add := func(name string) {
		word := path.Base(strings.TrimSuffix(name, "/"))
		words = append(words, []byte(word), []byte(url.PathEscape(word)))
	}
	for name := range moves.Files {
		add(name)
	}
	for name := range moves.URLs {
		add(name)
	}
	return words
}

// eachPage calls do with every page of the site that holds one of the words.
func (d *draft) eachPage(words [][]byte, do func(*file) error) error {
	var names []string
	err := fs.WalkDir(d.ed.site.FS(), site.Content, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && isPage(name) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range d.files {
		if f.path != "" && !f.opaque && isPage(f.path) && !slices.Contains(names, f.path) {
			names = append(names, f.path)
		}
	}
	for _, name := range names {
		if err := d.onPage(name, words, do); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) onPage(name string, words [][]byte, do func(*file) error) error {
	if !slices.ContainsFunc(d.files, func(f *file) bool { return f.path == name || f.origin == name }) {
		source, _, err := d.ed.site.Disk.Read(name)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(words, func(w []byte) bool { return bytes.Contains(source, w) }) {
			return nil
		}
	}
	f, err := d.open(name)
	if isMissing(err) {
		return nil // moved away in this change
	}
	if err != nil {
		return err
	}
	return do(f)
}

// followSettings rewrites the links of the menus.
func (d *draft) followSettings(moves links.Moves) error {
	f, err := d.open(site.Settings)
	if err != nil {
		return err
	}
	home := links.Page{Path: site.Content + "/index.md", URL: "/"}
	edits, err := keys.Replace(f.bytes, []string{"menus"}, func(value string) (string, bool) {
		return moves.Follow(home, home, value, d.stood(moves))
	})
	if err != nil {
		return keyError(site.Settings, []string{"menus"}, err)
	}
	for _, e := range edits {
		f.splice(e.Start, e.End, e.Text)
	}
	return nil
}

// inbound returns the pages that link to a page, and site.yaml when a menu does.
func (d *draft) inbound(page links.Page) ([]string, error) {
	moves := links.Moves{Files: map[string]string{page.Path: "content/…"}, URLs: map[string]string{page.URL: "/…/"}}
	var list []string
	err := d.eachPage(needles(moves), func(f *file) error {
		p := pageOf(f.path, f.bytes)
		for _, r := range d.ed.links.Refs(f.bytes) {
			if _, ok := moves.Follow(p, p, r.Dest, d.stood(moves)); ok && r.Place != links.Front && f.path != page.Path {
				list = append(list, f.path)
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	settings, err := d.open(site.Settings)
	if err != nil {
		return nil, err
	}
	home := links.Page{Path: site.Content + "/index.md", URL: "/"}
	edits, err := keys.Replace(settings.bytes, []string{"menus"}, func(value string) (string, bool) {
		return moves.Follow(home, home, value, d.stood(moves))
	})
	if err == nil && len(edits) > 0 {
		list = append(list, site.Settings)
	}
	return list, nil
}

func stringOf(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // what is no text is refused as a name
	return s
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
