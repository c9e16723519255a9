package site

import (
	"io/fs"
	"path"
)

// StagedName returns where a file waits that is taken in: the name says its
// content, by its hash.
func StagedName(hash, ext string) string { return path.Join(Staged, hash+ext) }

// sweepStaged removes what was taken in and never came to its place, because
// of a kill or because it was undone and can not be done again. It is called
// with the lock, when no change is under way. A file that a step needs stays,
// and one whose name does not say what is in it: that is not ours. One that
// can not be removed waits for the next time.
func (s *Site) sweepStaged() {
	entries, err := fs.ReadDir(s.FS(), Staged)
	if err != nil || len(entries) == 0 {
		return
	}
	needed, known := s.Journal.Needs()
	if !known {
		return
	}
	for _, e := range entries {
		name := path.Join(Staged, e.Name())
		if needed[name] || !e.Type().IsRegular() {
			continue
		}
		hash, err := s.Disk.HashOf(name)
		if err == nil && hash != "" && StagedName(hash, path.Ext(name)) == name {
			_ = s.Disk.Root.Remove(name)
		}
	}
}
