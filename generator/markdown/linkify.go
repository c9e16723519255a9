package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addresses finds the same bare addresses as goldmark's parser, which it asks
// for each, but it wakes up at ":" and "." instead of at every space. A space is
// between all words, and to be woken makes goldmark cut the text there: that
// was a sixth of the time of a page. E-mail addresses it does not find; a page
// with an "@" is read by goldmark's own parser.
type addresses struct{ inner parser.InlineParser }

func newAddresses() parser.InlineParser { return addresses{extension.NewLinkifyParser()} }

// Trigger implements parser.InlineParser.
func (addresses) Trigger() []byte { return []byte{':', '.'} }

// Parse implements parser.InlineParser. The address began before the byte that
// it was woken by: it goes back there and takes away what is text by now.
func (a addresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.Position()
	source := block.Source()
	n := addressBefore(source[:at.Start], source[at.Start])
	if n == 0 {
		return nil
	}
	before, ok := parent.LastChild().(*ast.Text)
	start := at.Start - n
	if !ok || before.Segment.Stop != at.Start || before.Segment.Start > start || before.SoftLineBreak() {
		return nil
	}
	if before.Segment.Start < start && !mayPrecede(source[:start]) {
		return nil
	}
	block.SetPosition(line, text.NewSegment(start, at.Stop))
	link := a.inner.Parse(parent, block, pc)
	if link == nil {
		block.SetPosition(line, at)
		return nil
	}
	before.Segment.Stop = start
	if before.Segment.Len() == 0 {
		parent.RemoveChild(parent, before)
	}
	return link
}

// addressBefore is the length of the beginning of an address that s ends with,
// when the next byte is c; 0: it ends with none.
func addressBefore(s []byte, c byte) int {
	switch {
	case c == '.' && bytes.HasSuffix(s, []byte("www")):
		return len("www")
	case c == '.':
	case bytes.HasSuffix(s, []byte("https")):
		return len("https")
	case bytes.HasSuffix(s, []byte("http")):
		return len("http")
	case bytes.HasSuffix(s, []byte("ftp")):
		return len("ftp")
	}
	return 0
}

// mayPrecede reports whether an address may follow text that ends as s does:
// goldmark looks behind a space, and behind "(", "~" and an open "`" that are
// not escaped.
func mayPrecede(s []byte) bool {
	switch s[len(s)-1] {
	case ' ':
		return true
	case '(', '~', '`':
		rest := bytes.TrimRight(s[:len(s)-1], `\`)
		return (len(s)-1-len(rest))%2 == 0
	}
	return false
}
