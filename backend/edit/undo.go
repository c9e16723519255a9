package edit

import (
	"context"
	"errors"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/generator/diag"
)

// Undo takes back the last step, whatever it was and whenever it was done. A
// file that another program changed since is changed back only where its places
// are found again; else the code edit-undo-conflict, and nothing is changed.
// Asked once more after that, it leaves the step as it is for good and goes on
// with the one before it: no step may lock the older ones for ever.
// Without a step the outcome is empty.
func (e *Editor) Undo(ctx context.Context) (Outcome, error) {
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	for {
		set, ok := e.site.Journal.LastDone()
		if !ok {
			return e.finish(Outcome{}, nil), nil
		}
		out, err := e.step(journal.Undo, set.Invert())
		if !isConflict(err) {
			return out, err
		}
		if last := &set.Files[0]; e.refused != last {
			e.refused = last
			return out, err
		}
		if _, err := e.site.Journal.Commit(journal.Undo, change.Set{Label: set.Label}); err != nil {
			return Outcome{}, err
		}
	}
}

func isConflict(err error) bool {
	var d *diag.Diag
	return errors.As(err, &d) && d.Code == draft.CodeUndoConflict
}

// Redo does again what Undo took back, as Undo does it.
func (e *Editor) Redo(ctx context.Context) (Outcome, error) {
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
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
		now, err := draft.Rebase(e.site, e.o.Now(), f)
		if err != nil {
			return Outcome{}, err
		}
		set.Files[i] = now
	}
	return e.commit(kind, set, Outcome{Show: set.Page})
}
