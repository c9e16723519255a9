package markdown

import (
	"crypto/sha256"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// writeFenced writes a fenced code block, with the classes of the Highlighter when
// there is one and it knows the language.
func writeFenced(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkSkipChildren, nil
	}
	w, n := bw.(*Writer), node.(*ast.FencedCodeBlock)
	language := Language(n, source)
	if language != "" && w.Code != nil {
		code := lines(n, source)
		if done, ok := w.Code.HTML(language, code); ok {
			w.beginPre("chroma", n, source)
			w.buf = append(w.buf, "<code"...)
			w.Attribute("class", "language-"+language)
			w.buf = append(w.buf, '>')
			w.buf = append(w.buf, done...)
			w.buf = append(w.buf, "</code></pre>\n"...)
			return ast.WalkSkipChildren, nil
		}
	}
	w.beginPre("", n, source)
	w.buf = append(w.buf, "<code"...)
	if language != "" {
		w.Attribute("class", "language-"+language)
	}
	w.buf = append(w.buf, '>')
	escapeLines(w, n, source)
	w.buf = append(w.buf, "</code></pre>\n"...)
	return ast.WalkSkipChildren, nil
}

// writeIndented writes an indented code block, which has no language.
func writeIndented(bw util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w := bw.(*Writer)
		w.beginPre("", node, source)
		w.buf = append(w.buf, "<code>"...)
		escapeLines(w, node, source)
		w.buf = append(w.buf, "</code></pre>\n"...)
	}
	return ast.WalkSkipChildren, nil
}

// Language is the first word behind the fence of a code block; empty: none.
func Language(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	info := resolved(n.Info.Segment.Value(source))
	word, _, _ := strings.Cut(string(info), " ")
	word, _, _ = strings.Cut(word, "{")
	return strings.TrimSpace(word)
}

func lines(n ast.Node, source []byte) []byte {
	var code []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		code = append(code, s.Value(source)...)
	}
	return code
}

func escapeLines(w *Writer, n ast.Node, source []byte) {
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		w.Escape(s.Value(source))
	}
}

// maxCode is the size of code that is coloured, in bytes; more is shown plain.
const maxCode = 64 << 10

// Highlighter colours code by classes, as chroma names them. What it made it
// keeps, by content, so equal code is coloured once. It is safe for concurrent
// use; nil colours nothing.
type Highlighter struct {
	maxBytes int
	mu       sync.Mutex
	made     map[[32]byte][]byte // nil value: the language is not known
	bytes    int
	lexers   map[string]chroma.Lexer // by the name as written; nil: none
}

// NewHighlighter returns a Highlighter that keeps up to maxBytes of what it
// made; 0: 64 MiB.
func NewHighlighter(maxBytes int) *Highlighter {
	if maxBytes == 0 {
		maxBytes = 64 << 20
	}
	return &Highlighter{maxBytes: maxBytes, made: map[[32]byte][]byte{}, lexers: map[string]chroma.Lexer{}}
}

// HTML is the coloured code as what stands between <code> and </code>. ok is
// false when the language is not known or the code is too long. The result is
// shared: do not change it.
func (h *Highlighter) HTML(language string, code []byte) (html []byte, ok bool) {
	if len(code) > maxCode {
		return nil, false
	}
	key := keyOf(language, code)
	h.mu.Lock()
	html, ok = h.made[key]
	h.mu.Unlock()
	if ok {
		return html, html != nil
	}
	if lexer := h.lexer(language); lexer != nil {
		html = colour(lexer, string(code))
	}
	h.keep(key, html)
	return html, html != nil
}

func keyOf(language string, code []byte) [32]byte {
	s := sha256.New()
	s.Write([]byte(language))
	s.Write([]byte{0})
	s.Write(code)
	return [32]byte(s.Sum(nil))
}

// keep adds to what was made and, when it is too much, forgets all of it: what
// is still in use comes back soon.
func (h *Highlighter) keep(key [32]byte, html []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bytes += len(html) + len(key)
	if h.bytes > h.maxBytes {
		clear(h.made)
		h.bytes = len(html) + len(key)
	}
	h.made[key] = html
}

// lexer looks a language up once; chroma's own look is a search.
func (h *Highlighter) lexer(language string) chroma.Lexer {
	h.mu.Lock()
	l, ok := h.lexers[language]
	h.mu.Unlock()
	if ok {
		return l
	}
	if l = lexers.Get(language); l != nil {
		l = chroma.Coalesce(l)
	}
	h.mu.Lock()
	if len(h.lexers) < 1000 {
		h.lexers[language] = l
	}
	h.mu.Unlock()
	return l
}

// colour writes tokens as spans; nil when the lexer fails.
func colour(lexer chroma.Lexer, code string) []byte {
	tokens, err := lexer.Tokenise(nil, code)
	if err != nil {
		return nil
	}
	buf := make([]byte, 0, 3*len(code))
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := chroma.StandardTypes[t.Type]
		if class == "" || t.Type == chroma.Text || t.Type == chroma.TextWhitespace {
			buf = appendEscaped(buf, t.Value)
			continue
		}
		buf = append(buf, `<span class="`...)
		buf = append(buf, class...)
		buf = append(buf, '"', '>')
		buf = appendEscaped(buf, t.Value)
		buf = append(buf, "</span>"...)
	}
	return buf
}
