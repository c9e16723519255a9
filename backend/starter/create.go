package starter

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
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
	return write(dir, files)
}

// write makes a folder of the files; after an error all is as before.
func write(dir string, files []file) error {
	made, err := durable.Begin(dir)
	if errors.Is(err, durable.ErrTaken) {
		return &diag.Diag{Code: "starter-not-empty", Severity: diag.Error, Args: map[string]string{"dir": dir}}
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := made.File(f.path, f.data); err != nil {
			return errors.Join(err, made.Drop())
		}
	}
	if err := made.Appear(); err != nil {
		return errors.Join(err, made.Drop())
	}
	return nil
}

func unknown(name string) error {
	var known []string
	for _, s := range List() {
		known = append(known, s.Name)
	}
	return &diag.Diag{Code: "starter-unknown", Severity: diag.Error, Args: map[string]string{"name": name, "known": strings.Join(known, ", ")}}
}

// newID returns 8 random bytes in hex.
func newID() string {
	var b [8]byte
	rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}
