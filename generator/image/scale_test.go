package image

import (
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/pagewright/pagewright/generator/release"
)

// halves is a picture that is red on the left and blue on the right, with noise
// so that it does not pack well.
func halves(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	random := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < len(m.Pix); i += 4 {
		c := [4]byte{200, byte(random.Uint32() % 40), 20, 255}
		if i/4%w >= w/2 {
			c[0], c[2] = c[2], c[0]
		}
		copy(m.Pix[i:], c[:])
	}
	return m
}

func photo(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, halves(w, h), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withSegment puts a segment behind the mark of a JPEG.
func withSegment(data []byte, marker byte, body string) []byte {
	head := append([]byte{0xff, 0xd8, 0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
	return append(head, data[2:]...)
}

func turned(data []byte, orientation byte) []byte {
	return withSegment(data, 0xe1, "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"+string(rune(orientation))+"\x00\x00\x00\x00\x00\x00")
}

func TestWidths(t *testing.T) {
	for width, want := range map[int][]int{0: {}, 599: {}, 600: {480}, 1600: {480, 800, 1200}, 2000: {480, 800, 1200, 1600}, 9000: {480, 800, 1200, 1600, 2400}} {
		if got := Widths(width); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", width, got, want)
		}
	}
	if Largest(3000) || !Largest(3001) {
		t.Error("what is offered as it is")
	}
}

func TestScale(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, halves(1100, 700)); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"x.jpg": photo(t, 1100, 700), "x.png": b.Bytes()} {
		made, err := Scale(t.Context(), data, Widths(1100))
		if err != nil || len(made) != 2 {
			t.Fatal(name, len(made), err)
		}
		for w, file := range made {
			m, _, err := image.Decode(bytes.NewReader(file))
			if err != nil || m.Bounds().Dx() != w || m.Bounds().Dy() != (w*700+550)/1100 || len(file) >= len(data) {
				t.Errorf("%s at %d: %v, %d of %d bytes, %v", name, w, m.Bounds(), len(file), len(data), err)
			}
			looks(t, name, m, w/4, m.Bounds().Dy()/2, color.RGBA{200, 20, 20, 255})
			looks(t, name, m, 3*w/4, m.Bounds().Dy()/2, color.RGBA{20, 20, 200, 255})
		}
	}
}

// looks fails when a point of a picture has clearly another colour.
func looks(t *testing.T, what string, m image.Image, x, y int, want color.RGBA) {
	t.Helper()
	r, g, b, a := m.At(x, y).RGBA()
	for i, v := range [4][2]uint32{{r >> 8, uint32(want.R)}, {g >> 8, uint32(want.G)}, {b >> 8, uint32(want.B)}, {a >> 8, uint32(want.A)}} {
		if v[0] > v[1]+25 || v[1] > v[0]+25 {
			t.Errorf("%s at %d,%d: channel %d is %d, want %d", what, x, y, i, v[0], v[1])
		}
	}
}

// The same bytes come out everywhere and always.
func TestScaleIsExact(t *testing.T) {
	m := resample(halves(600, 400), 480, 320)
	if got := release.Hash(m.Pix); got != wantPixels {
		t.Errorf("the pixels are %s", got)
	}
}

// A picture that lies on its side is made upright, and its notes are gone; the
// profile of its colours stays.
func TestScaleTurnsAndForgets(t *testing.T) {
	profile := "ICC_PROFILE\x00\x01\x01colours"
	for orientation, left := range map[byte]color.RGBA{1: {200, 20, 20, 255}, 2: {20, 20, 200, 255}, 3: {20, 20, 200, 255}} {
		data := withSegment(turned(photo(t, 800, 600), orientation), 0xe2, profile)
		made, err := Scale(t.Context(), data, Widths(800))
		if err != nil {
			t.Fatal(err)
		}
		m, _, _ := image.Decode(bytes.NewReader(made[480]))
		looks(t, "left", m, 100, 180, left)
		if bytes.Contains(made[480], []byte("Exif")) || !bytes.Contains(made[480], []byte(profile)) {
			t.Error("the notes stayed, or the profile went")
		}
	}
	for orientation, top := range map[byte]color.RGBA{5: {200, 20, 20, 255}, 6: {200, 20, 20, 255}, 7: {20, 20, 200, 255}, 8: {20, 20, 200, 255}} {
		data := turned(photo(t, 600, 800), orientation)
		made, err := Scale(t.Context(), data, Widths(800))
		if err != nil {
			t.Fatal(err)
		}
		m, _, _ := image.Decode(bytes.NewReader(made[480]))
		if m.Bounds().Dx() != 480 || m.Bounds().Dy() != 360 {
			t.Errorf("orientation %d: %v", orientation, m.Bounds())
		}
		looks(t, "top", m, 240, 40, top)
	}
}

