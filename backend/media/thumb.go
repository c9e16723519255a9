package media

import (
	"bytes"
	"context"
	"fmt"
	goimage "image"
	_ "image/gif" // the formats that thumbnails are made of
	"image/jpeg"
	"image/png"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" //

	"github.com/pagewright/pagewright/backend/site"
	"github.com/pagewright/pagewright/backend/site/durable"
)

// thumbSide is the longer side of a thumbnail in pixels.
const thumbSide = 360

// thumbPixels is the most pixels of a picture that a thumbnail is made of.
const thumbPixels = 60_000_000

// thumbs is where they are kept; all there may be deleted.
const thumbs = site.Private + "/cache/thumbs"

// Thumb returns a small picture of a file in media/, and its media type. A
// drawing is its own. Fails with fs.ErrNotExist when there is no such file or
// nothing small can be made of it. Pictures are decoded one at a time.
func (l *Library) Thumb(ctx context.Context, name string) (body []byte, mediaType string, err error) {
	none := &fs.PathError{Op: "thumb", Path: name, Err: fs.ErrNotExist}
	if !fs.ValidPath(name) || !strings.HasPrefix(name, site.Media+"/") {
		return nil, "", none
	}
	info, err := fs.Stat(l.fsys, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > MaxBytes {
		return nil, "", none
	}
	if strings.EqualFold(path.Ext(name), ".svg") {
		source, _, err := l.disk.Read(name)
		if err != nil {
			return nil, "", err
		}
		safe, err := cleanSVG(source)
		if err != nil {
			return nil, "", none
		}
		return safe, "image/svg+xml", nil
	}
	key := durable.Hash(fmt.Appendf(nil, "%s %d %d %d", name, info.Size(), info.ModTime().UnixNano(), thumbSide))[:32]
	cached := path.Join(thumbs, key)
	if body, found, err := l.disk.Read(cached); err == nil && found {
		return body, thumbType(body), nil
	}
	l.decoding.Lock()
	defer l.decoding.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	if body, err = l.small(name); err != nil {
		return nil, "", none
	}
	_ = l.disk.Write(cached, body) // without the cache it is made again
	return body, thumbType(body), nil
}

func thumbType(body []byte) string {
	if bytes.HasPrefix(body, []byte("\x89PNG")) {
		return "image/png"
	}
	return "image/jpeg"
}

// small decodes a picture and makes it small.
func (l *Library) small(name string) ([]byte, error) {
	source, _, err := l.disk.Read(name)
	if err != nil {
		return nil, err
	}
	c, _, err := goimage.DecodeConfig(bytes.NewReader(source))
	if err != nil {
		return nil, err
	}
	if int64(c.Width)*int64(c.Height) > thumbPixels {
		return nil, fs.ErrInvalid
	}
	img, format, err := goimage.Decode(bytes.NewReader(source))
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	scale := min(1, float64(thumbSide)/float64(max(b.Dx(), b.Dy())))
	out := goimage.NewRGBA(goimage.Rect(0, 0, max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	var shown goimage.Image = out
	if format == "jpeg" {
		if parts, err := jpegParts(source); err == nil && parts.orientation > 1 {
			shown = turned(out, parts.orientation)
		}
	}
	var buf bytes.Buffer
	if out.Opaque() {
		err = jpeg.Encode(&buf, shown, &jpeg.Options{Quality: 82})
	} else {
		err = png.Encode(&buf, shown)
	}
	return buf.Bytes(), err
}
