package markdown

// Resolver turns what is written in a page into what the page must say. It
// must be safe for concurrent use.
type Resolver interface {
	// Link returns the address for the destination of a link, or of a file
	// that a page names: a page's permalink for the path of its source, the
	// published address of a file. What it does not know it returns as it is.
	Link(dest string) string
	// Picture returns what is known of a picture; ok is false when there is
	// none at that place, and then the address is written as it is.
	Picture(dest string) (p Image, ok bool)
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
