package edit

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
)

// draft is the state of the site while the ops of one change set are worked
// out: nothing is written. Each op sees what the ones before it did.
type draft struct {
	ed    *Editor
	files []*file
	set   change.Set // Label, Page, Select …; Files in the end
	out   Outcome
}

// file is one file of a draft.
type file struct {
	path   string // now; "" when it is not there
	origin string // before; "" when it was not there
	hash   string // of the content before
	was    []byte
	bytes  []byte
	cuts   []change.Splice
	tree   *block.Tree // of bytes; nil: not parsed yet
	opaque bool        // it only moves: its content was not read
}

// open returns a file of the draft, reading it when it is the first time.
// Fails with fs.ErrNotExist when there is none.
func (d *draft) open(name string) (*file, error) {
	for _, f := range d.files {
		if f.path == name {
			return f, nil
		}
		if f.origin == name {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist} // moved away
		}
	}
	content, found, err := d.ed.site.Disk.Read(name)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f := &file{path: name, origin: name, hash: durable.Hash(content), was: content, bytes: content}
	d.files = append(d.files, f)
	return f, nil
}

// page is open for a page that an op names.
func (d *draft) page(name string) (*file, error) {
	if !isPage(name) {
		return nil, fail("edit-no-page", name, nil, "page", name)
	}
	f, err := d.open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail("edit-no-page", name, err, "page", name)
	}
	return f, err
}

// optional is open for a file that need not be there: it begins empty.
func (d *draft) optional(name string) (*file, error) {
	f, err := d.open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return d.create(name, nil), nil
	}
	return f, err
}

// create adds a new file. The name must be free.
func (d *draft) create(name string, content []byte) *file {
	f := &file{path: name}
	d.files = append(d.files, f)
	f.splice(0, 0, content)
	return f
}

// move gives a file another name. Large ones go by name alone.
func (d *draft) move(from, to string, opaque bool) error {
	if taken, err := d.exists(to); err != nil {
		return err
	} else if taken && site.Fold(from) != site.Fold(to) {
		return fail("edit-name-taken", to, nil, "name", to)
	}
	if !opaque {
		f, err := d.open(from)
		if err == nil {
			f.path = to
		}
		return err
	}
	hash, err := d.ed.site.Disk.HashOf(from)
	if err != nil {
		return err
	}
	d.files = append(d.files, &file{path: to, origin: from, hash: hash, opaque: true})
	return nil
}

// exists reports whether a name is taken in the draft.
func (d *draft) exists(name string) (bool, error) {
	for _, f := range d.files {
		if f.path == name {
			return true, nil
		}
		if f.origin == name {
			return false, nil
		}
	}
	_, err := d.ed.site.Disk.Root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// splice replaces bytes[start:end] of the file by text.
func (f *file) splice(start, end int, text []byte) {
	if bytes.Equal(f.bytes[start:end], text) {
		return
	}
	f.cuts = append(f.cuts, change.Cut(f.bytes, start, end, text))
	f.bytes = slices.Concat(f.bytes[:start], text, f.bytes[end:])
	f.tree = nil
}

// parse returns the block tree of a file as it is now.
func (d *draft) parse(f *file) *block.Tree {
	if f.tree == nil {
		f.tree = d.ed.parse(f.bytes)
	}
	return f.tree
}

// finish returns the change set of the draft: the files that differ.
func (d *draft) finish() change.Set {
	set := d.set
	for _, f := range d.files {
		switch {
		case f.opaque:
			set.Files = append(set.Files, change.File{Path: f.origin, To: f.path, Before: f.hash, After: f.hash})
		case f.origin == "":
			set.Files = append(set.Files, change.File{Path: f.path, To: f.path, After: durable.Hash(f.bytes), Splices: f.cuts})
		case f.path != f.origin || !bytes.Equal(f.was, f.bytes):
			set.Files = append(set.Files, change.File{Path: f.origin, To: f.path, Before: f.hash, After: durable.Hash(f.bytes), Splices: f.cuts})
		}
	}
	// A move frees a name before something new takes it.
	slices.SortStableFunc(set.Files, func(a, b change.File) int { return moveFirst(a) - moveFirst(b) })
	return set
}

func moveFirst(f change.File) int {
	if f.IsMove() {
		return 0
	}
	return 1
}

func isPage(name string) bool {
	dir, _, _ := cutFirst(name)
	return dir == site.Content && path.Ext(name) == ".md" && path.Clean(name) == name
}

func cutFirst(name string) (first, rest string, ok bool) {
	for i := range len(name) {
		if name[i] == '/' {
			return name[:i], name[i+1:], true
		}
	}
	return name, "", false
}
