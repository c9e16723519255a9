package edit

import (
	"context"
	"encoding/json"
	"io"
	"math"

	"github.com/pagewright/pagewright/backend/media"
)

// Media returns the site's library, to list and to show what is in media/.
func (e *Editor) Media() *media.Library { return e.library }

// AddMedia takes in a file from a stream, as the op "media" does from a path.
// The outcome's Media has the path that it got.
func (e *Editor) AddMedia(ctx context.Context, name string, r io.Reader, alt string) (Outcome, error) {
	f, err := media.Take(name, r)
	if err != nil {
		return Outcome{}, err
	}
	return e.Apply(ctx, []Op{{Op: "media", Alt: alt, Taken: f}}, ApplyOptions{})
}

// DescribeMedia sets the alt text of a file in media/ and whether it is there
// for decoration only.
func (e *Editor) DescribeMedia(ctx context.Context, name, alt string, decorative bool) (Outcome, error) {
	return e.mediaEntry(ctx, name, map[string]any{"alt": alt, "decorative": decorative}, "")
}

// FocusMedia sets the point of a picture that stays to be seen where it is cut:
// x and y in per cent of its width and height. The middle is written as
// nothing. Changes with the same word join are one step of undo.
func (e *Editor) FocusMedia(ctx context.Context, name string, x, y float64, join string) (Outcome, error) {
	var focus any
	x, y = within(x), within(y)
	if x != 50 || y != 50 {
		focus = []float64{x, y}
	}
	return e.mediaEntry(ctx, name, map[string]any{"focus": focus}, join)
}

// within is a percentage without decimals.
func within(x float64) float64 { return math.Round(max(0, min(100, x))) }

func (e *Editor) mediaEntry(ctx context.Context, name string, values map[string]any, join string) (Outcome, error) {
	value, err := json.Marshal(values)
	if err != nil {
		return Outcome{}, err
	}
	return e.Apply(ctx, []Op{{Op: "media-alt", File: name, Value: value}}, ApplyOptions{Join: join})
}
