package desk

import (
	"context"

	"github.com/pagewright/pagewright/generator/release"
)

// The desk implements api.Views.

// Canvas implements api.Views.
func (d *Desk) Canvas(ctx context.Context, page string) ([]byte, error) {
	s, err := d.session()
	if err != nil {
		return nil, err
	}
	canvas, err := s.draw(ctx, page)
	if err != nil {
		return nil, err
	}
	return canvas.HTML, nil
}

// File implements api.Views.
func (d *Desk) File(ctx context.Context, path string) ([]byte, release.File, error) {
	s, err := d.session()
	if err != nil {
		return nil, release.File{}, err
	}
	return s.Engine().Serve(ctx, path)
}
