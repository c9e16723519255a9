package pages

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// ownPage is the base name of a collection's own page.
const ownPage = "_index.md"

// isCollection reports whether a page is a collection's own: its folder, with
// all that is in it, goes where it goes.
func isCollection(page string) bool {
	return path.Base(page) == ownPage && path.Dir(page) != site.Content
}

// isHome reports whether a page is the one at the site's address.
func isHome(page string) bool {
	return page == site.Content+"/index.md" || page == site.Content+"/"+ownPage
}

// along returns the files that go where a page goes, the page first: for a
// collection's own page its whole folder; for a page with a folder of its own
// (index.md) what stands there and is of no other page; else the page alone.
func along(d *draft.Draft, page string) ([]string, error) {
	dir := path.Dir(page)
	whole := isCollection(page)
	if !whole && (path.Base(page) != "index.md" || dir == site.Content) {
		return []string{page}, nil
	}
	var names []string
	add := func(name string) {
		if name != page && (whole || path.Ext(name) != ".md") {
			names = append(names, name)
		}
	}
	err := fs.WalkDir(d.Site.FS(), dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return ignoreMissing(err)
		case entry.IsDir():
			if !whole && name != dir && hasPage(d, name) {
				return fs.SkipDir
			}
		case entry.Type().IsRegular() && !durable.IsTemp(name):
			there, err := d.Exists(name)
			if there {
				add(name)
			}
			return err
		}
		return nil
	})
	for _, name := range d.Names() { // made or moved here in this change
		if strings.HasPrefix(name, dir+"/") {
			add(name)
		}
	}
	slices.Sort(names)
	return append([]string{page}, slices.Compact(names)...), err
}

// hasPage reports whether a folder belongs to a page of its own.
func hasPage(d *draft.Draft, dir string) bool {
	for _, base := range []string{"index.md", ownPage} {
		if there, err := d.Exists(path.Join(dir, base)); err == nil && there {
			return true
		}
	}
	return false
}

func ignoreMissing(err error) error {
	if isMissing(err) {
		return nil
	}
	return err
}
