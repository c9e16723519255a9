package image

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"
)

func encoded(t *testing.T, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	m := image.NewPaletted(image.Rect(0, 0, 30, 20), color.Palette{color.Black, color.White})
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, m)
	case "jpg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSize(t *testing.T) {
	for _, format := range []string{"png", "jpg", "gif"} {
		w, h, err := Size("x."+format, bytes.NewReader(encoded(t, format)))
		if err != nil || w != 30 || h != 20 {
			t.Errorf("%s: %d × %d, %v", format, w, h, err)
		}
	}
	for svg, want := range map[string][2]int{
		`<svg width="30" height="20px"/>`: {30, 20}, `<?xml version="1.0"?><!-- c --><svg viewBox="0 0 3 2"/>`: {3, 2}, `<svg width="100%" viewBox="0,0,3.6,2"/>`: {4, 2}, `<svg/>`: {0, 0}, `<svg width="99999999" height="1"/>`: {0, 0},
	} {
		w, h, err := Size("x.svg", strings.NewReader(svg))
		if err != nil || w != want[0] || h != want[1] {
			t.Errorf("%s: %d × %d, %v", svg, w, h, err)
		}
	}
}

// A picture taken with the camera on its side is as high as it was wide.
func TestOrientation(t *testing.T) {
	plain := encoded(t, "jpg")
	for o, turned := range map[byte]bool{1: false, 3: false, 6: true, 8: true, 99: false} {
		tiff := []byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, o, 0, 0, 0, 0, 0, 0}
		exif := append([]byte("Exif\x00\x00"), tiff...)
		data := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
		w, h, err := Size("x.jpg", bytes.NewReader(append(data, plain[2:]...)))
		if err != nil || (w == 20) != turned || (h == 30) != turned {
			t.Errorf("orientation %d: %d × %d, %v", o, w, h, err)
		}
	}
}

func TestNoPicture(t *testing.T) {
	for name, data := range map[string]string{"x.png": "words", "x.jpg": "", "x.svg": "<html></html>", "y.svg": "words", "x.gif": "GIF89a", "x.webp": "RIFFxxxxWEBPVP8 "} {
		if _, _, err := Size(name, strings.NewReader(data)); !errors.Is(err, ErrNotPicture) {
			t.Errorf("%s %q: %v", name, data, err)
		}
	}
}

// A small file that would unpack to gigabytes is refused by its head, and costs
// nothing.
func TestBomb(t *testing.T) {
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, 20000)
	binary.BigEndian.PutUint32(head[4:], 20000)
	head[8], head[9] = 8, 6
	chunk := append([]byte("IHDR"), head...)
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(chunk))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := Size("x.png", bytes.NewReader(data))
	runtime.ReadMemStats(&after)
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("20,000 × 20,000: %v", err)
	}
	if spent := after.TotalAlloc - before.TotalAlloc; spent > 4<<20 {
		t.Errorf("it took %d bytes", spent)
	}
}

func FuzzSize(f *testing.F) {
	f.Add("x.svg", []byte("<svg viewBox='0 0 1 1'>"))
	f.Add("x.jpg", []byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if w, h, err := Size(name, bytes.NewReader(data)); err == nil && (w < 0 || h < 0 || int64(w)*int64(h) > MaxPixels && !strings.HasSuffix(strings.ToLower(name), "svg")) {
			t.Errorf("%d × %d", w, h)
		}
	})
}
