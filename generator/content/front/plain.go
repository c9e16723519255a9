package front

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// plainFields reads the front matter that nearly every page has: lines of
// `key: value`, where a value is a word that YAML takes as it stands, a number,
// a date, a quoted string without escapes, or a list of such in one line. ok is
// false for everything else, which the full parser then reads. It must never
// say something else than the full parser.
func plainFields(front []byte, line int) (list []Field, ok bool) {
	list = make([]Field, 0, 8)
	for n := line; len(front) > 0; n++ {
		l, rest, _ := cutLine(front)
		front = rest
		if len(bytes.Trim(l, " ")) == 0 {
			continue
		}
		key, text, found := strings.Cut(string(l), ":")
		if !found || !plainKey(key) || (text != "" && text[0] != ' ') {
			return nil, false
		}
		for _, f := range list {
			if f.Key == key {
				return nil, false
			}
		}
		f, ok := plainField(strings.Trim(text, " "))
		if !ok {
			return nil, false
		}
		f.Key, f.Line = key, n
		list = append(list, f)
	}
	return list, true
}

func plainKey(key string) bool {
	for i := 0; i < len(key); i++ {
		if c := key[i]; !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || i > 0 && ('0' <= c && c <= '9' || c == '_')) {
			return false
		}
	}
	switch key { // words that YAML may read as something else
	case "", "y", "n", "Y", "N", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	return len(key) > 1
}

func plainField(text string) (Field, bool) {
	if strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") {
		return plainList(text[1 : len(text)-1])
	}
	word, v, ok := plainScalar(text, "")
	return Field{Text: word, Null: v == nil && word == "", Any: func() any { return v }}, ok
}

func plainList(text string) (Field, bool) {
	f := Field{Many: true}
	var values []any
	if strings.Trim(text, " ") != "" {
		for _, item := range strings.Split(text, ",") {
			word, v, ok := plainScalar(strings.Trim(item, " "), ",[]{}")
			if !ok || v == nil {
				return f, false
			}
			f.List, values = append(f.List, word), append(values, v)
		}
	}
	f.Any = func() any { return append([]any{}, values...) }
	return f, true
}

// plainScalar reads one value that needs no knowledge of YAML's finer rules.
// never lists bytes that may not stand in it, inside quotes neither.
func plainScalar(s, never string) (text string, value any, ok bool) {
	if s == "" {
		return "", nil, true
	}
	if q := s[0]; q == '"' || q == '\'' {
		if len(s) < 2 || s[len(s)-1] != q {
			return "", nil, false
		}
		s = s[1 : len(s)-1]
		if strings.IndexByte(s, q) >= 0 || strings.ContainsAny(s, "\\\t"+never) {
			return "", nil, false
		}
		return s, s, printable(s)
	}
	if strings.ContainsAny(s, "\t#"+never) || strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || !printable(s) {
		return "", nil, false
	}
	switch c := s[0]; {
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80:
		return word(s)
	case c == '/':
		return s, s, true
	case '1' <= c && c <= '9':
		return number(s)
	}
	return "", nil, false
}

func word(s string) (string, any, bool) {
	switch strings.ToLower(s) {
	case "true":
		return s, true, s == "true"
	case "false":
		return s, false, s == "false"
	case "y", "n", "yes", "no", "on", "off", "null":
		return "", nil, false
	}
	return s, s, true
}

func number(s string) (string, any, bool) {
	if len(s) == 10 && s[4] == '-' && s[7] == '-' {
		_, err := time.Parse("2006-01-02", s)
		return s, s, err == nil
	}
	if len(s) == len("2006-01-02T15:04:05Z") && s[10] == 'T' && s[19] == 'Z' {
		t, err := time.Parse(time.RFC3339, s)
		return s, moment(t), err == nil
	}
	if len(s) <= 9 {
		n, err := strconv.Atoi(s)
		return s, n, err == nil
	}
	return "", nil, false
}

// printable refuses what YAML may not contain: control characters and bytes
// that are no UTF-8, and the rare line separators.
func printable(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r <= 0x9f || r == 0x2028 || r == 0x2029 || r == 0xfffd || r == 0xfeff || r == 0xfffe || r == 0xffff {
			return false
		}
	}
	return true
}
