package generator

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"

	"github.com/pagewright/pagewright/generator/diag"
	"github.com/pagewright/pagewright/generator/release"
	"github.com/pagewright/pagewright/generator/render"
)

// Canvas is a page as the canvas shows it: HTML is the whole document, Blocks
// the part of each top-level block, Tree the page's blocks with their ranges.
type Canvas = render.Canvas

// Serve makes one output now: what Build would write at the path. The error
// wraps fs.ErrNotExist where the site has no such output. A picture that has to
// be made smaller for it takes a while, and is given up with ctx.
func (e *Engine) Serve(ctx context.Context, path string) (body []byte, f release.File, err error) {
	return e.state.Load().serve(ctx, path)
}

func (s *snapshot) serve(ctx context.Context, path string) ([]byte, release.File, error) {
	o, ok := s.world.Find(path)
	if !ok {
		return nil, release.File{}, &fs.PathError{Op: "serve", Path: path, Err: fs.ErrNotExist}
	}
	if o.Make == render.MakeScaled {
		return s.serveScaled(ctx, o)
	}
	var buf bytes.Buffer
	if err := s.world.View(ctx).Render(&buf, o); err != nil {
		return nil, release.File{}, fmt.Errorf("make %s: %w", path, err)
	}
	return buf.Bytes(), render.Describe(o, buf.Bytes()), nil
}

func (s *snapshot) serveScaled(ctx context.Context, o render.Output) (data []byte, f release.File, err error) {
	err = s.drawOne(ctx, o.Name, []render.Output{o}, func(_ render.Output, made []byte) error {
		data, f = made, render.Describe(o, made)
		return nil
	})
	return data, f, err
}

// Canvas renders the page with this source path for the canvas, drafts too.
// prefix goes before the addresses of files on the site. The error wraps
// fs.ErrNotExist where there is no such page.
func (e *Engine) Canvas(ctx context.Context, page, prefix string) (*Canvas, error) {
	s := e.state.Load()
	p := s.world.Site.Page(page)
	if p == nil {
		return nil, &fs.PathError{Op: "canvas", Path: page, Err: fs.ErrNotExist}
	}
	source, err := s.Source(p)
	if err != nil {
		return nil, err
	}
	c, err := s.world.Canvas(ctx, p, source, prefix)
	if err != nil {
		return nil, err
	}
	c.Diags = s.suggest(c.Diags)
	return c, nil
}

// Redirects returns the old addresses of pages, as the release has them.
func (e *Engine) Redirects() []release.Redirect { return e.state.Load().world.Redirects() }

// Diags returns all findings that need no build: those of settings, theme,
// front matters and addresses. A Build finds those of the pages' bodies too.
func (e *Engine) Diags() []diag.Diag {
	s := e.state.Load()
	return s.suggest(sortDiags(s.diags()))
}

// contents opens the files of a release by making them again.
type contents struct {
	s *snapshot
	m *release.Manifest
}

// Open implements release.Content.
func (c contents) Open(path string) (io.ReadCloser, error) {
	return c.OpenContext(context.Background(), path)
}

// OpenContext implements release.Patient.
func (c contents) OpenContext(ctx context.Context, path string) (io.ReadCloser, error) {
	want, ok := c.m.Files[path]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	body, f, err := c.s.serve(ctx, path)
	if err != nil {
		return nil, err
	}
	if f.Hash != want.Hash && want.Hash != "" {
		return nil, fmt.Errorf("open %s: %w", path, ErrChanged)
	}
	return io.NopCloser(bytes.NewReader(body)), nil
}
