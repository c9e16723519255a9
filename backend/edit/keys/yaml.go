package keys

import (
	"bytes"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

type yamlLang struct{}

func (yamlLang) decode(text []byte) (any, error) {
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	switch v.(type) {
	case nil, map[string]any:
		return stringKeys(v), nil
	}
	return nil, fmt.Errorf("it is not a list of keys but %T", v)
}

// stringKeys makes every map one with text keys, as JSON has them.
func stringKeys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, item := range v {
			v[k] = stringKeys(item)
		}
	case map[any]any:
		out := make(map[string]any, len(v))
		for k, item := range v {
			out[fmt.Sprint(k)] = stringKeys(item)
		}
		return out
	case []any:
		for i, item := range v {
			v[i] = stringKeys(item)
		}
	}
	return v
}

func (yamlLang) edits(text []byte, path []string, value any, remove bool) []Edit {
	y := &yamlText{text: text, lines: lineStarts(text), eol: eolOf(text)}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil
	}
	at := mapping{indent: 0, start: 0, end: y.docEnd()}
	if len(doc.Content) > 0 && doc.Content[0].Kind == yaml.MappingNode {
		at.node = doc.Content[0]
	}
	return y.descend(at, path, value, remove)
}

// yamlText is a YAML text with what is needed to find bytes in it.
type yamlText struct {
	text  []byte
	lines []int // offset of each line
	eol   string
}

// mapping is a block mapping and the lines that it has to itself.
type mapping struct {
	node       *yaml.Node // nil: it is not written yet
	indent     int        // of its keys
	start, end int        // offsets: from its first key's line to after its last line
}

// descend walks to the mapping that holds the last key of path and returns the
// ways to change it there.
func (y *yamlText) descend(at mapping, path []string, value any, remove bool) []Edit {
	key, node, next := find(at.node, path[0])
	if node == nil {
		if remove {
			return nil
		}
		return []Edit{y.insert(at, entryText(path, value, at.indent, y.eol))}
	}
	entry := y.entry(at, key, next)
	whole := y.replaceEntry(entry, key, node, path, value, remove)
	if len(path) == 1 {
		if remove {
			return whole
		}
		return append(y.replaceScalar(entry, node, value), whole...)
	}
	if node.Kind == yaml.MappingNode && node.Style&yaml.FlowStyle == 0 && len(node.Content) > 0 && node.Line > key.Line {
		inner := mapping{node: node, indent: node.Content[0].Column - 1, start: y.lineAt(node.Content[0].Line), end: entry.end}
		return append(y.descend(inner, path[1:], value, remove), whole...)
	}
	return whole
}

// find returns key and value of one entry, and the key of the entry after it.
func find(m *yaml.Node, name string) (key, value, next *yaml.Node) {
	if m == nil {
		return nil, nil, nil
	}
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value != name {
			continue
		}
		if i+2 < len(m.Content) {
			next = m.Content[i+2]
		}
		return m.Content[i], m.Content[i+1], next
	}
	return nil, nil, nil
}

// span is a part of the text.
type span struct{ start, end int }

// entry returns the lines of an entry of a block mapping. Blank lines and
// comments after it that are not deeper than its key belong to what follows.
func (y *yamlText) entry(at mapping, key, next *yaml.Node) span {
	e := span{start: y.lineAt(key.Line), end: at.end}
	if next != nil {
		e.end = y.lineAt(next.Line)
	}
	for {
		start := y.lastLine(e)
		if start <= e.start {
			return e
		}
		line := bytes.TrimSpace(y.text[start:e.end])
		if len(line) > 0 && (line[0] != '#' || indentOf(y.text[start:e.end]) > at.indent) {
			return e
		}
		e.end = start
	}
}

// lastLine returns where the last line of a span begins.
func (y *yamlText) lastLine(s span) int {
	body := bytes.TrimSuffix(y.text[s.start:s.end], []byte("\n"))
	return s.start + bytes.LastIndexByte(body, '\n') + 1
}

// docEnd returns where keys can be added: before an end marker, if any.
func (y *yamlText) docEnd() int {
	for _, at := range y.lines {
		line := bytes.TrimRight(y.line(at), "\r\n \t")
		if at > 0 && (string(line) == "..." || string(line) == "---") {
			return at
		}
	}
	return len(y.text)
}

func (y *yamlText) line(at int) []byte {
	if i := bytes.IndexByte(y.text[at:], '\n'); i >= 0 {
		return y.text[at : at+i+1]
	}
	return y.text[at:]
}

// lineAt returns the offset of a 1-based line.
func (y *yamlText) lineAt(line int) int {
	if line-1 >= len(y.lines) {
		return len(y.text)
	}
	return y.lines[line-1]
}

// insert adds an entry at the end of a mapping, before the blank lines there.
func (y *yamlText) insert(at mapping, text string) Edit {
	end := at.end
	for end > at.start {
		start := y.lastLine(span{at.start, end})
		if len(bytes.TrimSpace(y.text[start:end])) > 0 {
			break
		}
		end = start
	}
	if end > 0 && y.text[end-1] != '\n' { // the last line of a text without a final newline
		return Edit{end, end, []byte(y.eol + strings.TrimSuffix(text, y.eol))}
	}
	return Edit{end, end, []byte(text)}
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' && i+1 < len(text) {
			starts = append(starts, i+1)
		}
	}
	return starts
}

func indentOf(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

func eolOf(text []byte) string {
	if i := bytes.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
