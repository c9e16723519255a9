package pages

import (
	"bytes"
	"unicode/utf8"

	"github.com/pagewright/pagewright/backend/edit/draft"
	"github.com/pagewright/pagewright/generator/bom"
)

// source replaces a whole page by a text. Lines at both ends that stay the same
// keep their bytes, line endings too; the others get the file's own. When the
// op says what the text was made of (Was, a hash) and the page is another one
// now, it is refused with edit-stale.
func source(d *draft.Draft, op draft.Op) error {
	f, err := d.Page(op.Page)
	if err != nil {
		return err
	}
	if op.Text == nil {
		return draft.Fail("edit-op-value", op.Page, nil, "name", "text")
	}
	if op.Was != "" && op.Was != f.Hash {
		return draft.Fail("edit-stale", op.Page, nil)
	}
	d.About("Edit source", op.Page, nil, nil)
	old := f.Bytes
	start := bom.Len(old)
	before := lines(old[start:])
	after := lines(bom.Cut([]byte(*op.Text)))
	head, tail := common(before, after)
	end := len(old) - size(before[len(before)-tail:])
	start += size(before[:head])
	if !utf8.Valid(old[start:end]) {
		return draft.Fail("edit-source-bytes", op.Page, nil)
	}
	var text []byte
	for _, l := range after[head : len(after)-tail] {
		text = append(text, l.words...)
		if l.end != "" {
			text = append(text, draft.EOL(old)...)
		}
	}
	f.Splice(start, end, text)
	return nil
}

// line is one line of a text and what ends it: "" at the end of the file.
type line struct {
	words []byte
	end   string
}

// lines cuts a text at every line ending that a field of text knows.
func lines(text []byte) []line {
	var list []line
	for len(text) > 0 {
		n := bytes.IndexAny(text, "\r\n")
		if n < 0 {
			return append(list, line{words: text})
		}
		end := string(text[n : n+1])
		if bytes.HasPrefix(text[n:], []byte("\r\n")) {
			end = "\r\n"
		}
		list, text = append(list, line{words: text[:n], end: end}), text[n+len(end):]
	}
	return list
}

// common counts the lines that are the same at the start and at the end.
func common(a, b []line) (head, tail int) {
	most := min(len(a), len(b))
	for head < most && same(a[head], b[head]) {
		head++
	}
	for tail < most-head && same(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	return head, tail
}

// same compares lines as a field of text shows them: it has one line ending,
// and a sign of its own for bytes that are no letters.
func same(a, b line) bool {
	const unknown = "\uFFFD"
	return (a.end == "") == (b.end == "") &&
		bytes.Equal(bytes.ToValidUTF8(a.words, []byte(unknown)), bytes.ToValidUTF8(b.words, []byte(unknown)))
}

func size(list []line) int {
	n := 0
	for _, l := range list {
		n += len(l.words) + len(l.end)
	}
	return n
}
