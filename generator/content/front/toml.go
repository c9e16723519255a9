package front

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/pagewright/pagewright/generator/diag"
)

// tomlFields reads the top-level keys and tables. As with YAML a syntax error
// costs the keys that it touches.
func tomlFields(path string, front []byte, line int) ([]Field, []diag.Diag) {
	var m map[string]any
	err := toml.Unmarshal(front, &m)
	if err == nil {
		return tomlMap(front, line, m), nil
	}
	at := 1
	var de *toml.DecodeError
	if errors.As(err, &de) {
		at, _ = de.Position()
	}
	lines := bytes.Split(front, []byte("\n"))
	at = max(1, min(at, len(lines)))
	quote := strings.TrimSpace(string(lines[at-1]))
	why := strings.TrimPrefix(err.Error(), "toml: ")
	diags := []diag.Diag{Warn("frontmatter-syntax", path, line+at-1, quote, err, "reason", why)}
	var all []Field
	for _, c := range tomlChunks(front) {
		var m map[string]any
		if toml.Unmarshal(c.text, &m) == nil {
			all = append(all, tomlMap(c.text, line+c.line, m)...)
		}
	}
	return all, diags
}

func tomlMap(src []byte, line int, m map[string]any) []Field {
	list := make([]Field, 0, len(m))
	for key, v := range m {
		v = plain(v)
		f := Field{Key: key, Line: line + keyLine(src, key), Any: func() any { return v }}
		if items, ok := v.([]any); ok {
			f.Many = true
			for _, item := range items {
				f.List = append(f.List, scalarText(item))
			}
		} else {
			f.Text = scalarText(v)
		}
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].Line < list[j].Line || list[i].Line == list[j].Line && list[i].Key < list[j].Key
	})
	return list
}

// keyLine returns the 0-based line on which a key or its table is written.
func keyLine(src []byte, key string) int {
	for n, l := range bytes.Split(src, []byte("\n")) {
		l = bytes.TrimLeft(bytes.TrimSpace(l), "[\"' ")
		if rest, ok := bytes.CutPrefix(l, []byte(key)); ok && (len(rest) == 0 || bytes.IndexByte([]byte(" =.]\"'\t"), rest[0]) >= 0) {
			return n
		}
	}
	return 0
}

func tomlChunks(src []byte) []chunk {
	var list []chunk
	n := 0
	for at := 0; at < len(src); n++ {
		line, rest, _ := cutLine(src[at:])
		if t := bytes.TrimSpace(line); len(t) > 0 && t[0] == '[' {
			break // keys of a table mean nothing without it
		}
		end := len(src) - len(rest)
		list = append(list, chunk{src[at:end], n})
		at = end
	}
	return list
}

// scalarText is a value as text, as a person would have written it.
func scalarText(v any) string {
	switch v := v.(type) {
	case nil, map[string]any, []any:
		return ""
	case string:
		return v
	}
	return fmt.Sprint(v)
}
