package directive

import "bytes"

// Opening is the opening line of a directive, taken apart. All ranges are
// offsets in the bytes given to Parse.
type Opening struct {
	Colons int    // 2: a leaf; 3 or more: a container
	Name   string // "hero"; as written, case kept
	NameAt Range
	Braces Range // "{…}" with both braces; empty: there are none
	Attrs  []Attr
	Bad    bool // the line has something that is not understood, see Parse
}

// Attr is one attribute as written.
type Attr struct {
	Name  string // "class" for ".wide", "id" for "#top"
	Value string // character references resolved; empty for a flag
	Flag  bool   // only a name, as in {wide}
	Range Range  // the whole attribute
}

// Parse takes the opening line of a directive apart. The line is given without
// its line ending and may be indented. ok is false when it is no directive at
// all. A line that opens a directive but goes on in a way that is not
// understood (a title behind the name, a brace that is not closed) is ok and
// Bad: it still needs its closing line, yet nothing of it may be interpreted.
func Parse(line []byte) (o Opening, ok bool) {
	i := skipSpace(line, 0)
	for i < len(line) && line[i] == ':' {
		o.Colons++
		i++
	}
	if o.Colons < 2 {
		return o, false
	}
	if o.Colons > 2 {
		i = skipSpace(line, i)
	}
	start := i
	for i < len(line) && isName(line[i], i == start) {
		i++
	}
	o.NameAt = Range{start, i}
	o.Name = string(line[start:i])
	if o.Name == "" {
		return braced(line, start, o)
	}
	rest := skipSpace(line, i)
	if rest == len(line) {
		return o, true
	}
	if line[rest] != '{' {
		o.Bad = true
		return o, o.Colons > 2
	}
	end, attrs, good := parseAttrs(line, rest)
	o.Braces, o.Attrs = Range{rest, end}, attrs
	o.Bad = !good || skipSpace(line, end) != len(line)
	return o, true
}

// braced reads ":::{note} A title", the way of MyST and Pandoc: a directive of
// a kind that is never ours.
func braced(line []byte, at int, o Opening) (Opening, bool) {
	if o.Colons < 3 || at >= len(line) || line[at] != '{' {
		return o, false
	}
	end := bytes.IndexByte(line[at:], '}')
	if end < 0 {
		return o, false
	}
	o.NameAt = Range{at + 1, at + end}
	o.Name = string(bytes.Trim(line[at+1:at+end], " \t.#"))
	o.Bad = true
	return o, o.Name != ""
}

// Fence says how many colons a closing line has; 0: it is none. A closing line
// has at least three colons and nothing else but up to three spaces before
// and any space behind.
func Fence(line []byte) int {
	i := 0
	for i < len(line) && i < 4 && line[i] == ' ' {
		i++
	}
	start := i
	for i < len(line) && line[i] == ':' {
		i++
	}
	if start > 3 || i-start < 3 || len(bytes.TrimRight(line[i:], " \t\r\n")) > 0 {
		return 0
	}
	return i - start
}

// ValidName reports whether s can be the name of a kind or of an attribute: a
// letter, then letters, digits, "-" and "_".
func ValidName(s string) bool {
	for i := range len(s) {
		if !isName(s[i], i == 0) {
			return false
		}
	}
	return s != ""
}

func isName(c byte, first bool) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
		return true
	case '0' <= c && c <= '9', c == '-', c == '_':
		return !first
	}
	return false
}

func skipSpace(line []byte, i int) int {
	for i < len(line) && (line[i] == ' ' || line[i] == '\t' || line[i] == '\r') {
		i++
	}
	return i
}
