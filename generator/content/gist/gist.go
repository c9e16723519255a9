// Package gist finds what a text is about without parsing it: how many words it
// has, the words of its first heading and of its first paragraph. What a page
// looks like the Markdown parser decides alone. Start reading at Of.
package gist

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gist is what a look over a text finds.
type Gist struct {
	Heading string // the first heading's words
	Summary string // the first paragraph's words, at most MaxSummary bytes of them
	Words   int
}

// MaxSummary is where a summary is cut, in bytes; "…" stands behind the cut.
const MaxSummary = 280

// Of reads a text line by line. It knows fences, directives, headings, tables
// and HTML well enough to count words and to find the first paragraph. Without
// summarise the paragraph is not looked for. It takes any bytes.
func Of(body []byte, summarise bool) Gist {
	var t Gist
	var para []byte
	fence := ""
	open := false // inside the paragraph that becomes the summary
	for len(body) > 0 {
		raw, rest, _ := bytes.Cut(body, []byte("\n"))
		raw, body = bytes.TrimSuffix(raw, []byte("\r")), rest
		line := bytes.TrimSpace(raw)
		if mark := fenceOf(line); mark != "" {
			if fence == "" {
				fence = mark
			} else if strings.HasPrefix(mark, fence) {
				fence = ""
			}
			open = false
			continue
		}
		if fence != "" {
			continue
		}
		if bytes.HasPrefix(line, []byte("::")) {
			open = false
			continue
		}
		t.Words += countWords(line)
		if h, ok := headingOf(line); ok {
			if t.Heading == "" {
				t.Heading = inline(h)
			}
			open = false
			continue
		}
		if !summarise {
			continue
		}
		begins := len(raw) > 0 && raw[0] != '\t' && !bytes.HasPrefix(raw, []byte("    "))
		switch {
		case len(line) == 0:
			open = false
			if len(para) > 0 && t.Summary == "" {
				t.Summary = shorten(inline(string(para)))
			}
			if t.Summary == "" {
				para = para[:0]
			}
		case t.Summary != "":
		case open || len(para) == 0 && begins && startsText(line):
			if open = len(para) < 4*MaxSummary; open {
				para = append(append(para, line[:min(len(line), 4*MaxSummary)]...), ' ')
			}
		}
	}
	if t.Summary == "" && summarise {
		t.Summary = shorten(inline(string(para)))
	}
	return t
}

func fenceOf(line []byte) string {
	for _, c := range [...]byte{'`', '~'} {
		n := 0
		for n < len(line) && line[n] == c {
			n++
		}
		if n >= 3 {
			return string(line[:n])
		}
	}
	return ""
}

func headingOf(line []byte) (string, bool) {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return "", false
	}
	h := strings.TrimSpace(string(line[n:]))
	if i := strings.LastIndex(h, "{"); i > 0 && strings.HasSuffix(h, "}") {
		h = h[:i] // attributes
	}
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(h), "#")), true
}

// startsText says whether a line begins a paragraph of words.
func startsText(line []byte) bool {
	switch line[0] {
	case '<', '|', '>', '-', '+', '=', ':':
		return false
	case '*', '_':
		return len(line) > 1 && line[1] != ' ' && line[1] != '\t' && !rule(line)
	case '!':
		return !bytes.HasPrefix(line, []byte("![")) || !bytes.HasSuffix(line, []byte(")"))
	case '[': // a definition of a link or footnote
		return !bytes.Contains(line, []byte("]:"))
	}
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	return digits == 0 || digits == len(line) || line[digits] != '.' && line[digits] != ')'
}

func rule(line []byte) bool {
	return len(bytes.Trim(line, "*_- ")) == 0
}

// countWords counts words between spaces; in scripts that write none, two
// characters count as one.
func countWords(line []byte) int {
	words, dense := 0, 0
	in := false
	for i := 0; i < len(line); {
		c := line[i]
		if c < utf8.RuneSelf {
			switch byteClass[c] {
			case space:
				in = false
			case letter:
				if !in {
					words, in = words+1, true
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		i += n
		switch {
		case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			dense++
		case r >= 0xa0 && !in && unicode.IsLetter(r):
			words, in = words+1, true
		}
	}
	return words + (dense+1)/2
}

const (
	other = iota
	space
	letter
)

// byteClass tells what ends and what begins a word in ASCII.
var byteClass = func() (t [utf8.RuneSelf]byte) {
	t[' '], t['\t'] = space, space
	for c := range t {
		if '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			t[c] = letter
		}
	}
	return t
}()

// shorten cuts at a space before MaxSummary bytes.
func shorten(s string) string {
	s = strings.ToValidUTF8(s, "")
	if len(s) <= MaxSummary {
		return s
	}
	cut := strings.LastIndexByte(s[:MaxSummary], ' ')
	if cut < MaxSummary/2 {
		for cut = MaxSummary; !utf8.RuneStart(s[cut]); cut-- {
		}
	}
	return strings.TrimRight(s[:cut], " ,;:.–-") + "…"
}
