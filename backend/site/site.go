// Package site holds the folder of one site: opening it for one writer at a
// time, its history, and what other programs change in it.
//
// It knows files and names, never what is in them. All access goes through an
// os.Root, so no link leads out of the folder. Start reading at Open.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/pagewright/pagewright/backend/edit/journal"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// Folders and files of a site, relative to it.
const (
	Settings  = "site.yaml"
	Content   = "content"
	Media     = "media"
	Theme     = "theme"
	Private   = ".pagewright"         // all below is ours and never published
	Trash     = Private + "/trash"    // what was deleted, by day
	Staged    = Private + "/staged"   // taken in, not yet in its place
	Conflicts = Private + "/conflict" // bytes of other programs that a save displaced
	Journal   = Private + "/journal"
	lockFile  = Private + "/lock"
)

// Options of a Site. The zero value opens for writing.
type Options struct {
	ReadOnly bool             // open without a lock; nothing can be changed
	Now      func() time.Time // nil: time.Now
	Poll     time.Duration    // how often the folder is compared without a hint; 0: 5 s
	// Before is called at each step of a write; an error fails it. Nil in the
	// program, set by tests of faults.
	Before func(step durable.Step, name string) error
}

// Site is an open site. Its methods are safe for concurrent use.
type Site struct {
	Dir      string           // absolute
	Disk     *durable.Disk    // writes of the folder
	Journal  *journal.Journal // its history; nil: read-only. The editor alone uses it
	Findings []diag.Diag      // what was found and repaired on opening
	Turn     sync.Mutex       // held while a change is worked out and carried out: one at a time

	o        Options
	lock     *lock
	readOnly string
	full     bool // the reason is a full disk

	mu    sync.Mutex
	own   map[string]string // path → hash of what this program wrote last
	guard *diag.Diag
	seen  snapshot
}

// Open opens the site in dir. It takes the lock, so that there is one writer,
// and repairs what a kill interrupted, the making of the site too. Fails with the codes site-missing (no
// folder or no site.yaml in it) and site-locked (with pid, host and since in
// its Args), and with fs.ErrPermission for a folder that may not be opened. A folder that can not be written, or has no room, is opened
// read-only: ReadOnly says why.
func Open(dir string, o Options) (*Site, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Poll == 0 {
		o.Poll = 5 * time.Second
	}
	if abs, err := filepath.Abs(dir); err == nil && !o.ReadOnly {
		durable.Tidy(abs)
	}
	s, err := openFolder(dir, o)
	if err != nil {
		return nil, err
	}
	if o.ReadOnly {
		s.readOnly = "asked"
		return s, nil
	}
	if err := s.openForWriting(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func openFolder(dir string, o Options) (*Site, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, noSite(dir, "folder", err)
	}
	if _, err := root.Stat(Settings); err != nil {
		return nil, errors.Join(noSite(dir, "settings", err), root.Close())
	}
	return &Site{
		Dir: dir, o: o, own: map[string]string{},
		Disk: &durable.Disk{Root: root, Before: o.Before},
	}, nil
}

// noSite says why dir is no site: lacks is what is not there of it, the folder
// or its settings. What may not be looked into is not said to be missing.
func noSite(dir, lacks string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return &fs.PathError{Op: "open", Path: dir, Err: fs.ErrPermission}
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		lacks = "all" // it is a file
	}
	return &diag.Diag{Code: "site-missing", Severity: diag.Error, Args: map[string]string{"dir": dir, lacks: dir}, Err: err}
}

func (s *Site) openForWriting() error {
	err := s.takeLock()
	if err == nil {
		err = s.openJournal()
	}
	if unwritable(err) {
		s.readOnly, s.full = err.Error(), durable.IsFull(err)
		return nil
	}
	return err
}

func (s *Site) openJournal() error {
	if s.lock.stale {
		if err := s.clean(); err != nil {
			return err
		}
	}
	var err error
	s.Journal, s.Findings, err = journal.Open(s.Disk, journal.Options{Dir: Journal, Conflicts: Conflicts, Now: s.o.Now, Finished: !s.lock.stale})
	if err != nil {
		return fmt.Errorf("read the history: %w", err)
	}
	s.sweepStaged()
	return nil
}

// unwritable reports whether err means that the folder can only be looked at:
// nothing may be written there, or nothing more.
func unwritable(err error) bool { return durable.IsDenied(err) || durable.IsFull(err) }

// FS returns the folder for reading, where nothing waits: a pipe or a device is
// regular.ErrSpecial. It must not be used after Close.
func (s *Site) FS() fs.FS { return regular.FS(s.Disk.Root) }

// ReadOnly says why nothing can be changed, in words for a log; "" when it can.
func (s *Site) ReadOnly() string { return s.readOnly }

// Writable returns nil when a change may be made now, else the code
// site-read-only, site-opened-full or site-files-vanished.
func (s *Site) Writable() error {
	if s.readOnly != "" {
		code := "site-read-only"
		if s.full {
			code = "site-opened-full"
		}
		return &diag.Diag{Code: code, Severity: diag.Error, Args: map[string]string{"dir": s.Dir}, Err: errors.New(s.readOnly)}
	}
	if d := s.Guard(); d != nil {
		return d
	}
	return nil
}

// Close lets go of the folder and of the lock. It may be called twice.
func (s *Site) Close() error {
	var errs []error
	settled := false // where the history was not opened, who opens it next looks
	if s.Journal != nil {
		settled = s.Journal.Settled()
		errs = append(errs, s.Journal.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release(settled))
	}
	s.lock = nil
	errs = append(errs, s.Disk.Root.Close())
	return errors.Join(errs...)
}
