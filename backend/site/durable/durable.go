// Package durable writes the files of a site so that a kill, a power cut or a
// full disk leaves a whole old or a whole new file, and so that bytes which
// another program wrote in the same moment are kept and not overwritten.
//
// A write has two halves. Stage puts the content beside its target under a
// temporary name and makes it durable. Swap exchanges the two in one step and
// hands back what was displaced. Start reading at Disk.
//
// It never decides what to write, never follows a link out of the site and
// never deletes a file whose content it does not know.
package durable

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/pagewright/pagewright/backend/regular"
)

// TempPrefix begins the base name of every temporary file. Watchers, the
// generator and importers ignore such files; Clean removes what a kill left.
const TempPrefix = ".pw-tmp-"

// Step names a point of a write, for Disk.Before.
type Step string

// The steps of a write, in their order.
const (
	StepCreate Step = "create" // before a temporary file comes to be
	StepWrite  Step = "write"  // before its content is written
	StepSync   Step = "sync"   // before the file is made durable
	StepSwap   Step = "swap"   // before the name changes hands
	StepRemove Step = "remove" // before a displaced or removed file goes
	StepDir    Step = "dir"    // before a folder is made durable
	StepAppend Step = "append" // before a record is added to a journal
	StepDone   Step = "done"   // after everything
)

// Disk is the folder of a site as it is written. Its methods are safe for
// concurrent use on different names.
type Disk struct {
	Root *os.Root
	// Before is called at each step with the file's name; an error fails the
	// step as the operating system would. Nil in the program, set by tests.
	Before func(step Step, name string) error
}

// Hash returns the name of content: its SHA-256 in hexadecimal digits.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// Reach announces a step to Before; callers that write by themselves use it too.
func (d *Disk) Reach(step Step, name string) error {
	if d.Before == nil {
		return nil
	}
	return d.Before(step, name)
}

// Read returns the content of a file, and found false when there is none. A
// pipe or a device is regular.ErrSpecial.
func (d *Disk) Read(name string) (content []byte, found bool, err error) {
	content, err = regular.ReadFile(d.Root, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	return content, err == nil, err
}

// HashOf returns the hash of a file's content, "" when there is no such file.
func (d *Disk) HashOf(name string) (string, error) {
	content, found, err := d.Read(name)
	if err != nil || !found {
		return "", err
	}
	return Hash(content), nil
}

// Write replaces the content of one file durably and makes it when there is
// none. Missing folders are made.
func (d *Disk) Write(name string, content []byte) error {
	if err := d.MkdirAll(path.Dir(name)); err != nil {
		return err
	}
	staged, err := d.Stage(name, content)
	if err != nil {
		return err
	}
	old, err := staged.Swap(true)
	if err != nil {
		return errors.Join(err, staged.Discard())
	}
	if old != nil {
		if err := old.Drop(); err != nil {
			return err
		}
	}
	return d.SyncDir(path.Dir(name))
}

// MkdirAll makes a folder and those above it, and makes their entries durable.
func (d *Disk) MkdirAll(dir string) error {
	if _, err := d.Root.Stat(dir); err == nil {
		return nil
	}
	if err := d.Root.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for up := path.Dir(dir); ; up = path.Dir(up) {
		if err := d.SyncDir(up); err != nil {
			return err
		}
		if up == "." {
			return nil
		}
	}
}

// RemoveEmpty removes a folder that holds nothing any more, and those above it
// likewise, but never a folder at the top of the site or right below a hidden
// one. A folder that is not empty stays, and that is no error: nothing is lost
// with a folder that holds no file, nor by one that stays.
func (d *Disk) RemoveEmpty(dir string) {
	for {
		parts := strings.Split(dir, "/")
		if len(parts) < 2 || strings.HasPrefix(parts[0], ".") && len(parts) < 3 {
			return
		}
		if info, err := d.Root.Lstat(dir); err != nil || !info.IsDir() || d.Root.Remove(dir) != nil {
			return
		}
		dir = path.Dir(dir)
	}
}

// SyncDir makes the entries of a folder durable: creations, renames, removals.
func (d *Disk) SyncDir(dir string) error {
	if err := d.Reach(StepDir, dir); err != nil {
		return fmt.Errorf("sync folder %s: %w", dir, err)
	}
	return syncDir(d.Root, dir)
}

// SyncFolder is SyncDir for a folder of this computer.
func SyncFolder(folder string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	return errors.Join(syncDir(root, "."), root.Close())
}

// IsTemp reports whether a file is a temporary one of this package.
func IsTemp(name string) bool { return strings.HasPrefix(path.Base(name), TempPrefix) }

// TempName returns a fresh temporary name in the folder of name.
func TempName(name string) string {
	var random [6]byte
	_, _ = rand.Read(random[:]) // never fails: crypto/rand ends the program instead
	return path.Join(path.Dir(name), TempPrefix+hex.EncodeToString(random[:]))
}
