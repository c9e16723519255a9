package site

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet   = 100 * time.Millisecond // a burst of events has ended
	longest = time.Second            // a burst that does not end is answered anyway
)

// Watch calls report with the paths of files that other programs changed,
// until ctx ends; it returns then. Events of the system are hints only, the
// folder is compared after each burst, and also every Options.Poll, for file
// systems that send none. Report is also called, with no paths, when Guard
// comes up or goes down. One Watch may run at a time.
func (s *Site) Watch(ctx context.Context, report func(paths []string)) error {
	first, err := s.scan()
	if err != nil {
		return err
	}
	s.mu.Lock()
	if s.seen == nil {
		s.seen = first
	}
	s.mu.Unlock()
	hints, stop := s.hints()
	defer stop()
	w := watcher{site: s, report: report, quiet: stopped(), poll: time.NewTicker(s.o.Poll)}
	defer w.poll.Stop()
	w.look() // what changed between the first look and the hints
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case event, ok := <-hints.Events:
			if !ok {
				return nil
			}
			w.hint(hints, event)
		case _, ok := <-hints.Errors: // an overflow: compare all
			if ok {
				w.wait()
			}
		case <-w.quiet.C:
			s.follow(hints, ".") // before the look: what changes in a new folder after it is heard of
			w.look()
		case <-w.poll.C:
			w.look()
		}
	}
}

// watcher is the state of one Watch.
type watcher struct {
	site   *Site
	report func([]string)
	quiet  *time.Timer
	poll   *time.Ticker
	since  time.Time // of the first hint of a burst; zero: none
	frozen bool
}

func stopped() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

func (w *watcher) hint(hints *fsnotify.Watcher, event fsnotify.Event) {
	name, err := filepath.Rel(w.site.Dir, event.Name)
	if err != nil || !watched(filepath.ToSlash(name)) {
		return
	}
	if event.Has(fsnotify.Create) {
		w.site.follow(hints, filepath.ToSlash(name))
	}
	w.wait()
}

// wait puts the look off until the burst is over, but not for ever.
func (w *watcher) wait() {
	now := time.Now()
	if w.since.IsZero() {
		w.since = now
	}
	w.quiet.Reset(min(quiet, max(0, longest-now.Sub(w.since))))
}

func (w *watcher) look() {
	w.since = time.Time{}
	changed, err := w.site.Compare()
	frozen := err != nil || w.site.Guard() != nil
	if len(changed) > 0 || frozen != w.frozen {
		w.frozen = frozen
		w.report(changed)
	}
}

// hints starts the system's watch of all folders. Where that is not to be had
// the channels stay silent and polling finds the changes.
func (s *Site) hints() (*fsnotify.Watcher, func()) {
	hints, err := fsnotify.NewWatcher()
	if err != nil {
		return &fsnotify.Watcher{}, func() {}
	}
	s.follow(hints, ".")
	return hints, func() { _ = hints.Close() } // nothing depends on it any more
}

// follow watches a folder and those below it. A folder that the system has no
// room to watch is found by polling.
func (s *Site) follow(hints *fsnotify.Watcher, name string) {
	if hints.Events == nil {
		return
	}
	_ = fs.WalkDir(s.FS(), name, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		if !watched(name) {
			return fs.SkipDir
		}
		_ = hints.Add(filepath.Join(s.Dir, filepath.FromSlash(name)))
		return nil
	})
}
