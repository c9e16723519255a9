package starter

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// Create writes the starter of this name into dir, which must not exist or be
// an empty folder; missing folders above it are made. An empty title keeps the
// starter's own. The site gets an id and a control prefix of its own, so two
// sites never share a place where they are published.
//
// A folder that did not exist appears with all its files at once. Create
// returns a *diag.Diag with the code starter-unknown or starter-not-empty, or
// an error of the file system. After an error dir is as it was before.
func Create(dir, name, title string) error {
	site, ok := find(name)
	if !ok {
		return unknown(name)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	files, err := prepare(site, title)
	if err != nil {
		return err
	}
	there, err := empty(dir)
	if err != nil {
		return err
	}
	if there {
		return fill(dir, files)
	}
	return appear(dir, files)
}

func unknown(name string) error {
	var known []string
	for _, s := range List() {
		known = append(known, s.Name)
	}
	return &diag.Diag{Code: "starter-unknown", Severity: diag.Error, Args: map[string]string{"name": name, "known": strings.Join(known, ", ")}}
}

// empty says whether dir exists; it is an error when it holds something.
func empty(dir string) (there bool, err error) {
	notEmpty := &diag.Diag{Code: "starter-not-empty", Severity: diag.Error, Args: map[string]string{"dir": dir}}
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.IsDir() {
		return false, notEmpty
	}
	d, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer d.Close()
	switch _, err = d.Readdirnames(1); err {
	case io.EOF:
		return true, nil
	case nil:
		return false, notEmpty
	}
	return false, err
}

// appear writes the files into a folder beside dir and renames it.
func appear(dir string, files []file) error {
	above := filepath.Dir(dir)
	if err := os.MkdirAll(above, 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(above, ".pagewright-new-")
	if err != nil {
		return err
	}
	err = write(temporary, files)
	if err == nil {
		err = os.Chmod(temporary, 0o755) // MkdirTemp makes it for the owner alone
	}
	if err == nil {
		err = os.Rename(temporary, dir) // from here on the site exists
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(temporary))
	}
	return durable.SyncFolder(above)
}

// fill writes into an empty folder that stands, and empties it again on an error.
func fill(dir string, files []file) error {
	err := write(dir, files)
	if err == nil {
		return nil
	}
	for _, f := range files {
		top, _, _ := strings.Cut(f.path, "/")
		err = errors.Join(err, os.RemoveAll(filepath.Join(dir, top)))
	}
	return err
}

// newID returns 8 random bytes in hex.
func newID() string {
	var b [8]byte
	rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}
