// Package directive is the syntax of container directives in Markdown:
//
//	:::hero{image=/media/harbour.jpg align=left}
//	# Bread from our own oven
//	:::
//
// and of leaf directives, "::toc{depth=2}" on a line of its own. It holds the
// grammar of the opening line (Parse), the goldmark parser that makes nodes of
// it (NewParser) and the edits of an opening line that leave every other byte
// alone (Set, Remove). It does not know which kinds of blocks there are: the
// caller says so with a Lookup.
//
// Start reading at Opening.
package directive

// Range is the bytes [Start, End) of a source.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes.
func (r Range) Len() int { return r.End - r.Start }

// In returns the range's bytes of the source it was made from.
func (r Range) In(source []byte) []byte { return source[r.Start:r.End] }

// shift moves a range that was found in a part of a source to the whole.
func (r Range) shift(by int) Range { return Range{r.Start + by, r.End + by} }
