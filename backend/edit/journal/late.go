package journal

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

const (
	lateDir = "late" // in the journal's folder
	// maxLate is how many displaced files one change puts aside: enough for all
	// that a person's program can have open.
	maxLate = 1000
)

// late is a file that was displaced and put aside: a program that had it open
// may still write into it, and without a name its words would be nowhere.
type late struct {
	name     string // where it lies
	file     change.File
	hash     string // when it was put aside
	recorded bool   // the last record names it: it is found again after a restart
}

// lateName returns where the file goes that a record knows by a temporary name.
// It has not the look of one: those go after a kill.
func lateName(dir, temp string) string {
	return path.Join(dir, lateDir, strings.TrimPrefix(path.Base(temp), durable.TempPrefix))
}

// drop puts aside what was displaced, to be looked at with the next change or the
// next opening; where that can not be done it is removed.
func (j *Journal) drop(old *durable.Displaced, f change.File, hash string) error {
	if len(j.late) >= maxLate {
		return old.Drop()
	}
	to := lateName(j.o.Dir, old.Temp)
	aside, err := old.PutAside(to)
	if aside {
		j.late = append(j.late, late{to, f, hash, hash == f.Before})
	}
	return err
}

// findLate takes up what the last change of the last run put aside.
func (j *Journal) findLate(r record) {
	entries, _ := fs.ReadDir(j.disk.Root.FS(), path.Join(j.o.Dir, lateDir)) // none: nothing was put aside
	aside := map[string]bool{}
	for _, e := range entries {
		aside[path.Join(j.o.Dir, lateDir, e.Name())] = e.Type().IsRegular()
	}
	for i, temp := range r.Temps {
		if name := lateName(j.o.Dir, temp); temp != "" && aside[name] {
			f := r.Set.Files[i]
			j.late = append(j.late, late{name, f, f.Before, true})
		}
	}
}

// lookLate keeps as conflict copies what was written into files after they were
// put aside, and removes the others. Those that can not be kept, on a full disk,
// wait for the next time. The last time before the end those that nobody wrote
// into wait as well: somebody still may.
func (j *Journal) lookLate(last bool) ([]diag.Diag, error) {
	var found []diag.Diag
	var errs []error
	var waiting []late
	for _, l := range j.late {
		hash, err := j.disk.HashOf(l.name)
		switch {
		case err != nil || hash == "":
		case hash != l.hash:
			var d diag.Diag
			if d, err = j.keep(l.name, hash, j.moment(), l.file.Path); err == nil {
				found = append(found, d)
			}
		case !last || !l.recorded:
			err = j.disk.Root.Remove(l.name)
		}
		if err != nil {
			errs, waiting = append(errs, err), append(waiting, l)
		}
	}
	j.late = waiting
	return found, errors.Join(errs...)
}
