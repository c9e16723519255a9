package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// ErrStale says that a file is not what the set was made for: another program
// changed it. Nothing was written.
var ErrStale = errors.New("journal: a file has changed since")

// ErrUnconfirmed says that the change is in the files but that the disk did not
// confirm that it will stay there.
var ErrUnconfirmed = errors.New("journal: the disk did not confirm the change")

// step is one file of a set while it is carried out.
type step struct {
	file   change.File
	staged *durable.Staged    // new content, nil: the file only moves or goes
	old    *durable.Displaced // what was displaced, nil: nothing
	temp   string             // its temporary name, "": none
	done   bool
}

func (j *Journal) commit(r record) ([]diag.Diag, error) {
	steps, err := j.stage(r.Set)
	if err != nil {
		return nil, errors.Join(err, discard(steps))
	}
	for _, s := range steps {
		r.Temps = append(r.Temps, s.temp)
	}
	start := j.size
	if err := j.append(r); err != nil {
		return nil, errors.Join(fmt.Errorf("write the journal: %w", err), discard(steps))
	}
	for _, s := range steps {
		if err := j.swap(s); err != nil {
			found, back := j.rollBack(steps, start)
			return found, errors.Join(err, back)
		}
	}
	// From here the change has happened, whatever fails.
	j.replay(r)
	found, err := j.settle(steps)
	if end := j.disk.Reach(durable.StepDone, j.name); end != nil {
		err = errors.Join(ErrUnconfirmed, err, end)
	}
	return found, err
}

