//go:build window

package main

import (
	"context"
	"net/url"
	"os"

	"github.com/pagewright/pagewright/app/api"
	"github.com/pagewright/pagewright/generator"
	"github.com/pagewright/pagewright/generator/release"
)

// show makes the pages of a real site what is shown; behind the wall also all
// that is published of it, where scripts are as they were written.
func (v *victim) show(dir string) error {
	e, err := generator.New(context.Background(), os.DirFS(dir), generator.Options{})
	if err != nil {
		return err
	}
	v.engine, v.paths = e, nil
	for _, p := range e.Site().Pages {
		v.paths = append(v.paths, "/canvas/page?path="+url.QueryEscape(p.Path))
	}
	if !v.wall {
		return nil
	}
	result, err := e.Build(context.Background(), nil)
	if err != nil {
		return err
	}
	for path := range result.Release.Manifest.Files {
		v.paths = append(v.paths, "/canvas/site/"+(&url.URL{Path: path}).EscapedPath())
	}
	return nil
}

// views are the canvas and the files: the program's own, of a real site.
func (v *victim) views() api.Views {
	if v.engine == nil {
		return v
	}
	return drawn{v}
}

type drawn struct{ *victim }

// Canvas draws a page as the program does.
func (d drawn) Canvas(_ context.Context, page string) ([]byte, error) {
	c, err := d.engine.Canvas(context.Background(), page, "/canvas/site")
	if err != nil {
		return nil, err
	}
	return c.HTML, nil
}

// File gives a file of the site as the program does.
func (d drawn) File(_ context.Context, path string) ([]byte, release.File, error) {
	return d.engine.Serve(context.Background(), path)
}
