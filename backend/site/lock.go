package site

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"time"

	"github.com/gofrs/flock"

	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// lock is the right to write. The system's file lock decides, and goes with
// the process however that ends; the file beside it only says whose it is.
type lock struct {
	held  *flock.Flock
	disk  *durable.Disk
	stale bool // the last owner did not close the site, or not with all settled
}

// owner is what the file beside the lock says.
type owner struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

const ownerFile = lockFile + ".owner"

// takeLock takes the lock or fails with site-locked.
func (s *Site) takeLock() error {
	if err := s.Disk.MkdirAll(Private); err != nil {
		return err
	}
	// A link in its place would have the lock made where it leads, a pipe would
	// be waited for: the folder may come from somebody else.
	for _, own := range []string{lockFile, ownerFile} {
		if info, err := s.Disk.Root.Lstat(own); err == nil && !info.Mode().IsRegular() {
			if err := s.Disk.Root.Remove(own); err != nil {
				return err
			}
		}
	}
	held := flock.New(filepath.Join(s.Dir, filepath.FromSlash(lockFile)))
	ok, err := held.TryLock()
	if err != nil {
		return err
	}
	if !ok {
		return s.lockedBy()
	}
	_, found, err := s.Disk.Read(ownerFile)
	if err != nil {
		return errors.Join(err, held.Unlock())
	}
	s.lock = &lock{held: held, disk: s.Disk, stale: found}
	host, _ := os.Hostname() // only shown; "" when unknown
	data, err := json.Marshal(owner{PID: os.Getpid(), Host: host, Since: s.o.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	// Durable before anything is changed: while it is there the last change has
	// to be looked at.
	return (&durable.Disk{Root: s.Disk.Root}).Write(ownerFile, data)
}

func (s *Site) lockedBy() error {
	var o owner
	args := map[string]string{"dir": s.Dir, "pid": "?", "host": "?", "since": "?"}
	if data, found, err := s.Disk.Read(ownerFile); err == nil && found && json.Unmarshal(data, &o) == nil {
		args["pid"], args["host"] = strconv.Itoa(o.PID), o.Host
		args["since"] = o.Since.Local().Format("2 January 2006, 15:04")
	}
	return &diag.Diag{Code: "site-locked", Severity: diag.Error, Args: args}
}

// release lets go of the lock. Where something is not settled the owner's file
// stays, as after a kill.
func (l *lock) release(settled bool) error {
	var err error
	if settled {
		err = l.disk.Root.Remove(ownerFile)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.held.Unlock())
}

// clean removes the temporary files that a killed program left outside the
// journal's knowledge: they were never complete. Those of its last record have
// to be judged by the journal, so it runs before only on what no record names.
func (s *Site) clean() error {
	named, err := s.recorded()
	if err != nil {
		return err
	}
	return fs.WalkDir(s.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil // what can not be read holds nothing of ours
		}
		if entry.IsDir() && (path.Base(name) == ".git" || path.Base(name) == "node_modules") {
			return fs.SkipDir
		}
		if durable.IsTemp(name) && !entry.IsDir() && !named[name] {
			return s.Disk.Root.Remove(name)
		}
		return nil
	})
}

func (s *Site) recorded() (map[string]bool, error) {
	temps, err := journal.Temps(s.Disk, Journal)
	named := map[string]bool{}
	for _, name := range temps {
		named[name] = true
	}
	return named, err
}