// What is see-through stays so, without a dark edge.
func TestScaleTransparent(t *testing.T) {
	m := halves(1200, 100)
	for i := 0; i < len(m.Pix); i += 4 {
		if i/4%1200 < 600 {
			copy(m.Pix[i:], []byte{0, 0, 0, 0})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	made, err := Scale(t.Context(), b.Bytes(), []int{480})
	if err != nil {
		t.Fatal(err)
	}
	out, err := png.Decode(bytes.NewReader(made[480]))
	if err != nil {
		t.Fatal(err)
	}
	looks(t, "outside", out, 100, 20, color.RGBA{})
	for x := range 480 {
		if c := color.NRGBAModel.Convert(out.At(x, 20)).(color.NRGBA); c.A > 40 && c.B < 150 {
			t.Errorf("the edge is dark at %d: %v", x, c)
		}
	}
}

// Head knows which pictures Scale can not make smaller.
func TestScales(t *testing.T) {
	var deep, few bytes.Buffer
	if err := png.Encode(&deep, image.NewNRGBA64(image.Rect(0, 0, 900, 9))); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&few, image.NewPaletted(image.Rect(0, 0, 900, 9), color.Palette{color.Black})); err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	if err := png.Encode(&plain, halves(900, 9)); err != nil {
		t.Fatal(err)
	}
	moves := append([]byte("\x00\x00\x00\x08acTL"), make([]byte, 8)...)
	moves = append(moves, crc(moves[4:])...)
	moving := slices.Concat(plain.Bytes()[:33], moves, plain.Bytes()[33:])
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{"jpeg": {photo(t, 900, 90), true}, "png": {plain.Bytes(), true}, "deep": {deep.Bytes(), false}, "palette": {few.Bytes(), false}, "moving": {moving, false}, "gif": {encoded(t, "gif"), false}} {
		f, err := Head("x.png", bytes.NewReader(c.data))
		if err != nil || f.Scales != c.want {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
}

func crc(b []byte) []byte {
	s := crc32.ChecksumIEEE(b)
	return []byte{byte(s >> 24), byte(s >> 16), byte(s >> 8), byte(s)}
}

func TestScaleBroken(t *testing.T) {
	data := photo(t, 900, 300)
	for name, data := range map[string][]byte{"cut off": data[:len(data)/2], "words": []byte("words"), "nothing": nil} {
		if _, err := Scale(t.Context(), data, []int{480}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzScale(f *testing.F) {
	f.Add(photo(f, 60, 40))
	f.Add(turned(photo(f, 60, 40), 6))
	f.Fuzz(func(t *testing.T, data []byte) {
		if facts, err := Head("x.jpg", bytes.NewReader(data)); err != nil || !facts.Scales || facts.Width*facts.Height > 1<<20 || facts.Width < 10 {
			return
		}
		_, _ = Scale(t.Context(), data, []int{5, 7})
	})
}

func BenchmarkScale(b *testing.B) {
	data := photo(b, 4000, 3000)
	b.ResetTimer()
	b.ReportAllocs()
	for range b.N {
		if _, err := Scale(b.Context(), data, Widths(4000)); err != nil {
			b.Fatal(err)
		}
	}
}

const wantPixels = "5761a67b438d384320b6a46612fbf840ad504e57dbfd2cb3ce4be74a888e3731"

// A width is the same picture whether it is made alone or with others, so that
// one that is drawn for a look at the site is the one that is published.
func TestScaleAloneAndTogether(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, halves(2000, 40)); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"jpeg": photo(t, 3100, 90), "png": b.Bytes(), "on its side": turned(photo(t, 90, 2100), 6)} {
		widths := Widths(2000)
		together, err := Scale(t.Context(), data, widths)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range widths {
			alone, err := Scale(t.Context(), data, []int{w})
			if err != nil || !bytes.Equal(alone[w], together[w]) {
				t.Errorf("%s at %d: another picture, %v", name, w, err)
			}
		}
	}
}

func TestScaleEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Scale(ctx, photo(t, 700, 300), []int{480}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Photographs come in every arrangement of their colours; each keeps them.
func TestScalePlanes(t *testing.T) {
	for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410} {
		for _, size := range []image.Point{{601, 401}, {640, 1}, {1300, 7}} {
			m := image.NewYCbCr(image.Rectangle{Max: size}, ratio)
			for y := range size.Y {
				for x := range size.X {
					m.Y[m.YOffset(x, y)], m.Cb[m.COffset(x, y)], m.Cr[m.COffset(x, y)] = 76, 85, 255
					if x >= size.X/2 {
						m.Y[m.YOffset(x, y)], m.Cb[m.COffset(x, y)], m.Cr[m.COffset(x, y)] = 29, 255, 107
					}
				}
			}
			for lies := 1; lies <= 8; lies++ {
				w, h := 321, max(1, 321*size.Y/size.X)
				p, ok := planesOf(m)
				if !ok {
					t.Fatal(ratio)
				}
				out := p.smaller(w, h).upright(lies)
				left := map[int]image.Point{1: {20, h / 2}, 2: {w - 20, h / 2}, 3: {w - 20, h / 2}, 4: {20, h / 2}, 5: {h / 2, 20}, 6: {h / 2, 20}, 7: {h / 2, w - 20}, 8: {h / 2, w - 20}}[lies]
				looks(t, ratio.String(), out, left.X, left.Y, color.RGBA{255, 0, 0, 255})
				right := image.Pt(out.Bounds().Dx()-1-left.X, left.Y)
				if lies >= 5 {
					right = image.Pt(left.X, out.Bounds().Dy()-1-left.Y)
				}
				looks(t, ratio.String(), out, right.X, right.Y, color.RGBA{0, 0, 255, 255})
			}
		}
	}
}
