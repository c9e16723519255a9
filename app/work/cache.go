package work

import (
	"errors"
	"io/fs"
	"path"
	"strconv"

	"github.com/pagewright/pagewright/backend/site"
)

// cacheFolder holds what is derived from the site. All of it may be deleted.
const cacheFolder = site.Private + "/cache"

// cache keeps the engine's state in the site's own folder.
type cache struct{ site *site.Site }

const stateFile = cacheFolder + "/build"

// Load implements generator.State.
func (c cache) Load() ([]byte, error) { return c.site.Disk.Root.ReadFile(stateFile) }

// Save implements generator.State. Where the site can only be read nothing is
// kept, which is no failure: the next time everything is made anew.
func (c cache) Save(data []byte) error {
	if c.site.ReadOnly() != "" {
		return nil
	}
	return put(c.site, stateFile, data)
}

// put replaces a file of the cache, whole or not at all. It is not flushed to
// the disk: after a power cut it may be gone, as any cache.
func put(s *site.Site, name string, data []byte) error {
	root := s.Disk.Root
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	temp := name + ".new"
	err := root.WriteFile(temp, data, 0o644)
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(root.Remove(temp)))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Thumb returns a small picture that was kept, by the hash of the file that it
// is of; ok is false when there is none.
func (w *Work) Thumb(hash string, size int) (data []byte, ok bool) {
	data, err := w.Site.Disk.Root.ReadFile(thumbFile(hash, size))
	return data, err == nil
}

// KeepThumb keeps a small picture for Thumb.
func (w *Work) KeepThumb(hash string, size int, data []byte) error {
	if w.Site.ReadOnly() != "" {
		return nil
	}
	return put(w.Site, thumbFile(hash, size), data)
}

func thumbFile(hash string, size int) string {
	return cacheFolder + "/thumbs/" + hash + "-" + strconv.Itoa(size)
}
