package durable

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// Staged is new content that is durable under a temporary name and waits to
// take its place.
type Staged struct {
	disk *Disk
	Name string // where it will stand
	Temp string // where it stands now
}

// Displaced is what stood where a Staged came to stand. Its bytes are still
// there until Drop.
type Displaced struct {
	disk *Disk
	Name string // where it stood
	Temp string // where it stands now
}

// Stage writes content beside name and makes it durable. The file keeps the
// permissions of the one it will replace. On an error nothing is left behind.
func (d *Disk) Stage(name string, content []byte) (*Staged, error) {
	mode := fs.FileMode(0o644)
	if info, err := d.Root.Stat(name); err == nil {
		mode = info.Mode().Perm() | 0o200
	}
	s := &Staged{disk: d, Name: name, Temp: TempName(name)}
	if err := s.write(content, mode); err != nil {
		return nil, errors.Join(fmt.Errorf("stage %s: %w", name, err), s.Discard())
	}
	return s, nil
}

func (s *Staged) write(content []byte, mode fs.FileMode) (err error) {
	if err := s.disk.Reach(StepCreate, s.Name); err != nil {
		return err
	}
	f, err := s.disk.Root.OpenFile(s.Temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := s.disk.Reach(StepWrite, s.Name); err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return err
	}
	if err := s.disk.Reach(StepSync, s.Name); err != nil {
		return err
	}
	return f.Sync()
}

// Swap puts the staged content in its place in one step. With over it replaces
// what stands there and returns it; without, it fails with fs.ErrExist when
// something stands there. The folder still has to be made durable (SyncDir).
func (s *Staged) Swap(over bool) (*Displaced, error) {
	if err := s.disk.Reach(StepSwap, s.Name); err != nil {
		return nil, fmt.Errorf("swap %s: %w", s.Name, err)
	}
	if !over {
		return nil, moveNew(s.disk.Root, s.Temp, s.Name)
	}
	if _, err := s.disk.Root.Lstat(s.Name); errors.Is(err, fs.ErrNotExist) {
		err := moveNew(s.disk.Root, s.Temp, s.Name)
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	if err := exchange(s.disk.Root, s.Temp, s.Name); err != nil {
		return nil, fmt.Errorf("swap %s: %w", s.Name, err)
	}
	if _, err := s.disk.Root.Lstat(s.Temp); errors.Is(err, fs.ErrNotExist) {
		return nil, nil // this file system can only replace
	}
	return &Displaced{disk: s.disk, Name: s.Name, Temp: s.Temp}, nil
}

// Discard removes staged content that will not be used. It is not an error
// when there is none.
func (s *Staged) Discard() error {
	err := s.disk.Root.Remove(s.Temp)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Hash returns the hash of the displaced bytes.
func (o *Displaced) Hash() (string, error) { return o.disk.HashOf(o.Temp) }

// Drop removes the displaced bytes: the caller knows that they are kept elsewhere.
func (o *Displaced) Drop() error {
	if err := o.disk.Reach(StepRemove, o.Name); err != nil {
		return err
	}
	return o.disk.Root.Remove(o.Temp)
}

// PutAside gives the displaced bytes the name to, and drops them where that can
// not be done. It is not made durable: the caller knows the bytes.
func (o *Displaced) PutAside(to string) (aside bool, err error) {
	if err := o.disk.Reach(StepRemove, o.Name); err != nil {
		return false, err
	}
	if o.disk.Root.Rename(o.Temp, to) == nil {
		return true, nil
	}
	return false, o.disk.Root.Remove(o.Temp)
}

// Restore puts the displaced bytes back where they stood and returns what had
// taken their place, nil when nothing had. It needs no room on the disk.
func (o *Displaced) Restore() (*Displaced, error) {
	if _, err := o.disk.Root.Lstat(o.Name); errors.Is(err, fs.ErrNotExist) {
		return nil, moveNew(o.disk.Root, o.Temp, o.Name)
	}
	if err := exchange(o.disk.Root, o.Temp, o.Name); err != nil {
		return nil, err
	}
	return o, nil
}

// Aside takes a file away to a temporary name of its folder, given by the caller.
func (d *Disk) Aside(name, temp string) (*Displaced, error) {
	if err := d.Reach(StepSwap, name); err != nil {
		return nil, fmt.Errorf("take away %s: %w", name, err)
	}
	if err := moveNew(d.Root, name, temp); err != nil {
		return nil, fmt.Errorf("take away %s: %w", name, err)
	}
	return &Displaced{disk: d, Name: name, Temp: temp}, nil
}

// Move renames a file durably. It never replaces another: fs.ErrExist. Missing
// folders are made.
func (d *Disk) Move(from, to string) error {
	if err := d.MkdirAll(path.Dir(to)); err != nil {
		return err
	}
	if err := d.Rename(from, to); err != nil {
		return err
	}
	if err := d.SyncDir(path.Dir(to)); err != nil || path.Dir(from) == path.Dir(to) {
		return err
	}
	return d.SyncDir(path.Dir(from))
}

// Rename is Move without making it durable: the caller syncs both folders.
func (d *Disk) Rename(from, to string) error {
	if err := d.Reach(StepSwap, to); err != nil {
		return fmt.Errorf("move %s: %w", from, err)
	}
	if d.sameFile(from, to) {
		return d.Root.Rename(from, to) // only the case of letters changes
	}
	if err := moveNew(d.Root, from, to); err != nil {
		return fmt.Errorf("move %s: %w", from, err)
	}
	return nil
}

func (d *Disk) sameFile(a, b string) bool {
	ia, errA := d.Root.Lstat(a)
	ib, errB := d.Root.Lstat(b)
	return errA == nil && errB == nil && os.SameFile(ia, ib)
}
