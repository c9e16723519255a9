package journal

import (
	"bytes"
	"errors"
	"io"
	"os"
	"runtime"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// maxLate is how many displaced files are looked at once more: a change of a
// page or some. One that renames hundreds holds no more files open than this.
const maxLate = 32

// late is a file that was displaced and removed, held open: a program that had
// it open too may still write into it, and its words would be nowhere.
type late struct {
	f    *os.File
	file change.File
	hash string // when it was removed
}

// drop removes what was displaced, and keeps an eye on it until the next change.
func (j *Journal) drop(old *durable.Displaced, f change.File, hash string) error {
	if len(j.late) < maxLate && runtime.GOOS != "windows" { // there a file that is open does not go
		if held, err := regular.Open(j.disk.Root, old.Temp); err == nil {
			j.late = append(j.late, late{held, f, hash})
		}
	}
	return old.Drop()
}

// lookLate keeps as conflict copies what was written into files after they were
// removed, and lets go of them. Those that can not be kept, on a full disk, are
// held for the next time, unless it is the last.
func (j *Journal) lookLate(last bool) ([]diag.Diag, error) {
	var found []diag.Diag
	var errs []error
	var held []late
	for _, l := range j.late {
		d, err := j.keepLate(l)
		found, errs = append(found, d...), append(errs, err)
		if err != nil && !last {
			held = append(held, l)
			continue
		}
		errs = append(errs, l.f.Close())
	}
	j.late = held
	return found, errors.Join(errs...)
}

func (j *Journal) keepLate(l late) ([]diag.Diag, error) {
	if _, err := l.f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var content bytes.Buffer
	if _, err := content.ReadFrom(l.f); err != nil {
		return nil, err
	}
	hash := durable.Hash(content.Bytes())
	if hash == l.hash {
		return nil, nil
	}
	temp := durable.TempName(l.file.Path)
	if err := j.disk.Write(temp, content.Bytes()); err != nil {
		return nil, err
	}
	d, err := j.keep(temp, hash, j.moment(), l.file.Path)
	if err != nil {
		return nil, errors.Join(err, j.disk.Root.Remove(temp))
	}
	return []diag.Diag{d}, nil
}
