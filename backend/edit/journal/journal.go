package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"time"

	"github.com/pagewright/pagewright/backend/edit/change"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

const (
	logName     = "changes.log"
	stepAppend  = durable.StepAppend
	stepLogSync = durable.Step("log-sync")
)

// Options of a Journal.
type Options struct {
	Dir       string           // folder of the log, relative to the site
	Conflicts string           // folder for bytes of other programs that a change displaced
	Now       func() time.Time // names conflict copies
	MaxBytes  int64            // a longer log is shortened when it is opened, or when it is four times as long; 0: 8 MiB
	// Finished says that the log was closed, and Settled then: its last change is
	// in the files, and what is in them now is what somebody wants there.
	Finished bool
}

// Journal is the history of one site. It is not safe for concurrent use: the
// editor holds a lock around it.
type Journal struct {
	disk   *durable.Disk
	o      Options
	name   string
	log    *os.File
	size   int64
	undo   []change.Set // oldest first
	redo   []change.Set // the next to redo is the last
	broken bool         // the files may be between two states: recover first
	late   []late       // what the last change displaced
	unsure bool         // a change is in the files, and something of it may be left behind
}

// Open reads the history and finishes or takes back a change that a kill
// interrupted. The findings tell of damage and of conflict copies; the history
// works in spite of them. On an error no change can be made.
func Open(disk *durable.Disk, o Options) (*Journal, []diag.Diag, error) {
	if o.MaxBytes == 0 {
		o.MaxBytes = 8 << 20
	}
	if err := disk.MkdirAll(path.Join(o.Dir, lateDir)); err != nil {
		return nil, nil, err
	}
	j := &Journal{disk: disk, o: o, name: path.Join(o.Dir, logName)}
	found, err := j.load()
	if err != nil {
		return nil, found, errors.Join(err, j.Close())
	}
	return j, found, nil
}

// Settled reports whether nothing is left to repair: Open need not look at the
// last change again.
func (j *Journal) Settled() bool { return !j.broken && !j.unsure }

// Close ends the use of the log. Nothing is lost without it.
func (j *Journal) Close() error {
	_, err := j.lookLate(true)
	if j.log == nil {
		return err
	}
	err = errors.Join(err, j.log.Close())
	j.log = nil
	return err
}

// load reads the log, recovers and shortens it.
func (j *Journal) load() ([]diag.Diag, error) {
	var err error
	if j.log, err = openLog(j.disk.Root, j.name); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(j.log)
	if err != nil {
		return nil, err
	}
	list, last, end, damaged := readAll(data)
	var found []diag.Diag
	if damaged {
		if found, err = j.setAside(data); err != nil {
			return nil, err
		}
	}
	if end == 0 {
		return found, j.begin()
	}
	j.undo, j.redo, j.size = nil, nil, int64(end)
	for _, r := range list {
		j.replay(r)
	}
	if int64(len(data)) > j.size {
		if err := j.cut(j.size); err != nil {
			return found, err
		}
	}
	if len(list) > 0 && !j.o.Finished {
		more, err := j.recover(list, int64(last))
		found = append(found, more...)
		if err != nil {
			return found, err
		}
	}
	if len(list) > 0 {
		j.findLate(list[len(list)-1])
		more, _ := j.lookLate(false) // what can not be kept now is, before the next change
		found = append(found, more...)
	}
	j.broken, j.o.Finished = false, false // the next time it is not known
	return found, j.shorten(j.o.MaxBytes)
}

// begin writes the head of an empty log.
func (j *Journal) begin() error {
	if err := j.log.Truncate(0); err != nil {
		return err
	}
	if _, err := j.log.WriteAt([]byte(magic), 0); err != nil {
		return err
	}
	j.size = int64(len(magic))
	if err := j.log.Sync(); err != nil {
		return err
	}
	return j.disk.SyncDir(j.o.Dir)
}

// setAside keeps a damaged log beside the good one, for a person to look at.
func (j *Journal) setAside(data []byte) ([]diag.Diag, error) {
	name := path.Join(j.o.Dir, damagedPrefix+durable.Hash(data)[:12]+".log")
	if err := j.disk.Write(name, data); err != nil {
		return nil, err
	}
	return []diag.Diag{{Code: "edit-journal-damaged", Severity: diag.Warning, Where: diag.Where{Path: name}}}, nil
}

// replay brings the stacks to what they were after a record.
func (j *Journal) replay(r record) {
	switch r.Kind {
	case Do:
		j.undo, j.redo = append(j.undo, r.Set), nil
	case Join:
		if top := len(j.undo) - 1; top >= 0 && j.undo[top].CanJoin(r.Set) {
			j.undo[top] = j.undo[top].Joined(r.Set)
		} else {
			j.undo = append(j.undo, r.Set)
		}
		j.redo = nil
	case Undo:
		j.undo = pop(j.undo)
		if !r.Set.Empty() { // else the step was passed over: it stays done
			j.redo = append(j.redo, r.Set.Invert())
		}
	case Redo:
		j.redo = pop(j.redo)
		if !r.Set.Empty() { // else it was passed over: it stays undone
			j.undo = append(j.undo, r.Set)
		}
	}
}

func pop(list []change.Set) []change.Set { return list[:max(0, len(list)-1)] }

// LastDone returns the step that Undo would take back; ok false: there is none.
func (j *Journal) LastDone() (set change.Set, ok bool) { return top(j.undo) }

// LastUndone returns the step that Redo would do again; ok false: there is none.
func (j *Journal) LastUndone() (set change.Set, ok bool) { return top(j.redo) }

func top(list []change.Set) (change.Set, bool) {
	if len(list) == 0 {
		return change.Set{}, false
	}
	return list[len(list)-1], true
}

// Commit carries out a set: durably on disk when it returns without an error,
// and not at all with one, but for ErrUnconfirmed. Kind Join falls back to Do
// where the sets do not join. The findings name conflict copies.
func (j *Journal) Commit(kind Kind, set change.Set) ([]diag.Diag, error) {
	before, err := j.lookLate(false)
	if err != nil {
		return before, fmt.Errorf("keep what another program wrote: %w", err)
	}
	found, err := j.carryOut(kind, set)
	return append(before, found...), err
}

func (j *Journal) carryOut(kind Kind, set change.Set) ([]diag.Diag, error) {
	if j.broken {
		if err := j.Close(); err != nil {
			return nil, err
		}
		if found, err := j.load(); err != nil {
			return found, fmt.Errorf("repair before the next change: %w", err)
		}
	}
	if err := j.shorten(4 * j.o.MaxBytes); err != nil {
		return nil, fmt.Errorf("shorten the journal: %w", err)
	}
	if before, ok := top(j.undo); kind == Join && (!ok || len(j.redo) > 0 || !before.CanJoin(set)) {
		kind = Do
	}
	return j.commit(record{Kind: kind, Set: set})
}
