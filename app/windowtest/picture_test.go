//go:build window

package windowtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// picture is a small PNG.
func picture(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 640, 360))
	for y := range 360 {
		for x := range 640 {
			m.Set(x, y, color.RGBA{20, byte(60 + y/4), 160, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
