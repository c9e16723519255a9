package durable

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// New is a folder in the making. Where nothing stood it appears with all its
// files at once; an empty folder that stands, which may be a disk of its own, is
// filled in place. Make one with Begin, end it with Appear or Drop. It is not
// safe for concurrent use.
type New struct {
	dir     string          // where it will stand
	at      string          // where it is made; dir when that stands
	folders map[string]bool // below at and at itself, absolute
	tops    map[string]bool // names in at that were made
}

// Begin begins a folder at dir, which must not exist or be empty; missing
// folders above it are made. mark begins the name of the folder beside dir in
// which it is made.
func Begin(dir, mark string) (*New, error) {
	n := &New{dir: dir, at: dir, tops: map[string]bool{}}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		above := filepath.Dir(dir)
		err := os.MkdirAll(above, 0o755)
		if err == nil {
			n.at, err = os.MkdirTemp(above, mark)
		}
		if err != nil {
			return nil, err
		}
	}
	n.folders = map[string]bool{n.at: true}
	return n, nil
}

// File writes a new file. Its name is slash-separated and may not lead out.
func (n *New) File(name string, data []byte) error {
	f, err := n.create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return finish(f, err)
}

// Copy writes a new file of all that from gives.
func (n *New) Copy(name string, from io.Reader) error {
	f, err := n.create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return finish(f, err)
}

// create makes a file that does not exist yet, and the folders above it.
func (n *New) create(name string) (*os.File, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("durable: %q leads out of the folder", name)
	}
	top, _, _ := strings.Cut(name, "/")
	n.tops[top] = true
	full := filepath.Join(n.at, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	for above := filepath.Dir(full); above != n.at; above = filepath.Dir(above) {
		n.folders[above] = true
	}
	return os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
}

// finish makes the bytes of a file durable and closes it.
func finish(f *os.File, err error) error {
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Appear makes the folder durable and puts it in its place. After an error it
// still has to be dropped.
func (n *New) Appear() error {
	for folder := range n.folders {
		if err := SyncFolder(folder); err != nil {
			return err
		}
	}
	if n.at == n.dir {
		return nil
	}
	if err := os.Chmod(n.at, 0o755); err != nil { // MkdirTemp makes it for the owner alone
		return err
	}
	if err := os.Rename(n.at, n.dir); err != nil { // from here on it exists
		return err
	}
	return SyncFolder(filepath.Dir(n.dir))
}

// Drop removes all that was made: what stood at the folder's place is as before.
func (n *New) Drop() error {
	if n.at != n.dir {
		return os.RemoveAll(n.at)
	}
	var errs []error
	for top := range n.tops {
		errs = append(errs, os.RemoveAll(filepath.Join(n.dir, top)))
	}
	return errors.Join(errs...)
}
