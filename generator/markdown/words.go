package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	goldmark "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// IDs gives headings their ids, each once in a page, as GitHub does: "Opening
// hours!" is "opening-hours", a second one "opening-hours-1". The zero value is
// ready to use. It is for one page and one goroutine.
type IDs struct{ used map[string]bool }

// Take reserves an id that the page gives itself.
func (ids *IDs) Take(id string) {
	if ids.used == nil {
		ids.used = map[string]bool{}
	}
	ids.used[id] = true
}

// Make returns a new id for a heading's words.
func (ids *IDs) Make(words string) string {
	id := Slug(words)
	if id == "" {
		id = "section"
	}
	unique := id
	for n := 1; ids.used[unique]; n++ {
		unique = id + "-" + strconv.Itoa(n)
	}
	ids.Take(unique)
	return unique
}

// Slug is text as an id: letters and digits of any script in lower case, spaces
// as "-", all else left out. It may be empty.
func Slug(words string) string {
	var b strings.Builder
	b.Grow(len(words))
	for _, r := range strings.TrimSpace(words) {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r == ' ':
			b.WriteByte('-')
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	return b.String()
}

// PlainText is the words of a node without any markup, line breaks as spaces.
func PlainText(n ast.Node, source []byte) string {
	return string(appendPlain(nil, n, source))
}

func appendPlain(buf []byte, n ast.Node, source []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			buf = appendText(buf, t, source)
		case *ast.String:
			buf = append(buf, t.Value...)
		case *ast.AutoLink:
			buf = append(buf, t.Label(source)...)
		case *ast.RawHTML:
		default:
			if c.Type() == ast.TypeBlock && len(buf) > 0 && buf[len(buf)-1] != ' ' {
				buf = append(buf, ' ')
			}
			buf = appendPlain(buf, c, source)
		}
	}
	return buf
}

func appendText(buf []byte, t *ast.Text, source []byte) []byte {
	value := t.Segment.Value(source)
	if t.IsRaw() || t.Parent().Kind() == ast.KindCodeSpan {
		buf = append(buf, value...)
	} else {
		buf = append(buf, resolved(value)...)
	}
	if t.SoftLineBreak() || t.HardLineBreak() {
		buf = append(buf, ' ')
	}
	return buf
}

// resolved is text with its escapes and character references resolved.
func resolved(raw []byte) []byte {
	if !bytes.ContainsAny(raw, "&\\") {
		return raw
	}
	var w Writer
	goldmark.DefaultWriter.Write(&w, raw) // as HTML, which has none but the five escapes
	return []byte(html.UnescapeString(string(w.buf)))
}

// Encode percent-encodes what can not stand in an address. What is encoded
// already stays as it is.
func Encode(address string) string { return string(util.URLEscape([]byte(address), false)) }
