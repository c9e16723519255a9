package importer

import (
	"context"
	"errors"
	"io"
	"path"
	"regexp"

	"github.com/pagewright/pagewright/backend/importer/habit"
	"github.com/pagewright/pagewright/backend/site/durable"
	"github.com/pagewright/pagewright/generator/diag"
)

// write makes the site: until it is whole dir is as it was.
func (s *site) write(ctx context.Context, dir string, o Options) error {
	made, err := durable.Begin(dir)
	if errors.Is(err, durable.ErrTaken) {
		return failure(CodeNotEmpty, "dir", dir)
	}
	if err != nil {
		return err
	}
	if err = s.fill(ctx, made, o); err == nil {
		err = made.Appear()
	}
	if err != nil {
		return errors.Join(err, made.Drop())
	}
	return nil
}

// fill writes all files of the site, site.yaml as the last one.
func (s *site) fill(ctx context.Context, w *durable.New, o Options) error {
	all, done := len(s.pages)+len(s.plan.Files), 0
	step := func() error {
		done++
		if o.Progress != nil {
			o.Progress(done, all)
		}
		return ctx.Err()
	}
	for _, p := range s.pages {
		if err := errors.Join(w.File(p.Target, s.text(p)), step()); err != nil {
			return err
		}
		s.report.Pages = append(s.report.Pages, Taken{From: p.Source, To: p.Target, Address: p.address, Draft: p.now.Draft})
	}
	for _, m := range s.made {
		if err := w.File(m.target, []byte(m.text)); err != nil {
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
	return errors.Join(w.File(".gitignore", []byte("/.pagewright/\n")), w.File("site.yaml", settings))
}

var picture = regexp.MustCompile(`(?i)\.(png|jpe?g|gif|webp|svg)$`)

// largestPicture is the most bytes of a picture that is cleaned; a larger one
// is copied as it is.
const largestPicture = 64 << 20

// copy takes one file over. A picture that is none is left out and told.
func (s *site) copy(w *durable.New, f habit.File, o Options) error {
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
		err = w.File(f.Target, clean)
		s.took(f, size)
		return err
	}
	s.took(f, size)
	return w.Copy(f.Target, in)
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
