package render

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pagewright/pagewright/generator/asset"
	"github.com/pagewright/pagewright/generator/content"
	"github.com/pagewright/pagewright/generator/image"
	"github.com/pagewright/pagewright/generator/release"
)

// textSizes is how wide a picture in the text is shown, where nothing else is
// said.
const textSizes = "(min-width: 46rem) 42rem, 100vw"

// minScaled is the size of a file, in bytes, from which on smaller widths of a
// picture save something.
const minScaled = 40 << 10

// Widths are those that a file is published in beside its own, in rising order;
// none: it is no picture, or small enough.
func (f File) Widths() []int {
	if !f.Scales || f.Hash == "" || f.Size < minScaled {
		return nil
	}
	return image.Widths(f.Width)
}

// scaledPath is where a width of a picture is published. The fingerprint is of
// the picture and how it is made smaller, not of what comes out: a page can be
// written before any picture is made.
func (f File) scaledPath(width int) string {
	p := strings.TrimPrefix(f.Path, content.Root+"/")
	ext := path.Ext(p)
	recipe := f.Hash + " " + strconv.Itoa(width) + " " + strconv.Itoa(image.ScaleVersion)
	return asset.Fingerprint(p[:len(p)-len(ext)]+"-"+strconv.Itoa(width)+ext, release.Hash([]byte(recipe)))
}

// scaled gives out the widths of a picture as outputs.
func (f File) scaled(add func(Output)) {
	for _, w := range f.Widths() {
		add(Output{Path: f.scaledPath(w), Make: MakeScaled, Name: f.Path, N: w})
	}
}

// srcset lists a picture's widths with their addresses, for the attribute.
func (v *View) srcset(f File) string {
	all := f.Widths()
	if len(all) == 0 {
		return ""
	}
	v.on(OnScaled, f.Path)
	var b strings.Builder
	for _, w := range all {
		b.WriteString(v.base + content.Escape("/"+f.scaledPath(w)) + " " + strconv.Itoa(w) + "w, ")
	}
	if image.Largest(f.Width) {
		return strings.TrimSuffix(b.String(), ", ")
	}
	return b.String() + v.fileURL(f) + " " + strconv.Itoa(f.Width) + "w"
}

// findScaled finds a width of a picture by where it is published; try is that
// place in the site, without its fingerprint.
func (w *World) findScaled(try, p string) (found Output, ok bool) {
	name := unscaled(try)
	if name == "" {
		return Output{}, false
	}
	if f, there := w.Files.File(name); there {
		f.scaled(func(o Output) {
			if o.Path == p {
				found, ok = o, true
			}
		})
	}
	return found, ok
}

// unscaled is the name of the picture whose width is published under a name
// without its fingerprint; "": a width has no such name.
func unscaled(name string) string {
	ext := path.Ext(name)
	stem := name[:len(name)-len(ext)]
	dash := strings.LastIndexByte(stem, '-')
	if dash < 0 {
		return ""
	}
	if n, err := strconv.Atoi(stem[dash+1:]); err != nil || !image.Made(n) {
		return ""
	}
	return stem[:dash] + ext
}

// How a picture is loaded: as one that is not seen at first, and as the first of
// the page, which visitors wait for.
const (
	lazyPicture  = ` loading="lazy" decoding="async"`
	eagerPicture = ` loading="eager" fetchpriority="high"`
)

// firstPicture makes the first picture of a document's main part one that is
// loaded at once.
func firstPicture(to *bytes.Buffer, start int) {
	doc := to.Bytes()[start:]
	from := max(0, bytes.Index(doc, []byte("<main")))
	at := bytes.Index(doc[from:], []byte(lazyPicture))
	if at < 0 {
		return
	}
	at += from
	to.Grow(len(eagerPicture))
	doc = slices.Replace(to.Bytes()[start:], at, at+len(lazyPicture), []byte(eagerPicture)...) // where it is
	to.Truncate(start + at)
	to.Write(doc[at:])
}
