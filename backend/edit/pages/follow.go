package pages

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
)

// relink rewrites the addresses of one page.
func relink(d *draft.Draft, f *draft.File, was, now links.Page, moves links.Moves) error {
	edits := d.Library.Finder().Rewrite(f.Bytes, func(r links.Ref) (string, bool) {
		if r.Place == links.Front && links.Resolve(was, r.Dest, stood(d, moves)).File == "" {
			return "", false // words of a front matter are no addresses of pages
		}
		return moves.Follow(was, now, r.Dest, stood(d, moves))
	})
	for _, e := range edits {
		f.Splice(e.Start, e.End, e.Text)
	}
	return nil
}

// stood reports whether a file was there before the moves.
func stood(d *draft.Draft, moves links.Moves) func(name string) bool {
	return func(name string) bool {
		if _, ok := moves.Files[name]; ok {
			return true
		}
		there, err := d.Exists(name)
		return err == nil && there
	}
}

// follow rewrites the addresses in the pages that hold one of the words, but in
// those that moved themselves, and in the settings.
func follow(d *draft.Draft, moves links.Moves, words [][]byte, moved []relocated) error {
	err := eachPage(d, words, func(f *draft.File) error {
		if slices.ContainsFunc(moved, func(m relocated) bool { return m.file == f }) {
			return nil
		}
		p := draft.PageOf(f.Path, f.Bytes)
		return relink(d, f, p, p, moves)
	})
	if err != nil {
		return err
	}
	edits, err := menuEdits(d, moves)
	if err != nil {
		return err
	}
	f, err := d.Open(site.Settings)
	for _, e := range edits {
		f.Splice(e.Start, e.End, e.Text)
	}
	return err
}

// words are those one of which a source holds that leads to what goes with a
// page: for a collection the name of its folder, in the files and in addresses,
// else the last part of each name and address.
func words(page string, moves links.Moves) [][]byte {
	var list [][]byte
	add := func(name string) {
		word := path.Base(strings.TrimSuffix(name, "/"))
		list = append(list, []byte(word), []byte(url.PathEscape(word)))
	}
	if isCollection(page) {
		add(path.Dir(page))
		add(draft.PageOf(page, nil).URL)
		return list
	}
	for name := range moves.Files {
		add(name)
	}
	for name := range moves.URLs {
		add(name)
	}
	return list
}

// eachPage calls do with every page of the site that holds one of the words.
func eachPage(d *draft.Draft, words [][]byte, do func(*draft.File) error) error {
	var names []string
	err := fs.WalkDir(d.Site.FS(), site.Content, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && draft.IsPage(name) {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range d.Names() {
		if draft.IsPage(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if err := onPage(d, name, words, do); err != nil {
			return err
		}
	}
	return nil
}

func onPage(d *draft.Draft, name string, words [][]byte, do func(*draft.File) error) error {
	if !d.Touched(name) {
		source, _, err := d.Site.Disk.Read(name)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(words, func(w []byte) bool { return bytes.Contains(source, w) }) {
			return nil
		}
	}
	f, err := d.Open(name)
	if isMissing(err) {
		return nil // moved away in this change
	}
	if err != nil {
		return err
	}
	return do(f)
}

// menuEdits returns the edits of site.yaml that let the links of the menus
// follow, the last one first.
func menuEdits(d *draft.Draft, moves links.Moves) ([]keys.Edit, error) {
	f, err := d.Open(site.Settings)
	if err != nil {
		return nil, err
	}
	home := links.Page{Path: site.Content + "/index.md", URL: "/"}
	edits, err := keys.Replace(f.Bytes, []string{"menus"}, func(value string) (string, bool) {
		return moves.Follow(home, home, value, stood(d, moves))
	})
	if err != nil {
		return nil, keyError(site.Settings, f.Bytes, []string{"menus"}, err)
	}
	return edits, nil
}
