package links

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/pagewright/pagewright/backend/edit/sense"
)

// Note is one footnote.
type Note struct {
	Label string
	Text  []byte // as written, from its label on
}

// Note returns the footnote of a label.
func (d Definitions) Note(label string) (Note, bool) {
	i := slices.IndexFunc(d.notes, func(n Note) bool { return n.Label == label })
	if i < 0 {
		return Note{}, false
	}
	return d.notes[i], true
}

// Notes returns the labels of the footnotes that a piece of a page refers to
// and does not hold itself, each once.
func (f *Finder) Notes(piece []byte, d Definitions) []string {
	own := f.Definitions(piece)
	return slices.DeleteFunc(f.marks(piece, d), func(label string) bool {
		_, holds := own.Note(label)
		return holds
	})
}

// Refers reports whether a page refers to one of its footnotes, in its text or
// in another footnote.
func (f *Finder) Refers(page []byte, d Definitions, label string) bool {
	tree, _ := f.blocks.Parse(page)
	if slices.Contains(f.marks(tree.Body.In(page), Definitions{}), label) {
		return true
	}
	return slices.ContainsFunc(d.notes, func(n Note) bool {
		return n.Label != label && slices.Contains(f.marks(n.Body(), d), label)
	})
}

// Misses reports whether a page, as it is now, refers to a named link or a
// footnote that it had before and has no more: its words are shown as they are
// written then.
func (f *Finder) Misses(before, now []byte) bool {
	if !bytes.Contains(before, []byte("]:")) {
		return false
	}
	had, has := f.Definitions(before), f.Definitions(now)
	var lost Definitions
	for _, n := range had.notes {
		if _, stays := has.Note(n.Label); !stays {
			lost.notes = append(lost.notes, n)
		}
	}
	for line := range bytes.Lines(had.links) {
		if !bytes.Contains(has.links, line) {
			lost.links = append(lost.links, line...)
		}
	}
	context := lost.context(true)
	tree, _ := f.blocks.Parse(now)
	body := tree.Body.In(now)
	return len(context) > 0 && sense.Of(f.markdown, context, body) != sense.Of(f.markdown, nil, body)
}

// marks returns the labels of the footnotes that a piece of a page refers to.
func (f *Finder) marks(piece []byte, d Definitions) []string {
	var labels []string
	context := d.context(true)
	full := slices.Concat(context, piece)
	sense.Inside(f.markdown, context, piece, func(n ast.Node) {
		if label, ok := markLabel(n, full); ok && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	})
	return labels
}

// Relabel gives a footnote another label wherever a piece refers to it.
func (f *Finder) Relabel(piece []byte, d Definitions, from, to string) []byte {
	context := d.context(true)
	full := slices.Concat(context, piece)
	var at []int
	sense.Inside(f.markdown, context, piece, func(n ast.Node) {
		if label, ok := markLabel(n, full); ok && label == from {
			at = append(at, n.Pos()-len(context))
		}
	})
	slices.Sort(at)
	for _, start := range slices.Backward(at) {
		piece = slices.Concat(piece[:start], []byte("[^"+to+"]"), piece[start+len("[^"+from+"]"):])
	}
	return piece
}

// item is the mark of a list item that a footnote's text can stand in: what
// goes on in it is indented alike.
const item = "-   "

// Body returns the text of a footnote as a piece of its page.
func (n Note) Body() []byte {
	_, body, _ := bytes.Cut(n.Text, []byte("]:"))
	return slices.Concat([]byte(item), bytes.TrimLeft(body, " \t"))
}

// WithBody returns the footnote with another text, made from its Body.
func (n Note) WithBody(body []byte) Note {
	label, _, _ := bytes.Cut(n.Text, []byte("]:"))
	return Note{n.Label, slices.Concat(label, []byte("]: "), bytes.TrimPrefix(body, []byte(item)))}
}

// Renamed is a footnote under another label.
func (n Note) Renamed(to string) Note {
	at := bytes.Index(n.Text, []byte("[^"))
	return Note{to, slices.Concat(n.Text[:at+2], []byte(to), n.Text[at+2+len(n.Label):])}
}

// Free returns a label that no footnote of a page has: the one given, or with a
// number at its end.
func (d Definitions) Free(label string) string {
	for n, free := 2, label; ; n++ {
		if _, taken := d.Note(free); !taken {
			return free
		}
		free = label + "-" + strconv.Itoa(n)
	}
}

// markLabel returns the label of a footnote's mark.
func markLabel(n ast.Node, full []byte) (string, bool) {
	if n.Kind() != east.KindFootnoteLink || n.Pos() < 0 {
		return "", false
	}
	return noteLabel(full[n.Pos():])
}

func noteLabel(text []byte) (string, bool) {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(text, " "), []byte("[^"))
	label, _, closed := bytes.Cut(rest, []byte("]"))
	return string(label), ok && closed
}
