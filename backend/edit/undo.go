package edit

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/site"
)

// Undo takes back the last step, whatever it was and whenever it was done. A
// file that another program changed since is changed back only where its places
// are found again; else the code edit-undo-conflict, and nothing is changed.
// Without a step the outcome is empty.
func (e *Editor) Undo(ctx context.Context) (Outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	set, ok := e.site.Journal.LastDone()
	if !ok {
		return e.finish(Outcome{}, nil), nil
	}
	return e.step(journal.Undo, set.Invert())
}

// Redo does again what Undo took back, as Undo does it.
func (e *Editor) Redo(ctx context.Context) (Outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	set, ok := e.site.Journal.LastUndone()
	if !ok {
		return e.finish(Outcome{}, nil), nil
	}
	return e.step(journal.Redo, set)
}

func (e *Editor) step(kind journal.Kind, set change.Set) (Outcome, error) {
	set.Files = slices.Clone(set.Files) // the journal's own stay as they are
	for i, f := range set.Files {
		now, err := e.rebase(f)
		if err != nil {
			return Outcome{}, err
		}
		set.Files[i] = now
	}
	return e.commit(kind, set, Outcome{Show: set.Page})
}

// rebase returns the change of one file as it has to be done now.
func (e *Editor) rebase(f change.File) (change.File, error) {
	conflict := func(err error) error { return fail("edit-undo-conflict", f.Path, err, "page", f.Path) }
	content, found, err := e.site.Disk.Read(f.Path)
	if err != nil {
		return f, err
	}
	if f.IsMove() || f.Before == "" {
		if _, err := e.site.Disk.Root.Lstat(f.To); err == nil && site.Fold(f.Path) != site.Fold(f.To) || f.Before == "" && found {
			return f, conflict(fs.ErrExist)
		}
	}
	switch hash := hashOf(content); {
	case !found && f.Before == "", found && hash == f.Before:
		return f, nil
	case !found:
		return f, conflict(fs.ErrNotExist)
	case f.After == "": // it was made and has another content now: nobody's words are deleted
		return change.File{Path: f.Path, To: e.trashName(f.Path), Before: hash, After: hash}, nil
	case len(f.Splices) == 0:
		f.Before, f.After = hash, hash
		return f, nil
	}
	rebased, ok := f.Rebase(content, hashOf)
	if !ok {
		return f, conflict(nil)
	}
	return rebased, nil
}

// trashName returns where a deleted file goes: a folder of the moment, so that
// nothing there is ever overwritten.
func (e *Editor) trashName(name string) string {
	stamp := e.o.Now().UTC().Format("2006-01-02T15-04-05.000000000")
	return path.Join(site.Trash, strings.ReplaceAll(stamp, ".", "-"), name)
}

// saveError turns what the system said about a write into a code.
func saveError(set change.Set, err error) error {
	name := ""
	if len(set.Files) > 0 {
		name = set.Files[0].To
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fail("site-disk-full", name, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fail("site-no-permission", name, err, "file", name)
	case errors.Is(err, fs.ErrExist):
		return fail("edit-name-taken", name, err, "name", name)
	}
	return fail("site-save-failed", name, err, "file", name)
}
