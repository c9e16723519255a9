package draft

import (
	"io/fs"
	"time"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// CodeUndoConflict says that the places of a change are not found again.
const CodeUndoConflict = "edit-undo-conflict"

// Rebase returns the change of one file as it has to be done now, when another
// program may have changed the file since. It fails with edit-undo-conflict.
func Rebase(s *site.Site, now time.Time, f change.File) (change.File, error) {
	conflict := func(err error) error { return Fail(CodeUndoConflict, f.Path, err, "page", f.Path) }
	content, found, err := s.Disk.Read(f.Path)
	if err != nil {
		return f, err
	}
	if f.IsMove() || f.Before == "" {
		if _, err := s.Disk.Root.Lstat(f.To); err == nil && site.Fold(f.Path) != site.Fold(f.To) || f.Before == "" && found {
			return f, conflict(fs.ErrExist)
		}
	}
	switch hash := durable.Hash(content); {
	case !found && f.Before == "", found && hash == f.Before:
		return f, nil
	case !found:
		return f, conflict(fs.ErrNotExist)
	case f.After == "": // it was made and has another content now: nobody's words are deleted
		return change.File{Path: f.Path, To: TrashName(now, f.Path), Before: hash, After: hash}, nil
	case len(f.Splices) == 0:
		f.Before, f.After = hash, hash
		return f, nil
	}
	rebased, ok := f.Rebase(content, durable.Hash)
	if !ok {
		return f, conflict(nil)
	}
	return rebased, nil
}
