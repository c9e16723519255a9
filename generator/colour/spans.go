package colour

import (
	"github.com/alecthomas/chroma/v2"

	"github.com/pagewright/pagewright/generator/internal/escape"
)

// spans writes tokens as HTML. Neighbours of one kind share a span.
type spans struct {
	buf  []byte
	kind chroma.TokenType
	open bool // a span is
}

// token writes one token.
func (s *spans) token(kind chroma.TokenType, text string) {
	if text == "" || kind == chroma.Ignore {
		return
	}
	if kind != s.kind || len(s.buf) == 0 {
		s.begin(kind)
	}
	s.buf = escape.Append(s.buf, text)
}

// all writes what an iterator gives.
func (s *spans) all(next chroma.Iterator) {
	for t := next(); t != chroma.EOF; t = next() {
		s.token(t.Type, t.Value)
	}
}

// begin ends the span before and opens one for a kind that has a class.
func (s *spans) begin(kind chroma.TokenType) {
	s.end()
	s.kind = kind
	class := chroma.StandardTypes[kind]
	if class == "" || kind == chroma.Text || kind == chroma.TextWhitespace {
		return
	}
	s.open = true
	s.buf = append(s.buf, `<span class="`...)
	s.buf = append(s.buf, class...)
	s.buf = append(s.buf, '"', '>')
}

// end closes what is open and returns all of it.
func (s *spans) end() []byte {
	if s.open {
		s.buf = append(s.buf, "</span>"...)
		s.open = false
	}
	return s.buf
}
