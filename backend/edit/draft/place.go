package draft

import (
	"bytes"
	"slices"

	"github.com/pagewright/pagewright/generator/block"
)

// Place replaces children [index, index+remove) of the container at parent by
// text, which may be empty, and returns how many blocks it became. The way that
// writes least is taken first: blank lines come in only where blocks would
// otherwise run together. Each way is parsed again, and all other blocks must
// be what they were; when none holds, edit-block-unsafe and nothing is changed.
func (d *Draft) Place(f *File, parent []int, index, remove int, text []byte) (count int, err error) {
	tree := d.Parse(f)
	for _, c := range cuts(tree, parent, index, remove, text, EOL(f.Bytes)) {
		after := slices.Concat(f.Bytes[:c.start], c.text, f.Bytes[c.end:])
		next := d.parse(after)
		if n, ok := Kept(tree, next, parent, index, remove); ok && (n > 0) == (len(text) > 0) {
			f.Splice(c.start, c.end, c.text)
			f.tree = next
			return n, nil
		}
	}
	return 0, Fail("edit-block-unsafe", f.Path, nil)
}

// cut is one way to write a change.
type cut struct {
	start, end int
	text       []byte
}

func cuts(tree *block.Tree, parent []int, index, remove int, text []byte, eol string) []cut {
	all := Children(tree, parent)
	blank := eol + eol
	write := func(start, end int, before, after string) cut {
		return cut{start, end, slices.Concat([]byte(before), text, []byte(after))}
	}
	switch {
	case remove > 0 && len(text) > 0:
		start, end := all[index].Range.Start, all[index+remove-1].Range.End
		return []cut{write(start, end, "", ""), write(start, end, eol, ""), write(start, end, "", eol), write(start, end, eol, eol)}
	case remove > 0:
		return removal(tree, all, index, remove, blank, eol)
	case index < len(all):
		at := all[index].Range.Start
		return []cut{write(at, at, "", blank), write(at, at, eol, blank)}
	case len(all) > 0:
		at := all[index-1].Range.End
		return []cut{write(at, at, blank, ""), write(at, at, blank, eol), write(at, at, blank, blank)}
	case len(parent) > 0:
		at := tree.At(parent).Inner.Start
		return []cut{write(at, at, "", eol)}
	}
	at := len(tree.Source)
	before := ""
	if tree.Front.Len() > 0 {
		before = eol
		if tree.Body.Start == tree.Front.End { // the fence is the last line and has no end
			before = blank
		}
	}
	if bytes.Count(tree.Source[tree.Body.Start:], []byte("\n")) > 0 {
		before = "" // there is a blank line already
	}
	return []cut{write(at, at, before, eol)}
}

func removal(tree *block.Tree, all []*block.Block, index, remove int, blank, eol string) []cut {
	first, last := all[index].Range, all[index+remove-1].Range
	prev := 0
	if index > 0 {
		prev = all[index-1].Range.End
	}
	if index+remove < len(all) {
		next := all[index+remove].Range.Start
		list := []cut{{first.Start, next, nil}}
		if index > 0 {
			list = append(list, cut{prev, next, []byte(blank)})
		}
		return list
	}
	if index > 0 {
		return []cut{{prev, last.End, nil}}
	}
	end := last.End
	if bytes.HasPrefix(tree.Source[end:], []byte(eol)) {
		end += len(eol)
	}
	return []cut{{first.Start, end, nil}}
}

// Kept reports whether next is tree with only the children from index on
// exchanged, and how many came in.
func Kept(tree, next *block.Tree, parent []int, index, remove int) (count int, ok bool) {
	a, b := tree.Blocks, next.Blocks
	for _, i := range parent {
		if len(a) != len(b) || !alike(tree, next, a[:i], b[:i]) || !alike(tree, next, a[i+1:], b[i+1:]) {
			return 0, false
		}
		if a[i].Kind != b[i].Kind || b[i].Locked {
			return 0, false
		}
		a, b = a[i].Children, b[i].Children
	}
	count = len(b) - len(a) + remove
	if count < 0 || !alike(tree, next, a[:index], b[:index]) || !alike(tree, next, a[index+remove:], b[index+count:]) {
		return 0, false
	}
	return count, bytes.Equal(tree.Front.In(tree.Source), next.Front.In(next.Source))
}

// alike reports whether two runs of blocks have the same kinds and bytes.
func alike(tree, next *block.Tree, a, b []*block.Block) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Kind != b[i].Kind || a[i].Locked != b[i].Locked || !bytes.Equal(tree.Text(a[i]), next.Text(b[i])) {
			return false
		}
	}
	return true
}

// Children returns the blocks of the container at path, the page's own for the
// empty path.
func Children(tree *block.Tree, path []int) []*block.Block {
	if len(path) == 0 {
		return tree.Blocks
	}
	return tree.At(path).Children
}

// EOL returns the line ending of a file: that of its first line.
func EOL(content []byte) string {
	if i := bytes.IndexByte(content, '\n'); i > 0 && content[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// Lines brings text to the line ending of a file and takes blank lines off both
// ends.
func Lines(text []byte, eol string) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	for {
		line, rest, found := bytes.Cut(text, []byte("\n"))
		if !found || len(bytes.TrimSpace(line)) > 0 {
			break
		}
		text = rest
	}
	if trimmed := bytes.TrimRight(text, " \t\n"); len(trimmed) < len(text) {
		tail := text[len(trimmed):]
		if i := bytes.IndexByte(tail, '\n'); i >= 0 {
			tail = tail[:i] // spaces at the end of the last line stay
		}
		text = text[:len(trimmed)+len(tail)]
		if len(trimmed) == 0 {
			text = nil
		}
	}
	return bytes.ReplaceAll(text, []byte("\n"), []byte(eol))
}
