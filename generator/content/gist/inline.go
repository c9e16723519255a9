package gist

import (
	"html"
	"strings"
)

// inline takes the marks of Markdown out of one paragraph: links and pictures
// leave their words, emphasis, code marks and tags go.
func inline(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		n, text := mark(s[i:], b.Len() > 0 && wordByte(b.String()[b.Len()-1]))
		b.WriteString(text)
		i += n
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

// mark reads what stands at the head of s: how many bytes of it, and what
// remains of them. after: a word goes on before it.
func mark(s string, after bool) (int, string) {
	switch c := s[0]; c {
	case '\\':
		if len(s) > 1 && strings.IndexByte("\\`*_{}[]()#+-.!<>|~:\"'$%&,/;=?@^", s[1]) >= 0 {
			return 2, s[1:2]
		}
	case '!', '[':
		if n, text, ok := link(s); ok {
			return n, text
		}
	case '<':
		return tag(s)
	case '`':
		run := len(s) - len(strings.TrimLeft(s, "`"))
		if end := strings.Index(s[run:], s[:run]); end >= 0 {
			return run + end + run, html.EscapeString(strings.TrimSpace(s[run : run+end]))
		}
		return run, s[:run]
	case '*', '~':
		if c == '*' || strings.HasPrefix(s, "~~") {
			if len(s) > 1 && s[1] == ' ' && !after {
				return 1, s[:1]
			}
			return len(s) - len(strings.TrimLeft(s, s[:1])), ""
		}
	case '_':
		run := len(s) - len(strings.TrimLeft(s, "_"))
		if after && run < len(s) && wordByte(s[run]) {
			return run, s[:run]
		}
		return run, ""
	}
	return 1, s[:1]
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0x80
}

// link reads [words](where), [words][name], ![alt](where) and [^note].
func link(s string) (int, string, bool) {
	start := 1
	if s[0] == '!' {
		if len(s) < 2 || s[1] != '[' {
			return 0, "", false
		}
		start = 2
	}
	end := closing(s, start, '[', ']')
	if end < 0 {
		return 0, "", false
	}
	words, n := s[start:end], end+1
	if strings.HasPrefix(words, "^") {
		return n, "", true
	}
	switch {
	case n < len(s) && s[n] == '(':
		to := closing(s, n+1, '(', ')')
		if to < 0 {
			return 0, "", false
		}
		n = to + 1
	case n < len(s) && s[n] == '[':
		to := closing(s, n+1, '[', ']')
		if to < 0 {
			return 0, "", false
		}
		n = to + 1
	}
	if s[0] == '!' {
		return n, "", true
	}
	return n, html.EscapeString(inline(words)), true
}

func closing(s string, from int, open, shut byte) int {
	depth := 0
	for i := from; i < len(s) && i < from+2000; i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// tag reads <tag …> and <address>.
func tag(s string) (int, string) {
	end := strings.IndexByte(s, '>')
	if end < 2 || !(wordByte(s[1]) || s[1] == '/' || s[1] == '!') {
		return 1, s[:1]
	}
	in := s[1:end]
	if !strings.ContainsAny(in, " \"=") && (strings.Contains(in, "://") || strings.Contains(in, "@")) {
		return end + 1, in
	}
	return end + 1, " "
}
