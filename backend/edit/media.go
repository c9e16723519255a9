package edit

import (
	"context"
	"encoding/json"
	"io"

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
	value, err := json.Marshal(map[string]any{"alt": alt, "decorative": decorative})
	if err != nil {
		return Outcome{}, err
	}
	return e.Apply(ctx, []Op{{Op: "media-alt", File: name, Value: value}}, ApplyOptions{})
}
