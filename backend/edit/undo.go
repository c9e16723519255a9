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
// Asked once more after that, it leaves the step as it is for good, says so in
// the outcome (edit-undo-passed), and goes on with the one before it: no step
// may lock the older ones for ever. Without a step the outcome is empty.
func (e *Editor) Undo(ctx context.Context) (Outcome, error) {
	return e.travel(ctx, journal.Undo, (*journal.Journal).LastDone)
}

// Redo does again what Undo took back, as Undo does it; a step that is left as it
// is there is undone for good.
func (e *Editor) Redo(ctx context.Context) (Outcome, error) {
	return e.travel(ctx, journal.Redo, (*journal.Journal).LastUndone)
}

// travel moves the last step of one stack to the other.
func (e *Editor) travel(ctx context.Context, kind journal.Kind, last func(*journal.Journal) (change.Set, bool)) (Outcome, error) {
	e.site.Turn.Lock()
	defer e.site.Turn.Unlock()
	if err := e.ready(ctx); err != nil {
		return Outcome{}, err
	}
	var passed []diag.Diag
	for {
		set, ok := last(e.site.Journal)
		if !ok {
			return e.finish(Outcome{Diags: passed}, nil), nil
		}
		step := set
		if kind == journal.Undo {
			step = set.Invert()
		}
		out, err := e.step(kind, step)
		if !isConflict(err) {
			out.Diags = append(passed, out.Diags...)
			return out, err
		}
		if top := &set.Files[0]; e.refused != top {
			e.refused = top
			return out, err
		}
		if _, err := e.site.Journal.Commit(kind, change.Set{Label: set.Label}); err != nil {
			return Outcome{}, err
		}
		passed = append(passed, diag.Diag{Code: "edit-undo-passed", Severity: diag.Warning, Where: diag.Where{Path: set.Files[0].To}, Args: map[string]string{"step": set.Label}})
	}
}

func isConflict(err error) bool {
	var d *diag.Diag
	return errors.As(err, &d) && d.Code == draft.CodeUndoConflict
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
