// Package draft is the state of a site while the commands of one change set are
// worked out: each command sees what the ones before it did, and nothing is
// written. It knows files, bytes and blocks; what a command means is known by
// packages blocks and pages. Start reading at Draft.
package draft

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
)

// Draft is one change set in the making. It is not safe for concurrent use.
type Draft struct {
	Site   *site.Site
	Parser *block.Parser
	Kinds  *block.Kinds     // rules of nesting; nil: everything may stand everywhere
	Now    func() time.Time // for trash folders and dates

	Library *media.Library // what is in media/, and what pages refer to

	Set   change.Set // Label, Page, Select and so on, filled by the commands; Files only by Finish
	Show  string     // another page to show afterwards
	Media []string   // paths in the site of files that were taken in
	Links []string   // pages that link to what was taken away
	Less  []*File    // pages that blocks were taken off

	files []*File
	tree  *block.Tree // parsed last
}

// Open returns a file of the draft, reading it when it is the first time.
// Fails with fs.ErrNotExist when there is none.
func (d *Draft) Open(name string) (*File, error) {
	for _, f := range d.files {
		if f.Path == name {
			return f, nil
		}
		if f.Origin == name {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist} // moved away
		}
	}
	content, found, err := d.Site.Disk.Read(name)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f := &File{Path: name, Origin: name, Hash: durable.Hash(content), was: content, Bytes: content}
	d.files = append(d.files, f)
	return f, nil
}

// Page is Open for a page that an op names.
func (d *Draft) Page(name string) (*File, error) {
	if !IsPage(name) {
		return nil, Fail("edit-no-page", name, nil, "page", name)
	}
	f, err := d.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Fail("edit-no-page", name, err, "page", name)
	}
	return f, err
}

// Optional is Open for a file that need not be there: it begins empty.
func (d *Draft) Optional(name string) (*File, error) {
	f, err := d.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return d.Create(name, nil), nil
	}
	return f, err
}

// Create adds a new file. The name must be free.
func (d *Draft) Create(name string, content []byte) *File {
	f := &File{Path: name}
	d.files = append(d.files, f)
	f.Splice(0, 0, content)
	return f
}

// Move gives a file another name. Large ones go by name alone.
func (d *Draft) Move(from, to string, opaque bool) error {
	if taken, err := d.Exists(to); err != nil {
		return err
	} else if taken && site.Fold(from) != site.Fold(to) {
		return Fail("edit-name-taken", to, nil, "name", to)
	}
	if !opaque {
		f, err := d.Open(from)
		if err == nil {
			f.Path = to
		}
		return err
	}
	hash, err := d.Site.Disk.HashOf(from)
	if err != nil {
		return err
	}
	d.files = append(d.files, &File{Path: to, Origin: from, Hash: hash, opaque: true})
	return nil
}

// Exists reports whether a name is taken in the draft.
func (d *Draft) Exists(name string) (bool, error) {
	for _, f := range d.files {
		if f.Path == name {
			return true, nil
		}
		if f.Origin == name {
			return false, nil
		}
	}
	_, err := d.Site.Disk.Root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Parse returns the block tree of a file as it is now.
func (d *Draft) Parse(f *File) *block.Tree {
	if f.tree == nil {
		f.tree = d.parse(f.Bytes)
	}
	return f.tree
}

// IsPage reports whether a path is that of a page.
func IsPage(name string) bool {
	dir, _, _ := strings.Cut(name, "/")
	return dir == site.Content && path.Ext(name) == ".md" && path.Clean(name) == name
}

// parse returns the tree of a page's bytes, the one at hand when they are the
// same: a page is edited many times in a row.
func (d *Draft) parse(source []byte) *block.Tree {
	if d.tree == nil || !bytes.Equal(d.tree.Source, source) {
		d.tree, _ = d.Parser.Parse(source) // findings are told by the generator
	}
	return d.tree
}

// Remember lends the tree that was parsed last to the next draft, and takes it
// from the one before.
func (d *Draft) Remember(tree *block.Tree) *block.Tree {
	if d.tree == nil {
		d.tree = tree
	}
	return d.tree
}

// Touched reports whether a file was opened, made or moved in this draft.
func (d *Draft) Touched(name string) bool {
	return slices.ContainsFunc(d.files, func(f *File) bool { return f.Path == name || f.Origin == name })
}

// Names returns the paths of all files of the draft that have content, as they
// are called now.
func (d *Draft) Names() []string {
	var names []string
	for _, f := range d.files {
		if !f.opaque {
			names = append(names, f.Path)
		}
	}
	return names
}

// MovedFrom returns where a file came to that was moved from name in this
// draft, "" when none was.
func (d *Draft) MovedFrom(name string) string {
	for _, f := range d.files {
		if f.Origin == name && f.Path != name {
			return f.Path
		}
	}
	return ""
}

// About notes what the op was about, for the outcome.
func (d *Draft) About(label, page string, back, now []int) {
	if d.Set.Label == "" {
		d.Set.Label, d.Set.Was, d.Set.Back = label, page, FormatPath(back)
	}
	d.Set.Page, d.Set.Select = page, FormatPath(now)
}
