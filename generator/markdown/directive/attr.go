package directive

import (
	"bytes"
	"html"
	"strings"
)

// parseAttrs reads "{…}" at the brace line[at]. end is the offset behind the
// closing brace, or the line's length when the braces do not make sense.
func parseAttrs(line []byte, at int) (end int, attrs []Attr, good bool) {
	i := at + 1
	for {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t' || line[i] == ',') {
			i++
		}
		if i >= len(line) {
			return len(line), attrs, false
		}
		if line[i] == '}' {
			return i + 1, attrs, true
		}
		a, next := parseAttr(line, i)
		if next < 0 {
			return len(line), attrs, false
		}
		attrs = append(attrs, a)
		i = next
	}
}

// parseAttr reads one attribute; next is negative when there is none.
func parseAttr(line []byte, i int) (a Attr, next int) {
	start := i
	if line[i] == '#' || line[i] == '.' {
		a.Name = "class"
		if line[i] == '#' {
			a.Name = "id"
		}
		for i++; i < len(line) && !endsShort(line[i]); i++ {
		}
		a.Value, a.Range = string(line[start+1:i]), Range{start, i}
		if a.Value == "" {
			return a, -1
		}
		return a, i
	}
	for i < len(line) && isAttrName(line[i], i == start) {
		i++
	}
	if i == start {
		return a, -1
	}
	a.Name = string(line[start:i])
	if i >= len(line) || line[i] != '=' {
		a.Flag, a.Range = true, Range{start, i}
		return a, i
	}
	value, next := parseValue(line, i+1)
	a.Value, a.Range = value, Range{start, next}
	return a, next
}

// parseValue reads what stands behind "=": "…", '…' or all up to a space or
// the closing brace.
func parseValue(line []byte, i int) (value string, next int) {
	if i < len(line) && (line[i] == '"' || line[i] == '\'') {
		n := bytes.IndexByte(line[i+1:], line[i])
		if n < 0 {
			return "", -1
		}
		return unescape(line[i+1 : i+1+n]), i + n + 2
	}
	start := i
	for i < len(line) && line[i] != ' ' && line[i] != '\t' && line[i] != '}' && line[i] != '"' && line[i] != '\'' {
		i++
	}
	if i < len(line) && (line[i] == '"' || line[i] == '\'') {
		return "", -1
	}
	return unescape(line[start:i]), i
}

// unescape resolves character references, those with a semicolon only: the
// addresses of the web are full of "&copy=2".
func unescape(raw []byte) string {
	amp := bytes.IndexByte(raw, '&')
	if amp < 0 {
		return string(raw)
	}
	var b strings.Builder
	for amp >= 0 {
		b.Write(raw[:amp])
		raw = raw[amp:]
		n := reference(raw)
		b.WriteString(html.UnescapeString(string(raw[:n])))
		raw = raw[n:]
		amp = bytes.IndexByte(raw, '&')
	}
	b.Write(raw)
	return b.String()
}

// reference is the length of the character reference at raw[0], which is "&",
// or 1 when it is none.
func reference(raw []byte) int {
	for i := 1; i < len(raw) && i < 34; i++ {
		c := raw[i]
		switch {
		case c == ';' && i > 1:
			// An unknown name comes back as it was, with its semicolon.
			if strings.Contains(html.UnescapeString(string(raw[:i+1])), ";") {
				return 1
			}
			return i + 1
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '#' && i == 1:
		default:
			return 1
		}
	}
	return 1
}

func isAttrName(c byte, first bool) bool {
	return isName(c, first) || c == ':' || c == '_' || (!first && c == '.')
}

func endsShort(c byte) bool {
	return c == ' ' || c == '\t' || c == '}' || c == '.' || c == '#' || c == '=' || c == '"' || c == '\'' || c == '{'
}
