package markup

import (
	"regexp"
	"strings"
)

var (
	fenceLine = regexp.MustCompile("^[ \t>]*(?:(?:[-*+]|\\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)$")
	listItem  = regexp.MustCompile(`^[ \t>]*([-*+]|\d{1,9}[.)])([ \t]|$)`)
)

// codeRanges returns the spans of a Markdown text in which nothing is a link:
// fenced and indented code, code spans and HTML comments. It reads lines, not
// the whole grammar: where a text is doubtful it says code, for a link that is
// left alone can be found, and code that is changed can not.
func codeRanges(body string) []span {
	var spans []span
	open, start, text := "", 0, 0 // of the fence; of the text before it
	list, blank := false, true
	offset := 0
	for line := range strings.SplitAfterSeq(body, "\n") {
		trimmed := strings.TrimRight(line, "\r\n")
		switch m := fenceLine.FindStringSubmatch(trimmed); {
		case open != "":
			if m != nil && strings.HasPrefix(m[1], open) && strings.TrimSpace(m[2]) == "" {
				spans = append(spans, span{start, offset + len(line)})
				open, text = "", offset+len(line)
			}
		case m != nil && !(m[1][0] == '`' && strings.Contains(m[2], "`")):
			spans = append(spans, codeSpans(body, text, offset)...)
			open, start = m[1], offset
		case indented(trimmed) && blank && !list:
			spans = append(spans, codeSpans(body, text, offset)...)
			spans = append(spans, span{offset, offset + len(line)})
			text = offset + len(line)
		}
		wasCode := len(spans) > 0 && spans[len(spans)-1].end == offset+len(line)
		switch {
		case strings.TrimSpace(trimmed) == "":
			blank = true
		case listItem.MatchString(trimmed):
			list, blank = true, false
		default:
			list = list && (indented(trimmed) || strings.HasPrefix(trimmed, " ") || !blank)
			blank = blank && wasCode
		}
		offset += len(line)
	}
	if open != "" {
		spans = append(spans, span{start, len(body)})
	} else {
		spans = append(spans, codeSpans(body, text, len(body))...)
	}
	return spans
}

func indented(line string) bool {
	return (strings.HasPrefix(line, "    ") || strings.HasPrefix(line, "\t")) && strings.TrimSpace(line) != ""
}

// codeSpans returns the code spans and comments of body[start:end], a text
// without fences.
func codeSpans(body string, start, end int) []span {
	var spans []span
	for i := start; i < end; {
		switch {
		case body[i] == '\\':
			i += 2
		case body[i] == '`':
			run := len(body[i:end]) - len(strings.TrimLeft(body[i:end], "`"))
			if stop := closing(body[:end], i+run, run); stop > 0 {
				spans = append(spans, span{i, stop})
				i = stop
			} else {
				i += run
			}
		case strings.HasPrefix(body[i:end], "<!--"):
			stop := end
			if j := strings.Index(body[i:end], "-->"); j >= 0 {
				stop = i + j + len("-->")
			}
			spans = append(spans, span{i, stop})
			i = stop
		default:
			i++
		}
	}
	return spans
}

// closing returns the end of the code span whose opening run of backticks ends
// at from, or 0. A code span does not reach over a blank line.
func closing(body string, from, run int) int {
	newline := false
	for i := from; i < len(body); {
		switch body[i] {
		case '\n':
			if newline {
				return 0
			}
			newline = true
			i++
		case ' ', '\t', '\r':
			i++
		case '`':
			n := len(body[i:]) - len(strings.TrimLeft(body[i:], "`"))
			if n == run {
				return i + n
			}
			i += n
			newline = false
		default:
			newline = false
			i++
		}
	}
	return 0
}
