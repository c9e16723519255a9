package work

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/pagewright/pagewright/backend/site/durable"
)

// shelfFolder holds pictures that were made smaller, for all uses alike.
const shelfFolder = cacheFolder + "/pictures"

// Get implements generator.Shelf.
func (c cache) Get(name string) ([]byte, error) { return c.read(shelfFolder + "/" + name) }

// Put implements generator.Shelf. As with Save, a folder that can not be
// written to is no failure.
func (c cache) Put(name string, data []byte) error { return c.write(shelfFolder+"/"+name, data) }

// Keep implements generator.Shelf.
func (c cache) Keep(names map[string]bool) error {
	root := c.site.Disk.Root
	err := keep(root.FS(), shelfFolder, names, func(name string) error { return root.Remove(shelfFolder + "/" + name) })
	if c.spare == "" {
		return err
	}
	aside := c.aside(shelfFolder)
	return errors.Join(err, keep(os.DirFS(aside), ".", names, func(name string) error { return os.Remove(filepath.Join(aside, name)) }))
}

// keep removes from a folder all files but those of the names.
func keep(fsys fs.FS, dir string, names map[string]bool, remove func(name string) error) error {
	list, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return forgive(ignoreMissing(err))
	}
	var errs []error
	for _, f := range list {
		if !names[f.Name()] {
			errs = append(errs, forgive(ignoreMissing(remove(f.Name()))))
		}
	}
	return errors.Join(errs...)
}

// forgive takes it for nothing that a folder can not be written to or has no
// room: what is kept there saves time and nothing else.
func forgive(err error) error {
	if harmless(err) {
		return nil
	}
	return err
}

// harmless says whether nothing can be kept in a folder, for a reason that lies
// with the folder: it may not be written to, is full, or is a file.
func harmless(err error) bool {
	return durable.IsFull(err) || durable.IsDenied(err) || errors.Is(err, syscall.ENOTDIR)
}
