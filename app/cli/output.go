package cli

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
)

// CodeOutside is the code of an output folder that a build must not go to:
// the site's own sources, or a folder around them; Args: out.
const CodeOutside = "build-out"

// output is the folder that a build goes to. It implements generator.Output
// and generator.Keeper.
type output struct {
	dir  string // absolute
	root *os.Root
	look looker
	made sync.Map // folders that are there

	mu   sync.Mutex
	open map[string]*os.Root // folders of folders, held open: the way to them is not gone again for each file
}

// maxOpen bounds the folders that are held open.
const maxOpen = 64

// openOutput makes the folder if needed. It may not be the site, hold it, or
// lie among its sources.
func openOutput(siteDir, out string) (*output, error) {
	dir, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	site, err := filepath.Abs(siteDir)
	if err != nil {
		return nil, err
	}
	if within(site, dir) || within(dir, filepath.Join(site, "content")) || within(dir, filepath.Join(site, "media")) || within(dir, filepath.Join(site, "theme")) {
		return nil, &diag.Diag{Code: CodeOutside, Severity: diag.Error, Args: map[string]string{"out": dir}}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	o := &output{dir: dir, root: root, open: map[string]*os.Root{}}
	if o.look, err = newLooker(dir); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return o, nil
}

// within reports whether path is dir or lies in it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func (o *output) close() error {
	errs := []error{o.look.close(), o.root.Close()}
	for _, folder := range o.open {
		errs = append(errs, folder.Close())
	}
	return errors.Join(errs...)
}

// Write implements generator.Output. A file is there whole or as before, also
// when the disk is full.
func (o *output) Write(name string, content []byte) error {
	root, name, err := o.place(name)
	if err != nil {
		return err
	}
	err = create(root, name, content)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	// What is there stays whole until the new one is.
	temp := path.Join(path.Dir(name), ".pagewright-"+rand.Text())
	if err := create(root, temp, content); err != nil {
		return err
	}
	if err := root.Rename(temp, name); err != nil {
		return errors.Join(err, root.Remove(temp))
	}
	return nil
}

// place makes the folder of a file, and returns an open folder with the file's
// name in it.
func (o *output) place(name string) (*os.Root, string, error) {
	folder := path.Dir(name)
	if folder == "." {
		return o.root, name, nil
	}
	parent, err := o.parent(path.Dir(folder))
	if err != nil {
		return nil, "", err
	}
	if parent != o.root {
		name = path.Join(path.Base(folder), path.Base(name))
	}
	if _, ok := o.made.Load(folder); !ok {
		if err := parent.MkdirAll(path.Dir(name), 0o755); err != nil {
			return nil, "", err
		}
		o.made.Store(folder, true)
	}
	return parent, name, nil
}

// parent returns a folder that holds folders, made and open. Where too many are
// open already it is the root.
func (o *output) parent(name string) (*os.Root, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if root := o.open[name]; root != nil {
		return root, nil
	}
	if name == "." || len(o.open) == maxOpen {
		return o.root, nil
	}
	if err := o.root.MkdirAll(name, 0o755); err != nil {
		return nil, err
	}
	root, err := o.root.OpenRoot(name)
	if err == nil {
		o.open[name] = root
	}
	return root, err
}

// create writes a file that is not there, whole or not at all.
func create(root *os.Root, name string, content []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, root.Remove(name))
	}
	return nil
}

// Remove implements generator.Output. Folders that are empty then go too.
func (o *output) Remove(name string) error {
	err := o.root.Remove(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if o.root.Remove(folder) != nil { // it is not empty
			break
		}
		o.made.Delete(folder)
		if err := o.shut(folder); err != nil {
			return err
		}
	}
	return nil
}

// shut closes a folder that was taken away.
func (o *output) shut(name string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	root := o.open[name]
	delete(o.open, name)
	if root == nil {
		return nil
	}
	return root.Close()
}

// Has implements generator.Keeper. It is asked for every file of a site, and
// only looks: one call of the system each, where the root needs one a folder.
func (o *output) Has(name string, size int64) bool { return o.look.has(name, size) }

// clean takes away all files that are not part of the release. A folder that
// holds more strange files than files of the site is not one that builds go
// to: it is left alone.
func (o *output) clean(m *release.Manifest) error {
	var strange []string
	err := fs.WalkDir(o.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if _, ok := m.Files[name]; !ok {
			strange = append(strange, name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(strange) > len(m.Files) {
		return &diag.Diag{
			Code: CodeForeign, Severity: diag.Error,
			Args: map[string]string{"out": o.dir, "files": fmt.Sprint(len(strange))},
		}
	}
	for _, name := range strange {
		if err := o.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

// CodeForeign is the code of an output folder that holds too much else to be
// cleaned; Args: out, files.
const CodeForeign = "build-foreign"

// count says how many, in words.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
