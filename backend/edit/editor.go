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
	"maps"
	"slices"
	"time"

	"github.com/pagewright/pagewright/backend/edit/blocks"
	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/edit/pages"
	"github.com/pagewright/pagewright/backend/media"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/block"
	"github.com/pagewright/pagewright/generator/diag"
)

// Options of an Editor.
type Options struct {
	Parser *block.Parser    // reads pages; needed
	Kinds  *block.Kinds     // rules of nesting and attributes; nil: everything may stand everywhere
	Now    func() time.Time // for trash folders and dates; nil: time.Now
}

// Editor makes all changes of one open site. It is safe for concurrent use, also
// beside another editor of the same site; changes happen one after the other.
type Editor struct {
	site     *site.Site
	o        Options
	library  *media.Library
	commands map[string]func(*draft.Draft, Op) error

	// Both are kept under the site's Turn.
	tree    *block.Tree  // of the bytes parsed last
	refused *change.File // the first of the step that could not be undone when it was tried last
}

// New returns the editor of an open site.
func New(s *site.Site, o Options) *Editor {
	if o.Now == nil {
		o.Now = time.Now
	}
	commands := blocks.Commands()
	maps.Copy(commands, pages.Commands())
	return &Editor{site: s, o: o, library: media.NewLibrary(s, o.Parser, o.Kinds), commands: commands}
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
	Misses  bool        // delete: the page still refers to a footnote or named link that went
	Diags   []diag.Diag // conflict copies that were kept
	Undo    string      // what Undo would take back, "": nothing
	Redo    string      // likewise
}

// Apply carries out all ops or none, and returns when they are durable. It
// fails with codes edit-…, site-… and media-…; then nothing is changed, but for
// site-unconfirmed, which comes with the outcome, and nothing but Diags is in it.
func (e *Editor) Apply(ctx context.Context, ops []Op, o ApplyOptions) (Outcome, error) {
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	d := e.newDraft()
	defer func() { e.tree = d.Remember(e.tree) }()
	if err := checkBase(d, o.Base); err != nil {
		return Outcome{}, err
	}
	for _, op := range ops {
		do, ok := e.commands[op.Op]
		if !ok {
			return Outcome{}, unknown(op.Op, slices.Sorted(maps.Keys(e.commands)))
		}
		if err := do(d, op); err != nil {
			return Outcome{}, err
		}
	}
	misses := slices.ContainsFunc(d.Less, func(f *draft.File) bool { return e.library.Finder().Misses(f.Was(), f.Bytes) })
	set, out := d.Finish(), Outcome{Show: d.Show, Media: d.Media, Links: d.Links, Misses: misses}
	if set.Empty() {
		return e.finish(out, nil), nil
	}
	kind := journal.Do
	if o.Join != "" {
		set.Join, kind = o.Join, journal.Join
	}
	return e.commit(kind, set, out)
}

// unknown says that there is no command of a name, and which one may be meant.
func unknown(op string, known []string) error {
	if near := diag.Nearest(op, known); near != "" {
		return draft.Fail("edit-op-unknown", "", nil, "op", op, "near", near)
	}
	return draft.Fail("edit-op-unknown", "", nil, "op", op)
}

func (e *Editor) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return e.site.Writable()
}

// newDraft begins a change set.
func (e *Editor) newDraft() *draft.Draft {
	d := &draft.Draft{Site: e.site, Parser: e.o.Parser, Kinds: e.o.Kinds, Now: e.o.Now, Library: e.library}
	d.Remember(e.tree)
	return d
}

func checkBase(d *draft.Draft, base map[string]string) error {
	for name, hash := range base {
		f, err := d.Open(name)
		if err != nil {
			return err
		}
		if f.Hash != hash {
			return draft.Fail("edit-stale", name, nil)
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
		return Outcome{Diags: found}, draft.Fail("edit-stale", set.Files[0].Path, err)
	case errors.Is(err, journal.ErrUnconfirmed):
		err = draft.Fail("site-unconfirmed", "", err)
	case err != nil:
		return Outcome{Diags: found}, draft.SaveError(set.Files[0].To, err)
	}
	e.refused = nil
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
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
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
