package work

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/generator/content"
)

// cacheFolder holds what is derived from the site. All of it may be deleted.
const cacheFolder = site.Private + "/cache"

// cache keeps the engine's state in the site's own folder, apart for each use:
// what is known of one place where files are written says nothing of another.
type cache struct {
	site  *site.Site
	use   string
	spare string // folder for what the site's own can not take; "": none
}

func (c cache) file() string {
	sum := content.SumOf([]byte(c.use))
	return cacheFolder + "/build-" + hex.EncodeToString(sum[:6])
}

// Load implements generator.State.
func (c cache) Load() ([]byte, error) { return c.read(c.file()) }

// Save implements generator.State. Where nothing can be written nothing is
// kept, which is no failure: the next time everything is made anew.
func (c cache) Save(data []byte) error {
	err := c.replace(c.file(), data)
	if err == nil {
		err = c.remove(c.note())
	}
	return forgive(err)
}

// note is the file of the note.
func (c cache) note() string { return c.file() + "-note" }

// Noted implements generator.State.
func (c cache) Noted() ([]byte, error) { return c.read(c.note()) }

// Note implements generator.State, as Save does.
func (c cache) Note(data []byte) error { return c.write(c.note(), data) }

// read returns a file of the cache: of the site's own, or else the spare one.
func (c cache) read(name string) ([]byte, error) {
	data, err := regular.ReadFile(c.site.Disk.Root, name)
	if err == nil || c.spare == "" {
		return data, err
	}
	return os.ReadFile(c.aside(name))
}

// aside is where a file of the cache lies in the spare folder.
func (c cache) aside(name string) string {
	return filepath.Join(c.spare, filepath.FromSlash(strings.TrimPrefix(name, cacheFolder+"/")))
}

// write is replace where it is no failure that nothing can be written.
func (c cache) write(name string, data []byte) error { return forgive(c.replace(name, data)) }

func (c cache) replace(name string, data []byte) error {
	err := put(c.site.Disk.Root, name, data)
	if err == nil || !harmless(err) || c.spare == "" {
		return err
	}
	if err := os.MkdirAll(c.spare, 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(c.spare)
	if err != nil {
		return err
	}
	err = put(root, strings.TrimPrefix(name, cacheFolder+"/"), data)
	return errors.Join(err, root.Close())
}

// remove takes a file of the cache away, wherever it lies.
func (c cache) remove(name string) error {
	err := ignoreMissing(c.site.Disk.Root.Remove(name))
	if c.spare != "" {
		err = errors.Join(err, ignoreMissing(os.Remove(c.aside(name))))
	}
	return err
}

// put replaces a file of the cache, whole or not at all. It is not flushed to
// the disk: after a power cut it may be gone, as any cache.
func put(root *os.Root, name string, data []byte) error {
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
