package markdown

import (
	"unicode/utf8"

	"github.com/pagewright/pagewright/generator/colour"
	"github.com/pagewright/pagewright/generator/internal/escape"
)

// Writer collects HTML and carries what one rendering needs to the functions
// that render nodes. The zero value is ready to use, for the page that is
// published and without a Resolver. It is for one goroutine.
type Writer struct {
	Canvas   bool                                    // soft breaks are spaces, raw HTML is shown instead of obeyed
	Resolver Resolver                                // nil: AsWritten
	Pen      *colour.Pen                             // colours code; nil: it stays plain
	Word     func(key string, args ...string) string // words in the page's language; nil: none are said
	Render   any                                     // for renderers of further nodes; this package does not look at it

	buf  []byte
	link int // where what the link shows begins; links do not stand in one another
}

// Bytes is what was written. It is valid until the next write.
func (w *Writer) Bytes() []byte { return w.buf }

// Len is the number of bytes written.
func (w *Writer) Len() int { return len(w.buf) }

// Truncate forgets all behind the first n bytes.
func (w *Writer) Truncate(n int) { w.buf = w.buf[:n] }

// Reset makes the writer as new and keeps its memory.
func (w *Writer) Reset() { *w = Writer{buf: w.buf[:0]} }

// Write implements io.Writer; it never fails.
func (w *Writer) Write(p []byte) (int, error) {
	w.buf = append(w.buf, p...)
	return len(p), nil
}

// WriteString implements io.StringWriter; it never fails.
func (w *Writer) WriteString(s string) (int, error) {
	w.buf = append(w.buf, s...)
	return len(s), nil
}

// WriteByte implements io.ByteWriter; it never fails.
func (w *Writer) WriteByte(c byte) error {
	w.buf = append(w.buf, c)
	return nil
}

// WriteRune writes a rune in UTF-8; it never fails.
func (w *Writer) WriteRune(r rune) (int, error) {
	n := len(w.buf)
	w.buf = utf8.AppendRune(w.buf, r)
	return len(w.buf) - n, nil
}

// Available, Buffered and Flush complete goldmark's idea of a writer.
func (w *Writer) Available() int { return cap(w.buf) - len(w.buf) }

// Buffered is the number of bytes written.
func (w *Writer) Buffered() int { return len(w.buf) }

// Flush does nothing.
func (w *Writer) Flush() error { return nil }

// Escape writes text so that it can stand between tags and in a quoted attribute.
func (w *Writer) Escape(s []byte) { w.buf = escape.Append(w.buf, s) }

// EscapeString is Escape for a string.
func (w *Writer) EscapeString(s string) { w.buf = escape.Append(w.buf, s) }

// Attribute writes ` name="value"`. The name is trusted.
func (w *Writer) Attribute(name, value string) {
	w.buf = append(w.buf, ' ')
	w.buf = append(w.buf, name...)
	w.buf = append(w.buf, '=', '"')
	w.buf = escape.Append(w.buf, value)
	w.buf = append(w.buf, '"')
}

func (w *Writer) resolver() Resolver {
	if w.Resolver == nil {
		return AsWritten{}
	}
	return w.Resolver
}
