// Package image reads what a page must know of a picture before it is shown:
// its width and height, from its head alone. Scale is the one thing here that
// decodes pixels, and only those of pictures that fit into memory.
package image

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats that DecodeConfig knows
	_ "image/jpeg" //
	_ "image/png"  //
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	_ "golang.org/x/image/bmp"  //
	_ "golang.org/x/image/tiff" //
	_ "golang.org/x/image/webp" //
)

// MaxPixels is the largest picture that a site may have, in pixels.
const MaxPixels = 100_000_000

// ErrNotPicture says that the bytes are no picture of a known format.
var ErrNotPicture = errors.New("image: not a picture")

// ErrTooLarge says that a picture has more than MaxPixels.
var ErrTooLarge = errors.New("image: too many pixels")

// Is says whether a file's name is that of a picture.
func Is(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico", ".heic":
		return true
	}
	return false
}

// Measure says whether Size can read pictures of this name.
func Measure(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff":
		return true
	}
	return false
}

// maxHead is how many bytes are read for a picture's size.
const maxHead = 1 << 20

// Facts are what the head of a picture tells.
type Facts struct {
	Width  int // pixels, as a browser shows it; 0: an SVG without a size
	Height int
	Scales bool // Scale can make it smaller
}

// Size returns width and height alone. For errors see Head.
func Size(name string, r io.Reader) (width, height int, err error) {
	f, err := Head(name, r)
	return f.Width, f.Height, err
}

// Head reads the head of a picture: a JPEG that says it lies on its side is
// turned. The errors wrap ErrNotPicture and ErrTooLarge, or are those of r.
func Head(name string, r io.Reader) (Facts, error) {
	head, err := io.ReadAll(io.LimitReader(r, maxHead))
	if err != nil {
		return Facts{}, err
	}
	if strings.EqualFold(path.Ext(name), ".svg") {
		w, h, err := svgSize(head)
		return Facts{Width: w, Height: h}, err
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(head))
	if err != nil {
		return Facts{}, fmt.Errorf("%w: %w", ErrNotPicture, err)
	}
	if int64(c.Width)*int64(c.Height) > MaxPixels {
		return Facts{}, fmt.Errorf("%w: %d × %d", ErrTooLarge, c.Width, c.Height)
	}
	f := Facts{Width: c.Width, Height: c.Height, Scales: scales(head, c, format)}
	if format == "jpeg" && onItsSide(head) {
		f.Width, f.Height = c.Height, c.Width
	}
	return f, nil
}

var length = regexp.MustCompile(`^\s*([0-9]*\.?[0-9]+)(px)?\s*$`)

// svgSize reads width and height, or else the viewBox, of the root element.
func svgSize(head []byte) (int, int, error) {
	d := xml.NewDecoder(bytes.NewReader(head))
	d.Strict = false
	for {
		t, err := d.RawToken()
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %w", ErrNotPicture, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return 0, 0, fmt.Errorf("%w: root element %q", ErrNotPicture, start.Name.Local)
		}
		w, h := rootSize(start.Attr)
		return w, h, nil
	}
}

func rootSize(attrs []xml.Attr) (int, int) {
	var w, h, vw, vh float64
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = lengthOf(a.Value)
		case "height":
			h = lengthOf(a.Value)
		case "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(f) == 4 {
				vw, vh = lengthOf(f[2]), lengthOf(f[3])
			}
		}
	}
	if w == 0 || h == 0 {
		w, h = vw, vh
	}
	if w > 1e6 || h > 1e6 {
		return 0, 0
	}
	return int(w + 0.5), int(h + 0.5)
}

func lengthOf(s string) float64 {
	m := length.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	v, _ := strconv.ParseFloat(m[1], 64)
	return v
}
