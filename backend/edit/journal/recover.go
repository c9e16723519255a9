package journal

import (
	"errors"
	"path"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// state is where a file stands with regard to a change.
type state int

const (
	before  state = iota // the change has not reached it
	between              // moved with new content: both names are there
	after                // the change has reached it
	foreign              // it is neither: another program wrote it since
)

// recover brings the files of the last record to one side. Once one of them is
// past the change, all follow; while none is, the record never happened.
func (j *Journal) recover(list []record, last int64) ([]diag.Diag, error) {
	r := list[len(list)-1]
	states, err := j.states(r.Set)
	if err != nil {
		return nil, err
	}
	reached, waiting := false, false
	for _, s := range states {
		reached = reached || s == after || s == between
		waiting = waiting || s == before
	}
	if !reached && waiting {
		if err := j.dropTemps(r, nil); err != nil {
			return nil, err
		}
		return nil, j.forget(list[:len(list)-1], last)
	}
	for i, f := range r.Set.Files {
		if err := j.finish(f, states[i]); err != nil {
			return nil, err
		}
	}
	var found []diag.Diag
	return found, j.dropTemps(r, &found)
}

func (j *Journal) states(set change.Set) ([]state, error) {
	var states []state
	for _, f := range set.Files {
		s, err := j.state(f)
		if err != nil && !errors.Is(err, regular.ErrSpecial) { // a pipe, which nobody wrote here: foreign
			return nil, err
		}
		states = append(states, s)
	}
	return states, nil
}

func (j *Journal) state(f change.File) (state, error) {
	at, err := j.disk.HashOf(f.Path)
	if err != nil {
		return foreign, err
	}
	if !f.IsMove() {
		switch at {
		case f.After:
			return after, nil
		case f.Before:
			return before, nil
		}
		return foreign, nil
	}
	to, err := j.disk.HashOf(f.To)
	switch {
	case err != nil:
		return foreign, err
	case at == f.Before && to == "":
		return before, nil
	case at == f.Before && to == f.After:
		return between, nil
	case at == "" && to == f.After:
		return after, nil
	}
	return foreign, nil
}

// finish carries out the rest of the change on one file.
func (j *Journal) finish(f change.File, s state) error {
	switch s {
	case before:
		steps, err := j.stage(change.Set{Files: []change.File{f}})
		if err == nil {
			err = j.swap(steps[0])
		}
		if err != nil {
			return errors.Join(err, discard(steps))
		}
		_, err = j.settle(steps)
		return err
	case between:
		if err := j.disk.Root.Remove(f.Path); err != nil {
			return err
		}
	case after, foreign:
	}
	return nil
}

// dropTemps removes the temporary files of a record. One that holds neither
// the old nor the new content was displaced while another program wrote it:
// with found it is kept as a conflict copy, without it was never complete.
func (j *Journal) dropTemps(r record, found *[]diag.Diag) error {
	for i, temp := range r.Temps {
		if temp == "" {
			continue
		}
		for _, name := range []string{temp, durable.Second(temp)} {
			if err := j.dropTemp(name, r.Set.Files[i], found); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *Journal) dropTemp(temp string, f change.File, found *[]diag.Diag) error {
	hash, err := j.disk.HashOf(temp)
	if err != nil || hash == "" {
		return err
	}
	if hash == f.Before || hash == f.After || found == nil {
		return j.disk.Root.Remove(temp)
	}
	d, err := j.keep(temp, hash, "recovered", f.Path)
	if err == nil {
		*found = append(*found, d)
	}
	return err
}

// forget takes the last record out of the log and the stacks.
func (j *Journal) forget(list []record, size int64) error {
	j.undo, j.redo = nil, nil
	for _, r := range list {
		j.replay(r)
	}
	return j.cut(size)
}

// Temps returns the temporary files that the last record of the log in dir
// names: Open will judge them. A log that is missing or damaged names none.
func Temps(disk *durable.Disk, dir string) ([]string, error) {
	data, _, err := disk.Read(path.Join(dir, logName))
	if err != nil && !errors.Is(err, regular.ErrSpecial) {
		return nil, err
	}
	list, _, _, _ := readAll(data)
	if len(list) == 0 {
		return nil, nil
	}
	var temps []string
	for _, temp := range list[len(list)-1].Temps {
		if temp != "" {
			temps = append(temps, temp, durable.Second(temp))
		}
	}
	return temps, nil
}
