// Package edit changes a site: each command becomes splices of bytes and moves
// of files with their inverse, worked out in memory, checked by parsing again,
// and then carried out at once by the journal. DESIGN.md beside this file has
// the terms, the orders and the promises.
//
// It never writes a page anew from a tree: bytes that were not edited stay.
// Start reading at Editor.Apply.
package edit

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/edit/links"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/diag"
)

// Options of an Editor.
type Options struct {
	Parser *block.Parser    // reads pages; needed
	Kinds  *block.Kinds     // rules of nesting and attributes; nil: everything may stand everywhere
	Now    func() time.Time // for trash folders and dates; nil: time.Now
}

// Editor makes all changes of one open site. It is safe for concurrent use;
// changes happen one after the other.
type Editor struct {
	site    *site.Site
	o       Options
	links   *links.Finder
	library *media.Library

	mu   sync.Mutex
	tree *block.Tree // of the bytes parsed last: a page is edited many times in a row
}

// New returns the editor of an open site.
func New(s *site.Site, o Options) *Editor {
	if o.Now == nil {
		o.Now = time.Now
	}
	finder := links.NewFinder(o.Parser, o.Kinds)
	return &Editor{site: s, o: o, links: finder, library: media.NewLibrary(s, finder)}
}

// ApplyOptions go with a change set.
type ApplyOptions struct {
	// Join: equal and not empty, it becomes one step of undo with the change
	// before it, as typing does.
	Join string
	// Base has, by path, the hash (durable.Hash) of the files that the caller
	// looked at; when one is no longer so the answer is edit-stale.
	Base map[string]string
}

// Outcome is what a change came to.
type Outcome struct {
	Label   string      // "Move picture"; empty: nothing was changed
	Changed []string    // files that are other, new or gone, relative to the site, sorted
	Page    string      // the page that it was about, as it is called now
	Select  string      // index path to select, "": none
	Show    string      // another page to show now, "": none
	Media   []string    // media: the paths that the files have in the site, old ones for what was there already
	Links   []string    // trash: pages that link to what is gone
	Diags   []diag.Diag // conflict copies that were kept
	Undo    string      // what Undo would take back, "": nothing
	Redo    string      // likewise
}

// Apply carries out all ops or none, and returns when they are durable. It
// fails with codes edit-…, site-… and media-…; then nothing is changed, but for
// site-unconfirmed, which comes with the outcome.
func (e *Editor) Apply(ctx context.Context, ops []Op, o ApplyOptions) (Outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	d := &draft{ed: e}
	if err := d.checkBase(o.Base); err != nil {
		return Outcome{}, err
	}
	for _, op := range ops {
		if err := d.do(op); err != nil {
			return Outcome{}, err
		}
	}
	set := d.finish()
	if set.Empty() {
		return e.finish(d.out, nil), nil
	}
	kind := journal.Do
	if o.Join != "" {
		set.Join, kind = o.Join, journal.Join
	}
	return e.commit(kind, set, d.out)
}

func (e *Editor) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return e.site.Writable()
}

func (d *draft) checkBase(base map[string]string) error {
	for name, hash := range base {
		f, err := d.open(name)
		if err != nil {
			return err
		}
		if f.hash != hash {
			return fail("edit-stale", name, nil)
		}
	}
	return nil
}

// commit hands a set to the journal and tells the watcher what is ours.
func (e *Editor) commit(kind journal.Kind, set change.Set, out Outcome) (Outcome, error) {
	for _, f := range set.Files { // before the watcher can see it
		e.site.Wrote(f.Path, "")
		e.site.Wrote(f.To, f.After)
	}
	found, err := e.site.Journal.Commit(kind, set)
	out.Diags = append(out.Diags, found...)
	switch {
	case errors.Is(err, journal.ErrStale):
		return Outcome{}, fail("edit-stale", set.Files[0].Path, err)
	case errors.Is(err, journal.ErrUnconfirmed):
		err = fail("site-unconfirmed", "", err)
	case err != nil:
		return Outcome{}, saveError(set, err)
	}
	out.Label, out.Page, out.Select = set.Label, set.Page, set.Select
	return e.finish(out, set.Files), err
}

func (e *Editor) finish(out Outcome, files []change.File) Outcome {
	for _, f := range files {
		out.Changed = append(out.Changed, f.Path)
		if f.IsMove() {
			out.Changed = append(out.Changed, f.To)
		}
	}
	slices.Sort(out.Changed)
	out.Changed = slices.Compact(out.Changed)
	out.Undo, out.Redo = e.labels()
	return out
}

// Labels returns what Undo and Redo would do, "" for nothing.
func (e *Editor) Labels() (undo, redo string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.labels()
}

func (e *Editor) labels() (undo, redo string) {
	if e.site.Journal == nil {
		return "", ""
	}
	done, _ := e.site.Journal.LastDone()
	undone, _ := e.site.Journal.LastUndone()
	return done.Label, undone.Label
}

// parse returns the tree of a page's bytes, the one at hand when they are the same.
func (e *Editor) parse(source []byte) *block.Tree {
	if e.tree != nil && string(e.tree.Source) == string(source) {
		return e.tree
	}
	tree, _ := e.o.Parser.Parse(source) // findings are told by the generator
	e.tree = tree
	return tree
}

func hashOf(content []byte) string { return durable.Hash(content) }
