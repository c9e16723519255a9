package serve

import (
	"errors"
	"html"
	"io/fs"
	"os"
	"sync"
)

// door is a page in a file that only this person can read and that leads to the
// address which lets in. What a browser is started with, everybody on this
// computer can read in the list of programs: there stands the file's name, and
// not the address.
type door struct {
	mu   sync.Mutex
	file string // "": there is none
}

// Door makes the page in a folder and returns its path, for a browser to open.
// The page is gone when somebody came in, and when Run ends. It may be called
// once.
func (s *Server) Door(folder string) (string, error) {
	f, err := os.CreateTemp(folder, "pagewright-*.html") // for this person alone
	if err != nil {
		return "", err
	}
	to := html.EscapeString(s.Address())
	_, err = f.WriteString(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=` +
		to + `"><title>Pagewright</title><a href="` + to + `">Pagewright</a></html>`)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	s.door.file = f.Name()
	return f.Name(), nil
}

// shut takes the page away, if there is one.
func (d *door) shut() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.file == "" {
		return nil
	}
	err := os.Remove(d.file)
	d.file = ""
	if errors.Is(err, fs.ErrNotExist) { // the person did
		return nil
	}
	return err
}
