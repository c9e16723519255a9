package image

import (
	"image"
	"image/draw"
)

// Weights are whole numbers, so that every processor comes to the same bytes.
const (
	unit  = 14 // bits of a weight behind the point
	spare = 6  // bits behind the point that are kept between the two passes
)

// tap is what one pixel is made of: a run of source pixels with their weights,
// which add up to 1<<unit.
type tap struct {
	first   int
	weights []int32
}

// cubic is the Catmull-Rom kernel. The conversions keep processors from adding
// and multiplying in one step, which rounds otherwise.
func cubic(x float64) float64 {
	if x < 0 {
		x = -x
	}
	xx := float64(x * x)
	xxx := float64(xx * x)
	switch {
	case x < 1:
		return float64(1.5*xxx) - float64(2.5*xx) + 1
	case x < 2:
		return float64(-.5*xxx) + float64(2.5*xx) - float64(4*x) + 2
	}
	return 0
}

// taps says how a line of from pixels becomes one of to.
func taps(from, to int) []tap {
	scale := float64(from) / float64(to)
	wide := max(1, scale) // of the kernel: where pixels become more, it is that of the source
	all := make([]tap, to)
	for i := range all {
		middle := float64((float64(i)+.5)*scale) - .5
		lo := max(0, int(middle-float64(2*wide))+1)
		hi := min(from-1, int(middle+float64(2*wide)))
		sum, raw := 0.0, make([]float64, hi-lo+1)
		for j := range raw {
			raw[j] = cubic((float64(lo+j) - middle) / wide)
			sum += raw[j]
		}
		all[i] = tap{lo, make([]int32, len(raw))}
		rest := int32(1 << unit)
		for j, w := range raw {
			all[i].weights[j] = int32(float64(w/sum) * (1 << unit))
			rest -= all[i].weights[j]
		}
		all[i].weights[len(raw)/2] += rest
	}
	return all
}

// pixels is a picture of any colours.
type pixels struct{ image.Image }

func (p pixels) size() (int, int) { return p.Bounds().Dx(), p.Bounds().Dy() }

func (p pixels) smaller(width, height int) raster { return pixels{resample(p.Image, width, height)} }

// upright is only asked of pictures that were made smaller.
func (p pixels) upright(orientation int) image.Image {
	if m, ok := p.Image.(*image.RGBA); ok {
		return turn(m, orientation)
	}
	return p.Image
}

// resample makes a picture smaller. Beside the result it takes no more memory
// than a few lines.
func resample(src image.Image, width, height int) *image.RGBA {
	b := src.Bounds()
	across, down := taps(b.Dx(), width), taps(b.Dy(), height)
	ring := newRing(down, 4*width)
	line := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	sums := make([]int32, 4*width)
	next := 0 // the first source line that was not read yet
	for y, t := range down {
		for next = max(next, t.first); next < t.first+len(t.weights); next++ {
			draw.Draw(line, line.Rect, src, image.Pt(b.Min.X, b.Min.Y+next), draw.Src)
			narrow(ring[next%len(ring)], line.Pix, across)
		}
		clear(sums)
		for j, w := range t.weights {
			for x, v := range ring[(t.first+j)%len(ring)] {
				sums[x] += v * w
			}
		}
		settle(out.Pix[y*out.Stride:], sums)
	}
	return out
}

// newRing holds as many lines as one line of the result is made of.
func newRing(down []tap, width int) [][]int32 {
	most := 0
	for _, t := range down {
		most = max(most, len(t.weights))
	}
	ring := make([][]int32, most)
	for i := range ring {
		ring[i] = make([]int32, width)
	}
	return ring
}

// narrow makes one line of pixels narrower.
func narrow(to []int32, from []uint8, across []tap) {
	for x, t := range across {
		var r, g, b, a int32
		at := 4 * t.first
		for _, w := range t.weights {
			p := from[at : at+4 : at+4]
			r += int32(p[0]) * w
			g += int32(p[1]) * w
			b += int32(p[2]) * w
			a += int32(p[3]) * w
			at += 4
		}
		const drop = unit - spare
		to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = r>>drop, g>>drop, b>>drop, a>>drop
	}
}

// settle rounds sums to pixels. Colours are multiplied by their opacity, and
// stay within it.
func settle(to []uint8, sums []int32) {
	const half = 1 << (unit + spare - 1)
	for x := 0; x < len(sums); x += 4 {
		a := min(255, max(0, (sums[x+3]+half)>>(unit+spare)))
		for c := range 3 {
			to[x+c] = uint8(min(a, max(0, (sums[x+c]+half)>>(unit+spare)))) //nolint:gosec // between 0 and 255
		}
		to[x+3] = uint8(a) //nolint:gosec // between 0 and 255
	}
}

// turn lays a picture as its Exif orientation says, 1 to 8.
func turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			from := source(orientation, x, y, w, h)
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(from.X, from.Y):][:4])
		}
	}
	return out
}

// source is where a pixel of an upright picture lies in the file's, which is w
// wide and h high.
func source(orientation, x, y, w, h int) image.Point {
	switch orientation {
	case 2:
		return image.Pt(w-1-x, y)
	case 3:
		return image.Pt(w-1-x, h-1-y)
	case 4:
		return image.Pt(x, h-1-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(y, h-1-x)
	case 7:
		return image.Pt(w-1-y, h-1-x)
	case 8:
		return image.Pt(w-1-y, x)
	}
	return image.Pt(x, y)
}
