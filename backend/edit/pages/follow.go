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
		if r.Place == links.Front && !strings.HasPrefix(r.Dest, "/"+site.Media+"/") && !strings.HasPrefix(r.Dest, site.Media+"/") {
			return "", false // other words of a front matter are no addresses of pages
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

// follow rewrites the addresses in all other pages and in the settings.
func follow(d *draft.Draft, moves links.Moves, but string) error {
	err := eachPage(d, needles(moves), func(f *draft.File) error {
		if but != "" && f.Origin == but {
			return nil
		}
		p := draft.PageOf(f.Path, f.Bytes)
		return relink(d, f, p, p, moves)
	})
	if err != nil {
		return err
	}
	return followSettings(d, moves)
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

// followSettings rewrites the links of the menus.
func followSettings(d *draft.Draft, moves links.Moves) error {
	f, err := d.Open(site.Settings)
	if err != nil {
		return err
	}
	home := links.Page{Path: site.Content + "/index.md", URL: "/"}
	edits, err := keys.Replace(f.Bytes, []string{"menus"}, func(value string) (string, bool) {
		return moves.Follow(home, home, value, stood(d, moves))
	})
	if err != nil {
		return keyError(site.Settings, []string{"menus"}, err)
	}
	for _, e := range edits {
		f.Splice(e.Start, e.End, e.Text)
	}
	return nil
}

// inbound returns the pages that link to a page, and site.yaml when a menu does.
func inbound(d *draft.Draft, page links.Page) ([]string, error) {
	moves := links.Moves{Files: map[string]string{page.Path: "content/…"}, URLs: map[string]string{page.URL: "/…/"}}
	var list []string
	err := eachPage(d, needles(moves), func(f *draft.File) error {
		p := draft.PageOf(f.Path, f.Bytes)
		for _, r := range d.Library.Finder().Refs(f.Bytes) {
			if _, ok := moves.Follow(p, p, r.Dest, stood(d, moves)); ok && r.Place != links.Front && f.Path != page.Path {
				list = append(list, f.Path)
				return nil
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	settings, err := d.Open(site.Settings)
	if err != nil {
		return nil, err
	}
	home := links.Page{Path: site.Content + "/index.md", URL: "/"}
	edits, err := keys.Replace(settings.Bytes, []string{"menus"}, func(value string) (string, bool) {
		return moves.Follow(home, home, value, stood(d, moves))
	})
	if err == nil && len(edits) > 0 {
		list = append(list, site.Settings)
	}
	return list, nil
}