// stage reads and checks every file of the set and writes the new content
// beside it. On an error the steps returned have to be discarded.
func (j *Journal) stage(set change.Set) ([]*step, error) {
	var steps []*step
	for _, f := range set.Files {
		s := &step{file: f}
		if err := j.stageFile(s); err != nil {
			return steps, err
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func (j *Journal) stageFile(s *step) error {
	f := s.file
	if f.IsMove() && len(f.Splices) == 0 {
		return j.disk.MkdirAll(path.Dir(f.To)) // whatever it holds goes with the name
	}
	before, found, err := j.disk.Read(f.Path)
	if err != nil {
		return err
	}
	if found != (f.Before != "") || found && durable.Hash(before) != f.Before {
		return fmt.Errorf("%w: %s", ErrStale, f.Path)
	}
	if f.After == "" {
		s.temp = durable.TempName(f.Path)
		return nil
	}
	after, ok := f.Apply(before)
	if !ok || durable.Hash(after) != f.After {
		return fmt.Errorf("%w: %s", ErrStale, f.Path)
	}
	if err := j.disk.MkdirAll(path.Dir(f.To)); err != nil {
		return err
	}
	if s.staged, err = j.disk.Stage(f.To, after); err != nil {
		return err
	}
	s.temp = s.staged.Temp
	return nil
}

// swap lets the new state of one file take its place. When another program
// wrote the file since it was staged, that is what was displaced: ErrStale.
func (j *Journal) swap(s *step) error {
	if err := j.exchange(s); err != nil || s.old == nil {
		return err
	}
	hash, err := s.old.Hash()
	if err == nil && hash != s.file.Before {
		return fmt.Errorf("%w: %s", ErrStale, s.file.Path)
	}
	return err
}

func (j *Journal) exchange(s *step) (err error) {
	f := s.file
	switch {
	case f.After == "":
		s.old, err = j.disk.Aside(f.Path, s.temp)
	case s.staged == nil:
		err = j.disk.Rename(f.Path, f.To)
	case f.Before == "":
		_, err = s.staged.Swap(false)
	case f.IsMove():
		if _, err = s.staged.Swap(false); err == nil {
			s.done = true // the new one stands; the old one goes now
			s.old, err = j.disk.Aside(f.Path, s.temp)
		}
	default:
		s.old, err = s.staged.Swap(true)
	}
	s.done = s.done || err == nil
	return err
}

// settle removes what was displaced where the journal knows its bytes, keeps it
// as a conflict copy where another program wrote it, and syncs the folders.
func (j *Journal) settle(steps []*step) ([]diag.Diag, error) {
	var found []diag.Diag
	var errs []error
	dirs := map[string]bool{}
	for _, s := range steps {
		d, err := j.dispose(s.old, s.file, s.file.Before)
		errs, found = append(errs, err), append(found, d...)
		dirs[path.Dir(s.file.Path)], dirs[path.Dir(s.file.To)] = true, true
	}
	for dir := range dirs {
		errs = append(errs, j.disk.SyncDir(dir))
	}
	for _, s := range steps {
		if s.file.IsMove() || s.file.After == "" {
			j.disk.RemoveEmpty(path.Dir(s.file.Path))
		}
	}
	if err := errors.Join(errs...); err != nil {
		j.unsure = true
		return found, errors.Join(ErrUnconfirmed, err)
	}
	return found, nil
}

// dispose removes bytes that have a hash, and keeps others as a conflict copy.
func (j *Journal) dispose(old *durable.Displaced, f change.File, known string) ([]diag.Diag, error) {
	if old == nil {
		return nil, nil
	}
	hash, err := old.Hash()
	if err != nil {
		return nil, err
	}
	if hash == known {
		return nil, j.drop(old, f, hash)
	}
	d, err := j.keep(old.Temp, hash, j.moment(), f.Path)
	if err != nil {
		return nil, err
	}
	return []diag.Diag{d}, nil
}

// moment names the conflict copies of now.
func (j *Journal) moment() string { return j.o.Now().UTC().Format("2006-01-02T15-04-05") }

// keep moves bytes of another program to the conflict copies, below a folder for
// when it was, and says where they are. The same bytes are kept once.
func (j *Journal) keep(temp, hash, when, name string) (diag.Diag, error) {
	to := path.Join(j.o.Conflicts, when, hash[:8], name)
	err := j.disk.Move(temp, to)
	if errors.Is(err, fs.ErrExist) {
		var there string
		if there, err = j.disk.HashOf(to); there == hash {
			err = j.disk.Root.Remove(temp)
		} else if err == nil {
			to = path.Join(j.o.Conflicts, when, hash, name)
			err = j.disk.Move(temp, to)
		}
	}
	return diag.Diag{Code: "edit-conflict-kept", Severity: diag.Warning, Where: diag.Where{Path: name}, Args: map[string]string{"copy": to}}, err
}

// rollBack takes back the steps that were done, in reverse, and the record. The
// findings name conflict copies.
func (j *Journal) rollBack(steps []*step, start int64) ([]diag.Diag, error) {
	var found []diag.Diag
	var errs []error
	for _, s := range slices.Backward(steps) {
		if s.done {
			d, err := j.takeBack(s)
			found, errs = append(found, d...), append(errs, err)
		}
	}
	errs = append(errs, discard(steps))
	if err := errors.Join(errs...); err != nil {
		j.broken = true // the record stays: the next change or opening finishes it
		return found, err
	}
	return found, j.cut(start)
}

func (j *Journal) takeBack(s *step) ([]diag.Diag, error) {
	f := s.file
	switch {
	case s.staged == nil && s.old == nil:
		return nil, j.disk.Rename(f.To, f.Path)
	case s.old == nil: // it is new
		return j.takeAway(f)
	}
	ours, err := s.old.Restore()
	if err == nil && f.IsMove() {
		return j.takeAway(f)
	}
	if err != nil {
		return nil, err
	}
	return j.dispose(ours, f, f.After)
}

// takeAway removes the file that a step made.
func (j *Journal) takeAway(f change.File) ([]diag.Diag, error) {
	ours, err := j.disk.Aside(f.To, durable.TempName(f.To))
	if err != nil {
		return nil, err
	}
	return j.dispose(ours, f, f.After)
}

func discard(steps []*step) error {
	var errs []error
	for _, s := range steps {
		if s.staged != nil && !s.done {
			errs = append(errs, s.staged.Discard())
		}
	}
	return errors.Join(errs...)
}
