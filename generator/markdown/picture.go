package markdown

import (
	"strconv"

	"github.com/pagewright/pagewright/generator/markdown/safe"
)

// Resolver turns what is written in a page into what the page must say. What it
// is given is percent-encoded where an address must be. It must be safe for
// concurrent use when writers share it.
type Resolver interface {
	// Link returns the address for the destination of a link, or of a file
	// that a page names: a page's permalink for the path of its source, the
	// published address of a file. What it does not know it returns as it is.
	Link(dest string) string
	// Picture returns what is known of a picture; ok is false when there is
	// none at that place, or none that can be shown: then p.Src is written, or
	// where that is empty what Link makes of the address.
	Picture(dest string) (p Image, ok bool)
}

// Ear is a Resolver that hears of links without a name: they show a picture
// without a description, and no words. A person who can not see them does not
// know where they lead.
type Ear interface {
	Unnamed(dest string)
}

// Image is a picture as it is published.
type Image struct {
	Src        string
	Width      int    // pixels; 0: not known, and then neither is written
	Height     int    // pixels
	Srcset     string // as the attribute says it; empty: none
	Sizes      string // as the attribute says it, where the page does not; empty: none
	Alt        string // where the page gives no description
	Decorative bool   // it says nothing: an empty description, whatever the page gives
	Position   string // CSS object-position of its focal point, as "30% 70%"; empty: none
}

// AsWritten is the Resolver of pages without a site: all stays as written.
type AsWritten struct{}

// Link implements Resolver.
func (AsWritten) Link(dest string) string { return dest }

// Picture implements Resolver.
func (AsWritten) Picture(string) (Image, bool) { return Image{}, false }

// PictureOptions is what a page says of a picture beside its address.
type PictureOptions struct {
	Alt   string // empty: the Image's
	Title string
	Class string
	Sizes string // empty: the Image's
}

// Picture writes the <img> of a picture. One that the Resolver does not know is
// written with its address as it is; on the canvas it is marked with
// data-pw-missing then.
func (w *Writer) Picture(address string, o PictureOptions) {
	p, ok := w.resolver().Picture(address)
	if !ok && p.Src == "" {
		p.Src = w.resolver().Link(address)
	}
	if p.Decorative {
		o.Alt = ""
	} else if o.Alt == "" {
		o.Alt = p.Alt
	}
	w.buf = append(w.buf, "<img"...)
	w.Attribute("src", safe.Source(p.Src))
	w.Attribute("alt", o.Alt)
	w.optional("class", o.Class)
	if p.Width > 0 && p.Height > 0 {
		w.Attribute("width", strconv.Itoa(p.Width))
		w.Attribute("height", strconv.Itoa(p.Height))
	}
	if p.Srcset != "" {
		w.Attribute("srcset", p.Srcset)
		if o.Sizes == "" {
			o.Sizes = p.Sizes
		}
		w.optional("sizes", o.Sizes)
	}
	w.optional("title", o.Title)
	if p.Position != "" && isPosition(p.Position) {
		w.Attribute("style", "object-position:"+p.Position)
	}
	w.buf = append(w.buf, ` loading="lazy" decoding="async"`...)
	if !ok && w.Canvas {
		w.buf = append(w.buf, " data-pw-missing"...)
	}
	w.buf = append(w.buf, '>')
}

func (w *Writer) optional(name, value string) {
	if value != "" {
		w.Attribute(name, value)
	}
}

// isPosition reports whether s is numbers and percent signs only.
func isPosition(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && c != '%' && c != ' ' {
			return false
		}
	}
	return true
}
