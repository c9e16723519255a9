package dir

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/pagewright/pagewright/backend/store"
)

// unfinished begins the names of files that are being written.
const unfinished = "new-"

// tidy removes what a process that was killed a day ago or more left behind.
func (s *Store) tidy(now time.Time) {
	entries, err := fs.ReadDir(s.root.FS(), private)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), unfinished) && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = s.root.Remove(filepath.Join(private, e.Name())) // it is tried again next time
		}
	}
}

// writeTemp writes size bytes of r to a new file in the private folder, makes
// them durable, and returns the file's name. Nothing of it is left on failure.
func (s *Store) writeTemp(ctx context.Context, r io.Reader, size int64) (_ string, err error) {
	name := filepath.Join(private, unfinished+rand.Text())
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrNotExist) { // somebody moved the folder away
		return "", store.Fail(store.NoBucket, err, "place", s.folder, "folder", s.folder)
	}
	if err != nil {
		return "", fail(err, s.folder, "")
	}
	defer func() {
		if err != nil {
			f.Close()
			s.root.Remove(name)
		}
	}()
	n, err := io.Copy(fileOnly{f}, cancellable{ctx, r})
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", fail(err, s.folder, "")
	case n != size:
		return "", store.Fail(store.Failed, fmt.Errorf("body has %d bytes, said %d", n, size))
	}
	if err = f.Sync(); err != nil {
		return "", fail(err, s.folder, "")
	}
	if err = f.Close(); err != nil {
		return "", fail(err, s.folder, "")
	}
	return name, nil
}

// fileOnly hides ReadFrom, which would read past a cancelled context.
type fileOnly struct{ io.Writer }

type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// rename is the point of no return: before it the old object is there, after
// it the new one. The folder is made durable afterwards, because a rename that
// a power cut takes back was no answer.
func (s *Store) rename(temp, key string) error {
	parent := path.Dir(key)
	made, err := s.makeFolders(parent)
	if err != nil {
		return err
	}
	name := filepath.FromSlash(key)
	err = s.root.Rename(temp, name)
	for wait := time.Millisecond; err != nil && heldOpen(err) && wait < 2*time.Second; wait *= 2 {
		time.Sleep(wait) // Windows: a reader or a virus scanner holds the file for a moment
		err = s.root.Rename(temp, name)
	}
	if err != nil {
		return fail(err, s.folder, key)
	}
	if err := s.syncFolder(parent); err != nil {
		return err
	}
	for _, folder := range made { // a new folder must itself be found again
		if err := s.syncFolder(path.Dir(folder)); err != nil {
			return err
		}
	}
	return nil
}

// makeFolders makes folder and those above it, and returns which are new.
func (s *Store) makeFolders(folder string) ([]string, error) {
	var missing []string
	for f := folder; f != "."; f = path.Dir(f) {
		if info, err := s.root.Stat(filepath.FromSlash(f)); err == nil && info.IsDir() {
			break
		}
		missing = append(missing, f)
	}
	if len(missing) == 0 {
		return nil, nil
	}
	if err := s.root.MkdirAll(filepath.FromSlash(folder), 0o755); err != nil {
		return nil, fail(err, s.folder, folder)
	}
	return missing, nil
}

// syncFolder makes the names in a folder durable. Windows has no such call;
// its file systems journal names.
func (s *Store) syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := s.root.Open(filepath.FromSlash(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fail(err, s.folder, folder)
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return fail(err, s.folder, folder)
	}
	return nil
}

// hashed is the size up to which an entity tag is the hash of the content.
// Whatever is written under a condition over an older content is far smaller.
const hashed = 1 << 20

// etag reads f from the start and leaves its position anywhere.
func etag(f *os.File, info fs.FileInfo) (string, error) {
	if info.Size() > hashed {
		return fmt.Sprintf("t%x-%x", info.Size(), info.ModTime().UnixNano()), nil
	}
	h := sha256.New()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}
