package pages

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/keys"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
)

// trash moves a page with all that goes along to the site's trash: a
// collection's own page takes its posts with it, and its settings go. The pages
// that link to what is gone are told in the outcome.
func trash(d *draft.Draft, op draft.Op) error {
	if _, err := d.Page(op.Page); err != nil {
		return err
	}
	if isHome(op.Page) {
		return draft.Fail("edit-home-page", op.Page, nil)
	}
	names, err := along(d, op.Page)
	if err != nil {
		return err
	}
	gone, err := addresses(d, names)
	if err != nil {
		return err
	}
	if d.Links, err = inbound(d, op.Page, gone); err != nil {
		return err
	}
	folder := draft.TrashName(d.Now(), "")
	for _, name := range names {
		if err := d.Move(name, path.Join(folder, name), !draft.IsPage(name)); err != nil {
			return err
		}
	}
	if isCollection(op.Page) {
		if err := dropSettings(d, path.Dir(op.Page)); err != nil {
			return err
		}
	}
	d.About(trashLabel(op.Page, len(gone.URLs)), op.Page, nil, nil)
	d.Set.Page = ""
	return nil
}

func trashLabel(page string, pages int) string {
	switch {
	case !isCollection(page):
		return "Delete page"
	case pages == 2:
		return "Delete collection with 1 page"
	case pages > 2:
		return "Delete collection with " + strconv.Itoa(pages-1) + " pages"
	}
	return "Delete collection"
}

// addresses returns the names and addresses that lead to files of a draft, with
// nothing that they lead to from now on.
func addresses(d *draft.Draft, names []string) (links.Moves, error) {
	gone := links.Moves{Files: map[string]string{}, URLs: map[string]string{}}
	for _, name := range names {
		gone.Files[name] = "content/…"
		if !draft.IsPage(name) {
			continue
		}
		f, err := d.Page(name)
		if err != nil {
			return gone, err
		}
		gone.URLs[draft.PageOf(name, f.Bytes).URL] = "/…/"
	}
	return gone, nil
}

// inbound returns the pages that lead to what goes with a page, and site.yaml
// when a menu does.
func inbound(d *draft.Draft, page string, gone links.Moves) ([]string, error) {
	var list []string
	err := eachPage(d, words(page, gone), func(f *draft.File) error {
		if _, goes := gone.Files[f.Path]; goes {
			return nil
		}
		p := draft.PageOf(f.Path, f.Bytes)
		leads := isCollection(page) && len(listsOf(d, f, collectionOf(page))) > 0
		for _, r := range d.Library.Finder().Refs(f.Bytes) {
			_, ok := gone.Follow(p, p, r.Dest, stood(d, gone))
			leads = leads || ok && r.Place != links.Front
		}
		if leads {
			list = append(list, f.Path)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// Settings that can not be read lead nowhere.
	if edits, err := menuEdits(d, gone); err == nil && len(edits) > 0 {
		list = append(list, site.Settings)
	}
	return list, nil
}

// dropSettings takes a collection, and those within it, out of site.yaml: named
// there it would go on without a page.
func dropSettings(d *draft.Draft, dir string) error {
	names, err := settingsOf(d, collectionOf(path.Join(dir, ownPage)))
	for _, name := range names {
		if err := setKey(d, site.Settings, []string{"collections", name}, nil); err != nil {
			return err
		}
	}
	return err
}

// collectionOf is how settings and blocks call the collection of a page.
func collectionOf(page string) string {
	return strings.TrimPrefix(path.Dir(page), site.Content+"/")
}

// settingsOf returns the keys of site.yaml's collections that are one
// collection or lie in it, in order.
func settingsOf(d *draft.Draft, collection string) ([]string, error) {
	f, err := d.Open(site.Settings)
	if err != nil {
		return nil, err
	}
	all, _ := keys.Get(keys.YAML, f.Bytes, []string{"collections"})
	values, _ := all.(map[string]any)
	var names []string
	for key := range values {
		if _, ok := within(key, collection); ok {
			names = append(names, key)
		}
	}
	slices.Sort(names)
	return names, nil
}

// within says whether a name is a collection or lies in it, and what is left of
// the name then: "" or "/deep".
func within(name, collection string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(strings.Trim(name, "/"), collection)
	return rest, ok && (rest == "" || rest[0] == '/')
}

// listsOf returns the blocks of a page that show a collection or one within it,
// with the attribute that says so.
func listsOf(d *draft.Draft, f *draft.File, collection string) (found []shows) {
	d.Parse(f).Walk(func(_ []int, b *block.Block) {
		if d.Kinds == nil || b.Locked {
			return
		}
		k := d.Kinds.Get(b.Kind)
		if k == nil {
			return
		}
		for _, a := range k.Attrs {
			value, _ := b.Attr(a.Name)
			if rest, ok := within(value, collection); ok && a.Type == "collection" {
				found = append(found, shows{b, a.Name, rest})
			}
		}
	})
	return found
}

// shows is a block that shows a collection.
type shows struct {
	block *block.Block
	attr  string
	rest  string // of the collection's name, as within says
}
