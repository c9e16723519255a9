package block

import "bytes"

// bom is the byte order mark that some editors write at the head of a file.
const bom = "\uFEFF"

// split finds the front matter. open is the fence of front matter that is
// never closed, and then everything is body.
func (t *Tree) split() (open bool) {
	start := 0
	if bytes.HasPrefix(t.Source, []byte(bom)) {
		start = len(bom)
	}
	t.Front, t.Data, t.Body = span(start, start), span(start, start), span(start, len(t.Source))
	first, next := line(t.Source, start)
	fence := string(bytes.TrimRight(first.In(t.Source), " \t"))
	format := YAML
	switch fence {
	case "---":
	case "+++":
		format = TOML
	default:
		return false
	}
	data := next
	for at := next; at < len(t.Source); at = next {
		var l Range
		l, next = line(t.Source, at)
		if s := string(bytes.TrimRight(l.In(t.Source), " \t")); s != fence && (s != "..." || format != YAML) {
			continue
		}
		t.Format = format
		t.Front, t.Data, t.Body = span(start, l.End), span(data, at), span(next, len(t.Source))
		return false
	}
	return true
}

// line is the line that starts at an offset, without its line ending, and the
// start of the next one.
func line(source []byte, at int) (l Range, next int) {
	l, next = span(at, len(source)), len(source)
	if i := bytes.IndexByte(source[at:], '\n'); i >= 0 {
		l.End, next = at+i, at+i+1
		if i > 0 && source[l.End-1] == '\r' {
			l.End--
		}
	}
	return l, next
}

func span(start, end int) Range { return Range{Start: start, End: end} }
