package markdown

import "bytes"

// Bounds of what is parsed. goldmark takes seconds for 100 KB of ">" or for a
// list in a list in a list, and minutes for half a megabyte of "[a](": it looks
// for the end of each bracket through the rest of the paragraph. So all of that
// is counted before. Pages that people write are far from any bound.
const (
	MaxBytes = 2 << 20 // of a page
	MaxDepth = 100     // of quotes and lists in each other
	maxSteps = 1 << 29 // brackets times bytes, summed over the paragraphs
)

// Excess says why a source is not parsed.
type Excess string

// The ways in which a source can be too much.
const (
	TooLarge   Excess = "large"
	TooDeep    Excess = "deep"
	TooTangled Excess = "tangled"
)

// Fits reports whether a source can be parsed in reasonable time. When it can
// not, line is the 1-based line at fault; 0: the whole.
func Fits(source []byte) (why Excess, line int, ok bool) {
	if len(source) > MaxBytes {
		return TooLarge, 0, false
	}
	var d depths
	var b brackets
	for n := 1; len(source) > 0; n++ {
		end := bytes.IndexByte(source, '\n') + 1
		if end == 0 {
			end = len(source)
		}
		if d.line(source[:end]) > MaxDepth {
			return TooDeep, n, false
		}
		if b.line(source[:end]) > maxSteps {
			return TooTangled, n, false
		}
		source = source[end:]
	}
	return "", 0, true
}

// brackets bounds the work that brackets make. What it takes for one paragraph
// may be several, never the other way round.
type brackets struct{ before, count, bytes int }

// line is the work up to a line.
func (b *brackets) line(line []byte) int {
	if startsParagraph(line) {
		b.before += b.count * b.bytes
		b.count, b.bytes = 0, 0
	}
	b.count += bytes.Count(line, []byte{'['})
	b.bytes += len(line)
	return b.before + b.count*b.bytes
}

// startsParagraph reports whether a paragraph before the line can not go on in
// it: it is blank, or an item of a list that may interrupt one.
func startsParagraph(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	if len(line)-len(text) > 3 {
		return len(bytes.TrimSpace(text)) == 0
	}
	text = bytes.TrimRight(text, " \t\r\n")
	if len(text) == 0 {
		return true
	}
	return len(text) > 2 && text[1] == ' ' && (text[0] == '-' || text[0] == '*' || text[0] == '+')
}

// depths follows how deep lists and quotes can be. It counts what may be
// deeper than it is and never what is less deep: code is not looked at.
type depths struct{ columns []int }

// line is the depth at a line.
func (d *depths) line(line []byte) int {
	col, quotes, i := 0, 0, 0
	for i < len(line) {
		switch c := line[i]; c {
		case ' ':
			col++
		case '\t':
			col += 4 - col%4
		case '>':
			quotes++
			col++
		case '-', '*', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			n := marker(line[i:])
			if n == 0 || isBreak(line[i:]) {
				return d.at(col) + quotes
			}
			d.at(col)
			d.columns = append(d.columns, col)
			col += n
			i += n - 1
			if len(d.columns)+quotes > MaxDepth {
				return len(d.columns) + quotes
			}
		case '\r', '\n':
			return quotes
		default:
			return d.at(col) + quotes
		}
		i++
	}
	return quotes
}

// at leaves the lists that a line at this column has left, and counts the rest.
func (d *depths) at(col int) int {
	n := len(d.columns)
	for n > 0 && d.columns[n-1] >= col {
		n--
	}
	d.columns = d.columns[:n]
	return n
}

// marker is the length of a list marker without the space behind it, or 0.
func marker(s []byte) int {
	n := 0
	for n < len(s) && n < 10 && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n > 0 && (n == len(s) || (s[n] != '.' && s[n] != ')')) {
		return 0
	}
	n++
	if n < len(s) && s[n] != ' ' && s[n] != '\t' && s[n] != '\n' && s[n] != '\r' {
		return 0
	}
	return n
}

// isBreak reports whether the rest of a line is a thematic break, "- - - -".
func isBreak(s []byte) bool {
	for _, c := range s {
		if c != s[0] && c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return s[0] == '-' || s[0] == '*'
}
