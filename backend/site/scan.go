package site

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/inode"
)

// stamp is what tells a changed file without reading it.
type stamp struct {
	size, mtime int64
	inode       uint64
}

// snapshot is the watched files as they were at one moment.
type snapshot map[string]stamp

// watched reports whether changes of a file or folder are of interest: the
// settings, content, media and theme, without hidden and temporary names.
func watched(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	switch first {
	case Content, Media, Theme:
	default:
		return name == Settings || name == "."
	}
	return !strings.HasPrefix(path.Base(name), ".")
}

// scan reads the stamps of all watched files. It fails only when the folder
// itself can not be read.
func (s *Site) scan() (snapshot, error) {
	found := snapshot{}
	if _, err := s.Disk.Root.Stat("."); err != nil {
		return nil, err
	}
	err := fs.WalkDir(s.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			return nil // gone between the listing and the look
		case !watched(name) && entry.IsDir():
			return fs.SkipDir
		case !watched(name) || entry.IsDir():
			return nil
		}
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() {
			found[name] = stamp{size: info.Size(), mtime: info.ModTime().UnixNano(), inode: inode.Of(info)}
		}
		return nil
	})
	return found, err
}

// Compare looks for changes of other programs since the last look and returns
// their paths, sorted. What this program wrote does not count. When the folder
// or a large part of its pages has gone, nothing is reported and Guard is set.
func (s *Site) Compare() ([]string, error) {
	now, err := s.scan()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.guard = vanished(len(s.seen), len(s.seen))
		return nil, err
	}
	gone, pages := s.seen.gone(now)
	_, settings := now[Settings]
	if !settings || gone > 20 && gone*5 > pages || pages > 1 && gone == pages {
		s.guard = vanished(gone, pages)
		return nil, nil
	}
	s.guard = nil
	changed := s.seen.changed(now)
	s.seen = now
	return slices.DeleteFunc(changed, s.isOwn), nil
}

// isOwn reports whether a changed file is as this program wrote it. s.mu is held.
func (s *Site) isOwn(name string) bool {
	hash, ok := s.own[name]
	if !ok {
		return false
	}
	now, err := s.Disk.HashOf(name)
	if err == nil && now == hash {
		return true
	}
	delete(s.own, name)
	return false
}

// Wrote tells the watcher that this program left a file with this hash, or
// took it away (""): no news for it.
func (s *Site) Wrote(name, hash string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.own[name] = hash
}

// Guard returns the code site-files-vanished while the folder, or a large part
// of its pages, is away: nothing may be changed or published then. It returns
// nil when all is well.
func (s *Site) Guard() *diag.Diag {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.guard
}

// AcceptLoss takes the files that are gone for deleted on purpose.
func (s *Site) AcceptLoss() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name := range s.seen {
		if _, err := s.Disk.Root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			delete(s.seen, name)
		}
	}
	s.guard = nil
}

// vanished says what is away: pages, or else the settings alone.
func vanished(gone, pages int) *diag.Diag {
	args := map[string]string{"settings": Settings}
	if gone > 0 {
		args = map[string]string{"gone": strconv.Itoa(gone), "pages": strconv.Itoa(pages)}
	}
	return &diag.Diag{Code: "site-files-vanished", Severity: diag.Error, Args: args}
}

// gone counts the pages that are no longer there, and all pages that were.
func (a snapshot) gone(b snapshot) (gone, pages int) {
	for name := range a {
		if !strings.HasPrefix(name, Content+"/") {
			continue
		}
		pages++
		if _, ok := b[name]; !ok {
			gone++
		}
	}
	return gone, pages
}

func (a snapshot) changed(b snapshot) []string {
	var names []string
	for name, was := range a {
		if is, ok := b[name]; !ok || is != was {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(names, durable.IsTemp)
}
