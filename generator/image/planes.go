package image

import "image"

// planes is a photograph as a JPEG holds it: brightness, and colour in planes
// of their own at half the size. It is made smaller without ever becoming red,
// green and blue: that is a third of the work.
type planes struct {
	w, h int
	all  []plane // brightness; then the two of colour, or none
}

// plane is one channel of a picture; a line is stride apart from the next.
type plane struct {
	pix          []uint8
	stride, w, h int
}

// planesOf returns what a JPEG was decoded to as planes; ok is false where it
// has other ones.
func planesOf(m image.Image) (p *planes, ok bool) {
	switch m := m.(type) {
	case *image.Gray:
		b := m.Rect
		return &planes{b.Dx(), b.Dy(), []plane{{m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], m.Stride, b.Dx(), b.Dy()}}}, true
	case *image.YCbCr:
		b := m.Rect
		y, c := m.YOffset(b.Min.X, b.Min.Y), m.COffset(b.Min.X, b.Min.Y)
		last := m.COffset(b.Max.X-1, b.Max.Y-1) - c
		cw, ch := last%m.CStride+1, last/m.CStride+1
		return &planes{b.Dx(), b.Dy(), []plane{
			{m.Y[y:], m.YStride, b.Dx(), b.Dy()}, {m.Cb[c:], m.CStride, cw, ch}, {m.Cr[c:], m.CStride, cw, ch},
		}}, true
	}
	return nil, false
}

func (p *planes) size() (int, int) { return p.w, p.h }

func (p *planes) smaller(width, height int) raster {
	out := &planes{width, height, make([]plane, len(p.all))}
	for i, from := range p.all {
		w, h := width, height
		if i > 0 {
			w, h = (w+1)/2, (h+1)/2
		}
		out.all[i] = from.resampled(w, h)
	}
	return out
}

func (p *planes) upright(orientation int) image.Image {
	turned := make([]plane, len(p.all))
	for i, from := range p.all {
		turned[i] = from.turned(orientation)
	}
	y := turned[0]
	whole := image.Rect(0, 0, y.w, y.h)
	if len(turned) == 1 {
		return &image.Gray{Pix: y.pix, Stride: y.stride, Rect: whole}
	}
	return &image.YCbCr{
		Y: y.pix, Cb: turned[1].pix, Cr: turned[2].pix, YStride: y.stride, CStride: turned[1].stride,
		SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: whole,
	}
}

// resampled makes a plane of another size. Beside the result it takes no more
// memory than a few lines.
func (p plane) resampled(width, height int) plane {
	across, down := taps(p.w, width), taps(p.h, height)
	ring := newRing(down, width)
	out := plane{make([]uint8, width*height), width, width, height}
	sums := make([]int32, width)
	next := 0 // the first source line that was not read yet
	for y, t := range down {
		for next = max(next, t.first); next < t.first+len(t.weights); next++ {
			at := next * p.stride
			narrowPlane(ring[next%len(ring)], p.pix[at:at+p.w], across)
		}
		clear(sums)
		for j, w := range t.weights {
			line := ring[(t.first+j)%len(ring)][:len(sums)]
			for x, v := range line {
				sums[x] += v * w
			}
		}
		settlePlane(out.pix[y*width:], sums)
	}
	return out
}

// narrowPlane makes one line of a plane narrower.
func narrowPlane(to []int32, from []uint8, across []tap) {
	to = to[:len(across)]
	for x := range across {
		t := &across[x]
		run := from[t.first:][:len(t.weights)]
		var sum int32
		for i, w := range t.weights {
			sum += int32(run[i]) * w
		}
		to[x] = sum >> (unit - spare)
	}
}

// settlePlane rounds sums to bytes.
func settlePlane(to []uint8, sums []int32) {
	const half = 1 << (unit + spare - 1)
	to = to[:len(sums)]
	for x, v := range sums {
		to[x] = uint8(min(255, max(0, (v+half)>>(unit+spare)))) //nolint:gosec // between 0 and 255
	}
}

// turned lays a plane as an Exif orientation says, 1 to 8.
func (p plane) turned(orientation int) plane {
	if orientation < 2 || orientation > 8 {
		return p
	}
	w, h := p.w, p.h
	if orientation >= 5 {
		w, h = h, w
	}
	out := plane{make([]uint8, w*h), w, w, h}
	for y := range h {
		for x := range w {
			from := source(orientation, x, y, p.w, p.h)
			out.pix[y*w+x] = p.pix[from.Y*p.stride+from.X]
		}
	}
	return out
}
