package durable

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofrs/flock"
)

const (
	makingPrefix = ".pagewright-new-"
	lockSuffix   = ".lock"
	wholeSuffix  = ".whole"
	// marker is what the lock's file holds: whose it is, also for a person who finds it.
	marker = "Pagewright makes a new folder here. When it does not run, this file and the folder with the same name may go.\n"
)

var makingLock = regexp.MustCompile(`^\.pagewright-new-[0-9a-f]{12}\.lock$`)

// making is the right to one temporary folder. The lock goes with the process,
// however that ends: who finds it free may take the folder away.
type making struct {
	folder string // where a New is made; it may not be there
	lock   *flock.Flock
}

// hold takes the right to a temporary folder in above, which is not made yet.
func hold(above string) (*making, error) {
	for {
		var random [6]byte
		_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the program instead
		m, err := claim(filepath.Join(above, makingPrefix+hex.EncodeToString(random[:])))
		if m != nil || err != nil && !errors.Is(err, fs.ErrExist) {
			return m, err
		}
	}
}

// claim makes the lock of one name and takes it; nil, nil: another program was
// faster, and tidied it away.
func claim(folder string) (*making, error) {
	f, err := os.OpenFile(folder+lockSuffix, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	_, err = f.WriteString(marker)
	if err = finish(f, err); err != nil {
		return nil, errors.Join(err, os.Remove(folder+lockSuffix))
	}
	return take(folder)
}

// take takes the lock that lies beside a folder; nil, nil: somebody has it, or
// it is gone.
func take(folder string) (*making, error) {
	name := folder + lockSuffix
	m := &making{folder, flock.New(name, flock.SetFlag(os.O_RDWR))}
	ok, err := m.lock.TryLock()
	if errors.Is(err, fs.ErrNotExist) || err == nil && !ok {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	mine, err := m.lock.Stat()
	if err != nil {
		return nil, errors.Join(err, m.lock.Close())
	}
	if now, err := os.Lstat(name); err != nil || !os.SameFile(mine, now) { // taken away between the two
		return nil, m.lock.Close()
	}
	return m, nil
}

// end removes the folder, what waits to take its place, and the lock. The lock
// stays where that fails, for the next Tidy.
func (m *making) end() error {
	err := errors.Join(os.RemoveAll(m.folder), os.RemoveAll(m.folder+wholeSuffix))
	if err = errors.Join(err, m.lock.Close()); err != nil { // closed first: Windows removes no open file
		return err
	}
	if err = os.Remove(m.folder + lockSuffix); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Tidy looks for what a kill left of a New at dir, beside it or in it: what was
// not whole goes, what had begun to take its place is finished. Nothing is
// touched but folders that lie beside a lock of this package which nobody holds.
// What can not be tidied stays, and harms nobody.
func Tidy(dir string) {
	for _, above := range []string{filepath.Dir(dir), dir} {
		entries, _ := os.ReadDir(above) // those that could be read
		for _, e := range entries {
			if makingLock.MatchString(e.Name()) {
				_ = tidy(filepath.Join(above, strings.TrimSuffix(e.Name(), lockSuffix))) // see above
			}
		}
	}
}

// tidy ends what was made in one folder.
func tidy(folder string) error {
	info, err := os.Lstat(folder + lockSuffix)
	if err != nil || !info.Mode().IsRegular() || info.Size() > int64(len(marker)) {
		return err
	}
	said, err := os.ReadFile(folder + lockSuffix) // before it is locked: then Windows lets nobody read
	if err != nil {
		return err
	}
	m, err := take(folder)
	if m == nil {
		return err
	}
	if string(said) != marker { // a kill in its first moment: no folder was made
		if strings.HasPrefix(marker, string(said)) && !exists(folder) && !exists(folder+wholeSuffix) {
			return m.end()
		}
		return m.lock.Close()
	}
	if info, err := os.Lstat(folder + wholeSuffix); err == nil && info.IsDir() { // not a link to what somebody else made
		if _, err := place(filepath.Dir(folder), filepath.Base(folder)+wholeSuffix); err != nil {
			return errors.Join(err, m.lock.Close())
		}
	}
	return m.end()
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

// place moves all that is in the folder from of dir up into dir, its folders
// first, and replaces nothing: fs.ErrExist. It returns what it moved.
func place(dir, from string) (moved []string, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	entries, err := fs.ReadDir(root.FS(), from)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int { return filesLast(a) - filesLast(b) })
	for _, e := range entries {
		if err := moveNew(root, from+"/"+e.Name(), e.Name()); err != nil {
			return moved, err
		}
		moved = append(moved, e.Name())
	}
	return moved, syncDir(root, ".")
}

func filesLast(e fs.DirEntry) int {
	if e.IsDir() {
		return 0
	}
	return 1
}
