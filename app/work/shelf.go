package work

import (
	"errors"
	"io/fs"
	"syscall"
)

// shelfFolder holds pictures that were made smaller, for all uses alike.
const shelfFolder = cacheFolder + "/pictures"

// Get implements generator.Shelf.
func (c cache) Get(name string) ([]byte, error) {
	return c.site.Disk.Root.ReadFile(shelfFolder + "/" + name)
}

// Put implements generator.Shelf. As with Save, a folder that can not be
// written to is no failure.
func (c cache) Put(name string, data []byte) error {
	return forgive(put(c.site, shelfFolder+"/"+name, data))
}

// Keep implements generator.Shelf.
func (c cache) Keep(names map[string]bool) error {
	list, err := fs.ReadDir(c.site.Disk.Root.FS(), shelfFolder)
	if err != nil {
		return forgive(ignoreMissing(err))
	}
	var errs []error
	for _, f := range list {
		if !names[f.Name()] {
			errs = append(errs, forgive(ignoreMissing(c.site.Disk.Root.Remove(shelfFolder+"/"+f.Name()))))
		}
	}
	return errors.Join(errs...)
}

// forgive takes it for nothing that a folder can not be written to or has no
// room: what is kept there saves time and nothing else.
func forgive(err error) error {
	for _, harmless := range []error{fs.ErrPermission, syscall.EROFS, syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, harmless) {
			return nil
		}
	}
	return err
}
