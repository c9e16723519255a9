// Package dir keeps objects as files of a folder of this computer, under the
// same names and the same rules as a bucket: an object is whole or not there,
// a condition is decided under a lock that other processes respect, and what
// was answered survives a power cut.
//
// It never writes outside its folder and never follows a link out of it.
// Files that something else put there are objects like the others.
package dir

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/pagewright/pagewright/backend/regular"
	"github.com/pagewright/pagewright/backend/store"
)

// private is the folder inside the folder for the lock and for files that are
// not finished; no object can have its name.
const private = ".pagewright-store"

// Store is a driver over a folder. Safe for concurrent use, also by several
// processes. Close it when it is no longer needed.
type Store struct {
	folder string
	root   *os.Root
	lock   *flock.Flock
	mu     sync.Mutex // one conditional write at a time in this process; flock orders processes
}

// Open returns the driver over folder and makes the folder where it is not.
// The error has the code NoPermission or NoSpace where that is the reason.
func Open(folder string) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(folder, private), 0o755); err != nil {
		return nil, fail(err, folder, "")
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fail(err, folder, "")
	}
	s := &Store{folder: folder, root: root, lock: flock.New(filepath.Join(folder, private, "lock"))}
	s.tidy(time.Now())
	return s, nil
}

// Close lets go of the folder.
func (s *Store) Close() error { return errors.Join(s.lock.Close(), s.root.Close()) }

// Get implements store.Driver.
func (s *Store) Get(ctx context.Context, key string, o store.GetOptions) (*store.Object, error) {
	if err := s.check(ctx, key); err != nil {
		return nil, err
	}
	f, err := regular.Open(s.root, filepath.FromSlash(key))
	if isNoFolder(err) { // a/b where a is an object
		return nil, store.Fail(store.NotFound, err, "key", key)
	}
	if err != nil {
		return nil, fail(err, s.folder, key)
	}
	object, err := s.object(f, key, o)
	if err != nil {
		f.Close()
		return nil, err
	}
	return object, nil
}

func (s *Store) object(f *os.File, key string, o store.GetOptions) (*store.Object, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fail(err, s.folder, key)
	}
	if info.IsDir() { // a folder of keys is not an object
		return nil, store.Fail(store.NotFound, nil, "key", key)
	}
	tag, err := etag(f, info)
	if err != nil {
		return nil, fail(err, s.folder, key)
	}
	if tag == o.IfNoneMatch {
		return nil, store.Fail(store.NotModified, nil, "key", key)
	}
	if _, err := f.Seek(o.Offset, io.SeekStart); err != nil {
		return nil, fail(err, s.folder, key)
	}
	object := &store.Object{Body: f, Size: info.Size(), ETag: tag, Modified: info.ModTime()}
	if o.Length > 0 {
		object.Body = limited{io.LimitReader(f, o.Length), f}
	}
	return object, nil
}

type limited struct {
	io.Reader
	io.Closer
}

// Put implements store.Driver.
func (s *Store) Put(ctx context.Context, key string, body store.Body, o store.PutOptions) (string, error) {
	if err := s.check(ctx, key); err != nil {
		return "", err
	}
	if o.IfAbsent { // spare the bytes; the decision falls under the lock
		if _, err := s.root.Lstat(filepath.FromSlash(key)); err == nil {
			return "", store.Fail(store.Precondition, nil, "key", key)
		}
	}
	r, err := body.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	temp, err := s.writeTemp(ctx, r, body.Size())
	if err != nil {
		return "", err
	}
	defer s.root.Remove(temp) // after the rename there is nothing left to remove
	return s.land(ctx, temp, key, o)
}

// land moves a finished file to its key, under the lock where a condition has
// to be decided.
func (s *Store) land(ctx context.Context, temp, key string, o store.PutOptions) (string, error) {
	if o.IfAbsent || o.IfMatch != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		// Another process that was stopped while it held the lock must not hang
		// this one for good.
		if _, err := s.lock.TryLockContext(ctx, 5*time.Millisecond); err != nil {
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
			return "", fail(err, s.folder, key)
		}
		defer s.lock.Unlock()
		if err := s.condition(key, o); err != nil {
			return "", err
		}
	}
	tag, err := s.tagOf(temp)
	if err != nil {
		return "", err
	}
	return tag, s.rename(temp, key)
}

// condition reports Precondition where what is at key breaks o.
func (s *Store) condition(key string, o store.PutOptions) error {
	tag, err := s.tagOf(filepath.FromSlash(key))
	absent := store.Is(err, store.NotFound)
	if err != nil && !absent {
		return err
	}
	if o.IfAbsent && !absent || o.IfMatch != "" && (absent || tag != o.IfMatch) {
		return store.Fail(store.Precondition, nil, "key", key)
	}
	return nil
}

func (s *Store) tagOf(name string) (string, error) {
	f, err := regular.Open(s.root, name)
	if err != nil {
		return "", fail(err, s.folder, filepath.ToSlash(name))
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fail(err, s.folder, filepath.ToSlash(name))
	}
	tag, err := etag(f, info)
	if err != nil {
		return "", fail(err, s.folder, filepath.ToSlash(name))
	}
	return tag, nil
}

// Copy implements store.Driver.
func (s *Store) Copy(ctx context.Context, from, to string, o store.PutOptions) error {
	if err := s.check(ctx, from); err != nil {
		return err
	}
	if err := s.check(ctx, to); err != nil {
		return err
	}
	f, err := regular.Open(s.root, filepath.FromSlash(from))
	if err != nil {
		return fail(err, s.folder, from)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fail(err, s.folder, from)
	}
	temp, err := s.writeTemp(ctx, f, info.Size())
	if err != nil {
		return err
	}
	defer s.root.Remove(temp)
	return s.rename(temp, to)
}

// Delete implements store.Driver. Folders that it leaves empty stay: removing
// them could race a write into them.
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := s.check(ctx, key); err != nil {
		return err
	}
	name := filepath.FromSlash(key)
	err := s.root.Remove(name)
	if errors.Is(err, fs.ErrNotExist) || isNoFolder(err) {
		return nil
	}
	if err != nil {
		return fail(err, s.folder, key)
	}
	return s.syncFolder(path.Dir(key))
}

// List implements store.Driver.
func (s *Store) List(ctx context.Context, prefix string, limit int) ([]string, error) {
	start := path.Dir(prefix + "x")
	var keys []string
	err := fs.WalkDir(s.root.FS(), start, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir() && p == private:
			return fs.SkipDir
		case !d.IsDir() && strings.HasPrefix(p, prefix):
			keys = append(keys, p)
		}
		return nil
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fail(err, s.folder, prefix)
	}
	sort.Strings(keys)
	return keys[:min(limit, len(keys))], nil
}

func (s *Store) check(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return checkName(key)
}
