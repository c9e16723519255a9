package media

import (
	"bytes"
	"encoding/binary"
	goimage "image"
	"image/color"
	"image/jpeg"

	"golang.org/x/image/draw"

	"github.com/pagewright/pagewright/generator/image"
)

// turnable is the most pixels of a picture that is decoded to be turned. A
// larger one keeps a note of how it lies, and nothing else, instead.
const turnable = 30_000_000

// cleanJPEG takes all notes out of a JPEG but its colour profile: EXIF, XMP,
// IPTC, comments, and what follows its end. The picture itself keeps its bytes
// unless it lies on its side: then it is turned.
func cleanJPEG(b []byte) ([]byte, error) {
	parts, err := jpegParts(b)
	if err != nil {
		return nil, err
	}
	turn := parts.orientation
	if turn > 1 {
		if turned, ok := turnJPEG(b, turn, parts); ok {
			return turned, nil
		}
	}
	out := []byte{0xff, 0xd8}
	if turn > 1 {
		out = append(out, orientationNote(turn)...)
	}
	for _, p := range parts.kept {
		out = append(out, p...)
	}
	return out, nil
}

// jpegFile is a JPEG in its parts.
type jpegFile struct {
	kept        [][]byte // segments and scans that stay, to the end mark
	profile     [][]byte // of them those of the colour profile
	orientation int      // of the EXIF notes, 1 to 8; 0: none
	channels    byte
}

func jpegParts(b []byte) (jpegFile, error) {
	var f jpegFile
	at := 2
	for {
		if at+4 > len(b) || b[at] != 0xff {
			if at+2 <= len(b) && b[at] == 0xff && b[at+1] == 0xd9 {
				f.kept = append(f.kept, b[at:at+2])
				return f, nil
			}
			return f, broken("a JPEG without its end")
		}
		marker := b[at+1]
		if marker == 0xff { // padding
			at++
			continue
		}
		if marker == 0xd9 {
			f.kept = append(f.kept, b[at:at+2])
			return f, nil
		}
		end := at + 2 + int(binary.BigEndian.Uint16(b[at+2:]))
		if end > len(b) || end < at+4 {
			return f, broken("a JPEG segment")
		}
		segment, data := b[at:end], b[at+4:end]
		if marker == 0xda { // a scan goes on to the next marker
			end = scanEnd(b, end)
			segment = b[at:end]
		}
		f.add(marker, segment, data)
		at = end
	}
}

func (f *jpegFile) add(marker byte, segment, data []byte) {
	switch {
	case marker == 0xe1 && bytes.HasPrefix(data, []byte("Exif\x00\x00")):
		f.orientation = image.Orientation(data[6:])
		return
	case marker == 0xe2 && bytes.HasPrefix(data, []byte("ICC_PROFILE\x00")):
		f.profile = append(f.profile, segment)
	case marker == 0xe0 && bytes.HasPrefix(data, []byte("JFIF\x00")), marker == 0xee && bytes.HasPrefix(data, []byte("Adobe")):
	case marker >= 0xe0 && marker <= 0xef, marker == 0xfe:
		return // notes of programs, comments
	case marker >= 0xc0 && marker <= 0xc2 && len(data) > 5:
		f.channels = data[5]
	}
	f.kept = append(f.kept, segment)
}

// scanEnd is where the data of a scan ends: at the next marker that is not part of it.
func scanEnd(b []byte, at int) int {
	for at+1 < len(b) {
		if b[at] == 0xff && b[at+1] != 0 && (b[at+1] < 0xd0 || b[at+1] > 0xd7) && b[at+1] != 0xff {
			return at
		}
		at++
	}
	return len(b)
}

// orientationNote is EXIF with the orientation and nothing else.
func orientationNote(turn int) []byte {
	note := []byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00")
	note[29] = byte(turn)
	return note
}

// turnJPEG decodes, turns and encodes a picture, with its colour profile. ok is
// false when it is too large for that or can not be decoded.
func turnJPEG(b []byte, turn int, f jpegFile) ([]byte, bool) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(b))
	if err != nil || int64(c.Width)*int64(c.Height) > turnable || f.channels == 4 {
		return nil, false
	}
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, false
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, turned(img, turn), &jpeg.Options{Quality: 92}); err != nil {
		return nil, false
	}
	data := bytes.Clone(out.Bytes()[:2])
	for _, p := range f.profile {
		data = append(data, p...)
	}
	return append(data, out.Bytes()[2:]...), true
}

// turned returns a picture as it should be seen.
func turned(img goimage.Image, turn int) goimage.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := goimage.Rect(0, 0, w, h)
	if turn >= 5 {
		size = goimage.Rect(0, 0, h, w)
	}
	var out draw.Image = goimage.NewRGBA(size)
	if img.ColorModel() == color.GrayModel {
		out = goimage.NewGray(size)
	}
	for y := range h {
		for x := range w {
			tx, ty := place(x, y, w, h, turn)
			out.Set(tx, ty, img.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// place is where a pixel comes to be seen.
func place(x, y, w, h, turn int) (tx, ty int) {
	switch turn {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
