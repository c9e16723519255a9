package edit

import (
	"context"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/backend/edit/journal"
)

// Undo takes back the last step, whatever it was and whenever it was done. A
// file that another program changed since is changed back only where its places
// are found again; else the code edit-undo-conflict, and nothing is changed.
// Without a step the outcome is empty.
func (e *Editor) Undo(ctx context.Context) (Outcome, error) {
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
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
