package keys

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

type tomlLang struct{}

func (tomlLang) decode(text []byte) (any, error) {
	m := map[string]any{}
	if err := toml.Unmarshal(text, &m); err != nil {
		return nil, err
	}
	return textDates(m), nil
}

// textDates turns dates into text: JSON has none.
func textDates(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			v[k] = textDates(item)
		}
	case []any:
		for i, item := range v {
			v[i] = textDates(item)
		}
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case toml.LocalDate, toml.LocalDateTime, toml.LocalTime:
		return fmt.Sprint(v)
	}
	return v
}

// statement is one key = value of a TOML text.
type statement struct {
	path  []string // with the table's
	start int      // of the key
	value int      // of the value
	next  int      // of the next statement or header, or the text's end
}

func (tomlLang) edits(text []byte, path []string, value any, remove bool) []Edit {
	list, headers := statements(text)
	for _, s := range list {
		if !slices.Equal(s.path, path) {
			continue
		}
		if remove {
			return removal(text, s)
		}
		return replacement(text, s, value)
	}
	if remove {
		return nil
	}
	return insertions(text, headers, path, value)
}

// header is one [table] line.
type header struct {
	path       []string
	start, end int // of its part: to the next header or the text's end
}

func statements(text []byte) ([]statement, []header) {
	var p unstable.Parser
	p.Reset(text)
	var list []statement
	headers := []header{{}}
	var table []string
	var begins []int
	for p.NextExpression() {
		e := p.Expression()
		var parts []string
		start, end := -1, 0
		for it := e.Key(); it.Next(); {
			n := it.Node()
			parts = append(parts, string(n.Data))
			if start < 0 {
				start = int(n.Raw.Offset)
			}
			end = int(n.Raw.Offset + n.Raw.Length)
		}
		begins = append(begins, lineStart(text, start))
		if e.Kind != unstable.KeyValue {
			table = parts
			headers = append(headers, header{path: parts, start: lineStart(text, start)})
			continue
		}
		eq := end + bytes.IndexByte(text[end:], '=') + 1
		for eq < len(text) && (text[eq] == ' ' || text[eq] == '\t') {
			eq++
		}
		list = append(list, statement{path: slices.Concat(table, parts), start: lineStart(text, start), value: eq})
	}
	for i := range list {
		list[i].next = following(begins, list[i].start, len(text))
	}
	for i := range headers {
		headers[i].end = len(text)
		if i+1 < len(headers) {
			headers[i].end = headers[i+1].start
		}
	}
	return list, headers
}

func following(begins []int, at, end int) int {
	for _, b := range begins {
		if b > at {
			return b
		}
	}
	return end
}

func lineStart(text []byte, at int) int { return bytes.LastIndexByte(text[:max(0, at)], '\n') + 1 }

// end returns where the value of a statement ends: the first place, before a
// comment or at the end of a line, where what stands there is a whole value.
func (s statement) end(text []byte) int {
	for at := s.value; at <= s.next; at++ {
		if at < s.next && text[at] != '#' && text[at] != '\n' {
			continue
		}
		token := bytes.TrimRight(text[s.value:at], " \t\r\n")
		var v struct{ V any }
		if toml.Unmarshal(append([]byte("V = "), token...), &v) == nil {
			return s.value + len(token)
		}
	}
	return s.next
}

func replacement(text []byte, s statement, value any) []Edit {
	end := s.end(text)
	return []Edit{{s.value, end, []byte(tomlText(value, text[s.value:end]))}}
}

func removal(text []byte, s statement) []Edit {
	end := s.end(text)
	if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
		return []Edit{{s.start, end + i + 1, nil}}
	}
	return []Edit{{s.start, len(text), nil}}
}

// insertions add a key at the end of its table's part, or a new table.
func insertions(text []byte, headers []header, path []string, value any) []Edit {
	eol := eolOf(text)
	last := len(path) - 1
	var list []Edit
	for _, h := range headers {
		if len(h.path) <= last && slices.Equal(h.path, path[:len(h.path)]) {
			key := tomlKey(path[len(h.path):])
			list = append(list, addLine(text, h, key+" = "+tomlText(value, nil), eol))
		}
	}
	slices.Reverse(list) // the deepest table first
	return list
}

func addLine(text []byte, h header, line, eol string) Edit {
	at := h.start + len(bytes.TrimRight(text[h.start:h.end], " \t\r\n"))
	if at == h.start && h.path == nil {
		return Edit{h.start, h.start, []byte(line + eol)}
	}
	if i := bytes.IndexByte(text[at:h.end], '\n'); i >= 0 {
		at += i + 1
		return Edit{at, at, []byte(line + eol)}
	}
	return Edit{h.end, h.end, []byte(eol + line)}
}
