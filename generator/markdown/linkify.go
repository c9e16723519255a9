package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// linkify is goldmark's parser of bare addresses behind a cheap look: it is
// asked at every space, and hardly ever is there an address.
type linkify struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (l linkify) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	switch line[0] {
	case ' ', '*', '_', '~', '(':
		line = line[1:]
	}
	if !mayBeAddress(line) {
		return nil
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// mayBeAddress is true for all that goldmark takes as an address: "http:",
// "https:", "ftp:", "www." and words with "@".
func mayBeAddress(s []byte) bool {
	if len(s) == 0 {
		return false
	}
	switch s[0] {
	case 'h':
		if bytes.HasPrefix(s, []byte("http")) {
			return true
		}
	case 'f':
		if bytes.HasPrefix(s, []byte("ftp:")) {
			return true
		}
	case 'w':
		if bytes.HasPrefix(s, []byte("www.")) {
			return true
		}
	}
	for _, c := range s {
		if c == '@' {
			return true
		}
		if c <= ' ' {
			return false
		}
	}
	return false
}
