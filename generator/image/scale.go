package image

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
)

// ScaleVersion names how Scale works. What was made by another one is another
// file.
const ScaleVersion = 2

// ladder is the widths that pictures are made in, in pixels.
var ladder = [...]int{480, 800, 1200, 1600, 2400}

// Widths returns the widths that a picture of this width is worth making in,
// in rising order: those that are clearly smaller than it.
func Widths(width int) []int {
	n := 0
	for n < len(ladder) && 5*ladder[n] <= 4*width {
		n++
	}
	return ladder[:n:n]
}

// Made says whether pictures are made in this width.
func Made(width int) bool { return slices.Contains(ladder[:], width) }

// Largest says that a picture is so much wider than the widest of Widths that
// no page need offer it as it is.
func Largest(width int) bool { return 4*width > 5*ladder[len(ladder)-1] }

// quality is that of the JPEGs that are made.
const quality = 80

// maxHeavy is the most pixels of a picture that takes much memory for each.
const maxHeavy = 50_000_000

// scales says whether Scale can make a picture smaller, from its head: a JPEG
// or PNG of ordinary colours that does not move and fits into memory.
func scales(head []byte, c image.Config, format string) bool {
	heavy := c.Width*c.Height > maxHeavy
	switch format {
	case "jpeg":
		return (c.ColorModel == color.YCbCrModel || c.ColorModel == color.GrayModel) && !(heavy && progressive(head))
	case "png":
		plain := c.ColorModel == color.RGBAModel || c.ColorModel == color.NRGBAModel || c.ColorModel == color.GrayModel
		return plain && !heavy && len(pngChunks(head, "acTL")) == 0
	}
	return false
}

// Scale returns a picture in each of the widths, as files of its own format. A
// width that would not come to a smaller file gets the picture as it is. Colour
// profiles stay; what else the file tells beside its pixels is gone. Equal
// pictures give equal bytes, whichever widths are asked for together. The
// picture must have what Head calls Scales. It ends soon after ctx does, with
// its error.
func Scale(ctx context.Context, data []byte, widths []int) (map[int][]byte, error) {
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNotPicture, err)
	case int64(c.Width)*int64(c.Height) > MaxPixels:
		return nil, fmt.Errorf("%w: %d × %d", ErrTooLarge, c.Width, c.Height)
	}
	whole, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotPicture, err)
	}
	s := &stairs{whole: rasterOf(whole), lies: 1, made: map[int]raster{}}
	if format == "jpeg" {
		s.lies = lying(data)
	}
	p, out := profile(data, format), make(map[int][]byte, len(widths))
	for i := len(widths) - 1; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		file, err := encode(s.at(widths[i]).upright(s.lies), format, p)
		if err != nil {
			return nil, err
		}
		if len(file) >= len(data) {
			file = data
		}
		out[widths[i]] = file
	}
	return out, nil
}

// raster is a decoded picture, as it lies in its file.
type raster interface {
	size() (width, height int)
	smaller(width, height int) raster
	upright(orientation int) image.Image
}

func rasterOf(m image.Image) raster {
	if p, ok := planesOf(m); ok {
		return p
	}
	return pixels{m}
}

// stairs makes the widths of one picture out of each other.
type stairs struct {
	whole raster
	lies  int
	made  map[int]raster // by width as it is seen
}

// at makes a picture of a width, as it is seen, out of the smallest width of
// the ladder that is at least twice as wide, or else of the whole.
func (s *stairs) at(width int) raster {
	if m := s.made[width]; m != nil {
		return m
	}
	w, h := s.whole.size()
	seen := w
	if s.lies >= 5 {
		seen = h
	}
	from := s.whole
	for _, step := range Widths(seen) {
		if step >= 2*width {
			from = s.at(step)
			break
		}
	}
	if s.lies >= 5 {
		s.made[width] = from.smaller(max(1, (width*w+h/2)/h), width)
	} else {
		s.made[width] = from.smaller(width, max(1, (width*h+w/2)/w))
	}
	return s.made[width]
}

func encode(m image.Image, format string, profile []byte) ([]byte, error) {
	var b bytes.Buffer
	head := 2 // behind the mark of a JPEG
	var err error
	if format == "jpeg" {
		err = jpeg.Encode(&b, m, &jpeg.Options{Quality: quality})
	} else {
		head = len("\x89PNG\r\n\x1a\n") + 25 // behind IHDR
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, m)
	}
	if err != nil {
		return nil, fmt.Errorf("image: encode: %w", err)
	}
	out := make([]byte, 0, b.Len()+len(profile))
	out = append(out, b.Bytes()[:head]...)
	out = append(out, profile...)
	return append(out, b.Bytes()[head:]...), nil
}

// profile is the parts of a file that say what its colours mean.
func profile(data []byte, format string) []byte {
	if format == "png" {
		return pngChunks(data, "iCCP", "sRGB", "gAMA", "cHRM")
	}
	var out []byte
	segments(data, func(marker byte, whole, body []byte) {
		if marker == 0xe2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) {
			out = append(out, whole...)
		}
	})
	return out
}

// pngChunks are the chunks of the names that stand before the pixels.
func pngChunks(data []byte, names ...string) []byte {
	var out []byte
	for at := 8; at+12 <= len(data); {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		name := string(data[at+4 : at+8])
		end := int64(at) + 12 + size
		if name == "IDAT" || end > int64(len(data)) {
			break
		}
		for _, n := range names {
			if n == name {
				out = append(out, data[at:end]...)
			}
		}
		at = int(end)
	}
	return out
}

// progressive says whether a JPEG comes in several scans.
func progressive(head []byte) bool {
	found := false
	segments(head, func(marker byte, _, _ []byte) { found = found || marker == 0xc2 })
	return found
}
