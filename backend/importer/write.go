package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// write makes the site in a folder beside dir and renames it: until then dir
// is as it was.
func (s *site) write(ctx context.Context, dir string, o Options) error {
	if err := free(dir); err != nil {
		return err
	}
	above := filepath.Dir(dir)
	if err := os.MkdirAll(above, 0o755); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(above, ".pagewright-import-")
	if err != nil {
		return err
	}
	err = s.fill(ctx, temporary, o)
	if err == nil {
		err = os.Chmod(temporary, 0o755) // MkdirTemp makes it for the owner alone
	}
	if err == nil {
		err = replace(temporary, dir) // from here on the site exists
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(temporary))
	}
	return durable.SyncFolder(above)
}

// free fails when dir holds something.
func free(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		if info, stat := os.Lstat(dir); stat == nil && !info.IsDir() {
			return failure(CodeNotEmpty, "dir", dir)
		}
		return err
	case len(entries) > 0:
		return failure(CodeNotEmpty, "dir", dir)
	}
	return nil
}

// replace puts the finished folder where an empty one may stand.
func replace(finished, dir string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(finished, dir)
}

// fill writes all files of the site, site.yaml as the last one.
func (s *site) fill(ctx context.Context, dir string, o Options) error {
	w := &writer{dir: dir, folders: map[string]bool{dir: true}}
	all, done := len(s.pages)+len(s.plan.Files), 0
	step := func() error {
		done++
		if o.Progress != nil {
			o.Progress(done, all)
		}
		return ctx.Err()
	}
	for _, p := range s.pages {
		if err := errors.Join(w.file(p.Target, s.text(p)), step()); err != nil {
			return err
		}
		s.report.Pages = append(s.report.Pages, Taken{From: p.Source, To: p.Target, Address: p.address, Draft: p.now.Draft})
	}
	for _, m := range s.made {
		if err := w.file(m.target, []byte(m.text)); err != nil {
			return err
		}
		s.report.Pages = append(s.report.Pages, Taken{To: m.target, Address: path.Join("/", path.Dir(m.target)[len("content"):]) + "/"})
	}
	for _, f := range s.plan.Files {
		if err := errors.Join(s.copy(w, f, o), step()); err != nil {
			return err
		}
	}
	settings, err := s.settings(o.Rand)
	if err != nil {
		return err
	}
	s.report.Title = s.title()
	if err := errors.Join(w.file(".gitignore", []byte("/.pagewright/\n")), w.file("site.yaml", settings)); err != nil {
		return err
	}
	return w.flush()
}

var picture = regexp.MustCompile(`(?i)\.(png|jpe?g|gif|webp|svg)$`)

// largestPicture is the most bytes of a picture that is cleaned; a larger one
// is copied as it is.
const largestPicture = 64 << 20

// copy takes one file over. A picture that is none is left out and told.
func (s *site) copy(w *writer, f habit.File, o Options) error {
	in, err := s.source.FS.Open(f.Source)
	if err != nil {
		s.report.add(at(finding(habit.CodeLeftOut, "what", "unreadable"), f.Source, 0, ""))
		return nil
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	if o.Clean != nil && picture.MatchString(f.Source) && size <= largestPicture {
		data, err := io.ReadAll(in)
		if err != nil {
			return err
		}
		clean, err := o.Clean(f.Source, data)
		if err != nil {
			s.report.add(at(unclean(err), f.Source, 0, ""))
			return nil
		}
		size = int64(len(clean))
		err = w.file(f.Target, clean)
		s.took(f, size)
		return err
	}
	s.took(f, size)
	return w.stream(f.Target, in)
}

// unclean says what is wrong with a picture.
func unclean(err error) diag.Diag {
	var d *diag.Diag
	if errors.As(err, &d) {
		return *d
	}
	return finding(CodePicture)
}

func (s *site) took(f habit.File, size int64) {
	s.report.Files = append(s.report.Files, Taken{From: f.Source, To: f.Target, Address: "/" + f.Target})
	s.report.Bytes += size
}

// writer writes new files below a folder and knows which folders to flush.
type writer struct {
	dir     string
	folders map[string]bool
}

func (w *writer) file(name string, data []byte) error {
	f, err := w.create(name)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return finish(f, err)
}

func (w *writer) stream(name string, from io.Reader) error {
	f, err := w.create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return finish(f, err)
}

// create makes a file that does not exist yet, and the folders above it.
func (w *writer) create(name string) (*os.File, error) {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil, fmt.Errorf("importer: %q leads out of the site", name)
	}
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return nil, err
	}
	for above := filepath.Dir(full); above != w.dir; above = filepath.Dir(above) {
		w.folders[above] = true
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

// flush makes the names in all folders durable.
func (w *writer) flush() error {
	for folder := range w.folders {
		if err := durable.SyncFolder(folder); err != nil {
			return err
		}
	}
	return nil
}
