package prose

import (
	"strings"
	"unicode/utf8"
)

// atom writes one atom outside of marks that still have to open.
func (in *inlineWriter) atom(atoms []atom, i int, open marks) {
	a := atoms[i]
	switch a.form {
	case hardBreak:
		if in.heading || in.cell {
			in.b.WriteString("<br>")
			return
		}
		in.b.WriteString("\\\n")
	case image:
		in.b.WriteString("![" + in.piped(altText(a.alt)+"]("+destination(a.src)+title(a.title)) + ")")
	case opaque:
		in.b.WriteString(a.text)
	case char:
		in.char(atoms, i, open)
	}
}

func altText(alt string) string {
	plain := &inlineWriter{}
	for i, list := 0, letters(strings.ReplaceAll(alt, "\n", " "), marks{}); i < len(list); i++ {
		plain.char(list, i, marks{link: true})
	}
	return strings.TrimPrefix(plain.b.String(), "\\#")
}

// char writes a character, escaped where it would be read as a sign.
func (in *inlineWriter) char(atoms []atom, i int, open marks) {
	c := atoms[i].text
	if in.encode {
		in.encode = false
		if r, _ := utf8.DecodeRuneInString(c); isLetter(r) {
			in.b.WriteString(reference(r))
			return
		}
	}
	before, next := in.b.String(), nextText(atoms, i)
	if len(c) == 1 && in.escapes(c[0], before[strings.LastIndexByte(before, '\n')+1:], next, open) {
		in.b.WriteByte('\\')
	}
	in.b.WriteString(c)
}

// nextText is the text that follows an atom up to the next thing or mark: ""
// at the end, "\x00" before a thing.
func nextText(atoms []atom, i int) string {
	var b strings.Builder
	for _, a := range atoms[i+1:] {
		if a.form != char || b.Len() > 30 {
			b.WriteByte(0)
			break
		}
		b.WriteString(a.text)
	}
	return b.String()
}

// escapes reports whether a character needs a backslash, after what stands
// before it on its line and before what follows.
func (in *inlineWriter) escapes(c byte, line, next string, open marks) bool {
	start := strings.TrimSpace(line) == "" && !in.cell
	switch c {
	case '|':
		return start || in.cell
	case '\\', '`', '*', '~', '[':
		return true
	case ']':
		return open.link
	case '_':
		return line == "" || next == "" || !wordByte(line[len(line)-1]) || !wordByte(next[0])
	case '<':
		return next != "" && (isASCIILetter(next[0]) || strings.IndexByte("/!?", next[0]) >= 0)
	case '&':
		return next != "" && (next[0] == '#' || isASCIILetter(next[0])) && strings.Contains(next, ";")
	case '!':
		return next != "" && next[0] == '['
	case '#':
		return start || in.heading && strings.HasSuffix(line, " ") || in.heading && strings.HasSuffix(line, "#")
	case '{':
		return in.heading
	case '>', '=':
		return start
	case '-', '+':
		return start && (next == "" || next[0] == ' ' || next[0] == c)
	case ':':
		return start && (next == "" || next[0] == ':' || next[0] == ' ')
	case '.', ')':
		return !in.cell && isNumber(strings.TrimSpace(line)) && (next == "" || next[0] == ' ')
	}
	return false
}

func isNumber(s string) bool {
	return s != "" && len(s) <= 9 && strings.Trim(s, "0123456789") == ""
}

func isASCIILetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func wordByte(c byte) bool { return isASCIILetter(c) || '0' <= c && c <= '9' || c >= 0x80 }
