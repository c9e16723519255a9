package work

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// cacheFolder holds what is derived from the site. All of it may be deleted.
const cacheFolder = site.Private + "/cache"

// cache keeps the engine's state in the site's own folder, apart for each use:
// what is known of one place where files are written says nothing of another.
type cache struct {
	site *site.Site
	use  string
}

func (c cache) file() string {
	sum := content.SumOf([]byte(c.use))
	return cacheFolder + "/build-" + hex.EncodeToString(sum[:6])
}

// Load implements generator.State.
func (c cache) Load() ([]byte, error) { return c.site.Disk.Root.ReadFile(c.file()) }

// Save implements generator.State. Where nothing can be written nothing is
// kept, which is no failure: the next time everything is made anew.
func (c cache) Save(data []byte) error {
	return forgive(put(c.site, c.file(), data))
}

// put replaces a file of the cache, whole or not at all. It is not flushed to
// the disk: after a power cut it may be gone, as any cache.
func put(s *site.Site, name string, data []byte) error {
	root := s.Disk.Root
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	temp := name + "." + rand.Text()
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
